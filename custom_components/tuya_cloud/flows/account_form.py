"""The forms for an account: their fields and selectors."""

from typing import Any, Final

import probatio
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    CountrySelector,
    CountrySelectorConfig,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from ..cloud.account import ProjectType
from ..cloud.regions import COUNTRIES, DATA_CENTERS
from ..const import (
    CONF_ACCESS_ID,
    CONF_ACCESS_SECRET,
    CONF_APP_SCHEMA,
    CONF_COUNTRY_CODE,
    CONF_ENDPOINT,
)

# The collapsed section, and the fields that only the forms have.
ADVANCED: Final = "advanced"
CONF_ADDRESS: Final = "address"
CONF_OTHER_APP: Final = "other_app"
# Applies to one submission of the form and is not stored.
CONF_TRY_ELSEWHERE: Final = "try_elsewhere"

AUTOMATIC: Final = "automatic"
# the options of the app, and the schemas they stand for
APPS: Final = {"tuya_smart": "tuyaSmart", "smart_life": "smartlife"}


def keys_schema(*, is_stored: bool = False) -> probatio.Schema:
    """Return the form for the keys of a project; a stored secret may be left out."""
    secret = probatio.Optional if is_stored else probatio.Required
    return probatio.Schema(
        {
            probatio.Required(CONF_ACCESS_ID): _text(),
            secret(CONF_ACCESS_SECRET): _secret(),
        }
    )


def account_schema(
    project_type: ProjectType,
    country: str | None,
    *,
    is_stored: bool = False,
    offer_search: bool = False,
    expand: bool = False,
) -> probatio.Schema:
    """Return the form for an account of a project.

    ``country`` is the default. A stored password may be left out. ``offer_search`` adds
    the search through the other data centers, above all others. ``expand`` opens the
    section for the data center.
    """
    fields: dict[Any, Any] = {}
    if offer_search:
        fields[probatio.Optional(CONF_TRY_ELSEWHERE, default=False)] = BooleanSelector()
    fields[
        probatio.Required(
            CONF_COUNTRY_CODE,
            default=country if country in COUNTRIES else probatio.UNDEFINED,
        )
    ] = CountrySelector(CountrySelectorConfig(countries=[*COUNTRIES]))
    has_app = project_type is ProjectType.SMART_HOME
    if has_app:
        fields[probatio.Required(CONF_APP_SCHEMA, default=AUTOMATIC)] = _select(
            [AUTOMATIC, *APPS], CONF_APP_SCHEMA
        )
    if project_type.has_users:
        fields |= _user_fields(is_stored=is_stored)
    advanced: dict[Any, Any] = {
        probatio.Required(CONF_ENDPOINT, default=AUTOMATIC): _select(
            [AUTOMATIC, *DATA_CENTERS], CONF_ENDPOINT
        )
    }
    if has_app:
        advanced[probatio.Optional(CONF_OTHER_APP)] = _text()
    advanced[probatio.Optional(CONF_ADDRESS)] = _text()
    fields[probatio.Optional(ADVANCED)] = section(
        probatio.Schema(advanced), {"collapsed": not expand}
    )
    return probatio.Schema(fields)


def reauth_schema(project_type: ProjectType) -> probatio.Schema:
    """Return the form for credentials that stopped working."""
    fields: dict[Any, Any] = {probatio.Optional(CONF_ACCESS_SECRET): _secret()}
    if project_type.has_users:
        fields |= _user_fields(is_stored=True)
    return probatio.Schema(fields)


def field_names(schema: probatio.Schema) -> set[str]:
    """Return the names of the fields of a form, those in its section included."""
    names: set[str] = set()
    for marker, value in schema.schema.items():
        if isinstance(value, section):
            names |= field_names(value.schema)
        else:
            names.add(str(marker))
    return names


def _user_fields(*, is_stored: bool) -> dict[Any, Any]:
    password = probatio.Optional if is_stored else probatio.Required
    return {
        probatio.Required(CONF_USERNAME): _text("username"),
        password(CONF_PASSWORD): _secret("current-password"),
    }


def _text(autocomplete: str = "off") -> TextSelector:
    return TextSelector(TextSelectorConfig(autocomplete=autocomplete))


def _secret(autocomplete: str = "off") -> TextSelector:
    return TextSelector(
        TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete=autocomplete)
    )


def _select(options: list[str], translation_key: str) -> SelectSelector:
    """Return a drop-down list of translated options."""
    return SelectSelector(
        SelectSelectorConfig(
            options=options,
            mode=SelectSelectorMode.DROPDOWN,
            translation_key=translation_key,
        )
    )
