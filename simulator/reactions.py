"""How a device reacts to a command: motors move, loads draw current.

Each rule takes the commands and yields steps. Codes that a device does not report are
skipped.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .device import Device
from .json_types import JsonValue
from .limits import is_integer, values_of

MOVE_SECONDS = 1.5
MOVE_STEPS = 4
OPEN, CLOSED = 0, 100  # positions are counted in percent closed


@dataclass(frozen=True, slots=True)
class Step:
    """New values of data points, some seconds after the previous step."""

    delay: float
    changes: Mapping[str, JsonValue]


type Rule = Callable[[Device, Mapping[str, JsonValue]], Iterable[Step]]


def reactions_to(device: Device, commands: Mapping[str, JsonValue]) -> list[Step]:
    """Return the steps that follow when a device has applied these commands."""
    steps = []
    for rule in RULES:
        for step in rule(device, commands):
            changes = {
                code: value
                for code, value in step.changes.items()
                if device.reports(code) and _has_option(device, code, value)
            }
            if changes:
                steps.append(Step(step.delay, changes))
    return steps


def _has_option(device: Device, code: str, value: JsonValue) -> bool:
    options = values_of(device.status_range.get(code, {})).get("range")
    return not isinstance(options, list) or value in options


def light(_device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Set the work mode that belongs to the last command."""
    if "work_mode" in commands:
        return
    for code in commands:
        for prefix, mode in (
            ("colour_data", "colour"),
            ("bright_value", "white"),
            ("temp_value", "white"),
            ("scene_data", "scene"),
        ):
            if code.startswith(prefix):
                yield Step(0, {"work_mode": mode})


def cover(device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Move to the position that a command sets, in a few reports."""
    position = "percent_state" if device.reports("percent_state") else "percent_control"
    start = device.status.get(position)
    target = _cover_target(device, commands)
    if target is None or not isinstance(start, int):
        return
    if start == target:
        yield from _arrival(position, target)
        return
    yield Step(0, {"work_state": "opening" if target < start else "closing"})
    for step in range(1, MOVE_STEPS):
        on_the_way = start + (target - start) * step // MOVE_STEPS
        yield Step(MOVE_SECONDS / MOVE_STEPS, {position: on_the_way})
    yield from _arrival(position, target, MOVE_SECONDS / MOVE_STEPS)


def _cover_target(device: Device, commands: Mapping[str, JsonValue]) -> int | None:
    reversed_ = device.status.get("control_back_mode") == "back"
    match commands.get("control"):
        case "open":
            return CLOSED if reversed_ else OPEN
        case "close":
            return OPEN if reversed_ else CLOSED
        case "stop":
            return None
    target = commands.get("percent_control")
    return target if isinstance(target, int) else None


def _arrival(position: str, target: int, delay: float = 0) -> Iterator[Step]:
    changes: dict[str, JsonValue] = {position: target, "percent_control": target}
    if target == OPEN:
        changes["situation_set"] = "fully_open"
    elif target == CLOSED:
        changes["situation_set"] = "fully_close"
    yield Step(delay, changes)


def metering(device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Draw current while a socket is on."""
    switches = [code for code in commands if code.startswith("switch")]
    if not switches or not device.reports("cur_power"):
        return
    is_on = any(
        value is True
        for code, value in device.status.items()
        if code.startswith("switch")
    )
    power, current = (412, 183) if is_on else (0, 0)
    yield Step(0.3, {"cur_power": power, "cur_current": current})


def garage_door(device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Set the switch as ordered; open or close the door contact after the movement."""
    is_open = commands.get("switch_1")
    if (control := commands.get("door_control_1")) in ("open", "close"):
        is_open = control == "open"
        yield Step(0, {"switch_1": is_open})
    if "doorcontact_state" in device.status_range and is_open is not None:
        yield Step(MOVE_SECONDS, {"doorcontact_state": is_open})


def heating(device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Heat while the room is colder than the target temperature."""
    if not {"temp_set", "switch", "mode"} & commands.keys():
        return
    target, current = device.status.get("temp_set"), device.status.get("temp_current")
    if not isinstance(target, int) or not isinstance(current, int):
        return
    heats = target > current and device.status.get("switch") is not False
    yield Step(0.2, {"valve_state": "open" if heats else "close"})
    for state in ("heating",) if heats else ("idle", "standby"):
        yield Step(0, {"work_state": state})


def vacuum(_device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Clean, pause, and return to the dock."""
    if commands.get("pause") is True:
        yield Step(0.2, {"status": "paused"})
    elif "power_go" in commands:
        yield Step(0.2, {"status": "smart" if commands["power_go"] else "standby"})
    if commands.get("mode") == "chargego" or commands.get("switch_charge") is True:
        yield Step(0.2, {"status": "goto_charge", "power_go": False})
        yield Step(MOVE_SECONDS, {"status": "charging"})


def lawn_mower(_device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Mow, pause, stop, and return to the station."""
    match commands.get("MachineControlCmd"):
        case "StartMowing" | "StartFixedMowing" | "ContinueWork":
            yield Step(0.2, {"MachineStatus": "MOWING"})
        case "PauseWork":
            yield Step(0.2, {"MachineStatus": "PAUSED"})
        case "CancelWork":
            yield Step(0.2, {"MachineStatus": "STANDBY"})
        case "StartReturnStation":
            yield Step(0.2, {"MachineStatus": "PARK"})
            yield Step(MOVE_SECONDS, {"MachineStatus": "CHARGING"})


def feeder(_device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Turn the drum, then report the number of portions."""
    portions = commands.get("manual_feed")
    if not is_integer(portions):
        return
    yield Step(0.2, {"feed_state": "feeding"})
    yield Step(MOVE_SECONDS, {"feed_state": "standby", "feed_report": portions})


def valve(_device: Device, commands: Mapping[str, JsonValue]) -> Iterator[Step]:
    """Set the work status of a watering valve from its switch."""
    if "switch" in commands:
        work = "manual" if commands["switch"] else "idle"
        yield Step(0.2, {"work_status": work})


RULES: tuple[Rule, ...] = (
    light,
    cover,
    metering,
    garage_door,
    heating,
    vacuum,
    lawn_mower,
    feeder,
    valve,
)
