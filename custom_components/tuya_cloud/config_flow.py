"""The forms that connect a Tuya account and fix its connection later."""

from collections.abc import Mapping
from typing import Any, Final, override

import probatio
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import callback

from .cloud import errors
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
    other_endpoints,
    read_form,
    reauth_schema,
)
from .flows.correction_flow import CorrectionFlow
from .flows.entry_data import entry_data
from .flows.examination import Examination, async_examine
from .flows.handover import Handover, hand_over
from .flows.left_out import async_left_out
from .flows.options_flow import TuyaCloudOptionsFlow
from .flows.sign_in import (
    MAYBE_ELSEWHERE,
    NowhereError,
    async_search,
    async_sign_in,
    async_sign_in_by_country,
)
from .flows.thing_model_flow import ThingModelFlow
from .sync.corrections import CORRECTION, THING_MODEL
from .sync.ownership import owned_by_others

BASE: Final = "base"

# Addresses that the translations quote.
ADDRESSES: Final = {
    "console": "https://platform.tuya.com",
    "example": DATA_CENTERS["central_europe"],
}

# The field beside which each cause is shown. Other causes are shown above the form,
# with the cloud's own code and message.
FIELD_OF_CAUSE: Final[Mapping[type[CloudError], str]] = {
    errors.AccessIdError: CONF_ACCESS_ID,
    errors.AccessSecretError: CONF_ACCESS_SECRET,
    errors.AccountInUseElsewhereError: BASE,
    errors.AccountNotAllowedError: CONF_USERNAME,
    errors.AccountNotLinkedError: CONF_USERNAME,
    errors.ApiNotSubscribedError: BASE,
    errors.AppSchemaError: CONF_APP_SCHEMA,
    errors.BadAnswerError: BASE,
    errors.CertificateError: BASE,
    errors.ClockError: BASE,
    errors.CloudBusyError: BASE,
    errors.CloudTimeoutError: BASE,
    errors.CountryError: CONF_COUNTRY_CODE,
    errors.CredentialsError: CONF_PASSWORD,
    errors.CrossRegionError: CONF_ENDPOINT,
    errors.DataCenterSuspendedError: CONF_ENDPOINT,
    errors.HttpStatusError: BASE,
    errors.IpNotAllowedError: BASE,
    errors.NetworkError: BASE,
    errors.PermissionDeniedError: BASE,
    errors.PlanExpiredError: BASE,
    errors.QuotaUsedUpError: BASE,
    errors.SecondFactorError: BASE,
    errors.SignatureRefusedError: BASE,
}

type FormError = InvalidFormError | CloudError | NowhereError


class TuyaCloudConfigFlow(ConfigFlow, domain=DOMAIN):
    """The flow that connects an account, and asks again for refused credentials."""

    VERSION = 1

    _examination: Examination

    def __init__(self) -> None:
        """Begin with an empty form."""
        # the last input, for users who come back to the form
        self._typed: dict[str, Any] = {}

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

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for project and account, and create the entry if nothing is missing."""
        if user_input is None:
            return self._show_account("user", self._typed)
        self._typed, search = split_search(user_input)
        try:
            account = read_form(self._typed, {})
            self._check_project_type(account)
            api = await self._sign_in(account, self._typed, search=search)
            if search:
                # the next attempt need not search again
                self._typed[CONF_ENDPOINT] = endpoint_choice(api.endpoint)
            self._examination = await self._examine(api)
        except (InvalidFormError, CloudError, NowhereError) as error:
            return self._show_account("user", self._typed, error)
        return await self._report()

    def _check_project_type(self, account: Account) -> None:
        """Raise InvalidFormError if the project is connected as another type.

        Each type would see the same devices with sessions of its own.
        """
        for entry in self._async_current_entries(include_ignore=False):
            if (
                entry.data[CONF_ACCESS_ID] == account.access_id
                and entry.data[CONF_PROJECT_TYPE] != account.project_type
            ):
                raise InvalidFormError(CONF_PROJECT_TYPE, "other_project_type")

    # -- examination -----------------------------------------------------------------

    async def _sign_in(
        self, account: Account, form: Mapping[str, Any], *, search: bool
    ) -> TuyaApi:
        """Sign in, in any data center if ``search`` is set; return the client.

        Raises CloudError and NowhereError.
        """
        if search:
            return await async_search(self.hass, account)
        return await async_sign_in_by_country(self.hass, account, other_endpoints(form))

    async def _examine(self, api: TuyaApi) -> Examination:
        """Check a new account's devices and push; abort if it is connected already.

        Raises CloudError.
        """
        await self._take_unique_id(api)
        self._abort_if_unique_id_configured()
        return await async_examine(api, self._link_id)

    @property
    def _link_id(self) -> str:
        return f"{DOMAIN}.{self.flow_id}"

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
        return self._show_menu("no_devices", "without_devices")

    async def async_step_without_devices(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Continue with push, even without devices."""
        if self._examination.push_refusal is None:
            return await self._finish()
        return await self.async_step_no_push()

    async def async_step_no_push(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Explain what does not work without push."""
        return self._show_menu("no_push", "without_push")

    async def async_step_without_push(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Finish although states come by polling only."""
        return await self._finish()

    def _show_menu(self, step_id: str, continue_step: str) -> ConfigFlowResult:
        """Let the user check again, go back, or continue."""
        refusal = self._examination.push_refusal
        return self.async_show_menu(
            step_id=step_id,
            menu_options=["look_again", "user", continue_step],
            description_placeholders={
                **ADDRESSES,
                **self._counts(),
                "message": "" if refusal is None else str(refusal),
            },
        )

    def _counts(self) -> dict[str, str]:
        return {
            "devices": str(self._examination.count.devices),
            "places": str(self._examination.count.places),
        }

    async def async_step_look_again(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Check again whether something is missing."""
        try:
            api = self._examination.api
            self._examination = await async_examine(api, self._link_id)
        except CloudError as error:
            return self._show_account("user", self._typed, error)
        return await self._report()

    async def _finish(self) -> ConfigFlowResult:
        """Create the entry, and show how many devices it has and leaves out."""
        # another flow may have connected the account while a menu was shown
        self._abort_if_unique_id_configured()
        api = self._examination.api
        hand_over(self.hass, Handover(api, self._examination.hub_configuration))
        return self.async_create_entry(
            title=api.account.username or "Tuya project",
            data=entry_data(api),
            description=self._examination.sentence,
            description_placeholders={
                **self._counts(),
                "left_out": await async_left_out(
                    self.hass, owned_by_others(self.hass, self._examination.count.ids)
                ),
            },
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
        schema = reauth_schema(ProjectType(entry.data[CONF_PROJECT_TYPE]))
        current = form_values(entry.data, self.hass)
        if user_input is None:
            return self._show("reauth_confirm", schema, current)
        try:
            account = read_form({**current, **user_input}, entry.data)
            api = await async_sign_in(self.hass, account)
        except (InvalidFormError, CloudError) as error:
            return self._show("reauth_confirm", schema, user_input, error)
        return await self._update_account(entry, api)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for all but the project type; empty secrets keep their value."""
        entry = self._get_reconfigure_entry()
        current = form_values(entry.data, self.hass)
        if user_input is None:
            return self._show_account("reconfigure", current)
        typed, search = split_search(user_input)
        try:
            account = read_form(typed, entry.data)
            api = await self._sign_in(account, typed, search=search)
        except (InvalidFormError, CloudError, NowhereError) as error:
            return self._show_account("reconfigure", typed, error)
        return await self._update_account(entry, api)

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

    # -- forms -----------------------------------------------------------------------

    def _show_account(
        self,
        step_id: str,
        values: Mapping[str, Any],
        error: FormError | None = None,
    ) -> ConfigFlowResult:
        """Show the form for an account.

        After an error that another data center would explain, the form offers to try
        them all.
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
        """Show a form filled with values, and an error about them."""
        messages = {}
        placeholders = dict(ADDRESSES)
        if isinstance(error, InvalidFormError):
            messages[error.field] = error.key
        elif error is not None:
            cause = error.cause if isinstance(error, NowhereError) else error
            is_explained = type(cause) in FIELD_OF_CAUSE
            field = FIELD_OF_CAUSE.get(type(cause), BASE)
            # a form without the field shows the message above all fields
            messages[field if field in schema.schema else BASE] = (
                cause.translation_key if is_explained else "unknown"
            )
            if isinstance(error, NowhereError):
                messages.setdefault(BASE, "nowhere")
                placeholders["answers"] = error.summary
            placeholders |= cause.placeholders
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=messages,
            description_placeholders=placeholders,
        )


def split_search(form: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """Separate the choice to search all data centers from the other fields."""
    typed = dict(form)
    return typed, typed.pop(CONF_TRY_ELSEWHERE, False) is True
