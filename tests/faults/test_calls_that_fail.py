"""The rows of the table that share one test per moment."""

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.cloud.regions import DATA_CENTERS
from simulator import Simulator
from tests.conftest import let_time_pass, until
from tests.flows.steps import connect, filled_in, submit

from .conftest import (
    COMMANDS,
    SWITCH,
    TEMPERATURE,
    flows_of,
    ids_of,
    issues_of,
    state_of,
)
from .table import LOGIN, Cause, Moment, Outcome, Row, shared_rows


def add_fault(simulator: Simulator, cause: Cause, match: str | None = None) -> None:
    """Add a cause as a fault of its own calls, or of the calls given."""
    simulator.add_fault(match or cause.match, cause.then, times=cause.times)


def assert_reported(hass: HomeAssistant, cause: Cause) -> None:
    """Check that the user sees the repair issue or sign-in of the cause only."""
    assert issues_of(hass) == ([cause.key] if cause.outcome is Outcome.REPAIR else [])
    is_asked = cause.outcome is Outcome.SIGN_IN
    assert flows_of(hass) == (["reauth"] if is_asked else [])


def cause_of(row: Row) -> Cause:
    """Return the cause of a row."""
    assert row.cause is not None
    return row.cause


AT_SET_UP = shared_rows(Moment.SET_UP)


@pytest.mark.parametrize("row", AT_SET_UP, ids=ids_of(AT_SET_UP))
async def test_at_the_first_set_up(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry, row: Row
) -> None:
    """Set-up fails with the reason, then retries or asks to sign in."""
    cause = cause_of(row)
    add_fault(simulator, cause)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    asks = cause.outcome is Outcome.SIGN_IN
    expected = ConfigEntryState.SETUP_ERROR if asks else ConfigEntryState.SETUP_RETRY
    assert entry.state is expected
    assert entry.error_reason_translation_key == cause.key
    assert_reported(hass, cause)

    simulator.clear_faults()
    if asks:
        hass.config_entries.async_schedule_reload(entry.entry_id)
    else:
        let_time_pass(hass, 600)
    await until(lambda: entry.state is ConfigEntryState.LOADED)
    assert state_of(hass, SWITCH) == "on"
    assert issues_of(hass) == []


WHILE_RUNNING = shared_rows(Moment.RUNNING)


@pytest.mark.parametrize("row", WHILE_RUNNING, ids=ids_of(WHILE_RUNNING))
async def test_while_running(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, row: Row
) -> None:
    """A pull fails, reports still arrive, and the next pull corrects all states."""
    cause = cause_of(row)
    coordinator = loaded.runtime_data
    add_fault(simulator, cause)
    pulled_at = coordinator.pulled_at
    let_time_pass(hass, 45 * 60)
    if cause.outcome is Outcome.UNNOTICED:
        await until(lambda: coordinator.pulled_at != pulled_at)
        assert coordinator.problem is None
    else:
        await until(lambda: coordinator.problem)
        assert coordinator.problem.translation_key == cause.key
    assert_reported(hass, cause)
    assert state_of(hass, SWITCH) == "on"
    await simulator.report("probe", {"va_temperature": 220})
    await until(lambda: state_of(hass, TEMPERATURE) == "22.0")

    simulator.clear_faults()
    await simulator.report("socket", {"switch_1": False}, silent=True)
    let_time_pass(hass, 80 * 60)
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert coordinator.problem is None
    assert issues_of(hass) == []


AT_RELOAD = shared_rows(Moment.RELOAD)


@pytest.mark.parametrize("row", AT_RELOAD, ids=ids_of(AT_RELOAD))
async def test_at_a_reload(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, row: Row
) -> None:
    """Set-up uses the stored home; entities are unavailable until the fault ends."""
    cause = cause_of(row)
    assert await hass.config_entries.async_unload(loaded.entry_id)
    add_fault(simulator, cause)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    assert loaded.state is ConfigEntryState.LOADED
    assert state_of(hass, SWITCH) == state_of(hass, TEMPERATURE) == STATE_UNAVAILABLE
    assert_reported(hass, cause)

    simulator.clear_faults()
    let_time_pass(hass, 45 * 60)
    await until(lambda: state_of(hass, SWITCH) == "on")
    await until(lambda: loaded.runtime_data.push.is_connected)
    assert issues_of(hass) == []


AT_COMMAND = shared_rows(Moment.COMMAND)


@pytest.mark.parametrize("row", AT_COMMAND, ids=ids_of(AT_COMMAND))
async def test_at_a_command(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, row: Row
) -> None:
    """The command is sent once and fails with the reason; the state stays."""
    cause = cause_of(row)
    add_fault(simulator, cause, COMMANDS)
    simulator.clear_calls()

    async def turn_off() -> None:
        await hass.services.async_call(
            "switch", "turn_off", {"entity_id": SWITCH}, blocking=True
        )

    with pytest.raises(HomeAssistantError) as refused:
        await turn_off()
    assert refused.value.translation_key == cause.key
    assert simulator.calls()["total"] == 1
    is_offline = cause.outcome is Outcome.OFFLINE
    assert state_of(hass, SWITCH) == (STATE_UNAVAILABLE if is_offline else "on")
    assert state_of(hass, TEMPERATURE) == "21.5"
    repairs = cause.outcome is Outcome.REFUSED_AND_REPAIR
    assert issues_of(hass) == ([cause.key] if repairs else [])

    simulator.clear_faults()
    if is_offline:
        await simulator.report("socket", {"switch_1": True})
        await until(lambda: state_of(hass, SWITCH) == "on")
    await turn_off()
    await until(lambda: state_of(hass, SWITCH) == "off")
    assert issues_of(hass) == []


IN_THE_WIZARD = shared_rows(Moment.WIZARD)


@pytest.mark.parametrize("row", IN_THE_WIZARD, ids=ids_of(IN_THE_WIZARD))
async def test_in_the_wizard(
    hass: HomeAssistant,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    row: Row,
) -> None:
    """The form shows the reason, and succeeds when the fault is cleared."""
    cause = cause_of(row)
    add_fault(simulator, cause, LOGIN)
    monkeypatch.setitem(DATA_CENTERS, "central_europe", simulator.endpoint)
    data = filled_in(simulator, endpoint="automatic")
    form = await connect(hass, data)
    assert form["type"] is FlowResultType.FORM
    errors = form["errors"] or {}
    assert [*errors.values()] == [cause.key]

    simulator.clear_faults()
    result = await submit(hass, form, data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert state_of(hass, SWITCH) == "on"
