"""The homes of an app account, and their rooms.

Documented only (sections 5 and 8 of the protocol reference, its part two); the kinds of
ids and what may be missing are read tolerantly.
"""

from dataclasses import dataclass

from .answers import array, object_, objects, text
from .api import TuyaApi
from .json_types import JsonValue


@dataclass(frozen=True, slots=True)
class Home:
    """A home of the app account; its id is also that of its space in IoT Core."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a home."""

    id: str
    name: str


async def list_homes(api: TuyaApi) -> list[Home]:
    """Return the homes of the user that the devices belong to. Takes one call."""
    result = await api.get("/v1.0/users/{uid}/homes", path={"uid": api.owner_uid})
    return [
        Home(home_id, text(home.get("name")))
        for home in objects(array(result))
        if (home_id := text(home.get("home_id")))
    ]


async def list_rooms(api: TuyaApi, home_id: str) -> list[Room]:
    """Return the rooms of a home, without those that have no name. Takes one call."""
    template = "/v1.0/homes/{home_id}/rooms"
    result = await api.get(template, path={"home_id": home_id})
    rooms: JsonValue = result
    if not isinstance(result, list):
        rooms = object_(result).get("rooms")
    return [
        Room(room_id, name)
        for room in objects(rooms)
        if (room_id := text(room.get("room_id"))) and (name := text(room.get("name")))
    ]


async def device_ids_in_room(api: TuyaApi, home_id: str, room_id: str) -> list[str]:
    """Return the ids of the devices in a room. Takes one call."""
    result = await api.get(
        "/v1.0/homes/{home_id}/rooms/{room_id}/devices",
        path={"home_id": home_id, "room_id": room_id},
    )
    return [
        device_id
        for device in objects(array(result))
        if (device_id := text(device.get("id")))
    ]
