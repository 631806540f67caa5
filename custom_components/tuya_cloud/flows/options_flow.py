"""The options of a connected account."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import probatio
from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    BooleanSelector,
    DateSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from ..catalog.locks import is_lock
from ..cloud.account import ProjectType
from ..cloud.api import TuyaApi
from ..cloud.assets import Asset, list_assets
from ..cloud.errors import CloudError
from ..const import (
    CONF_ASSETS,
    CONF_FILL_HISTORY,
    CONF_IGNORE_ONLINE_FLAG,
    CONF_KEEP_LAST_STATES,
    CONF_MONTHLY_CALL_BUDGET,
    CONF_PLAN_EXPIRES_ON,
    CONF_PROJECT_TYPE,
    CONF_PUSH_WAY,
    CONF_READ_RECORDS,
    DOMAIN,
)
from ..coordinator import TuyaConfigEntry
from ..model.device import Device
from ..sync.call_ledger import DEFAULT_BUDGET
from ..sync.push_ways import PushWay
from .appended import async_left_out
from .entry_data import account_of

# a field that is not stored: read what is read once a day now
LOOK_AGAIN: Final = "look_again"
# calls a month: fewer are not even enough for a start every day
SMALLEST_BUDGET: Final = 1_000


class TuyaCloudOptionsFlow(OptionsFlowWithReload):
    """One form with all options; saving it reloads the entry."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for all options, with the assets of a custom project."""
        if user_input is not None:
            if user_input.pop(LOOK_AGAIN, False):
                self._look_again()
            return self.async_create_entry(data=user_input)
        fields = general_fields() | device_fields(self.hass, self.config_entry)
        errors: dict[str, str] = {}
        placeholders = {"left_out": await async_left_out(self.hass, self._left_out)}
        if self.config_entry.data[CONF_PROJECT_TYPE] == ProjectType.CUSTOM:
            assets: list[Asset] = []
            try:
                assets = await list_assets(self._api())
            except CloudError as error:
                errors[CONF_ASSETS] = "assets_unknown"
                placeholders["message"] = str(error)
            fields |= asset_field(assets, self.config_entry.options)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                probatio.Schema(fields), self.config_entry.options
            ),
            errors=errors,
            description_placeholders=placeholders,
        )

    @property
    def _left_out(self) -> int:
        """Return how many devices are left to other accounts, as far as is known."""
        entry: TuyaConfigEntry = self.config_entry
        if entry.state is not ConfigEntryState.LOADED:
            return 0
        return len(entry.runtime_data.ownership.left_out)

    def _look_again(self) -> None:
        """Have the extras read now, or some minutes after the entry is reloaded."""
        entry: TuyaConfigEntry = self.config_entry
        if entry.state is ConfigEntryState.LOADED:
            entry.runtime_data.extras.read_again()

    def _api(self) -> TuyaApi:
        """Return the client in use: a second sign-in would end its session."""
        entry: TuyaConfigEntry = self.config_entry
        if entry.state is ConfigEntryState.LOADED:
            return entry.runtime_data.api
        return TuyaApi(async_get_clientsession(self.hass), account_of(entry))


def general_fields() -> dict[Any, Any]:
    """Return the fields that every account has."""
    return {
        probatio.Required(
            CONF_MONTHLY_CALL_BUDGET, default=DEFAULT_BUDGET
        ): probatio.All(
            NumberSelector(
                NumberSelectorConfig(
                    min=SMALLEST_BUDGET, step=1, mode=NumberSelectorMode.BOX
                )
            ),
            probatio.Coerce(int),
        ),
        probatio.Optional(CONF_PLAN_EXPIRES_ON): DateSelector(),
        probatio.Required(CONF_PUSH_WAY, default=PushWay.AUTOMATIC): SelectSelector(
            SelectSelectorConfig(
                options=[*PushWay],
                mode=SelectSelectorMode.DROPDOWN,
                translation_key=CONF_PUSH_WAY,
            )
        ),
        probatio.Required(CONF_KEEP_LAST_STATES, default=False): BooleanSelector(),
        probatio.Required(CONF_FILL_HISTORY, default=False): BooleanSelector(),
        probatio.Optional(LOOK_AGAIN): BooleanSelector(),
    }


def device_fields(hass: HomeAssistant, entry: TuyaConfigEntry) -> dict[Any, Any]:
    """Return the fields that choose devices, if there are any to choose.

    Devices chosen before stay among the choices when they have left the account or the
    entry is not loaded. The device registry may still have their names.
    """
    devices: list[Device] = []
    if entry.state is ConfigEntryState.LOADED:
        devices = [*entry.runtime_data.devices.values()]
    registered = names_in_registry(hass, entry)
    names = {
        device_id: registered.get(device_id, device_id)
        for device_id in entry.options.get(CONF_IGNORE_ONLINE_FLAG, ())
    }
    names |= {device.id: registered.get(device.id, device.name) for device in devices}
    fields: dict[Any, Any] = {}
    if names:
        fields[probatio.Optional(CONF_IGNORE_ONLINE_FLAG)] = choice_of(names)
    locks = {
        device_id: registered.get(device_id, device_id)
        for device_id in entry.options.get(CONF_READ_RECORDS, ())
    }
    locks |= {device.id: names[device.id] for device in devices if is_lock(device)}
    if locks:
        fields[probatio.Optional(CONF_READ_RECORDS)] = choice_of(locks)
    return fields


def names_in_registry(hass: HomeAssistant, entry: TuyaConfigEntry) -> dict[str, str]:
    """Return the names in the device registry, by device id."""
    return {
        identifier: device.name_by_user or device.name or identifier
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        for domain, identifier in device.identifiers
        if domain == DOMAIN
    }


def asset_field(assets: Iterable[Asset], options: Mapping[str, Any]) -> dict[Any, Any]:
    """Return the field that chooses assets of a custom project.

    Assets chosen before stay among the choices when the cloud does not list them.
    """
    names = {asset_id: asset_id for asset_id in options.get(CONF_ASSETS, ())}
    names |= {asset.id: asset.name for asset in assets}
    return {
        probatio.Optional(CONF_ASSETS): choice_of(names),
    }


def choice_of(names: Mapping[str, str]) -> SelectSelector:
    """Return a selector for any number of items, given by id and name."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[
                SelectOptionDict(value=identifier, label=name)
                for identifier, name in names.items()
            ],
            multiple=True,
            mode=SelectSelectorMode.DROPDOWN,
            sort=True,
        )
    )


def one_of(names: dict[str, str], *, sort: bool = False) -> SelectSelector:
    """Return a selector for one item, given by id and name."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[
                SelectOptionDict(value=identifier, label=name)
                for identifier, name in names.items()
            ],
            mode=SelectSelectorMode.DROPDOWN,
            sort=sort,
        )
    )
