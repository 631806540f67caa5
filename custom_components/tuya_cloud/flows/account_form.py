"""The form for an account: its fields, reading them, and filling them in."""

import re
from collections.abc import Mapping
from typing import Any, Final

import probatio
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from yarl import URL

from ..cloud.account import Account, ProjectType, digest_password
from ..cloud.regions import (
    APP_SCHEMAS,
    COUNTRIES,
    DATA_CENTERS,
    data_center_for,
    data_centers_for,
)
from ..cloud.safe_address import is_safe
from ..const import (
    CONF_ACCESS_ID,
    CONF_ACCESS_SECRET,
    CONF_APP_SCHEMA,
    CONF_COUNTRY_CODE,
    CONF_ENDPOINT,
    CONF_PASSWORD_DIGEST,
    CONF_PROJECT_TYPE,
)

# Applies to one submission of the form and is not stored.
CONF_TRY_ELSEWHERE: Final = "try_elsewhere"

AUTOMATIC: Final = "automatic"
APP_NAMES: Final = {"tuyaSmart": "Tuya Smart", "smartlife": "Smart Life"}


class InvalidFormError(Exception):
    """An invalid field; key is the translation key of the message for it."""

    def __init__(self, field: str, key: str) -> None:
        """Name the field and its message."""
        super().__init__(key)
        self.field = field
        self.key = key


def account_schema(
    hass: HomeAssistant,
    current: ProjectType | None = None,
    *,
    offer_search: bool = False,
) -> probatio.Schema:
    """Return the form for an account, with Home Assistant's country as default.

    current is the project's type where an account is connected already. It stays,
    because each type has accounts of its own, and secrets may be left out. The search
    through the other data centers is only there when it is offered, above all others.
    """
    country = hass.config.country
    secret = probatio.Optional if current else probatio.Required
    project_types = [current] if current else [*ProjectType]
    fields: dict[Any, Any] = {
        probatio.Required(CONF_ACCESS_ID): _text(),
        secret(CONF_ACCESS_SECRET): _secret(),
        # not needed for project-only access, which another field chooses
        probatio.Optional(CONF_USERNAME): _text("username"),
        probatio.Optional(CONF_PASSWORD): _secret("current-password"),
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
        probatio.Required(CONF_PROJECT_TYPE, default=project_types[0].value): _select(
            [each.value for each in project_types], CONF_PROJECT_TYPE
        ),
        probatio.Required(CONF_ENDPOINT, default=AUTOMATIC): _select(
            [AUTOMATIC, *DATA_CENTERS], CONF_ENDPOINT, typed=True
        ),
    }
    search: dict[Any, Any] = {
        probatio.Optional(CONF_TRY_ELSEWHERE, default=False): BooleanSelector()
    }
    return probatio.Schema(search | fields if offer_search else fields)


def reauth_schema(project_type: ProjectType) -> probatio.Schema:
    """Return the form for credentials that stopped working."""
    fields: dict[Any, Any] = {probatio.Optional(CONF_ACCESS_SECRET): _secret()}
    if project_type.has_users:
        fields |= {
            probatio.Required(CONF_USERNAME): _text("username"),
            probatio.Optional(CONF_PASSWORD): _secret("current-password"),
        }
    return probatio.Schema(fields)


def read_form(form: Mapping[str, Any], stored: Mapping[str, str]) -> Account:
    """Return the account of a form; app_schema "" means automatic.

    Secrets that are missing or empty are taken from stored, an entry's data. Blanks
    around pasted values go, except around the password, where they may belong.
    Raises InvalidFormError for what the cloud need not be asked about.
    """
    text = {name: value.strip() for name, value in form.items() if type(value) is str}
    project_type = ProjectType(text[CONF_PROJECT_TYPE])
    country_code = _calling_code(text[CONF_COUNTRY_CODE])
    schema = text[CONF_APP_SCHEMA]
    username = password_digest = ""
    if project_type.has_users:
        username = text.get(CONF_USERNAME, "")
        if not username:
            raise InvalidFormError(CONF_USERNAME, "username_needed")
        password_digest = _password_digest(form, stored, project_type)
    return Account(
        access_id=text[CONF_ACCESS_ID],
        access_secret=text.get(CONF_ACCESS_SECRET)
        or stored.get(CONF_ACCESS_SECRET, ""),
        endpoint=_endpoint(text[CONF_ENDPOINT], country_code),
        project_type=project_type,
        country_code=country_code,
        app_schema="" if schema == AUTOMATIC or not username else schema,
        username=username,
        password_digest=password_digest,
    )


def other_endpoints(form: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where else accounts of the country live, if that is chosen automatically.

    ``form`` is one that ``read_form`` accepts.
    """
    if form[CONF_ENDPOINT].strip() not in ("", AUTOMATIC):
        return ()
    country_code = _calling_code(form[CONF_COUNTRY_CODE].strip())
    return tuple(DATA_CENTERS[name] for name in data_centers_for(country_code)[1:])


def form_values(data: Mapping[str, str], hass: HomeAssistant) -> dict[str, str]:
    """Return the form values of an entry's data, without secrets."""
    code = data[CONF_COUNTRY_CODE]
    # Several countries may share a code, so only Home Assistant's own is a good guess.
    own = COUNTRIES.get(hass.config.country or "")
    return {
        CONF_ACCESS_ID: data[CONF_ACCESS_ID],
        CONF_USERNAME: data[CONF_USERNAME],
        CONF_COUNTRY_CODE: own.iso if own and own.calling_code == code else code,
        CONF_APP_SCHEMA: data[CONF_APP_SCHEMA] or AUTOMATIC,
        CONF_PROJECT_TYPE: data[CONF_PROJECT_TYPE],
        CONF_ENDPOINT: endpoint_choice(data[CONF_ENDPOINT]),
    }


def endpoint_choice(url: str) -> str:
    """Return the name of the data center at a base URL, or the URL if it has none."""
    names = {url: name for name, url in DATA_CENTERS.items()}
    return names.get(url, url)


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
    """Return a drop-down list; typed allows other values."""
    config = SelectSelectorConfig(
        options=options, custom_value=typed, mode=SelectSelectorMode.DROPDOWN
    )
    if translation_key:
        config["translation_key"] = translation_key
    else:
        config["sort"] = True
    return SelectSelector(config)


def _password_digest(
    form: Mapping[str, Any], stored: Mapping[str, str], project_type: ProjectType
) -> str:
    """Return the digest of the entered password, or else the stored one."""
    if password := form.get(CONF_PASSWORD):
        return digest_password(password, project_type)
    if CONF_PASSWORD_DIGEST not in stored:
        raise InvalidFormError(CONF_PASSWORD, "password_needed")
    return stored[CONF_PASSWORD_DIGEST]


def _calling_code(text: str) -> str:
    """Return the calling code of an ISO country code, or of a text like "+49"."""
    if country := COUNTRIES.get(text.upper()):
        return country.calling_code
    code = re.sub(r"[\s()-]", "", text).lstrip("+0")
    if not re.fullmatch(r"[0-9]{1,5}", code):
        raise InvalidFormError(CONF_COUNTRY_CODE, "invalid_country")
    return code


def _endpoint(text: str, country_code: str) -> str:
    """Return the base URL of a data center's name, or of an entered address."""
    if text in ("", AUTOMATIC):
        return DATA_CENTERS[data_center_for(country_code)]
    if text in DATA_CENTERS:
        return DATA_CENTERS[text]
    try:
        url = URL(text)
        origin = url.origin()
    except ValueError:
        raise InvalidFormError(CONF_ENDPOINT, "invalid_endpoint") from None
    if not is_safe(url) or url != origin / "":
        raise InvalidFormError(CONF_ENDPOINT, "invalid_endpoint")
    return str(origin)
