"""The address and the credentials of the push hub.

Source: Tuya's page on the MQTT access; for the token of a project section 12 of the
protocol reference.
"""

from ..encryption import Version
from ..errors import PARAM_ILLEGAL, PERMISSION_DENIED, ApiError
from ..hub import HubOptions, TopicForm
from ..json_types import JsonValue
from ..tokens import TokenKind
from .router import Call, Route


async def open_home_hub(call: Call) -> JsonValue:
    """Issue credentials; the token of the project gets encryption 1.0 only."""
    return _open_hub(call, Version.ECB)


async def open_custom_hub(call: Call) -> JsonValue:
    """Issue credentials; the token of the project gets encryption 2.0 only."""
    return _open_hub(call, Version.GCM)


def _open_hub(call: Call, project_version: Version) -> JsonValue:
    uid, link_id = call.text("uid"), call.text("link_id")
    token = call.token
    # a project reads for the app account that is linked to it
    is_project = token is not None and token.kind is TokenKind.PROJECT
    owner = call.cloud.account.uid if is_project else token and token.uid
    if uid != owner:
        raise ApiError(PERMISSION_DENIED)
    topics = call.text("topics").split(",")
    if call.text("link_type") != "mqtt" or not {"device", "ipc"}.issuperset(topics):
        raise ApiError(PARAM_ILLEGAL)
    try:
        version = Version(call.text("msg_encrypted_version"))
    except ValueError:
        raise ApiError(PARAM_ILLEGAL) from None
    if is_project and version is not project_version:
        raise ApiError(PARAM_ILLEGAL)
    hub = call.cloud.hub
    is_for_cameras = topics == ["ipc"]
    credentials = hub.issue(uid, link_id, version, is_for_cameras=is_for_cameras)
    sink_topic = (
        "/av/moto/moto_id/u/{device_id}"
        if is_for_cameras
        else credentials.topic.replace("/in/", "/out/") + "/{device_id}"
    )
    return {
        "url": hub.url,
        "client_id": credentials.client_id,
        "username": credentials.username,
        "password": credentials.password,
        "source_topic": _source_topic(hub.options, topics, credentials.topic),
        "sink_topic": dict.fromkeys(topics, sink_topic),
        "expire_time": credentials.seconds_left,
    }


def _source_topic(options: HubOptions, topics: list[str], topic: str) -> JsonValue:
    match options.source_topic:
        case TopicForm.TEXT:
            return topic
        case TopicForm.LIST:
            return [topic]
        case TopicForm.OBJECT:
            return dict.fromkeys(topics, topic)


ROUTES = (
    Route("POST", "/v1.0/open-hub/access/config", open_home_hub),
    Route("POST", "/v1.0/iot-03/open-hub/access-config", open_custom_hub),
)
