"""Names the whole integration shares."""

import logging
from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "tuya_cloud"
LOGGER: Final = logging.getLogger(__package__)

CONF_ACCESS_ID: Final = "access_id"
CONF_ACCESS_SECRET: Final = "access_secret"  # noqa: S105 - a field's name
CONF_APP_SCHEMA: Final = "app_schema"
CONF_COUNTRY_CODE: Final = "country_code"
CONF_ENDPOINT: Final = "endpoint"
CONF_PASSWORD_DIGEST: Final = "password_digest"  # noqa: S105 - a field's name
CONF_PROJECT_TYPE: Final = "project_type"

PLATFORMS: Final = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.COVER,
    Platform.LIGHT,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TEXT,
]
