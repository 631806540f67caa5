"""The forms that connect a Tuya account, and mend the connection later."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, override

import probatio
from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from yarl import URL

from .cloud.account import Account, ProjectType, digest_password
from .cloud.api import TuyaApi
from .cloud.errors import (
    AccountNotLinkedError,
    AppSchemaError,
    CloudError,
    CountryError,
    CredentialsError,
)
from .cloud.regions import APP_SCHEMAS, COUNTRIES, DATA_CENTRES, data_centre_for
from .const import (
    CONF_ACCESS_ID,
    CONF_ACCESS_SECRET,
    CONF_APP_SCHEMA,
    CONF_COUNTRY_CODE,
    CONF_ENDPOINT,
    CONF_PASSWORD_DIGEST,
    CONF_PROJECT_TYPE,
    DOMAIN,
)

AUTOMATIC: Final = "automatic"
BASE: Final = "base"

APP_NAMES: Final = {"tuyaSmart": "Tuya Smart", "smartlife": "Smart Life"}

# Addresses that the texts name in braces.
ADDRESSES: Final = {
    "console": "https://platform.tuya.com",
    "example": DATA_CENTRES["central_europe"],
}

# The field beside which each cause is shown, by the cause's translation key. A cause
# that is not here is shown above the form with the cloud's own code and words.
FIELD_OF_CAUSE: Final = {
    "access_id": CONF_ACCESS_ID,
    "access_secret": CONF_ACCESS_SECRET,
    "account_not_linked": CONF_USERNAME,
    "api_not_subscribed": BASE,
    "app_schema": CONF_APP_SCHEMA,
    "bad_answer": BASE,
    "busy": BASE,
    "clock": BASE,
    "country": CONF_COUNTRY_CODE,
    "credentials": CONF_PASSWORD,
    "cross_region": CONF_ENDPOINT,
    "data_centre_suspended": CONF_ENDPOINT,
    "http_status": BASE,
    "ip_not_allowed": BASE,
    "network": BASE,
    "plan_expired": BASE,
    "quota_used_up": BASE,
    "second_factor": BASE,
    "timeout": BASE,
}

# Refusals that an account of the other app would explain, the most telling first.
# When every app refuses, a wrong password says more than a missing link, because
# accounts that do not exist in an app are refused as wrong passwords too; and that
# an app is unknown says least, because the user did not choose it.
MAYBE_ANOTHER_APP: Final = (
    CredentialsError,
    AccountNotLinkedError,
    CountryError,
    AppSchemaError,
)


class InvalidFormError(Exception):
    """A field holds what cannot be sent; key names the message to show there."""

    def __init__(self, field: str, key: str) -> None:
        """Keep where and what."""
        super().__init__(key)
        self.field = field
        self.key = key


class TuyaCloudConfigFlow(ConfigFlow, domain=DOMAIN):
    """Connects an account, and asks again when its credentials stop working."""

    VERSION = 1

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for project and account; create the entry once signing in works."""
        schema = account_schema(self.hass, secret=probatio.Required)
        if user_input is None:
            return self._show("user", schema, {})
        try:
            data = await self._sign_in(user_input)
        except (InvalidFormError, CloudError) as error:
            return self._show("user", schema, user_input, error)
        self._abort_if_unique_id_configured()
        return self.async_create_entry(title=data[CONF_USERNAME], data=data)

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
        return await self._mend(
            self._get_reauth_entry(), "reauth_confirm", reauth_schema(), user_input
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for everything anew; secrets that are left empty stay."""
        return await self._mend(
            self._get_reconfigure_entry(),
            "reconfigure",
            account_schema(self.hass, secret=probatio.Optional),
            user_input,
        )

    async def _mend(
        self,
        entry: ConfigEntry,
        step_id: str,
        schema: probatio.Schema,
        user_input: dict[str, Any] | None,
    ) -> ConfigFlowResult:
        """Show the form, or sign in with it and update the entry."""
        current = form_values(entry.data, self.hass)
        if user_input is None:
            return self._show(step_id, schema, current)
        try:
            data = await self._sign_in({**current, **user_input}, entry.data)
        except (InvalidFormError, CloudError) as error:
            return self._show(step_id, schema, user_input, error)
        self._abort_if_unique_id_mismatch(reason="another_account")
        return self.async_update_reload_and_abort(entry, data=data)

    async def _sign_in(
        self, form: Mapping[str, str], stored: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """Sign in with a form, take the account's uid as unique id, return the data.

        Raises InvalidFormError and CloudError.
        """
        api = await async_sign_in(self.hass, read_form(form, stored or {}))
        # A reauthentication that waits does not stand in the way of mending the same
        # account elsewhere, and who finishes second finds it configured.
        await self.async_set_unique_id(api.uid, raise_on_progress=False)
        return entry_data(api)

    def _show(
        self,
        step_id: str,
        schema: probatio.Schema,
        values: Mapping[str, str],
        error: InvalidFormError | CloudError | None = None,
    ) -> ConfigFlowResult:
        """Show a form filled with values, and what was wrong with them."""
        errors = {}
        placeholders = dict(ADDRESSES)
        if isinstance(error, InvalidFormError):
            errors[error.field] = error.key
        elif error is not None:
            cause = error.translation_key
            field = FIELD_OF_CAUSE.get(cause, BASE)
            # A form that lacks the field shows the message above everything.
            errors[field if field in schema.schema else BASE] = (
                cause if cause in FIELD_OF_CAUSE else "unknown"
            )
            placeholders["code"] = "" if error.code is None else str(error.code)
            placeholders["message"] = error.message
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=errors,
            description_placeholders=placeholders,
        )


def account_schema(
    hass: HomeAssistant, *, secret: type[probatio.Required | probatio.Optional]
) -> probatio.Schema:
    """Return the form for an account, Home Assistant's country chosen.

    secret tells whether the secrets must be given or may be left out.
    """
    country = hass.config.country
    return probatio.Schema(
        {
            probatio.Required(CONF_ACCESS_ID): _text(),
            secret(CONF_ACCESS_SECRET): _secret(),
            probatio.Required(CONF_USERNAME): _text("username"),
            secret(CONF_PASSWORD): _secret("current-password"),
            probatio.Required(
                CONF_COUNTRY_CODE,
                default=country if country in COUNTRIES else probatio.UNDEFINED,
            ): _select(
                [
                    SelectOptionDict(
                        value=each.iso, label=f"{each.name} (+{each.calling_code})"
                    )
                    for each in COUNTRIES.values()
                ],
                typed=True,
            ),
            probatio.Required(CONF_APP_SCHEMA, default=AUTOMATIC): _select(
                [
                    SelectOptionDict(value=AUTOMATIC, label=AUTOMATIC),
                    *(
                        SelectOptionDict(value=schema, label=APP_NAMES[schema])
                        for schema in APP_SCHEMAS
                    ),
                ],
                CONF_APP_SCHEMA,
                typed=True,
            ),
            probatio.Required(
                CONF_PROJECT_TYPE, default=ProjectType.SMART_HOME.value
            ): _select([each.value for each in ProjectType], CONF_PROJECT_TYPE),
            probatio.Required(CONF_ENDPOINT, default=AUTOMATIC): _select(
                [AUTOMATIC, *DATA_CENTRES], CONF_ENDPOINT, typed=True
            ),
        }
    )


def reauth_schema() -> probatio.Schema:
    """Return the form for credentials that stopped working."""
    return probatio.Schema(
        {
            probatio.Optional(CONF_ACCESS_SECRET): _secret(),
            probatio.Required(CONF_USERNAME): _text("username"),
            probatio.Optional(CONF_PASSWORD): _secret("current-password"),
        }
    )


def _text(autocomplete: str = "off") -> TextSelector:
    return TextSelector(TextSelectorConfig(autocomplete=autocomplete))


def _secret(autocomplete: str = "off") -> TextSelector:
    return TextSelector(
        TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete=autocomplete)
    )


def _select(
    options: list[str] | list[SelectOptionDict],
    translation_key: str = "",
    *,
    typed: bool = False,
) -> SelectSelector:
    """Return a drop-down list; typed allows what is not on it."""
    config = SelectSelectorConfig(
        options=options, custom_value=typed, mode=SelectSelectorMode.DROPDOWN
    )
    if translation_key:
        config["translation_key"] = translation_key
    else:
        config["sort"] = True
    return SelectSelector(config)


def read_form(form: Mapping[str, str], stored: Mapping[str, str]) -> Account:
    """Return the account a form describes; app_schema "" means automatic.

    Secrets that are missing or empty are taken from stored, an entry's data. Blanks
    around pasted values go, except around the password, where they may belong.
    Raises InvalidFormError for what the cloud need not be asked about.
    """
    text = {name: value.strip() for name, value in form.items()}
    project_type = ProjectType(text[CONF_PROJECT_TYPE])
    country_code = _calling_code(text[CONF_COUNTRY_CODE])
    schema = text[CONF_APP_SCHEMA]
    if password := form.get(CONF_PASSWORD):
        password_digest = digest_password(password, project_type)
    elif stored.get(CONF_PROJECT_TYPE) == project_type:
        password_digest = stored[CONF_PASSWORD_DIGEST]
    else:  # the kinds of project digest the password differently
        raise InvalidFormError(CONF_PASSWORD, "password_needed")
    return Account(
        access_id=text[CONF_ACCESS_ID],
        access_secret=text.get(CONF_ACCESS_SECRET)
        or stored.get(CONF_ACCESS_SECRET, ""),
        endpoint=_endpoint(text[CONF_ENDPOINT], country_code),
        project_type=project_type,
        country_code=country_code,
        app_schema="" if schema == AUTOMATIC else schema,
        username=text[CONF_USERNAME],
        password_digest=password_digest,
    )


def form_values(data: Mapping[str, str], hass: HomeAssistant) -> dict[str, str]:
    """Return what a form shows for an entry's data: the way back, without secrets."""
    names = {url: name for name, url in DATA_CENTRES.items()}
    code = data[CONF_COUNTRY_CODE]
    # Many countries may share the code; only Home Assistant's own is a good guess.
    own = COUNTRIES.get(hass.config.country or "")
    return {
        CONF_ACCESS_ID: data[CONF_ACCESS_ID],
        CONF_USERNAME: data[CONF_USERNAME],
        CONF_COUNTRY_CODE: own.iso if own and own.calling_code == code else code,
        CONF_APP_SCHEMA: data[CONF_APP_SCHEMA] or AUTOMATIC,
        CONF_PROJECT_TYPE: data[CONF_PROJECT_TYPE],
        CONF_ENDPOINT: names.get(data[CONF_ENDPOINT], data[CONF_ENDPOINT]),
    }


def entry_data(api: TuyaApi) -> dict[str, str]:
    """Return the data of an entry for the account that just signed in.

    The endpoint is the one the cloud sent the client to.
    """
    account = api.account
    return {
        CONF_ACCESS_ID: account.access_id,
        CONF_ACCESS_SECRET: account.access_secret,
        CONF_ENDPOINT: api.endpoint,
        CONF_PROJECT_TYPE: account.project_type.value,
        CONF_COUNTRY_CODE: account.country_code,
        CONF_APP_SCHEMA: account.app_schema,
        CONF_USERNAME: account.username,
        CONF_PASSWORD_DIGEST: account.password_digest,
    }


async def async_sign_in(hass: HomeAssistant, account: Account) -> TuyaApi:
    """Return an API client that has signed in, in the first app that lets it.

    Raises the most telling CloudError when every app refuses.
    """
    # The users of a custom project are its own, of no app.
    settled = account.app_schema or account.project_type is ProjectType.CUSTOM
    schemas = (account.app_schema,) if settled else APP_SCHEMAS
    session = async_get_clientsession(hass)
    refusals: list[CloudError] = []
    for schema in schemas:
        api = TuyaApi(session, replace(account, app_schema=schema))
        try:
            await api.login()
        except MAYBE_ANOTHER_APP as error:
            refusals.append(error)
        else:
            return api
    raise min(refusals, key=lambda error: MAYBE_ANOTHER_APP.index(type(error)))


def _calling_code(text: str) -> str:
    """Return the calling code of a country's ISO code, or of a typed "+49"."""
    if country := COUNTRIES.get(text.upper()):
        return country.calling_code
    code = re.sub(r"[\s()-]", "", text).lstrip("+0")
    if not re.fullmatch(r"[0-9]{1,5}", code):
        raise InvalidFormError(CONF_COUNTRY_CODE, "invalid_country")
    return code


def _endpoint(text: str, country_code: str) -> str:
    """Return the base URL of a data centre's name, or of a typed address."""
    if text in ("", AUTOMATIC):
        return DATA_CENTRES[data_centre_for(country_code)]
    if text in DATA_CENTRES:
        return DATA_CENTRES[text]
    try:
        url = URL(text)
        origin = url.origin()
    except ValueError:
        raise InvalidFormError(CONF_ENDPOINT, "invalid_endpoint") from None
    safe = url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host))
    if not safe or url != origin / "":
        raise InvalidFormError(CONF_ENDPOINT, "invalid_endpoint")
    return str(origin)


def _is_loopback(host: str | None) -> bool:
    """Tell whether a host is this machine, where a connection needs no TLS."""
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"
