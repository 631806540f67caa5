"""What tests of scenes and of groups have in common: services, and refusals."""

from collections.abc import Iterable
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from simulator.json_types import JsonObject
from tests.conftest import let_time_pass

DAY: Final = 24 * 3600
NO_SERVICE: Final[JsonObject] = {"code": 28841105, "msg": "not authorized"}
# answers to a command, and the translation key of the error that the user sees
REFUSALS: Final[list[tuple[JsonObject, str]]] = [
    (NO_SERVICE, "api_not_subscribed"),
    ({"result": False}, "command_rejected"),
    ({"http": 502}, "http_status"),
    ({"drop": True}, "network"),
]


async def act(
    hass: HomeAssistant, service: str, entity_id: str, **data: object
) -> None:
    """Call a service of an entity."""
    domain = entity_id.partition(".")[0]
    await hass.services.async_call(
        domain, service, {"entity_id": entity_id, **data}, blocking=True
    )


async def enable(hass: HomeAssistant, entity_ids: Iterable[str]) -> None:
    """Enable entities that the integration has disabled, as a user does."""
    registry = er.async_get(hass)
    for entity_id in entity_ids:
        entity = registry.async_get(entity_id)
        assert entity is not None
        assert entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION
        registry.async_update_entity(entity_id, disabled_by=None)
    # Home Assistant reloads the entry half a minute later
    let_time_pass(hass, 31)
    await hass.async_block_till_done()
