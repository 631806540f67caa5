"""Turns a refused command into a sentence in the user's language."""

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..cloud.errors import CloudError
from ..const import DOMAIN
from ..model.points import InvalidCommandError


def command_failed(error: CloudError) -> HomeAssistantError:
    """Return the error for a command the cloud did not take."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=error.translation_key,
        translation_placeholders={
            "code": str(error.code or ""),
            "message": error.message,
        },
    )


def command_invalid(error: InvalidCommandError) -> ServiceValidationError:
    """Return the error for a command the device's specification rules out."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=error.key,
        translation_placeholders=error.placeholders,
    )
