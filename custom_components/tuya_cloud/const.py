"""Names the whole integration shares."""

import logging
from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "tuya_cloud"
LOGGER: Final = logging.getLogger(__package__)
CONSOLE_URL: Final = "https://platform.tuya.com/"

CONF_ACCESS_ID: Final = "access_id"
CONF_ACCESS_SECRET: Final = "access_secret"  # noqa: S105 - a field's name
CONF_APP_SCHEMA: Final = "app_schema"
CONF_ASSETS: Final = "assets"
CONF_COUNTRY_CODE: Final = "country_code"
CONF_ENDPOINT: Final = "endpoint"
CONF_FILL_HISTORY: Final = "fill_history"
CONF_IGNORE_ONLINE_FLAG: Final = "ignore_online_flag"
# of former versions: the ids of the devices whose covers were inverted
CONF_INVERTED_COVERS: Final = "inverted_covers"
CONF_KEEP_LAST_STATES: Final = "keep_last_states"
CONF_MONTHLY_CALL_BUDGET: Final = "monthly_call_budget"
CONF_PASSWORD_DIGEST: Final = "password_digest"  # noqa: S105 - a field's name
CONF_PLAN_EXPIRES_ON: Final = "plan_expires_on"
CONF_PROJECT_TYPE: Final = "project_type"
CONF_PUSH_WAY: Final = "push_way"
CONF_READ_RECORDS: Final = "read_records"

# stands between a device's id and the number of its gang in a child device's identifier
GANG: Final = "_gang_"


def home_identifier(entry_id: str, home_id: str) -> tuple[str, str]:
    """Return the device registry's identifier of a home of the app."""
    return DOMAIN, f"{entry_id}_home_{home_id}"


PLATFORMS: Final = [
    Platform.ALARM_CONTROL_PANEL,
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CAMERA,
    Platform.CLIMATE,
    Platform.COVER,
    Platform.EVENT,
    Platform.FAN,
    Platform.HUMIDIFIER,
    Platform.IMAGE,
    Platform.INFRARED,
    Platform.LAWN_MOWER,
    Platform.LIGHT,
    Platform.LOCK,
    Platform.NUMBER,
    Platform.REMOTE,
    Platform.SCENE,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SIREN,
    Platform.SWITCH,
    Platform.TEXT,
    Platform.TIME,
    Platform.UPDATE,
    Platform.VACUUM,
    Platform.VALVE,
    Platform.WATER_HEATER,
]
