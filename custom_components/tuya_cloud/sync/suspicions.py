"""Asks the user about what devices only suggest.

Nothing that is only suspected changes by itself.
"""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..model.device import Device
from .markdown import without_markup

# translation key of the issue
COVER_DIRECTION: Final = "cover_direction"
# occasions that have to contradict before the user is asked
_OCCASIONS: Final = 2


class Suspicions:
    """The repair issues about devices that seem to be other than they are shown."""

    def __init__(self, hass: HomeAssistant, entry_id: str, account: str) -> None:
        """Ask for a config entry; ``account`` is its title."""
        self._hass = hass
        self._entry_id = entry_id
        self._account = account

    def note_direction(self, device: Device, code: str, *, fits: bool) -> None:
        """Take in whether a cover's position, of a code, counts as it is shown.

        An occasion on which it does takes back those on which it did not.
        """
        if fits:
            device.learned.contradictions.pop(code, None)
            ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(device, code))
            return
        count = device.learned.contradictions.get(code, 0) + 1
        device.learned.contradictions[code] = count
        self.recall_direction(device, code)

    def recall_direction(self, device: Device, code: str) -> None:
        """Ask about the direction of a cover if enough occasions contradict it.

        Ask even if the user has said how it counts: the motor's own direction may have
        been set the other way round since.
        """
        if device.learned.contradictions.get(code, 0) < _OCCASIONS:
            return
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id(device, code),
            data={"entry_id": self._entry_id, "device_id": device.id, "code": code},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=COVER_DIRECTION,
            translation_placeholders={
                "account": self._account,
                "device": without_markup(device.name),
            },
        )

    def forget(self, device: Device) -> None:
        """Remove the issues of a device that has left the account."""
        clear_suspicions(self._hass, self._entry_id, device.id)

    def _issue_id(self, device: Device, code: str) -> str:
        return f"{self._entry_id}_{COVER_DIRECTION}_{device.id}_{code}"


def clear_suspicions(
    hass: HomeAssistant, entry_id: str, device_id: str | None = None
) -> None:
    """Remove the issues of an account, or of one of its devices."""
    prefix = f"{entry_id}_{COVER_DIRECTION}_"
    if device_id is not None:
        prefix += f"{device_id}_"
    for domain, issue_id in [*ir.async_get(hass).issues]:
        if domain == DOMAIN and issue_id.startswith(prefix):
            ir.async_delete_issue(hass, domain, issue_id)
