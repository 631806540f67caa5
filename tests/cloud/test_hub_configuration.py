"""Reading the hub's configuration."""

import pytest

from custom_components.tuya_cloud.cloud.errors import BadAnswerError
from custom_components.tuya_cloud.cloud.hub_configuration import HubConfiguration
from custom_components.tuya_cloud.cloud.json_types import JsonObject, JsonValue

RESULT: JsonObject = {
    "url": "ssl://m1.tuyaeu.com:8883",
    "client_id": "cloud_client",
    "username": "cloud_user",
    "password": "00112233aabbccddeeff001122334455",
    "source_topic": {"device": "cloud/token/in/topic"},
    "sink_topic": {"device": "cloud/token/out/{device_id}"},
    "expire_time": 6875,
}


def test_a_configuration_is_read() -> None:
    """Every field is read."""
    configuration = HubConfiguration.from_result(RESULT)
    assert (configuration.host, configuration.port) == ("m1.tuyaeu.com", 8883)
    assert configuration.tls
    assert configuration.client_id == "cloud_client"
    assert configuration.username == "cloud_user"
    assert configuration.password == "00112233aabbccddeeff001122334455"
    assert configuration.source_topics == ("cloud/token/in/topic",)
    assert configuration.life == 6875


@pytest.mark.parametrize(
    ("url", "tls", "port"),
    [
        ("ssl://hub:1234", True, 1234),
        ("mqtts://hub", True, 8883),
        ("ssl://hub", True, 8883),
        ("tcp://localhost", False, 1883),
        ("mqtt://127.0.0.1:1", False, 1),
    ],
)
def test_the_scheme_decides_on_encryption(url: str, tls: bool, port: int) -> None:
    """It also decides on the default port."""
    configuration = HubConfiguration.from_result({**RESULT, "url": url})
    assert (configuration.tls, configuration.port) == (tls, port)


@pytest.mark.parametrize(
    ("source", "topics"),
    [
        ("one", ("one",)),
        (["one", "two"], ("one", "two")),
        ({"device": "one", "ipc": "two"}, ("one", "two")),
    ],
)
def test_topics_come_in_three_shapes(
    source: JsonValue, topics: tuple[str, ...]
) -> None:
    """Text, a list and an object name the same topics."""
    configuration = HubConfiguration.from_result({**RESULT, "source_topic": source})
    assert configuration.source_topics == topics


@pytest.mark.parametrize("life", [0, -1, "0", float("nan")])
def test_a_missing_life_counts_as_two_hours(life: JsonValue) -> None:
    """A default prevents constant renewals."""
    configuration = HubConfiguration.from_result({**RESULT, "expire_time": life})
    assert configuration.life == 7200


@pytest.mark.parametrize(
    "change",
    [
        {"url": ""},
        {"url": None},
        {"url": 5},
        {"url": "ssl://"},
        {"url": "hub:8883"},
        {"url": "https://hub:8883"},
        {"url": "tcp://hub:1883"},
        {"url": "mqtt://203.0.113.7"},
        {"url": "ssl://hub:port"},
        {"client_id": ""},
        {"username": None},
        {"password": ""},
        {"password": "too short to hold a key"},
        {"password": 12345678901234567890123456789012},
        {"password": "00112233" + "ü" * 16},
        {"source_topic": {}},
        {"source_topic": None},
        {"source_topic": ""},
        {"source_topic": []},
        {"source_topic": [5]},
        {"source_topic": {"device": ""}},
        {"source_topic": {"device": 5}},
        {"expire_time": "soon"},
        {"expire_time": None},
    ],
)
def test_an_unusable_configuration_is_a_bad_answer(change: JsonObject) -> None:
    """Each missing or wrong field is refused."""
    with pytest.raises(BadAnswerError):
        HubConfiguration.from_result({**RESULT, **change})


@pytest.mark.parametrize("result", [None, [], "text", True])
def test_something_else_is_a_bad_answer(result: JsonValue) -> None:
    """A configuration is an object."""
    with pytest.raises(BadAnswerError):
        HubConfiguration.from_result(result)


def test_repr_shows_nothing() -> None:
    """Client id, user, password and topics are secret."""
    text = repr(HubConfiguration.from_result(RESULT))
    for secret in ("cloud_client", "cloud_user", "00112233", "cloud/token"):
        assert secret not in text
