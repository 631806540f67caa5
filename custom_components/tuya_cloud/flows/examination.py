"""Checks the devices, the push and the rooms of a new account."""

from collections.abc import Iterable
from dataclasses import dataclass

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..cloud.api import TuyaApi
from ..cloud.endpoints import DeviceCount, count_devices, get_hub_configuration
from ..cloud.errors import Advice, CloudError
from ..cloud.homes import list_rooms
from ..cloud.hub_configuration import HubConfiguration
from ..cloud.queue_check import has_queue


@dataclass(frozen=True, slots=True)
class Examination:
    """The devices and the number of their homes or assets, and how states arrive.

    push_refusal is None unless the cloud refuses push; an error that passes by itself
    is no refusal. has_queue is whether the message queue stands in for push. Set-up
    uses the hub's configuration.
    """

    api: TuyaApi
    count: DeviceCount
    push_refusal: CloudError | None
    hub_configuration: HubConfiguration | None
    has_queue: bool

    @property
    def placeholders(self) -> dict[str, str]:
        """Return what the texts of the wizard quote."""
        refusal = self.push_refusal
        return {
            "devices": str(self.count.devices),
            "places": str(self.count.places),
            "message": "" if refusal is None else str(refusal),
        }

    @property
    def is_polled(self) -> bool:
        """Return whether neither the hub nor the queue brings states."""
        return self.push_refusal is not None and not self.has_queue

    @property
    def sentence(self) -> str:
        """Return the key of the sentence that says how states arrive.

        With project-only access this shows once the devices have named their user.
        """
        if self.api.has_hub is None:
            return "project_queue" if self.has_queue else "project"
        if self.push_refusal is None:
            return "default"
        return "queue" if self.has_queue else "polled"


async def async_examine(hass: HomeAssistant, api: TuyaApi, link_id: str) -> Examination:
    """Check an account, with one call for the devices and one for the hub.

    Where the hub is refused or unknown, the queue is tried, which takes no call. Raises
    CloudError when the devices cannot be listed. link_id names the client to the hub.
    """
    count = await count_devices(api)
    refusal = configuration = None
    if api.has_hub:
        try:
            configuration = await get_hub_configuration(api, link_id)
        except CloudError as error:
            if error.advice is not Advice.RETRY:
                refusal = error
    needs_queue = refusal is not None or api.has_hub is None
    session = async_get_clientsession(hass)
    return Examination(
        api,
        count,
        refusal,
        configuration,
        needs_queue and await has_queue(session, api.account, api.endpoint),
    )


async def count_rooms(api: TuyaApi, home_ids: Iterable[str]) -> int:
    """Count the rooms of homes, with one call for each. Raises CloudError."""
    return sum([len(await list_rooms(api, home_id)) for home_id in home_ids])
