"""The renewal of the hub's configuration."""

import asyncio
import ssl

import pytest

from custom_components.tuya_cloud.cloud import timing
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.errors import (
    HttpStatusError,
    HubRefusedError,
    PermissionDeniedError,
    QuotaUsedUpError,
)
from custom_components.tuya_cloud.cloud.hub import Hub
from simulator import Simulator

from .builders import CLOUD, until
from .channels import (
    CONFIGURATION,
    CONNECTED,
    CONNECTING,
    DISCONNECTED,
    Listener,
    connected,
    fetched,
    hub_for,
    running,
)


async def lose(hub: Hub, simulator: Simulator) -> None:
    """Cut the connection, and wait for the reconnect."""
    before = hub.reconnects
    simulator.drop_hub(0)
    await until(lambda: hub.reconnects > before)


async def test_refused_credentials_are_renewed(
    hub: Hub, api: TuyaApi, listener: Listener, simulator: Simulator
) -> None:
    """Each attempt takes one configuration call, and follows the back-off."""
    async with running(hub):
        await connected(hub)
        simulator.drop_hub(0.3, refuse=True)
        await until(lambda: isinstance(hub.last_error, HubRefusedError))
        await connected(hub)
    attempts = listener.states.count(CONNECTING)
    assert attempts >= 3
    assert fetched(api) == attempts


@pytest.mark.parametrize(
    ("attempts", "fetches_again"),
    [
        pytest.param(1_000_000, False, id="valid while the network fails"),
        pytest.param(2, True, id="fetched again after some failed attempts"),
    ],
)
async def test_a_hub_that_is_down(
    hub: Hub,
    api: TuyaApi,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    attempts: int,
    fetches_again: bool,
) -> None:
    """The configuration stays valid for some attempts; then the hub may have moved."""
    monkeypatch.setattr(f"{CLOUD}.timing.STABLE_AFTER", 0.0)
    monkeypatch.setattr(f"{CLOUD}.timing.ATTEMPTS", attempts)
    async with running(hub):
        await connected(hub)
        simulator.drop_hub(0.3)
        await until(lambda: hub.reconnects == 1)
    assert (fetched(api) > 1) is fetches_again


async def test_a_stable_connection_keeps_its_configuration(
    hub: Hub,
    api: TuyaApi,
    listener: Listener,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A short loss after a stable connection takes no call."""
    monkeypatch.setattr(f"{CLOUD}.timing.STABLE_AFTER", 0.0)
    async with running(hub):
        for losses in range(1, 4):
            await connected(hub)
            await lose(hub, simulator)
            assert hub.reconnects == losses
        assert fetched(api) == 1


async def test_an_old_configuration_is_not_used_again(
    hub: Hub, api: TuyaApi, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A configuration whose renewal is due is replaced."""
    monkeypatch.setattr(f"{CLOUD}.timing.STABLE_AFTER", 0.0)
    monkeypatch.setattr(f"{CLOUD}.timing.FIRST_BACKOFF", 0.4)
    async with running(hub):
        await connected(hub)
        simulator.drop_hub(0)
        await until(lambda: hub.state is DISCONNECTED)
        hub.renew()
        await connected(hub)
        assert fetched(api) == 2


async def test_a_flapping_connection_is_slowed_down(
    api: TuyaApi,
    tls_context: ssl.SSLContext,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Delays grow although attempts connect; a stable connection resets them."""
    waits: list[float] = []
    lengths = iter((1.0, 2.0, 3.0, 1.0))

    class Counting:
        """A back-off that records its calls."""

        def __init__(self, longest: float) -> None:
            self.is_for_refusals = longest == timing.LONGEST_REFUSED_BACKOFF

        def next(self) -> float:
            waits.append(next(lengths))
            return 0

        def reset(self) -> None:
            if self.is_for_refusals:
                waits.append(0)

    monkeypatch.setattr(f"{CLOUD}.hub.Backoff", Counting)
    listener = Listener()
    hub = hub_for(api, tls_context, listener)
    async with running(hub):
        for losses in range(1, 4):
            await connected(hub)
            if losses == 3:  # the next connection counts as stable at once
                monkeypatch.setattr(timing, "STABLE_AFTER", 0.0)
            await lose(hub, simulator)
            assert hub.reconnects == losses
        assert waits == [1, 2, 3]
        simulator.drop_hub(0)
        await until(lambda: hub.reconnects == 4)
        assert waits == [1, 2, 3, 0, 1]


async def test_credentials_are_renewed_before_they_expire(
    hub: Hub, api: TuyaApi, listener: Listener, simulator: Simulator
) -> None:
    """The connection is replaced without a loss."""
    simulator.cloud.hub.life = 1

    async def renewal(number: int) -> None:
        await until(lambda: listener.states.count(CONNECTED) == number)
        await simulator.report("socket", {"switch_1": number})
        await until(lambda: listener.values == list(range(1, number + 1)))
        assert simulator.cloud.hub.connected == 1

    async with running(hub):
        for number in range(1, 4):
            await renewal(number)
    assert listener.states == [CONNECTING, CONNECTED, CONNECTED, CONNECTED]
    assert hub.reconnects == 0
    assert fetched(api) == 3


@pytest.mark.parametrize(
    ("life", "renewed_after"), [(7200, 7140), (300, 270), (1, 0.9)]
)
async def test_renewal_is_due_in_time(
    hub: Hub, simulator: Simulator, life: float, renewed_after: float
) -> None:
    """The renewal is due a minute before the expiry, or a tenth of a short life."""
    simulator.cloud.hub.life = life
    loop = asyncio.get_running_loop()
    before = loop.time()
    async with running(hub):
        await connected(hub)
        assert before + renewed_after <= hub.renew_at <= loop.time() + renewed_after


async def test_short_lives_do_not_cost_more_and_more_calls(
    api: TuyaApi,
    listener: Listener,
    tls_context: ssl.SSLContext,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Renewals become rarer than the lives of the credentials."""
    monkeypatch.setattr(timing, "FIRST_BACKOFF", 100.0)
    monkeypatch.setattr(timing, "LONGEST_BACKOFF", 300.0)
    hub = hub_for(api, tls_context, listener)
    simulator.cloud.hub.life = 1
    loop = asyncio.get_running_loop()

    async def connected_for(least: float) -> None:
        before = fetched(api)
        hub.renew()
        await until(lambda: listener.states.count(CONNECTED) > before)
        assert fetched(api) == before + 1
        assert least <= hub.renew_at - loop.time() + 1 <= 301

    async with running(hub):
        await connected(hub)
        for least in (100, 150, 150):
            await connected_for(least)


async def test_a_failed_renewal_is_retried(
    hub: Hub, api: TuyaApi, listener: Listener, simulator: Simulator
) -> None:
    """The old connection stays in use."""
    async with running(hub):
        await connected(hub)
        simulator.add_fault(CONFIGURATION, {"http": 502})
        hub.renew()
        await until(lambda: fetched(api) >= 3)
        assert isinstance(hub.last_error, HttpStatusError)
        assert hub.state is CONNECTED
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: listener.values == [True])
        simulator.clear_faults()
        await until(lambda: listener.states.count(CONNECTED) == 2)
        assert hub.last_error is None
    assert listener.states == [CONNECTING, CONNECTED, CONNECTED]


async def test_a_renewal_can_be_requested(
    hub: Hub, api: TuyaApi, listener: Listener
) -> None:
    """Each request fetches one configuration, before the start and while connected."""
    hub.renew()
    async with running(hub):
        await connected(hub)
        hub.renew()
        hub.renew()
        await until(lambda: listener.states.count(CONNECTED) == 2)
        await asyncio.sleep(0.05)
    assert fetched(api) == 2


async def test_a_new_connection_that_fails_after_renewal_is_a_loss(
    hub: Hub, listener: Listener, simulator: Simulator
) -> None:
    """The old connection is already closed."""
    async with running(hub):
        await connected(hub)
        simulator.cloud.hub.reject(60)
        hub.renew()
        await until(lambda: DISCONNECTED in listener.states)
        simulator.cloud.hub.reject(0)
        await connected(hub)
    assert hub.reconnects == 1


async def test_a_failed_configuration_call_is_retried(
    hub: Hub, api: TuyaApi, listener: Listener, simulator: Simulator
) -> None:
    """Each attempt takes one call, and the cause is kept."""
    simulator.add_fault(CONFIGURATION, {"code": 1106}, times=3)
    async with running(hub):
        await until(lambda: isinstance(hub.last_error, PermissionDeniedError))
        assert hub.connected_at is None
        await connected(hub)
    assert listener.states == [CONNECTING, DISCONNECTED] * 3 + [CONNECTING, CONNECTED]
    assert fetched(api) == 4
    assert hub.reconnects == 0


async def test_a_refusal_that_the_user_must_fix_is_rarely_retried(
    hub: Hub, api: TuyaApi, listener: Listener, simulator: Simulator
) -> None:
    """The delay is long, and a requested renewal is made at once."""
    simulator.add_fault(CONFIGURATION, {"code": 28841004}, times=1)
    async with running(hub):
        await until(lambda: listener.states == [CONNECTING, DISCONNECTED])
        assert isinstance(hub.last_error, QuotaUsedUpError)
        await asyncio.sleep(0.5)  # many times the back-off of these tests
        assert fetched(api) == 1
        hub.renew()
        await connected(hub)
    assert fetched(api) == 2
