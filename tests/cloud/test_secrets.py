"""No secret is logged, raised or shown."""

import asyncio
import logging
import ssl
from contextlib import suppress

import aiohttp
import pytest

from custom_components.tuya_cloud.cloud.account import Account, ProjectType
from custom_components.tuya_cloud.cloud.api import TuyaApi
from custom_components.tuya_cloud.cloud.channel import ChannelState
from custom_components.tuya_cloud.cloud.endpoints import (
    get_hub_configuration,
    get_specification,
    list_devices,
    send_commands,
)
from custom_components.tuya_cloud.cloud.errors import CloudError, QueueRefusedError
from custom_components.tuya_cloud.cloud.hub import Hub
from custom_components.tuya_cloud.cloud.json_types import JsonObject
from custom_components.tuya_cloud.cloud.queue import Queue
from custom_components.tuya_cloud.cloud.sdk import Token
from simulator import Simulator

from .builders import WITH_HUB, let_token_run_out, until

# the simulated hub's broker runs in this process; its log is not the integration's
BROKER_LOGGERS = ("amqtt", "transitions")


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Turn on the debug log of every logger."""
    caplog.set_level(logging.DEBUG)
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger):
            caplog.set_level(logging.DEBUG, name)
    return caplog


def secrets_of(simulator: Simulator, account: Account) -> set[str]:
    """Return all secrets: those of the cloud, and the identity of the user."""
    known = simulator.cloud.account
    return {
        *simulator.secrets(),
        account.access_id,
        account.username,
        known.uid,
        known.custom_uid,
        "52.5163417",  # the position of the simulated home
    }


@pytest.mark.parametrize("project_type", WITH_HUB)
async def test_no_secret_is_logged_or_raised(
    api: TuyaApi,
    account: Account,
    simulator: Simulator,
    tls_context: ssl.SSLContext,
    everything_logged: pytest.LogCaptureFixture,
    project_type: ProjectType,
) -> None:
    """Successful and failed calls log and raise no secret."""
    raised: list[CloudError] = []

    async def attempt(call: str) -> None:
        """Make a call that may fail."""
        try:
            match call:
                case "list":
                    await list_devices(api)
                case "specification":
                    await get_specification(api, "unknown")
                case "command":
                    await send_commands(
                        api, "socket", [{"code": "switch_1", "value": True}]
                    )
                case "login":
                    await api.login()
        except CloudError as error:
            raised.append(error)

    calls = ("list", "specification", "command", "login")
    hub = Hub(
        fetch_configuration=lambda: get_hub_configuration(api, "secret link"),
        project_type=project_type,
        tls_context=tls_context,
        on_message=lambda _: None,
        on_state=lambda _: None,
    )
    task = asyncio.create_task(hub.run())
    await until(lambda: hub.state is ChannelState.CONNECTED)
    for call in calls:
        await attempt(call)
    await until(lambda: hub.last_message_at)
    await simulator.publish_raw(b"nonsense")
    await until(lambda: hub.undecodable)
    let_token_run_out(api)
    await attempt("list")
    simulator.revoke_tokens()
    await attempt("command")
    let_token_run_out(api)
    words = f"token {' '.join(simulator.secrets())} of {account.username} is invalid"
    faults: tuple[JsonObject, ...] = (
        {"code": 1010, "msg": words},
        {"code": 2008, "msg": words},
        {"http": 502},
        {"drop": True},
        {"body": words},
    )
    for fault in faults:
        simulator.add_fault("* /v1.0/*", dict(fault))
        for call in calls:
            await attempt(call)
        simulator.clear_faults()
    simulator.drop_hub(0.1, refuse=True)
    await until(lambda: hub.last_error)
    await until(lambda: hub.state is ChannelState.CONNECTED)
    configuration = await get_hub_configuration(api, "secret link")
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

    assert len(raised) > 20
    logged = "\n".join(
        f"{record.getMessage()} {record.args!r} {record.exc_text}"
        for record in everything_logged.records
        if not record.name.startswith(BROKER_LOGGERS)
    )
    shown = [
        logged,
        *(f"{error} {error!r} {error.message} {error.args}" for error in raised),
        *(f"{each!r} {each}" for each in (account, configuration, hub, api)),
        *(repr(each) for each in vars(api.tokens).values() if isinstance(each, Token)),
        repr(api.calls.by_endpoint),
    ]
    for secret in secrets_of(simulator, account):
        assert secret not in "\n".join(shown)
    # the log was on, and contains the calls
    assert "/devices" in logged


async def test_the_queue_logs_no_secret(
    api: TuyaApi,
    account: Account,
    simulator: Simulator,
    session: aiohttp.ClientSession,
    everything_logged: pytest.LogCaptureFixture,
) -> None:
    """Connections, refusals, losses and messages log and raise no secret."""
    simulator.change_queue(is_on=True)
    raised: set[str] = set()
    queue = Queue(
        session=session,
        account=account,
        endpoint=lambda: api.endpoint,
        on_message=lambda _: None,
        on_state=lambda _: raised.add(f"{queue.last_error!r} {queue.last_error}"),
    )
    task = asyncio.create_task(queue.run())
    await until(lambda: queue.state is ChannelState.CONNECTED)
    await simulator.report("socket", {"switch_1": True})
    await until(lambda: queue.is_delivering)
    frame: JsonObject = {"payload": f"nonsense {simulator.secrets()}"}
    simulator.cloud.queue.publish_frame(frame)
    await until(lambda: queue.undecodable)
    simulator.drop_queue(0.1)
    await until(lambda: queue.reconnects == 1)
    simulator.drop_queue(5, refuse=True)
    await until(lambda: isinstance(queue.last_error, QueueRefusedError))
    task.cancel()
    await asyncio.wait([task])
    logged = [
        f"{record.getMessage()} {record.args!r} {record.exc_text}"
        for record in everything_logged.records
        if not record.name.startswith(BROKER_LOGGERS)
    ]
    assert len(raised) > 2
    for secret in secrets_of(simulator, account):
        assert secret not in "\n".join([*logged, *raised, repr(queue)])


async def test_errors_do_not_keep_their_cause(
    api: TuyaApi, simulator: Simulator
) -> None:
    """The HTTP library's errors contain URLs, and one contains a refresh token."""
    await api.login()
    simulator.add_fault("* /v1.0/*", {"drop": True})
    with pytest.raises(CloudError) as caught:
        await list_devices(api)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
