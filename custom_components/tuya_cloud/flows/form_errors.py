"""Says at which field of a form an error is shown, and with which message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.const import CONF_PASSWORD, CONF_USERNAME

from ..cloud import errors
from ..cloud.account import ProjectType
from ..cloud.errors import CloudError
from ..const import (
    CONF_ACCESS_ID,
    CONF_ACCESS_SECRET,
    CONF_APP_SCHEMA,
    CONF_COUNTRY_CODE,
)
from .account_form import ADVANCED, CONF_ADDRESS, CONF_OTHER_APP
from .account_input import InvalidFormError
from .sign_in import NowhereError

type FormError = InvalidFormError | CloudError | NowhereError

BASE: Final = "base"

# The field beside which each cause is shown. Other causes are shown above the form,
# with the cloud's own code and message. The frontend shows no error inside a section:
# those of its fields are shown above it.
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
    errors.CrossRegionError: ADVANCED,
    errors.DataCenterSuspendedError: ADVANCED,
    errors.HttpStatusError: BASE,
    errors.IpNotAllowedError: BASE,
    errors.NetworkError: BASE,
    errors.PermissionDeniedError: BASE,
    errors.PlanExpiredError: BASE,
    errors.QuotaUsedUpError: BASE,
    errors.SecondFactorError: BASE,
    errors.SignatureRefusedError: BASE,
}

# causes that lead back to the keys of the project
OF_KEYS: Final = (
    errors.AccessIdError,
    errors.AccessSecretError,
    errors.IpNotAllowedError,
    errors.SignatureRefusedError,
)

# causes that a wrong address explains
_OF_ADDRESS: Final = (
    errors.BadAnswerError,
    errors.HttpStatusError,
    errors.NetworkError,
)

# causes that concern an app account, with the field and the message for a user of a
# custom project
_OF_USERS: Final[Mapping[type[CloudError], tuple[str, str]]] = {
    errors.AccountNotAllowedError: (CONF_USERNAME, "user_refused"),
    errors.AccountNotLinkedError: (CONF_USERNAME, "user_refused"),
    errors.AppSchemaError: (CONF_USERNAME, "user_refused"),
    errors.CountryError: (CONF_USERNAME, "user_refused"),
    errors.CredentialsError: (CONF_PASSWORD, "credentials_user"),
}

# the fields of the form that asks for credentials alone, and its wording of the
# messages that name other fields
_CREDENTIALS: Final = (CONF_ACCESS_SECRET, CONF_USERNAME, CONF_PASSWORD)
STORED: Final = {
    "credentials_user": "credentials_stored",
    **{
        key: f"{key}_stored"
        for key in (
            "access_id",
            "account_not_allowed",
            "account_not_linked",
            "app_schema",
            "country",
            "credentials",
            "cross_region",
            "data_center_suspended",
            "ip_not_allowed",
            "project_refused",
        )
    },
}


@dataclass(frozen=True, slots=True)
class ShownError:
    """The messages of a form by field, and what they quote."""

    messages: Mapping[str, str]
    placeholders: Mapping[str, str]


NO_ERROR: Final = ShownError({}, {})


def wizard_error(
    error: FormError, project_type: ProjectType, form: Mapping[str, str]
) -> ShownError:
    """Return what the wizard shows; ``form`` holds the flat values of all steps."""
    if isinstance(error, InvalidFormError):
        return ShownError({error.field: error.key}, {})
    if isinstance(error, NowhereError):
        field, key = _message(error.cause, project_type)
        return ShownError(
            {BASE: "nowhere", field: key},
            {**error.cause.placeholders, "answers": error.summary},
        )
    if form.get(CONF_ADDRESS) and isinstance(error, _OF_ADDRESS):
        return ShownError({ADVANCED: "address"}, error.placeholders)
    if form.get(CONF_OTHER_APP) and isinstance(error, errors.AppSchemaError):
        return ShownError({ADVANCED: "app_schema_typed"}, error.placeholders)
    field, key = _message(error, project_type)
    return ShownError({field: key}, error.placeholders)


def stored_error(
    error: InvalidFormError | CloudError, project_type: ProjectType
) -> ShownError:
    """Return what the form shows that asks for credentials alone."""
    if isinstance(error, InvalidFormError):
        return ShownError({error.field: error.key}, {})
    field, key = _message(error, project_type)
    return ShownError(
        {field if field in _CREDENTIALS else BASE: STORED.get(key, key)},
        error.placeholders,
    )


def _message(cause: CloudError, project_type: ProjectType) -> tuple[str, str]:
    """Return the field and the message of a cause."""
    kind = type(cause)
    if kind not in FIELD_OF_CAUSE:
        return BASE, "unknown"
    if kind in _OF_USERS and not project_type.has_users:
        return BASE, "project_refused"
    if kind in _OF_USERS and project_type is ProjectType.CUSTOM:
        return _OF_USERS[kind]
    return FIELD_OF_CAUSE[kind], kind.translation_key
