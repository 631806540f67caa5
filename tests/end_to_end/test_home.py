"""A whole home in a real Home Assistant: set-up, restart, reload, expiry."""

from typing import Any

import pytest

from simulator.server import DEMO_HOME
from tests.conftest import REAL_DEVICES

from .running_home import RunningHome

# in seconds
LIVES = [["--token-life", "8", "--hub-life", "8"]]
REFRESH = "GET /v1.0/token/"
HUB = "POST /v1.0/open-hub/access/config"
# platforms whose state is not the value of a data point
STATELESS = ("button.", "event.", "image.")
LARGE_HOMES = [["--copies", "3"]]
if REAL_DEVICES.is_dir():
    LARGE_HOMES.append(["--devices", str(REAL_DEVICES)])


async def calls_of_start(home: RunningHome) -> int:
    """Return how many calls were made but those for thing models.

    These follow some seconds after the start, which a slow machine may see.
    """
    calls = (await home.control("GET", "/calls"))["by_endpoint"]
    return sum(
        count for endpoint, count in calls.items() if "/cloud/thing/" not in endpoint
    )


async def test_a_home_is_set_up(home: RunningHome) -> None:
    """Every data point is an entity, states are pushed, commands arrive."""
    entry_id = await home.set_up()
    entries = await home.home_assistant.entries()
    assert [entry["state"] for entry in entries] == ["loaded"]

    diagnostics = await home.diagnostics(entry_id)
    assert len(diagnostics["devices"]) == len(list(DEMO_HOME.glob("*.json")))
    without_entity = [
        (device["device"]["name"], code)
        for device in diagnostics["devices"]
        for code, point in device["data_points"].items()
        if not point["entity_ids"]
    ]
    assert without_entity == []
    products = {device["device"]["product_id"] for device in diagnostics["devices"]}
    # the calls of the config flow are counted too: sign-in, devices, hub and the rooms
    # of the home; set-up reuses the session and the hub
    assert await calls_of_start(home) <= len(products) + 5

    lamp = await home.entity_id(entry_id, "Reading lamp", "switch_led")
    await home.report("reading_lamp", switch_led=True)
    await home.until_state(lamp, "on")
    await home.report("reading_lamp", switch_led=False)
    await home.until_state(lamp, "off")

    await home.serve("light", "turn_on", entity_id=lamp)
    assert await home.held("reading_lamp", "switch_led") is True
    blind = await home.entity_id(entry_id, "Office blind", "control")
    await home.serve("cover", "set_cover_position", entity_id=blind, position=30)
    assert await home.held("office_roller_blind", "percent_control") == 70

    home.assert_silence()
    await home.assert_no_secret(diagnostics)


@pytest.mark.parametrize("simulator_options", LARGE_HOMES)
async def test_large_homes_need_one_call_per_product(home: RunningHome) -> None:
    """Every point of every device has an entity, for one call per product."""
    entry_id = await home.set_up()
    diagnostics = await home.diagnostics(entry_id)
    products = {device["device"]["product_id"] for device in diagnostics["devices"]}
    assert await calls_of_start(home) <= len(products) + 5
    assert len(diagnostics["devices"]) > 70

    states = await home.states()
    without_entity, unknown = [], []
    for device in diagnostics["devices"]:
        for code, point in device["data_points"].items():
            if not point["entity_ids"]:
                without_entity.append((device["device"]["name"], code))
            unknown += [
                entity_id
                for entity_id in point["entity_ids"]
                if point["value"] is not None
                and not entity_id.startswith(STATELESS)
                and states.get(entity_id, {}).get("state") == "unknown"
            ]
    assert without_entity == []
    assert unknown == []
    home.assert_silence()
    await home.assert_no_secret(diagnostics)


async def test_restarts_take_few_calls_and_lose_nothing(home: RunningHome) -> None:
    """A restart takes three calls, and restores entities, even without the cloud."""
    entry_id = await home.set_up()
    known = await home.states()
    await home.home_assistant.stop()

    await home.control("DELETE", "/calls")
    await home.start_home_assistant()
    lamp = await home.entity_id(entry_id, "Reading lamp", "switch_led")
    calls = await home.control("GET", "/calls")
    assert calls["total"] <= 3, calls
    assert (await home.states()).keys() == known.keys()
    await home.home_assistant.stop()

    await home.simulator.stop()
    await home.start_home_assistant()
    without_cloud = await home.states()
    assert without_cloud.keys() == known.keys()
    assert without_cloud[lamp]["state"] == "unavailable"

    await home.simulator.start()
    await home.until_state(lamp, known[lamp]["state"], seconds=60)
    recovered = await home.states()
    assert unavailable(recovered) == unavailable(known)
    home.assert_no_error()


async def test_reloads_leave_no_thread_or_socket(home: RunningHome) -> None:
    """After twenty reloads there are no more threads and sockets than before."""
    entry_id = await home.set_up()
    reload = f"/api/config/config_entries/entry/{entry_id}/reload"
    await home.home_assistant.call("POST", reload)
    await home.until_pushed(entry_id)
    threads, sockets = home.threads_and_sockets()

    async def are_no_more() -> bool:
        threads_now, sockets_now = home.threads_and_sockets()
        return threads_now <= threads and sockets_now <= sockets

    for _ in range(20):
        await home.home_assistant.call("POST", reload)
    await home.until_pushed(entry_id)
    # unused connections to the cloud are kept for some seconds
    await home.until(are_no_more, True, seconds=60)
    home.assert_silence()


@pytest.mark.parametrize("simulator_options", LIVES)
async def test_expired_credentials_are_renewed(home: RunningHome) -> None:
    """Tokens and hub credentials are renewed when they expire; no state is lost."""
    entry_id = await home.set_up()
    lamp = await home.entity_id(entry_id, "Reading lamp", "switch_led")

    async def renewals() -> tuple[int, int]:
        calls = (await home.control("GET", "/calls"))["by_endpoint"]
        tokens = sum(calls[name] for name in calls if name.startswith(REFRESH))
        return tokens, calls[HUB]

    for state in ("on", "off", "on"):
        tokens, hubs = await renewals()
        await home.report("reading_lamp", switch_led=state == "on")
        await home.until_state(lamp, state)

        async def are_renewed(tokens: int = tokens, hubs: int = hubs) -> bool:
            tokens_now, hubs_now = await renewals()
            return tokens_now > tokens and hubs_now > hubs

        await home.until(are_renewed, True, seconds=60)
    await home.report("reading_lamp", switch_led=False)
    await home.until_state(lamp, "off")
    home.assert_silence()


async def test_asset_project(home: RunningHome) -> None:
    """The devices of a custom project come from its assets, and are pushed too."""
    entry_id = await home.set_up("custom")
    diagnostics = await home.diagnostics(entry_id)
    assert len(diagnostics["devices"]) == len(list(DEMO_HOME.glob("*.json")))
    lamp = await home.entity_id(entry_id, "Reading lamp", "switch_led")
    await home.report("reading_lamp", switch_led=True)
    await home.until_state(lamp, "on")
    await home.serve("light", "turn_off", entity_id=lamp)
    assert await home.held("reading_lamp", "switch_led") is False
    home.assert_silence()
    await home.assert_no_secret(diagnostics)


def unavailable(states: dict[str, dict[str, Any]]) -> set[str]:
    """Return the entities that are unavailable."""
    return {key for key, state in states.items() if state["state"] == "unavailable"}
