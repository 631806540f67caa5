"""Homes, rooms and scenes of an app account."""

from ..errors import PERMISSION_DENIED, ApiError
from ..home import HOME_ID, SCENES, home_json, scene_effects
from ..json_types import JsonValue
from .description import home_object
from .router import HOME_TOKENS, Call, Route

HOME = "/v1.0/homes/{home_id}"


def home_of(call: Call) -> int:
    """Return the home in the path; raise ApiError 1106 for a foreign one."""
    text = call.path["home_id"]
    if not text.isdecimal() or int(text) not in call.cloud.home.homes:
        raise ApiError(PERMISSION_DENIED)
    return int(text)


async def list_homes(call: Call) -> JsonValue:
    """Return the homes of the account."""
    call.check_user()
    return [home_json(home, name) for home, name in call.cloud.home.homes.items()]


async def list_home_devices(call: Call) -> JsonValue:
    """Return the devices of a home."""
    return [
        home_object(call.cloud, each)
        for each in call.cloud.home.devices_in_home(home_of(call))
    ]


async def list_rooms(call: Call) -> JsonValue:
    """Return the rooms of a home."""
    home = home_of(call)
    return {
        "home_id": home,
        "name": call.cloud.home.homes[home],
        "rooms": [
            {"room_id": room, "name": name}
            for room, name in call.cloud.home.rooms(home).items()
        ],
    }


async def list_room_devices(call: Call) -> JsonValue:
    """Return the devices of a room."""
    home, room = home_of(call), call.path["room_id"]
    if not room.isdecimal():
        raise ApiError(PERMISSION_DENIED)
    return [
        home_object(call.cloud, each)
        for each in call.cloud.home.devices_in_room(home, int(room))
    ]


async def list_scenes(call: Call) -> JsonValue:
    """Return the tap-to-run scenes."""
    home_of(call)
    return [
        {
            "scene_id": scene_id,
            "name": name,
            "background": "",
            "enabled": True,
            "status": "1",
            "actions": [
                {
                    "entity_id": device.id,
                    "executor_property": {
                        code: value
                        for code, value in effects.items()
                        if code in device.function
                    },
                    "action_executor": "dpIssue",
                }
                for device in call.cloud.home.devices.values()
                if effects.keys() & device.function.keys()
            ],
        }
        for scene_id, name, effects in SCENES
    ]


async def list_scene_rules(call: Call) -> JsonValue:
    """Return the scenes as IoT Core lists them."""
    if call.query.get("space_id") != str(HOME_ID):
        raise ApiError(PERMISSION_DENIED)
    return {
        "list": [
            {
                "id": scene_id,
                "name": name,
                "space_id": str(HOME_ID),
                "status": "enable",
                "type": "scene",
                "running_mode": "cloud",
            }
            for scene_id, name, _ in SCENES
        ],
        "total": len(SCENES),
        "has_more": False,
    }


async def trigger_scene(call: Call) -> JsonValue:
    """Run a scene on every online device that has its functions."""
    if "home_id" in call.path:
        home_of(call)
    effects = scene_effects(call.path["scene_id"])
    for device in call.cloud.home.devices.values():
        changes = {
            code: value for code, value in effects.items() if code in device.function
        }
        if changes and call.cloud.home.is_online(device):
            call.cloud.command(device, changes)
    return True


ROUTES = (
    Route("GET", "/v1.0/users/{uid}/homes", list_homes, HOME_TOKENS),
    Route("GET", HOME + "/devices", list_home_devices, HOME_TOKENS),
    Route("GET", HOME + "/rooms", list_rooms, HOME_TOKENS),
    Route("GET", HOME + "/rooms/{room_id}/devices", list_room_devices, HOME_TOKENS),
    Route("GET", HOME + "/scenes", list_scenes, HOME_TOKENS),
    Route("GET", "/v1.1/homes/{home_id}/scenes", list_scenes, HOME_TOKENS),
    Route("POST", HOME + "/scenes/{scene_id}/trigger", trigger_scene, HOME_TOKENS),
    Route("GET", "/v2.0/cloud/scene/rule", list_scene_rules, HOME_TOKENS),
    Route(
        "POST",
        "/v2.0/cloud/scene/rule/{scene_id}/actions/trigger",
        trigger_scene,
        HOME_TOKENS,
    ),
)
