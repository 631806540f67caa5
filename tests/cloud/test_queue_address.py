"""The addresses and credentials of the message queue."""

from dataclasses import replace

import pytest

from custom_components.tuya_cloud.cloud.queue_address import (
    queue_addresses,
    queue_headers,
    queue_key,
)
from custom_components.tuya_cloud.cloud.regions import DATA_CENTERS

from .builders import made_up_account

ACCOUNT = made_up_account()


def test_the_worked_example_of_the_credentials() -> None:
    """The password is a part of a digest; the key is a part of the secret."""
    assert queue_headers(ACCOUNT) == {
        "username": "p3xk9demoaccessid01a",
        "password": "7961f6c55ba48848",
    }
    assert queue_key(ACCOUNT) == b"4b5a69788796a5b4"


def test_the_address_names_topic_and_subscription() -> None:
    """Production messages come by the project's own subscription, to one consumer."""
    [address] = queue_addresses(ACCOUNT, DATA_CENTERS["central_europe"])
    assert str(address) == (
        "wss://mqe.tuyaeu.com:8285/ws/v2/consumer/persistent/p3xk9demoaccessid01a/out/"
        "event/p3xk9demoaccessid01a-sub?ackTimeoutMillis=30000"
        "&subscriptionType=Failover"
    )


@pytest.mark.parametrize("endpoint", DATA_CENTERS.values())
def test_every_data_center_has_a_queue(endpoint: str) -> None:
    """All of them use TLS."""
    addresses = queue_addresses(ACCOUNT, endpoint)
    assert addresses
    assert {(each.scheme, each.port) for each in addresses} == {("wss", 8285)}


def test_a_cloud_on_this_machine_has_its_own_queue() -> None:
    """It is at the address of the OpenAPI."""
    [address] = queue_addresses(ACCOUNT, "http://127.0.0.1:1234")
    assert str(address.origin()) == "ws://127.0.0.1:1234"
    [address] = queue_addresses(ACCOUNT, "https://localhost:1234")
    assert str(address.origin()) == "wss://localhost:1234"


def test_another_host_has_no_known_queue() -> None:
    """The project's credentials go to Tuya's hosts alone."""
    assert queue_addresses(ACCOUNT, "https://proxy.example.com") == ()


def test_the_access_id_is_quoted() -> None:
    """It does not change the path."""
    [address] = queue_addresses(
        replace(ACCOUNT, access_id="a/b?c"), DATA_CENTERS["india"]
    )
    assert "/persistent/a%2Fb%3Fc/out/event/a%2Fb%3Fc-sub" in str(address)
