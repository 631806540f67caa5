"""The forms that connect a Tuya account, and mend the connection later."""

from collections.abc import Mapping
from typing import Any, Final, override

import probatio
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlow,
)
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import callback

from .cloud.account import Account, ProjectType
from .cloud.api import TuyaApi
from .cloud.errors import CloudError
from .cloud.regions import DATA_CENTERS
from .const import (
    CONF_ACCESS_ID,
    CONF_ACCESS_SECRET,
    CONF_APP_SCHEMA,
    CONF_COUNTRY_CODE,
    CONF_ENDPOINT,
    CONF_PROJECT_TYPE,
    DOMAIN,
)
from .flows.account_form import (
    CONF_TRY_ELSEWHERE,
    InvalidFormError,
    account_schema,
    endpoint_choice,
    form_values,
    read_form,
    reauth_schema,
)
from .flows.entry_data import entry_data
from .flows.examination import Findings, async_examine
from .flows.handover import Handover, hand_over
from .flows.options_flow import TuyaCloudOptionsFlow
from .flows.sign_in import MAYBE_ELSEWHERE, NowhereError, async_search, async_sign_in

BASE: Final = "base"

# Addresses that the texts name in braces.
ADDRESSES: Final = {
    "console": "https://platform.tuya.com",
    "example": DATA_CENTERS["central_europe"],
}

# The field beside which each cause is shown, by the cause's translation key. A cause
# that is not here is shown above the form with the cloud's own code and words.
FIELD_OF_CAUSE: Final = {
    "access_id": CONF_ACCESS_ID,
    "access_secret": CONF_ACCESS_SECRET,
    "account_in_use_elsewhere": BASE,
    "account_not_linked": CONF_USERNAME,
    "api_not_subscribed": BASE,
    "app_schema": CONF_APP_SCHEMA,
    "bad_answer": BASE,
    "busy": BASE,
    "clock": BASE,
    "country": CONF_COUNTRY_CODE,
    "credentials": CONF_PASSWORD,
    "cross_region": CONF_ENDPOINT,
    "data_center_suspended": CONF_ENDPOINT,
    "http_status": BASE,
    "ip_not_allowed": BASE,
    "network": BASE,
    "permission_denied": BASE,
    "plan_expired": BASE,
    "quota_used_up": BASE,
    "second_factor": BASE,
    "timeout": BASE,
}

type FormError = InvalidFormError | CloudError | NowhereError


class TuyaCloudConfigFlow(ConfigFlow, domain=DOMAIN):
    """Connects an account, and asks again when its credentials stop working."""

    VERSION = 1

    _findings: Findings

    def __init__(self) -> None:
        """Begin with an empty form."""
        # what was typed last, for those who come back to the form
        self._typed: dict[str, Any] = {}

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the flow for what can be chosen later."""
        return TuyaCloudOptionsFlow()

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for project and account, and create the entry once all is there.

        What is missing is shown first.
        """
        if user_input is None:
            return self._show_account("user", self._typed)
        self._typed, search = split_search(user_input)
        try:
            api = await self._sign_in(read_form(self._typed, {}), search=search)
            if search:
                # what comes may fail, and need not be searched for again
                self._typed[CONF_ENDPOINT] = endpoint_choice(api.endpoint)
            self._findings = await self._examine(api)
        except (InvalidFormError, CloudError, NowhereError) as error:
            return self._show_account("user", self._typed, error)
        return await self._report()

    # -- what was found --------------------------------------------------------------

    async def _sign_in(self, account: Account, *, search: bool) -> TuyaApi:
        """Return a client that has signed in, searching all data centers if told to.

        Raises CloudError and NowhereError.
        """
        if search:
            return await async_search(self.hass, account)
        return await async_sign_in(self.hass, account)

    async def _examine(self, api: TuyaApi) -> Findings:
        """Look what an account has, unless it is connected already.

        Raises CloudError.
        """
        await self._take_unique_id(api)
        self._abort_if_unique_id_configured()
        return await async_examine(api, self._link_id)

    @property
    def _link_id(self) -> str:
        return f"{DOMAIN}.{self.flow_id}"

    async def _report(self) -> ConfigFlowResult:
        """Say what is missing, first of all devices; finish when nothing is."""
        if self._findings.devices:
            return await self.async_step_without_devices()
        return await self.async_step_no_devices()

    async def async_step_no_devices(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Explain why there may be no devices."""
        return self._show_menu("no_devices", "without_devices")

    async def async_step_without_devices(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Go on, with devices or without; push comes next."""
        if self._findings.push_refusal is None:
            return self._finish()
        return await self.async_step_no_push()

    async def async_step_no_push(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Explain what lacks without push."""
        return self._show_menu("no_push", "without_push")

    async def async_step_without_push(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Go on though states only come by polling."""
        return self._finish()

    def _show_menu(self, step_id: str, go_on: str) -> ConfigFlowResult:
        """Let the user look again, go back, or go on."""
        refusal = self._findings.push_refusal
        return self.async_show_menu(
            step_id=step_id,
            menu_options=["look_again", "user", go_on],
            description_placeholders={
                **ADDRESSES,
                **self._counts(),
                "message": "" if refusal is None else str(refusal),
            },
        )

    def _counts(self) -> dict[str, str]:
        return {
            "devices": str(self._findings.devices),
            "places": str(self._findings.places),
        }

    async def async_step_look_again(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """See whether what was missing is there now."""
        try:
            self._findings = await async_examine(self._findings.api, self._link_id)
        except CloudError as error:
            return self._show_account("user", self._typed, error)
        return await self._report()

    def _finish(self) -> ConfigFlowResult:
        """Create the entry, and say what was found."""
        self._abort_if_unique_id_configured()  # meanwhile, while a menu was shown
        api = self._findings.api
        hand_over(self.hass, Handover(api, self._findings.hub_configuration))
        return self.async_create_entry(
            title=api.account.username or "Tuya project",
            data=entry_data(api),
            description="default" if self._findings.is_pushed else "polled",
            description_placeholders=self._counts(),
        )

    # -- mending ---------------------------------------------------------------------

    async def async_step_reauth(
        self,
        entry_data: Mapping[str, Any],  # noqa: ARG002  # Home Assistant hands it over
    ) -> ConfigFlowResult:
        """Begin to mend an entry whose credentials the cloud refused."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for secret, user name and password; what is left empty stays."""
        entry = self._get_reauth_entry()
        schema = reauth_schema(ProjectType(entry.data[CONF_PROJECT_TYPE]))
        current = form_values(entry.data, self.hass)
        if user_input is None:
            return self._show("reauth_confirm", schema, current)
        try:
            account = read_form({**current, **user_input}, entry.data)
            api = await async_sign_in(self.hass, account)
        except (InvalidFormError, CloudError) as error:
            return self._show("reauth_confirm", schema, user_input, error)
        return await self._mend(entry, api)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for everything but the project's type; secrets left empty stay."""
        entry = self._get_reconfigure_entry()
        current = form_values(entry.data, self.hass)
        if user_input is None:
            return self._show_account("reconfigure", current)
        typed, search = split_search(user_input)
        try:
            account = read_form(typed, entry.data)
            api = await self._sign_in(account, search=search)
        except (InvalidFormError, CloudError, NowhereError) as error:
            return self._show_account("reconfigure", typed, error)
        return await self._mend(entry, api)

    async def _mend(self, entry: ConfigEntry, api: TuyaApi) -> ConfigFlowResult:
        """Update an entry with the account that has just signed in.

        A title that users have chosen stays; one that is the user name follows it.
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
        """Take the account's uid as unique id.

        A reauthentication that waits does not stand in the way of mending the same
        account elsewhere, and who finishes second finds it configured.
        """
        await self.async_set_unique_id(api.uid, raise_on_progress=False)

    # -- showing ---------------------------------------------------------------------

    def _show_account(
        self,
        step_id: str,
        values: Mapping[str, Any],
        error: FormError | None = None,
    ) -> ConfigFlowResult:
        """Show the form for an account.

        Where another data center may know what this one does not, the form offers to
        try them.
        """
        cause = error.cause if isinstance(error, NowhereError) else error
        current = None
        if self.source == SOURCE_RECONFIGURE:
            data = self._get_reconfigure_entry().data
            current = ProjectType(data[CONF_PROJECT_TYPE])
        schema = account_schema(
            self.hass,
            current,
            offer_search=isinstance(cause, MAYBE_ELSEWHERE),
        )
        return self._show(step_id, schema, values, error)

    def _show(
        self,
        step_id: str,
        schema: probatio.Schema,
        values: Mapping[str, Any],
        error: FormError | None = None,
    ) -> ConfigFlowResult:
        """Show a form filled with values, and what was wrong with them."""
        errors = {}
        placeholders = dict(ADDRESSES)
        if isinstance(error, InvalidFormError):
            errors[error.field] = error.key
        elif error is not None:
            refusal = error.cause if isinstance(error, NowhereError) else error
            key = refusal.translation_key
            field = FIELD_OF_CAUSE.get(key, BASE)
            # A form that lacks the field shows the message above everything.
            errors[field if field in schema.schema else BASE] = (
                key if key in FIELD_OF_CAUSE else "unknown"
            )
            if isinstance(error, NowhereError):
                errors.setdefault(BASE, "nowhere")
                placeholders["answers"] = error.summary
            placeholders["code"] = "" if refusal.code is None else str(refusal.code)
            placeholders["message"] = refusal.message
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=errors,
            description_placeholders=placeholders,
        )


def split_search(form: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """Return a form without the tick for the other data centers, and the tick."""
    typed = dict(form)
    return typed, typed.pop(CONF_TRY_ELSEWHERE, False) is True
