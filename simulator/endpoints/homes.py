"""Homes and rooms of an app account."""

from ..errors import PERMISSION_DENIED, ApiError
from ..home import home_json
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


ROUTES = (
    Route("GET", "/v1.0/users/{uid}/homes", list_homes, HOME_TOKENS),
    Route("GET", HOME + "/devices", list_home_devices, HOME_TOKENS),
    Route("GET", HOME + "/rooms", list_rooms, HOME_TOKENS),
    Route("GET", HOME + "/rooms/{room_id}/devices", list_room_devices, HOME_TOKENS),
)
