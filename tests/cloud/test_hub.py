"""The hub stays connected, and reconnects after errors."""

import asyncio
import logging
import ssl
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.endpoints import (
    get_hub_configuration,
    send_commands,
)
from custom_components.tuya_cloud.cloud.errors import (
    CloudTimeoutError,
    NetworkError,
)
from custom_components.tuya_cloud.cloud.hub import Hub
from custom_components.tuya_cloud.cloud.hub_configuration import HubConfiguration
from simulator import Simulator

from .builders import CLOUD, WITH_HUB, SilentServer, threads, until
from .channels import (
    CONFIGURATION,
    CONNECTED,
    CONNECTING,
    CUSTOM_CONFIGURATION,
    DISCONNECTED,
    Listener,
    connected,
    hub_for,
    running,
)


@pytest.mark.parametrize("project_type", WITH_HUB)
async def test_reports_arrive(
    hub: Hub,
    api: TuyaApi,
    listener: Listener,
    simulator: Simulator,
    project_type: ProjectType,
) -> None:
    """Reports are decrypted for both project types, with one configuration call."""
    before = datetime.now(UTC)
    assert hub.state is DISCONNECTED
    async with running(hub):
        await connected(hub)
        await send_commands(api, "socket", [{"code": "switch_1", "value": True}])
        await until(lambda: listener.messages)
        await simulator.set_online("socket", online=False)
        await until(lambda: len(listener.messages) == 2)
    report, event = listener.messages
    assert report["protocol"] == 4
    assert isinstance(report["t"], int)
    assert isinstance(report["data"], dict)
    assert report["data"]["devId"] == "socket"
    assert listener.values == [True]
    assert event["protocol"] == 20
    assert isinstance(event["data"], dict)
    assert event["data"]["bizCode"] == "offline"
    assert listener.states == [CONNECTING, CONNECTED]
    assert hub.connected_at is not None
    assert hub.last_message_at is not None
    assert before <= hub.connected_at <= hub.last_message_at <= datetime.now(UTC)
    assert (hub.reconnects, hub.undecodable) == (0, 0)
    assert hub.last_error is None
    calls = {CONFIGURATION, CUSTOM_CONFIGURATION} & api.calls.by_endpoint.keys()
    assert [api.calls.by_endpoint[call] for call in calls] == [1]


async def test_stopping_leaves_no_task_or_connection(
    hub: Hub, api: TuyaApi, listener: Listener, simulator: Simulator
) -> None:
    """No thread is ever started, and a stop calls no listener."""
    await api.login()
    before = set(asyncio.all_tasks())
    threads_before = threads()
    async with running(hub):
        await connected(hub)
        assert threads() == threads_before
    assert hub.state is DISCONNECTED
    assert listener.states == [CONNECTING, CONNECTED]
    await until(lambda: simulator.cloud.hub.connected == 0)
    ours = [
        each
        for each in asyncio.all_tasks() - before
        if "amqtt" not in repr(each) and "simulator" not in repr(each)
    ]
    assert not ours


async def test_it_reconnects_after_a_loss(
    hub: Hub, listener: Listener, simulator: Simulator
) -> None:
    """The listener gets both states, so that missed reports can be read."""
    async with running(hub):
        await connected(hub)
        simulator.drop_hub(0.2)
        await until(lambda: listener.states.count(CONNECTED) == 2)
        assert hub.reconnects == 1
        assert hub.last_error is None
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: listener.messages)
    assert listener.states[:3] == [CONNECTING, CONNECTED, DISCONNECTED]
    # the listener gets each failed attempt, too
    attempts = listener.states[3:]
    assert attempts[::2] == [CONNECTING] * (len(attempts) // 2)
    assert attempts[1::2][:-1] == [DISCONNECTED] * (len(attempts) // 2 - 1)


async def test_a_loss_has_a_cause(
    hub: Hub, listener: Listener, simulator: Simulator
) -> None:
    """The last error is kept for diagnostics."""
    async with running(hub):
        await connected(hub)
        simulator.drop_hub(30)
        await until(lambda: hub.state is not CONNECTED)
        assert isinstance(hub.last_error, NetworkError)


async def test_an_unexpected_error_is_logged_and_retried(
    api: TuyaApi,
    tls_context: ssl.SSLContext,
    listener: Listener,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Even a programming error does not end push."""
    mistakes = [KeyError("mistake"), ValueError("mistake")]

    def stumble(configuration: HubConfiguration) -> HubConfiguration:
        if mistakes:
            raise mistakes.pop()
        return configuration

    hub = hub_for(api, tls_context, listener, stumble)
    async with running(hub):
        await connected(hub)
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 2


async def test_undecodable_messages_are_counted(
    hub: Hub, listener: Listener, simulator: Simulator
) -> None:
    """They do not delay other messages."""
    async with running(hub):
        await connected(hub)
        for payload in (b"", b"\x00", b"{}", b'{"protocol":4,"data":"AAAA"}'):
            await simulator.publish_raw(payload)
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: listener.messages)
        assert hub.undecodable == 4
    assert listener.values == [True]
    assert hub.reconnects == 0


async def test_a_failing_listener_does_not_stop_the_hub(
    hub: Hub,
    listener: Listener,
    simulator: Simulator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The error is logged, and the listener is called again."""
    listener.fails = True
    async with running(hub):
        await connected(hub)
        for value in (True, False):
            await simulator.report("socket", {"switch_1": value})
        await until(lambda: len(listener.messages) == 2)
        assert hub.state is CONNECTED
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 4  # two states, two messages


async def test_a_burst_arrives_complete_and_in_order(
    hub: Hub, listener: Listener, simulator: Simulator
) -> None:
    """Two thousand reports arrive at full speed."""
    async with running(hub):
        await connected(hub)
        for number in range(2000):
            await simulator.report("socket", {"switch_1": number})
        await until(lambda: len(listener.messages) == 2000)
    assert listener.values == list(range(2000))


async def test_stopping_while_the_hub_does_not_answer(
    api: TuyaApi,
    tls_context: ssl.SSLContext,
    listener: Listener,
    silent_server: SilentServer,
) -> None:
    """The stop takes no longer than usual."""
    hub = hub_for(
        api,
        tls_context,
        listener,
        lambda configuration: replace(configuration, port=silent_server.port),
    )
    async with running(hub):
        await until(lambda: silent_server.peers)
    assert listener.states == [CONNECTING]
    assert hub.state is DISCONNECTED


async def test_stopping_during_backoff_or_configuration_call(
    hub: Hub, listener: Listener, simulator: Simulator, api: TuyaApi
) -> None:
    """The stop works in both phases."""
    simulator.add_fault(CONFIGURATION, {"code": 500})
    async with running(hub):
        await until(lambda: DISCONNECTED in listener.states)
    simulator.clear_faults()
    simulator.add_fault(CONFIGURATION, {"hang": 0.2})
    simulator.clear_calls()
    async with running(hub):
        await until(lambda: simulator.calls()["total"])
    assert hub.state is DISCONNECTED
    await asyncio.sleep(0.2)  # the simulator still answers


async def test_a_hub_that_never_answers_is_a_timeout(
    api: TuyaApi,
    tls_context: ssl.SSLContext,
    listener: Listener,
    silent_server: SilentServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The attempt is repeated."""
    monkeypatch.setattr(f"{CLOUD}.timing.HUB_TIMEOUT", 0.05)
    hub = hub_for(
        api,
        tls_context,
        listener,
        lambda configuration: replace(configuration, port=silent_server.port),
    )
    async with running(hub):
        await until(lambda: len(silent_server.peers) == 2)
        assert isinstance(hub.last_error, CloudTimeoutError)


async def test_two_hubs_work_side_by_side(
    api: TuyaApi, tls_context: ssl.SSLContext, simulator: Simulator
) -> None:
    """Each link id has its own client and topic."""
    listeners = Listener(), Listener()
    hubs = [
        Hub(
            fetch_configuration=partial(get_hub_configuration, api, link),
            project_type=ProjectType.SMART_HOME,
            tls_context=tls_context,
            on_message=listener.on_message,
            on_state=listener.on_state,
        )
        for link, listener in zip(("one", "two"), listeners, strict=True)
    ]
    async with running(hubs[0]), running(hubs[1]):
        await connected(hubs[0])
        await connected(hubs[1])
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: all(each.values == [True] for each in listeners))
    for listener in listeners:
        assert listener.states == [CONNECTING, CONNECTED]
