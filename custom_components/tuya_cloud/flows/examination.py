"""What an account that has just signed in has to offer: looked at before it is used."""

from dataclasses import dataclass

from ..cloud.api import TuyaApi
from ..cloud.endpoints import count_devices, get_hub_configuration
from ..cloud.errors import Advice, CloudError
from ..cloud.hub_configuration import HubConfiguration


@dataclass(frozen=True, slots=True)
class Findings:
    """Devices, in how many homes or assets, and why their reports are not pushed.

    push_refusal is None where reports are pushed, or may be: trouble that passes by
    itself is no refusal. The project itself (`api.has_hub`) is never pushed any. The
    hub's configuration serves set-up.
    """

    api: TuyaApi
    devices: int
    places: int
    push_refusal: CloudError | None
    hub_configuration: HubConfiguration | None

    @property
    def is_pushed(self) -> bool:
        """Whether states arrive by push."""
        return self.api.has_hub and self.push_refusal is None


async def async_examine(api: TuyaApi, link_id: str) -> Findings:
    """Look at what there is; takes one call for the devices, and one for the hub.

    Raises CloudError when the devices cannot be listed. link_id names the client to
    the hub.
    """
    count = await count_devices(api)
    refusal = configuration = None
    if api.has_hub:
        try:
            configuration = await get_hub_configuration(api, link_id)
        except CloudError as error:
            if error.advice is not Advice.RETRY:
                refusal = error
    return Findings(api, count.devices, count.places, refusal, configuration)
