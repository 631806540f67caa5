"""The address and the credentials of the push hub."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from tuya_iot.openmq import TuyaMQConfig

from .errors import BadAnswerError
from .json_types import JsonValue
from .safe_address import is_loopback

_TLS_SCHEMES = ("ssl", "mqtts")
_PLAIN_SCHEMES = ("tcp", "mqtt")
_DEFAULT_PORTS = {True: 8883, False: 1883}
_DEFAULT_LIFE = 7200.0
_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HubConfiguration:
    """Address and credentials of the hub, valid for life seconds after the request.

    source_topics are the topics to subscribe to. Messages are encrypted with a part
    of the password. Almost all fields are secret, so the repr shows nothing.
    """

    host: str
    port: int
    tls: bool
    client_id: str
    username: str
    password: str
    source_topics: tuple[str, ...]
    life: float

    @classmethod
    def from_result(cls, result: JsonValue) -> HubConfiguration:
        """Parse the result of the access configuration call.

        Raises BadAnswerError when the result is not enough for a connection, or when
        the connection would leave this machine without TLS. A missing life counts as
        two hours, as Tuya documents.
        """
        if not isinstance(result, dict):
            raise BadAnswerError("The hub configuration is not an object")
        sdk = TuyaMQConfig({"result": result})
        try:
            url = urlsplit(sdk.url)
            port = url.port
            topics = _topics_in(sdk.source_topic)
            life = float(sdk.expire_time)
        except AttributeError, TypeError, ValueError:
            raise BadAnswerError("The hub configuration cannot be read") from None
        texts = (sdk.client_id, sdk.username, sdk.password)
        if (
            not url.hostname
            or url.scheme not in _TLS_SCHEMES + _PLAIN_SCHEMES
            or not all(isinstance(text, str) and text for text in texts)
            or len(sdk.password[8:24].encode()) != _KEY_LENGTH
        ):
            raise BadAnswerError("The hub configuration is incomplete")
        tls = url.scheme in _TLS_SCHEMES
        if not tls and not is_loopback(url.hostname):
            raise BadAnswerError("The hub does not offer TLS")
        return cls(
            host=url.hostname,
            port=port or _DEFAULT_PORTS[tls],
            tls=tls,
            client_id=sdk.client_id,
            username=sdk.username,
            password=sdk.password,
            source_topics=topics,
            life=life if life > 0 else _DEFAULT_LIFE,
        )


def _topics_in(source: JsonValue) -> tuple[str, ...]:
    """Return the topics of a configuration: text, a list or an object of them.

    The three are seen at different clients (section 12 of the protocol reference).
    Raises ValueError unless all of them are text.
    """
    if isinstance(source, dict):
        source = list(source.values())
    topics = source if isinstance(source, list) else [source]
    texts = tuple(topic for topic in topics if isinstance(topic, str) and topic)
    if not texts or len(texts) < len(topics):
        raise ValueError("no topics")
    return texts
