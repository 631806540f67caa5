"""Turns errors into the exceptions that Home Assistant shows, translated."""

from homeassistant.exceptions import (
    ConfigEntryAuthFailed,
    ConfigEntryNotReady,
    HomeAssistantError,
    ServiceValidationError,
)

from ..cloud.errors import Advice, CloudError
from ..const import DOMAIN
from ..model.points import InvalidCommandError


def set_up_failed(error: CloudError) -> HomeAssistantError:
    """Return the exception for an account that cannot be set up.

    Home Assistant tries again later, but not with refused credentials: that may lock
    the account.
    """
    failure = (
        ConfigEntryAuthFailed if error.advice is Advice.REAUTH else ConfigEntryNotReady
    )
    return _translated(failure, error)


def command_failed(error: CloudError) -> HomeAssistantError:
    """Return the exception for a command that the cloud refused."""
    return _translated(HomeAssistantError, error)


def command_invalid(error: InvalidCommandError) -> ServiceValidationError:
    """Return the exception for a command that the specification does not allow."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=error.key,
        translation_placeholders=error.placeholders,
    )


def _translated(
    exception: type[HomeAssistantError], error: CloudError
) -> HomeAssistantError:
    return exception(
        translation_domain=DOMAIN,
        translation_key=error.translation_key,
        translation_placeholders=error.placeholders,
    )
