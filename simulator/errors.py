"""The error codes of the cloud and their messages.

Source: Tuya's page "Global Error Codes"; the messages of the real cloud where they
differ.
"""

SYSTEM_ERROR = 500
TOKEN_MISSING = 1002
GRANT_TYPE_INVALID = 1003
SIGN_INVALID = 1004
CLIENT_ID_INVALID = 1005
TOKEN_INVALID = 1010
# what the cloud answers to a dead token at times; 1004 too, for a while
OTHER_TOKEN_ERRORS = (1004, 1011, 1012, 1400)
TIME_INVALID = 1013
PARAM_EMPTY = 1100
TYPE_INCORRECT = 1104
PERMISSION_DENIED = 1106
PATH_INVALID = 1108
PARAM_ILLEGAL = 1109
DEVICE_OFFLINE = 2001
FUNCTION_UNSUPPORTED = 2003
LOCK_ASLEEP = 2312
STREAM_BUSY = 115001
DEVICE_UNSUPPORTED = 2009
COMMAND_UNSUPPORTED = 2008
CATEGORY_UNSUPPORTED = 2015
REMOTE_REMOVED = 2016
SCHEMA_UNKNOWN = 2017
CODE_MISSING = 2050
TEMPERATURE_UNSUPPORTED = 2052
CODE_INVALID = 2053
FIRMWARE_RUNNING = 2063
FIRMWARE_UP_TO_DATE = 2064
TIMER_MISSING = 2203
CREDENTIALS_WRONG = 2401
COUNTRY_INVALID = 2402
SKILL_INVALID = 2406
SCENE_MISSING = 2505
GROUP_MISSING = 2508
STATISTICS_MISSING = 28841106
NO_SPACE_PERMISSION = 40001900

MESSAGES: dict[int, str] = {
    SYSTEM_ERROR: "system error, please contact the admin",
    TOKEN_MISSING: "access_token is null",
    GRANT_TYPE_INVALID: "grant type invalid",
    SIGN_INVALID: "sign invalid",
    CLIENT_ID_INVALID: "clientId is invalid",
    TOKEN_INVALID: "token invalid",
    1011: "token invalid",
    1012: "token status invalid",
    1400: "token invalid",
    TIME_INVALID: "request time is invalid",
    PARAM_EMPTY: "param is empty",
    TYPE_INCORRECT: "type is incorrect",
    PERMISSION_DENIED: "permission deny",
    PATH_INVALID: "uri path invalid",
    PARAM_ILLEGAL: "param is illegal",
    DEVICE_OFFLINE: "device is offline",
    FUNCTION_UNSUPPORTED: "function not support",
    # recorded
    LOCK_ASLEEP: "Door lock equipment is not online!",
    STREAM_BUSY: "rtc server busy",
    DEVICE_UNSUPPORTED: "not support this device",
    COMMAND_UNSUPPORTED: "command or value not support",
    CATEGORY_UNSUPPORTED: "category not support",
    REMOTE_REMOVED: "remote control has been removed",
    SCHEMA_UNKNOWN: "schema does not exist",
    CODE_MISSING: "infrared code does not exist",
    TEMPERATURE_UNSUPPORTED: "temperature not support",
    CODE_INVALID: "infrared code is invalid",
    FIRMWARE_RUNNING: "device is upgrading",
    FIRMWARE_UP_TO_DATE: "device firmware is the latest version",
    TIMER_MISSING: "timer task does not exist",
    CREDENTIALS_WRONG: "username or password is wrong",
    COUNTRY_INVALID: "country code is invalid",
    SKILL_INVALID: "skill id invalid",
    STATISTICS_MISSING: "No permissions. This API is not subscribed.",
    NO_SPACE_PERMISSION: "No space permission",
    SCENE_MISSING: "scene does not exist",
    GROUP_MISSING: "group does not exist",
}


class ApiError(Exception):
    """An error that the cloud answers a call with."""

    def __init__(self, code: int, message: str | None = None) -> None:
        """Take the error code, and a message other than its usual one."""
        self.code = code
        self.message = MESSAGES[code] if message is None else message
        super().__init__(f"{code}: {self.message}")
