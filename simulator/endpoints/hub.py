"""The address and the credentials of the push hub."""

from ..encryption import Version
from ..errors import PARAM_ILLEGAL, PERMISSION_DENIED, ApiError
from ..json_types import JsonObject, JsonValue
from .router import USER_TOKENS, Call, Route


async def open_hub(call: Call) -> JsonValue:
    """Issue new credentials for a link id."""
    uid, link_id = call.text("uid"), call.text("link_id")
    if call.token is None or call.token.uid != uid:
        raise ApiError(PERMISSION_DENIED)
    topics = call.text("topics").split(",")
    if call.text("link_type") != "mqtt" or not {"device", "ipc"}.issuperset(topics):
        raise ApiError(PARAM_ILLEGAL)
    try:
        version = Version(call.text("msg_encrypted_version"))
    except ValueError:
        raise ApiError(PARAM_ILLEGAL) from None
    hub = call.cloud.hub
    credentials = hub.issue(uid, link_id, version)
    answer: JsonObject = {
        "url": hub.url,
        "client_id": credentials.client_id,
        "username": credentials.username,
        "password": credentials.password,
        "source_topic": dict.fromkeys(topics, credentials.topic),
        "sink_topic": {
            topic: credentials.topic.replace("/in/", "/out/") + "/{device_id}"
            for topic in topics
        },
        "expire_time": round(hub.life),
    }
    return answer


ROUTES = (
    Route("POST", "/v1.0/open-hub/access/config", open_hub, USER_TOKENS),
    Route("POST", "/v1.0/iot-03/open-hub/access-config", open_hub, USER_TOKENS),
)
