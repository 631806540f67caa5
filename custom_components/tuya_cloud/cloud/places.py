"""Where devices are: rooms of homes, or assets of a custom project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .api import TuyaApi
from .assets import assets_with_devices
from .errors import Advice, CloudError
from .homes import Home, device_ids_in_room, list_rooms


@dataclass(frozen=True, slots=True)
class Place:
    """A room or asset with the devices in it."""

    # the home, or the asset above; "": none
    home: str
    name: str
    device_ids: Sequence[str]


async def list_assets_as_places(api: TuyaApi) -> list[Place]:
    """Return the assets of a custom project. Takes two calls for each."""
    return [
        _place_of_asset(asset.name, device_ids)
        for asset, device_ids in await assets_with_devices(api)
        if asset.name
    ]


async def list_rooms_as_places(api: TuyaApi, homes: Iterable[Home]) -> list[Place]:
    """Return the rooms of these homes. Takes one call for each home and room.

    Raises CloudError when the cloud refuses all of them.
    """
    places: list[Place] = []
    refusal: CloudError | None = None
    for home in homes:
        try:
            places += await _places_in(api, home)
        except CloudError as error:
            if error.advice is not Advice.DEVICE:
                raise
            refusal = error
    if refusal is not None and not places:
        raise refusal
    return places


async def _places_in(api: TuyaApi, home: Home) -> list[Place]:
    """Return the rooms of a home; one that the cloud refuses is left out."""
    places = []
    for room in await list_rooms(api, home.id):
        try:
            device_ids = await device_ids_in_room(api, home.id, room.id)
        except CloudError as error:
            if error.advice is not Advice.DEVICE:
                raise
        else:
            places.append(Place(home.name, room.name, device_ids))
    return places


def _place_of_asset(full_name: str, device_ids: Sequence[str]) -> Place:
    """Return the place of an asset: "House/Kitchen" is the kitchen of the house."""
    above, _, name = full_name.strip("/").rpartition("/")
    return Place(above.rpartition("/")[2], name, device_ids)
