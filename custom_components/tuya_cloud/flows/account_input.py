"""Reads an account from what a user typed, and fills the forms from an entry."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from yarl import URL

from ..cloud.account import Account, ProjectType, digest_password
from ..cloud.regions import (
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
from .account_form import (
    ADVANCED,
    APPS,
    AUTOMATIC,
    CONF_ADDRESS,
    CONF_OTHER_APP,
)

# The countries that most accounts with a shared calling code belong to. All that is
# stored of a country is its code.
_LARGEST: Final = frozenset(
    {"AU", "CW", "FI", "GB", "GP", "IT", "MA", "NO", "NZ", "RE", "RU", "US"}
)


class InvalidFormError(Exception):
    """An invalid field; key is the translation key of the message for it."""

    def __init__(self, field: str, key: str) -> None:
        """Name the field and its message."""
        super().__init__(key)
        self.field = field
        self.key = key


def flat(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a form without its section.

    Blanks around pasted values go, except around the password, where they may belong.
    """
    fields = {**form}
    fields |= fields.pop(ADVANCED, {})
    return {
        name: value.strip() if type(value) is str and name != CONF_PASSWORD else value
        for name, value in fields.items()
    }


def read_account(form: Mapping[str, str], stored: Mapping[str, str]) -> Account:
    """Return the account of a form's flat values; app_schema "" means automatic.

    Secrets that are missing or empty are taken from stored, an entry's data. Raises
    InvalidFormError for what the cloud need not be asked about.
    """
    project_type = ProjectType(form[CONF_PROJECT_TYPE])
    country_code = COUNTRIES[form[CONF_COUNTRY_CODE]].calling_code
    access_secret, username, password_digest = credentials(form, stored, project_type)
    return Account(
        access_id=form[CONF_ACCESS_ID],
        access_secret=access_secret,
        endpoint=_endpoint(form, country_code),
        project_type=project_type,
        country_code=country_code,
        app_schema=form.get(CONF_OTHER_APP)
        or APPS.get(form.get(CONF_APP_SCHEMA, AUTOMATIC), ""),
        username=username,
        password_digest=password_digest,
    )


def credentials(
    form: Mapping[str, str], stored: Mapping[str, str], project_type: ProjectType
) -> tuple[str, str, str]:
    """Return the access secret, the user name and the digest of the password.

    Secrets that are missing or empty are taken from stored, an entry's data. Raises
    InvalidFormError when a field is empty that must not be.
    """
    username = password_digest = ""
    if project_type.has_users:
        username = form[CONF_USERNAME]
        if not username:
            raise InvalidFormError(CONF_USERNAME, "username_needed")
        password_digest = _password_digest(form, stored, project_type)
    secret = form.get(CONF_ACCESS_SECRET) or stored.get(CONF_ACCESS_SECRET, "")
    return secret, username, password_digest


def other_endpoints(form: Mapping[str, str]) -> tuple[str, ...]:
    """Return where else accounts of the country live, if that is chosen automatically.

    ``form`` is one that ``read_account`` accepts.
    """
    if form.get(CONF_ADDRESS) or form.get(CONF_ENDPOINT, AUTOMATIC) != AUTOMATIC:
        return ()
    country_code = COUNTRIES[form[CONF_COUNTRY_CODE]].calling_code
    return tuple(DATA_CENTERS[name] for name in data_centers_for(country_code)[1:])


def form_values(data: Mapping[str, str], own_country: str | None) -> dict[str, str]:
    """Return the flat form values of an entry's data, without secrets.

    ``own_country`` is that of Home Assistant.
    """
    values = {
        CONF_ACCESS_ID: data[CONF_ACCESS_ID],
        CONF_USERNAME: data[CONF_USERNAME],
        CONF_PROJECT_TYPE: data[CONF_PROJECT_TYPE],
        **app_choice(data[CONF_APP_SCHEMA]),
        **endpoint_choice(data[CONF_ENDPOINT]),
    }
    if country := _country(data[CONF_COUNTRY_CODE], own_country):
        values[CONF_COUNTRY_CODE] = country
    return values


def endpoint_choice(url: str) -> dict[str, str]:
    """Return the values of the fields for a base URL: a data center or an address."""
    names = {url: name for name, url in DATA_CENTERS.items()}
    if url in names:
        return {CONF_ENDPOINT: names[url], CONF_ADDRESS: ""}
    return {CONF_ENDPOINT: AUTOMATIC, CONF_ADDRESS: url}


def app_choice(schema: str) -> dict[str, str]:
    """Return the values of the fields for an app's schema; "" is automatic."""
    names = {schema: name for name, schema in APPS.items()}
    if schema in names:
        return {CONF_APP_SCHEMA: names[schema], CONF_OTHER_APP: ""}
    return {CONF_APP_SCHEMA: AUTOMATIC, CONF_OTHER_APP: schema}


def _country(calling_code: str, own: str | None) -> str | None:
    """Return a country with this calling code, the own one or the largest if shared."""
    isos = [
        country.iso
        for country in COUNTRIES.values()
        if country.calling_code == calling_code
    ]
    return min(
        isos, key=lambda iso: (iso != own, iso not in _LARGEST, iso), default=None
    )


def _password_digest(
    form: Mapping[str, str], stored: Mapping[str, str], project_type: ProjectType
) -> str:
    """Return the digest of the entered password, or else the stored one."""
    if password := form.get(CONF_PASSWORD):
        return digest_password(password, project_type)
    if CONF_PASSWORD_DIGEST not in stored:
        raise InvalidFormError(CONF_PASSWORD, "password_needed")
    return stored[CONF_PASSWORD_DIGEST]


def _endpoint(form: Mapping[str, str], country_code: str) -> str:
    """Return the base URL of the entered address, or of the data center."""
    if address := form.get(CONF_ADDRESS):
        return _origin(address)
    name = form.get(CONF_ENDPOINT, AUTOMATIC)
    return DATA_CENTERS[data_center_for(country_code) if name == AUTOMATIC else name]


def _origin(address: str) -> str:
    try:
        url = URL(address)
        origin = url.origin()
    except ValueError:
        raise InvalidFormError(ADVANCED, "invalid_address") from None
    if not is_safe(url) or url != origin / "":
        raise InvalidFormError(ADVANCED, "invalid_address")
    return str(origin)
