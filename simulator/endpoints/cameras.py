"""Cameras and the maps of vacuums: streams, WebRTC, and addresses of files."""

from ..camera import BUCKET, Camera
from ..errors import (
    DEVICE_UNSUPPORTED,
    FUNCTION_UNSUPPORTED,
    PARAM_EMPTY,
    PERMISSION_DENIED,
    ApiError,
)
from ..json_types import JsonValue
from .router import Call, Route

LAYOUT, PATH = 0, 1


def _camera(call: Call) -> Camera:
    """Return the camera of the device; raise ApiError 2003 for one without."""
    if call.device.camera is None:
        raise ApiError(FUNCTION_UNSUPPORTED)
    return call.device.camera


async def allocate_stream(call: Call) -> JsonValue:
    """Return the address of a stream of the type "rtsp" or "hls"."""
    kind = call.text("type")
    camera = _camera(call)
    call.cloud.check_reachable(call.device)
    return camera.allocate(kind, call.cloud.live_views)


async def get_webrtc_configuration(call: Call) -> JsonValue:
    """Return what a client needs to offer a stream."""
    return _camera(call).webrtc_configuration(call.device.id)


async def get_picture(call: Call) -> JsonValue:
    """Return an address of a stored picture; the picture may not be there yet."""
    camera = _camera(call)
    bucket, path = (call.query.get(name) for name in ("bucket", "file_path"))
    if not bucket or not path:
        raise ApiError(PARAM_EMPTY)
    name = path.partition("?")[0]
    if bucket != BUCKET or name not in camera.pictures:
        raise ApiError(PERMISSION_DENIED)
    return call.cloud.storage.address(name, life=60)


async def get_map(call: Call) -> JsonValue:
    """Return the addresses of the files of a vacuum's map."""
    vacuum_map = call.device.vacuum_map
    if vacuum_map is None:
        raise ApiError(DEVICE_UNSUPPORTED)
    storage, folder = call.cloud.storage, f"/{call.device.id}/common"
    files = {
        LAYOUT: (f"{folder}/layout/lay.bin", vacuum_map.layout_file),
        PATH: (f"{folder}/route/rou.bin", vacuum_map.path_file),
    }
    if not vacuum_map.rows and not vacuum_map.content:
        return []
    storage.files |= dict(files.values())
    return [
        {"map_type": kind, "map_url": storage.address(path)}
        for kind, (path, _) in files.items()
    ]


ROUTES = (
    Route("POST", "/v1.0/devices/{id}/stream/actions/allocate", allocate_stream),
    Route("GET", "/v1.0/devices/{id}/webrtc-configs", get_webrtc_configuration),
    Route("GET", "/v1.0/devices/{id}/movement-configs", get_picture),
    Route("GET", "/v1.0/users/sweepers/file/{id}/realtime-map", get_map),
)
