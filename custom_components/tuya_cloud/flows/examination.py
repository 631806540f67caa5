"""Checks the devices and the push of a new account."""

from dataclasses import dataclass

from ..cloud.api import TuyaApi
from ..cloud.endpoints import DeviceCount, count_devices, get_hub_configuration
from ..cloud.errors import Advice, CloudError
from ..cloud.hub_configuration import HubConfiguration


@dataclass(frozen=True, slots=True)
class Examination:
    """The devices and the number of their homes or assets, and whether push works.

    push_refusal is None unless the cloud refuses push; an error that passes by itself
    is no refusal. Set-up uses the hub's configuration.
    """

    api: TuyaApi
    count: DeviceCount
    push_refusal: CloudError | None
    hub_configuration: HubConfiguration | None

    @property
    def sentence(self) -> str:
        """Return the key of the sentence that says how states arrive.

        With project-only access this shows once the devices have named their user.
        """
        if self.api.has_hub is None:
            return "project"
        return "default" if self.push_refusal is None else "polled"


async def async_examine(api: TuyaApi, link_id: str) -> Examination:
    """Check an account, with one call for the devices and one for the hub.

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
    return Examination(api, count, refusal, configuration)
