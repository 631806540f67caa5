"""The blueprints and the guide's example, in automations of a real Home Assistant."""

import re
import shutil
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import pytest
from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.const import Platform
from homeassistant.core import Event, HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict, parse_yaml
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    mock_restore_cache_with_extra_data,
)

from custom_components.tuya_cloud.const import DOMAIN
from simulator import Simulator

from .conftest import let_time_pass, until
from .documents import boolean, device, enum
from .homes import write_files

ROOT: Final = Path(__file__).parents[1]
BLUEPRINTS: Final = ROOT / "blueprints" / "automation" / "tuya_cloud"
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
AUTOMATIONS: Final = (ROOT / "docs" / "automations.md").read_text(encoding="utf-8")
BUTTON: Final = "event.remote_button_1"
LIST: Final = "GET /v1.0/users/*/devices"

REMOTE: Final = device(
    "wxkg",
    {
        "switch_mode1": enum("click double_click press", "click", "r"),
        "switch_mode2": enum("click triple_click", "click", "r"),
        "scene_1": boolean(None, "r"),
    },
) | {"name": "Remote"}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of a remote."""
    folder = tmp_path / "devices"
    folder.mkdir()
    return write_files(folder, {"remote": REMOTE})


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Return a configuration folder with the blueprints, as an import leaves them."""
    target = Path(hass_tmp_config_dir, "blueprints", "automation", DOMAIN)
    shutil.copytree(BLUEPRINTS, target)
    return hass_tmp_config_dir


@pytest.fixture(autouse=True)
def few_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load only the platforms of the triggers."""
    platforms = [Platform.BINARY_SENSOR, Platform.EVENT]
    monkeypatch.setattr("custom_components.tuya_cloud.PLATFORMS", platforms)
    timing = "custom_components.tuya_cloud.cloud.timing"
    monkeypatch.setattr(f"{timing}.RETRY_DELAYS", (0.01, 0.01))
    monkeypatch.setattr(f"{timing}.FIRST_BACKOFF", 0.1)
    monkeypatch.setattr(f"{timing}.LONGEST_BACKOFF", 0.1)


async def automate(hass: HomeAssistant, automation: dict[str, Any]) -> None:
    """Set an automation up."""
    assert await async_setup_component(
        hass, "automation", {"automation": {"alias": "Made", **automation}}
    )
    await hass.async_block_till_done()
    state = hass.states.get("automation.made")
    assert state is not None
    assert state.state == "on"


def of_blueprint(name: str, **inputs: Any) -> dict[str, Any]:
    """Return an automation of a blueprint."""
    return {"use_blueprint": {"path": f"{DOMAIN}/{name}.yaml", "input": inputs}}


def button_automation(**inputs: Any) -> dict[str, Any]:
    """Return an automation that fires an event with each press."""
    actions = [{"event": "happened"}]
    return of_blueprint(
        "remote_button", button=[BUTTON], press_actions=actions, **inputs
    )


async def press(hass: HomeAssistant, simulator: Simulator, pressed: str) -> None:
    """Press the button, and wait until that has arrived."""
    await connected(hass)
    before = hass.states.get(BUTTON)
    await simulator.report("remote", {"switch_mode1": pressed})
    await until(lambda: hass.states.get(BUTTON) != before)
    await hass.async_block_till_done()


async def connected(hass: HomeAssistant) -> None:
    """Wait until push is connected."""
    [entry] = hass.config_entries.async_entries(DOMAIN)
    await until(lambda: entry.runtime_data.push.is_connected)
    await hass.async_block_till_done()


def states_seen(hass: HomeAssistant, entity_id: str) -> list[str | None]:
    """Return a list that gets each state of an entity from now on."""
    seen: list[str | None] = []

    def note(event: Event[Any]) -> None:
        if event.data["entity_id"] == entity_id:
            new = event.data["new_state"]
            seen.append(None if new is None else new.state)

    hass.bus.async_listen("state_changed", note)
    return seen


async def go_away_and_return(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Let the cloud be away until everything is unavailable, and return."""
    coordinator = entry.runtime_data
    simulator.add_fault("*", {"http": 502})
    simulator.drop_hub(600)
    await until(lambda: not coordinator.push.is_connected)
    assert not await coordinator.try_again()
    assert not coordinator.available
    await hass.async_block_till_done()
    simulator.clear_faults()
    simulator.drop_hub(0)
    await coordinator.try_again()
    assert coordinator.available
    await connected(hass)


async def test_a_button_does_something_with_each_press(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The first press, an equal one and another kind."""
    await automate(hass, button_automation())
    happened = async_capture_events(hass, "happened")
    for pressed in ("click", "click", "press"):
        await press(hass, simulator, pressed)
    assert len(happened) == 3


@pytest.mark.parametrize(
    ("presses", "count"),
    [(["single"], 1), (["double", "long"], 2), (["press"], 1), (["other"], 0)],
)
async def test_a_button_does_something_with_some_presses(
    hass: HomeAssistant,
    simulator: Simulator,
    loaded: MockConfigEntry,
    presses: list[str],
    count: int,
) -> None:
    """They are chosen by kind, or by event type."""
    await automate(hass, button_automation(presses=presses))
    happened = async_capture_events(hass, "happened")
    for pressed in ("click", "double_click", "press"):
        await press(hass, simulator, pressed)
    assert len(happened) == count


async def test_a_button_does_nothing_at_a_reload(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Its last press is shown again, and the next one counts."""
    await automate(hass, button_automation())
    await press(hass, simulator, "click")
    happened = async_capture_events(hass, "happened")
    seen = states_seen(hass, BUTTON)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await connected(hass)
    assert "unavailable" in seen
    assert seen[-1] not in ("unavailable", "unknown", None)
    assert happened == []
    await press(hass, simulator, "click")
    assert len(happened) == 1


async def test_a_button_does_nothing_at_an_outage(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Neither when it becomes unavailable nor when it returns."""
    await automate(hass, button_automation())
    await press(hass, simulator, "click")
    happened = async_capture_events(hass, "happened")
    seen = states_seen(hass, BUTTON)
    await go_away_and_return(hass, simulator, loaded)
    assert seen[0] == "unavailable"
    assert len(seen) == 2
    assert happened == []
    await press(hass, simulator, "click")
    assert len(happened) == 1


@pytest.mark.parametrize("is_registered", [True, False])
async def test_a_button_does_nothing_at_a_start(
    hass: HomeAssistant,
    simulator: Simulator,
    entry: MockConfigEntry,
    is_registered: bool,
) -> None:
    """Home Assistant restores the time of the last press, after a gap or at once."""
    last = State(BUTTON, "2026-11-27T10:00:00.000+00:00", {"event_type": "click"})
    data = {"last_event_type": "click", "last_event_attributes": None}
    mock_restore_cache_with_extra_data(hass, [(last, data)])
    if is_registered:
        er.async_get(hass).async_get_or_create(
            "event",
            DOMAIN,
            "remote_switch_mode1",
            object_id_base="remote_button_1",
            config_entry=entry,
        )
        hass.states.async_set(BUTTON, "unavailable", {"restored": True})
    await automate(hass, button_automation())
    happened = async_capture_events(hass, "happened")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await connected(hass)
    shown = hass.states.get(BUTTON)
    assert shown is not None
    assert shown.state == last.state
    assert happened == []
    await press(hass, simulator, "click")
    assert len(happened) == 1


async def test_the_example_of_the_guide(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It toggles the lamp with a click and nothing else."""
    examples = re.findall(r"```yaml\n(.*?)```", AUTOMATIONS, re.DOTALL)
    [text] = [each for each in examples if "event.hall_remote_button_1" in each]
    example: Any = parse_yaml(text.replace("event.hall_remote_button_1", BUTTON))
    example["actions"] = [{"event": "happened"}]
    await automate(hass, example)
    happened = async_capture_events(hass, "happened")
    await press(hass, simulator, "double_click")
    assert happened == []
    await press(hass, simulator, "click")
    assert len(happened) == 1
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await connected(hass)
    await go_away_and_return(hass, simulator, loaded)
    assert len(happened) == 1


def push_automation(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    """Return an automation that fires an event when push is lost for two minutes."""
    actions = [{"event": "happened"}]
    push = push_sensor(hass, entry)
    return of_blueprint("push_lost", push=push, minutes=2, lost_actions=actions)


def push_sensor(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Return the entity id of the sensor of push."""
    [found] = [
        each.entity_id
        for each in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        if each.original_device_class == BinarySensorDeviceClass.CONNECTIVITY
        and each.entity_id.endswith("push_connected")
    ]
    return found


async def lose_push(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """Cut push, and wait until the sensor shows it."""
    push = push_sensor(hass, entry)
    await until(lambda: hass.states.is_state(push, "on"))
    simulator.drop_hub(600)
    await until(lambda: hass.states.is_state(push, "off"))
    await hass.async_block_till_done()


async def test_lost_push_is_notified(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Once it has lasted for some minutes; a short loss is not."""
    await automate(hass, push_automation(hass, loaded))
    happened = async_capture_events(hass, "happened")
    push = push_sensor(hass, loaded)
    await lose_push(hass, simulator, loaded)
    simulator.drop_hub(0)
    let_time_pass(hass, 60)
    await until(lambda: hass.states.is_state(push, "on"))
    let_time_pass(hass, 180)
    await hass.async_block_till_done()
    assert happened == []
    await lose_push(hass, simulator, loaded)
    let_time_pass(hass, 121)
    await hass.async_block_till_done()
    assert len(happened) == 1


async def test_lost_push_is_notified_in_home_assistant_by_default(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Nothing but the sensor has to be chosen."""
    assert await async_setup_component(hass, "persistent_notification", {})
    push = push_sensor(hass, loaded)
    await automate(hass, of_blueprint("push_lost", push=push))
    calls = async_capture_events(hass, "call_service")
    await lose_push(hass, simulator, loaded)
    let_time_pass(hass, 601)
    await until(
        lambda: any(each.data["domain"] == "persistent_notification" for each in calls)
    )


async def test_push_is_not_lost_by_a_reload_or_an_outage_that_ends(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Only a change from connected to lost counts."""
    await automate(hass, push_automation(hass, loaded))
    happened = async_capture_events(hass, "happened")
    push = push_sensor(hass, loaded)
    seen = states_seen(hass, push)
    await connected(hass)
    simulator.drop_hub(600)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    let_time_pass(hass, 121)
    await hass.async_block_till_done()
    assert "unavailable" in seen
    assert hass.states.is_state(push, "off")
    assert happened == []
    simulator.drop_hub(0)
    await connected(hass)
    let_time_pass(hass, 121)
    await hass.async_block_till_done()
    assert happened == []


async def test_push_is_not_lost_at_a_start(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """It connects some seconds later, or a repair issue says why not."""
    await hass.config_entries.async_unload(loaded.entry_id)
    await automate(hass, push_automation(hass, loaded))
    happened = async_capture_events(hass, "happened")
    simulator.drop_hub(600)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    let_time_pass(hass, 121)
    await hass.async_block_till_done()
    assert hass.states.is_state(push_sensor(hass, loaded), "off")
    assert happened == []


def test_the_readme_links_to_each_blueprint() -> None:
    """The link is the blueprint's own address."""
    linked = {
        unquote(address) for address in re.findall(r"\?blueprint_url=(\S+?)\)", README)
    }
    files = [*BLUEPRINTS.glob("*.yaml")]
    for file in files:
        source = _blueprint_of(file)["source_url"]
        assert source.endswith(f"/{file.relative_to(ROOT)}")
        assert source in linked
    assert len(linked) == len(files) == 2


def _blueprint_of(file: Path) -> dict[str, Any]:
    blueprint = load_yaml_dict(str(file))["blueprint"]
    assert isinstance(blueprint, dict)
    return blueprint
