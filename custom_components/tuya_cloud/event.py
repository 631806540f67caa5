"""Events: presses of buttons, rings at the door, detections."""

from typing import Any, Final, override

from homeassistant.components.event import EventEntity
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.util import slugify

from .catalog.events import EventMeaning, OpeningMeaning
from .coordinator import Coordinator
from .discovery.entity_plan import EntityPlan
from .entities.lifecycle import platform_setup
from .entity import ReportedEntity
from .model.device import Device
from .model.packed.camera_message import decode_camera_command
from .model.packed.lock_opening import decode_opening
from .model.points import EnumPoint
from .model.status import StatusItem

PARALLEL_UPDATES = 0

# the event of a button without kinds of presses
_PRESSED: Final = "pressed"


def _build(coordinator: Coordinator, device: Device, plan: EntityPlan) -> TuyaEvent:
    is_opening = isinstance(plan.description, OpeningMeaning)
    return (TuyaOpening if is_opening else TuyaEvent)(coordinator, device, plan)


class TuyaEvent(ReportedEntity, EventEntity):
    """A point whose every report is an event."""

    entity_description: EventMeaning

    @property
    @override
    def available(self) -> bool:
        """Whether events can come; sleeping buttons count as available."""
        return self._coordinator.available

    @override
    @callback
    def update_from_device(self) -> None:
        """Update the types of events."""
        known = self.entity_description.event_types
        if known is None:
            options = self.device.options(self.plan.main.code)
            known = list(dict.fromkeys(map(self._type_of, options))) or [_PRESSED]
        self._attr_event_types = known

    @override
    @callback
    def take_in(self, report: StatusItem) -> None:
        """Fire the event of a report."""
        if report.is_late:
            return  # too old to be an event
        value = self.plan.main.decode(report.raw).value
        if value is None or value is False or value in ("", b""):
            return  # a button let go, or nothing to tell
        # the option may be new
        self.update_from_device()
        self.fire(value)

    def fire(self, value: Any) -> None:
        """Fire the event of a decoded value."""
        event_type, attributes = self._event(value)
        self._trigger_event(event_type, attributes)
        self.async_write_ha_state()

    def _event(self, value: Any) -> tuple[str, dict[str, Any]]:
        """Return the type of an event and its attributes."""
        usual = self._attr_event_types[0]
        if isinstance(self.plan.main, EnumPoint):
            event_type = self._type_of(value)
            is_type = event_type in self._attr_event_types
            return (event_type, {}) if is_type else (usual, {"option": value})
        if isinstance(value, bool):
            return usual, {}
        if isinstance(value, int | float):
            return usual, {"number": value}
        command = slugify(decode_camera_command(value) or "").removeprefix("ipc_")
        return command if command in self._attr_event_types else usual, {}

    def _type_of(self, option: str) -> str:
        """Return the event of an option: as a correction calls it, or its slug."""
        point = self.plan.main
        names = dict(point.option_names) if isinstance(point, EnumPoint) else {}
        return names.get(option) or slugify(option)


class TuyaOpening(TuyaEvent):
    """A door lock that somebody opens, with the person where the cloud knows it."""

    @override
    def fire(self, value: Any) -> None:
        """Fire the event as soon as it is known who it was."""
        code = self.plan.main.code
        opening = decode_opening(code, value)
        attributes: dict[str, Any] = {"means": opening.means}
        if opening.number is not None:
            attributes["number"] = opening.number
        if opening.member is not None:
            attributes["member"] = opening.member
        if isinstance(self.plan.main, EnumPoint):
            attributes["option"] = value

        @callback
        def on_name(person: str) -> None:
            if person:
                attributes["person"] = person
            self._coordinator.extras.locks.note_opening(
                self.device, person or opening.means
            )
            if self.is_added:
                self._trigger_event(self._attr_event_types[0], attributes)
                self.async_write_ha_state()

        people = self._coordinator.extras.lock_people
        people.find(self.device, opening, on_name)


async_setup_entry = platform_setup(Platform.EVENT, _build)
