"""The forms that connect a Tuya account and fix its connection later."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlowResult,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import CONF_USERNAME
from homeassistant.core import callback

from .cloud.account import Account, ProjectType
from .cloud.api import TuyaApi
from .cloud.errors import CloudError
from .const import CONF_PROJECT_TYPE, DOMAIN
from .flows.account_form import CONF_TRY_ELSEWHERE, keys_schema, reauth_schema
from .flows.account_input import (
    InvalidFormError,
    credentials,
    endpoint_choice,
    flat,
    form_values,
    other_endpoints,
    read_account,
)
from .flows.appended import async_left_out, async_rooms
from .flows.correction_flow import CorrectionFlow
from .flows.entry_data import account_of, entry_data
from .flows.examination import Examination, async_examine
from .flows.form_errors import stored_error
from .flows.form_steps import ADDRESSES, FormSteps
from .flows.handover import Handover, hand_over
from .flows.options_flow import TuyaCloudOptionsFlow
from .flows.sign_in import (
    NowhereError,
    async_search,
    async_sign_in,
    async_sign_in_by_country,
)
from .flows.thing_model_flow import ThingModelFlow
from .sync.corrections import CORRECTION, THING_MODEL
from .sync.ownership import owned_by_others


class TuyaCloudConfigFlow(FormSteps, domain=DOMAIN):
    """The flow that connects an account, and asks again for refused credentials.

    A new account takes a menu for the kind of project, a form for its keys, and a form
    for the account. A reconfiguration takes the two forms.
    """

    VERSION = 1

    _examination: Examination

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the flow for the options."""
        return TuyaCloudOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the flows for corrections and for thing models."""
        return {CORRECTION: CorrectionFlow, THING_MODEL: ThingModelFlow}

    # -- the account ----------------------------------------------------------------

    async def async_step_account(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for an app account."""
        return await self._connect(user_input)

    async def async_step_project_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a user of a custom project."""
        return await self._connect(user_input)

    async def async_step_project_place(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the data center of a project without a user."""
        return await self._connect(user_input)

    async def _connect(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Sign in; create or update the entry if nothing is missing."""
        if user_input is None:
            return self._show_account()
        self._keep(self._account_schema(), user_input)
        search = self._form.pop(CONF_TRY_ELSEWHERE, False) is True
        self._offers_search = False
        try:
            account = read_account(self._form, self._stored)
            api = await self._sign_in(account, search=search)
            if search:
                # the next attempt need not search again
                self._form |= endpoint_choice(api.endpoint)
            if self.source == SOURCE_RECONFIGURE:
                return await self._update_account(self._get_reconfigure_entry(), api)
            self._examination = await self._examine(api)
        except (InvalidFormError, CloudError, NowhereError) as error:
            return self._show_error(error)
        return await self._report()

    @property
    def _stored(self) -> Mapping[str, str]:
        """Return the data of the entry that is reconfigured; a new one has none."""
        if self.source != SOURCE_RECONFIGURE:
            return {}
        return self._get_reconfigure_entry().data

    async def _sign_in(self, account: Account, *, search: bool) -> TuyaApi:
        """Sign in, in any data center if ``search`` is set; return the client.

        Raises CloudError and NowhereError.
        """
        if search:
            return await async_search(self.hass, account)
        others = other_endpoints(self._form)
        return await async_sign_in_by_country(self.hass, account, others)

    # -- examination -----------------------------------------------------------------

    async def _examine(self, api: TuyaApi) -> Examination:
        """Check a new account's devices and push; abort if it is connected already.

        Raises CloudError.
        """
        await self._take_unique_id(api)
        self._abort_if_unique_id_configured()
        return await async_examine(self.hass, api, f"{DOMAIN}.{self.flow_id}")

    async def _report(self) -> ConfigFlowResult:
        """Show what is missing, devices first; finish if nothing is."""
        if self._examination.count.devices:
            return await self.async_step_without_devices()
        return await self.async_step_no_devices()

    async def async_step_no_devices(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Explain why the account may have no devices."""
        return self._show_missing("no_devices", "without_devices")

    async def async_step_without_devices(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Continue with push, even without devices."""
        if self._examination.is_polled:
            return await self.async_step_no_push()
        return await self._finish()

    async def async_step_no_push(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Explain what does not work without push."""
        return self._show_missing("no_push", "without_push")

    async def async_step_without_push(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Finish although states come by polling only."""
        return await self._finish()

    async def async_step_details(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Go back to the form for the account."""
        return self._show_account()

    def _show_missing(self, step_id: str, continue_step: str) -> ConfigFlowResult:
        """Let the user check again, go back, or continue."""
        return self.async_show_menu(
            step_id=step_id,
            menu_options=["look_again", "details", "keys", continue_step],
            description_placeholders={**ADDRESSES, **self._examination.placeholders},
        )

    async def async_step_look_again(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Check again whether something is missing."""
        try:
            self._examination = await self._examine(self._examination.api)
        except CloudError as error:
            return self._show_error(error)
        return await self._report()

    async def _finish(self) -> ConfigFlowResult:
        """Create the entry; show what was found, how states arrive, what is missing."""
        # another flow may have connected the account while a menu was shown
        self._abort_if_unique_id_configured()
        examination = self._examination
        api = examination.api
        left_out = owned_by_others(self.hass, examination.count.ids)
        placeholders = {
            **examination.placeholders,
            "rooms": await async_rooms(self.hass, api, examination.count.home_ids),
            "left_out": await async_left_out(self.hass, left_out),
        }
        hand_over(self.hass, Handover(api, examination.hub_configuration))
        return self.async_create_entry(
            title=api.account.username or "Tuya project",
            data=entry_data(api),
            description=examination.sentence,
            description_placeholders=placeholders,
        )

    # -- changing an account ---------------------------------------------------------

    async def async_step_reauth(
        self,
        entry_data: Mapping[str, Any],  # noqa: ARG002  # Home Assistant hands it over
    ) -> ConfigFlowResult:
        """Start to fix an entry whose credentials the cloud refused."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for secret, user name and password; an empty field keeps its value."""
        entry = self._get_reauth_entry()
        project_type = ProjectType(entry.data[CONF_PROJECT_TYPE])
        schema = reauth_schema(project_type)
        if user_input is None:
            current = {CONF_USERNAME: entry.data[CONF_USERNAME]}
            return self._show("reauth_confirm", schema, current)
        typed = flat(user_input)
        try:
            secret, username, digest = credentials(typed, entry.data, project_type)
            account = replace(
                account_of(entry),
                access_secret=secret,
                username=username,
                password_digest=digest,
            )
            api = await async_sign_in(self.hass, account)
        except (InvalidFormError, CloudError) as error:
            shown = stored_error(error, project_type)
            return self._show("reauth_confirm", schema, typed, shown)
        return await self._update_account(entry, api)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the keys of the project, then for all but the project type."""
        if user_input is None:
            self._form = form_values(self._stored, self.hass.config.country)
            return self._show_keys()
        self._keep(keys_schema(), user_input)
        return self._show_account()

    async def _update_account(
        self, entry: ConfigEntry, api: TuyaApi
    ) -> ConfigFlowResult:
        """Update an entry with the account that has just signed in.

        A title that is the user name follows it; one chosen by the user stays.
        """
        await self._take_unique_id(api)
        self._abort_if_unique_id_mismatch(reason="another_account")
        hand_over(self.hass, Handover(api))
        follows = entry.title == entry.data[CONF_USERNAME]
        return self.async_update_reload_and_abort(
            entry,
            title=api.account.username if follows else entry.title,
            data=entry_data(api),
        )

    async def _take_unique_id(self, api: TuyaApi) -> None:
        """Set the account's uid as unique id.

        Several flows for one account may be open, for example a reauthentication that
        waits. The second one to finish finds the account configured.
        """
        await self.async_set_unique_id(api.uid, raise_on_progress=False)
