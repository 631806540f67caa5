"""Signs, parses and decrypts with tuya-iot-py-sdk.

The SDK's transport blocks, has no time-outs and runs threads, so no SDK object is
connected or started here.
"""

import base64
from dataclasses import dataclass, field

from tuya_iot import AuthType, TuyaOpenAPI, TuyaOpenMQ, TuyaTokenInfo
from tuya_iot.openlogging import default_handler, logger

from .account import Account, ProjectType
from .decryption import decrypt_gcm
from .errors import BadAnswerError
from .json_text import storable_object
from .json_types import JsonObject, JsonValue

# the SDK prints to standard error as soon as it is imported
logger.removeHandler(default_handler)

_AUTH_TYPES = {
    ProjectType.SMART_HOME: AuthType.SMART_HOME,
    ProjectType.CUSTOM: AuthType.CUSTOM,
    ProjectType.PROJECT_ONLY: AuthType.SMART_HOME,
}
_DEFAULT_TOKEN_LIFE = 7200.0
# bytes that hold the length of the nonce of a GCM message
_NONCE_LENGTH = 4
_UNREADABLE = (ValueError, TypeError, IndexError, RecursionError)


class UndecodableError(ValueError):
    """A hub message that cannot be read with the current key."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token with its refresh token; life is in seconds."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    uid: str = field(repr=False)
    platform_url: str
    life: float


class Signer:
    """A signer of a project's requests."""

    def __init__(self, account: Account) -> None:
        """Store the project's id and secret."""
        self._api = TuyaOpenAPI(
            account.endpoint,
            account.access_id,
            account.access_secret,
            _AUTH_TYPES[account.project_type],
        )

    def headers(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, str] | None,
        body: JsonObject | None,
        token: str,
    ) -> dict[str, str]:
        """Return the headers of a request, signed with the current time.

        The query has to be sent with exactly these params, the body as
        `json.dumps(body)`, and an empty or missing body as none. token is "" for
        signing in and refreshing.
        """
        self._api.token_info = TuyaTokenInfo({"result": {"access_token": token}})
        sign, time_ms = self._api._calculate_sign(method, path, params, body)  # noqa: SLF001  # the SDK has no public signer
        return {
            "client_id": self._api.access_id,
            "access_token": token,
            "sign": sign,
            "sign_method": "HMAC-SHA256",
            "t": str(time_ms),
            "lang": self._api.lang,
        }


class Decryptor:
    """A decryptor of the messages of the push hub."""

    def __init__(self, project_type: ProjectType) -> None:
        """Choose AES-ECB for smart home projects, AES-GCM for custom ones.

        The SDK's class is a thread that is never started.
        """
        self._queue = TuyaOpenMQ(TuyaOpenAPI("", "", "", _AUTH_TYPES[project_type]))

    def decrypt(self, data: JsonValue, password: str, time: JsonValue) -> JsonObject:
        """Return the object inside a message's base64 data.

        password is the hub's, time the outer "t" of the message. Raises
        UndecodableError for anything that does not decrypt to a JSON object.
        """
        if not isinstance(data, str):
            raise UndecodableError("No text")
        try:
            inner = self._queue._decode_mq_message(data, password, str(time))  # noqa: SLF001  # the SDK has no public decryption
            if not isinstance(inner, dict):
                raise UndecodableError("No object")
            return storable_object(inner)
        except _UNREADABLE as error:
            name = type(error).__name__
        try:
            return _decrypt_unchecked(data, password)
        except _UNREADABLE:
            raise UndecodableError(name) from None


def _decrypt_unchecked(data: str, password: str) -> JsonObject:
    """Return the object inside a GCM message whose tag does not fit."""
    packed = base64.b64decode(data)
    start = _NONCE_LENGTH + int.from_bytes(packed[:_NONCE_LENGTH])
    key = password[8:24].encode()
    return decrypt_gcm(key, packed[_NONCE_LENGTH:start], packed[start:])


def parse_token(envelope: JsonObject) -> Token:
    """Return the token in the answer to a login or a refresh.

    Raises BadAnswerError when there is none. A missing life counts as two hours, as
    Tuya documents.
    """
    try:
        info = TuyaTokenInfo(envelope)
        life = (info.expire_time - (envelope.get("t") or 0)) / 1000
    except AttributeError, TypeError:
        raise BadAnswerError("The token answer cannot be read") from None
    if not isinstance(info.access_token, str) or not info.access_token:
        raise BadAnswerError("The token answer holds no token")
    return Token(
        access_token=info.access_token,
        refresh_token=str(info.refresh_token or ""),
        uid=str(info.uid or ""),
        platform_url=str(info.platform_url or ""),
        life=life if life > 0 else _DEFAULT_TOKEN_LIFE,
    )
