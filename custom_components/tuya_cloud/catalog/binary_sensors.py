"""Binary sensors: points that are on or off."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass as Kind,
)
from homeassistant.const import EntityCategory

from ..model.packed.lock_opening import decode_door
from .categories import Category
from .descriptions import BinarySensorMeaning
from .lookup import Catalog


def _detected(
    key: str,
    kind: Kind | None = None,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    on: Collection[str] = (),
    off: Collection[str] = (),
    diagnostic: bool = False,
    categories: Collection[Category] = (),
) -> BinarySensorMeaning:
    """Return the row of a condition.

    ``on`` lists the values of an enum that mean on; ``off`` those that mean off, where
    others mean neither. Without a ``name``, which is a translation key, it has the name
    of its class, or that of its code where it has no class.
    """
    return BinarySensorMeaning(
        key=key,
        also=also,
        translation_key=name,
        named_by_class=kind is not None and name is None,
        device_class=kind,
        on_values=frozenset(on),
        off_values=frozenset(off),
        entity_category=EntityCategory.DIAGNOSTIC if diagnostic else None,
        categories=frozenset(categories),
    )


BINARY_SENSORS: Final = Catalog(
    (
        # Doors, windows and openings
        _detected("doorcontact_state", Kind.DOOR),
        _detected("doorcontact_state{n}", Kind.DOOR, "door_n"),
        _detected(
            "switch",
            Kind.DOOR,
            categories=(Category.CONTACT_SENSOR, Category.DOOR_WINDOW_CONTROLLER),
        ),
        _detected("door_state", Kind.DOOR, on=("open", "opened", "true", "1")),
        _detected("door_open", Kind.DOOR),
        _detected(
            "status",
            Kind.DOOR,
            on=("open", "opened"),
            categories=(Category.DOOR_WINDOW_CONTROLLER,),
        ),
        _detected("door_control_state", Kind.DOOR, on=("open", "opened")),
        # of a lock with a door sensor, which may not know
        _detected("closed_opened", Kind.DOOR, on=("open",), off=("closed",)),
        replace(_detected("closed_opened_kit", Kind.DOOR), decode=decode_door),
        _detected("window_state", Kind.WINDOW, on=("open", "opened")),
        _detected("contact_state", Kind.OPENING, on=("open", "opened", "1")),
        _detected("lock_motor_state", Kind.LOCK),
        # Motion and presence
        _detected("pir", Kind.MOTION, on=("pir", "1", "true")),
        _detected("pir_state", Kind.MOTION, on=("pir", "1")),
        _detected("motion", Kind.MOTION),
        _detected("pir_{n}", Kind.MOTION, "motion_n", on=("pir", "1")),
        _detected(
            "presence_state",
            Kind.OCCUPANCY,
            on=("presence", "peaceful", "small_move", "large_move", "breathe"),
        ),
        _detected("presence", Kind.OCCUPANCY),
        _detected("off_bed"),
        # Danger
        _detected("smoke_sensor_status", Kind.SMOKE, on=("alarm", "1")),
        _detected("smoke_sensor_state", Kind.SMOKE, on=("alarm", "1")),
        _detected("gas_sensor_status", Kind.GAS, on=("alarm", "1")),
        _detected("gas_sensor_state", Kind.GAS, on=("alarm", "1")),
        _detected("ch4_sensor_state", Kind.GAS, "methane", on=("alarm", "1")),
        _detected(
            "co_status",
            Kind.CO,
            "carbon_monoxide",
            also=("co_state",),
            on=("alarm", "1"),
        ),
        _detected("watersensor_state", Kind.MOISTURE, on=("alarm", "1")),
        _detected("water_leak", Kind.MOISTURE),
        _detected("rain_state", Kind.MOISTURE, "rain", on=("rain", "raining", "1")),
        _detected("rain_sensor_state", Kind.MOISTURE, "rain", on=("rain",)),
        _detected("co2_state", Kind.SAFETY, "carbon_dioxide", on=("alarm", "1")),
        _detected("ch2o_state", Kind.SAFETY, "formaldehyde", on=("alarm", "1")),
        _detected(
            "voc_state", Kind.SAFETY, "volatile_organic_compounds", on=("alarm", "1")
        ),
        _detected("pm25_state", Kind.SAFETY, "pm25", on=("alarm", "1")),
        _detected("pressure_state", Kind.SAFETY, "pressure", on=("alarm", "1")),
        _detected("sos_state", Kind.SAFETY, on=("alarm", "sos", "1")),
        _detected("sos", Kind.SAFETY, on=("alarm", "sos", "1")),
        _detected("hijack", Kind.SAFETY, "duress"),
        replace(
            _detected("shock_state", Kind.VIBRATION, on=("vibration",)),
            others=(
                _detected("shock_state_drop", name="drop", on=("drop",)),
                _detected("shock_state_tilt", name="tilt", on=("tilt",)),
            ),
        ),
        _detected("temper_alarm", Kind.TAMPER, diagnostic=True),
        _detected("tamper_alarm", Kind.TAMPER, diagnostic=True),
        _detected("tamper_state", Kind.TAMPER, on=("alarm", "1"), diagnostic=True),
        _detected("dismantle_alarm", Kind.TAMPER, diagnostic=True),
        # Faults
        _detected("fault", Kind.PROBLEM, diagnostic=True),
        _detected("fault_{n}", Kind.PROBLEM, "problem_n", diagnostic=True),
        _detected("error", Kind.PROBLEM, diagnostic=True),
        _detected("malfunction", Kind.PROBLEM, diagnostic=True),
        _detected("warning", Kind.PROBLEM, "warning", diagnostic=True),
        _detected(
            "alarm", Kind.PROBLEM, "alarm", also=("alarm_bitmap",), diagnostic=True
        ),
        _detected("MachineError", Kind.PROBLEM, diagnostic=True),
        _detected("driver_fault_{n}", Kind.PROBLEM, "driver_fault_n", diagnostic=True),
        _detected("master_state", Kind.PROBLEM, on=("alarm",), diagnostic=True),
        _detected("lifecycle", Kind.PROBLEM, "end_of_life", diagnostic=True),
        _detected("store_full_notify", Kind.PROBLEM, "bin_full", diagnostic=True),
        _detected(
            "water_shortage",
            Kind.PROBLEM,
            "water_shortage",
            also=("lack_water",),
            diagnostic=True,
        ),
        _detected("tank_full", Kind.PROBLEM, "tank_full", diagnostic=True),
        _detected(
            "food_shortage",
            Kind.PROBLEM,
            "food_shortage",
            also=("low_food",),
            diagnostic=True,
        ),
        _detected("filter_alarm", Kind.PROBLEM, "filter_alarm", diagnostic=True),
        # Power and connection
        _detected("online_state", Kind.CONNECTIVITY, on=("online",), diagnostic=True),
        _detected(
            "charge_state", Kind.BATTERY_CHARGING, on=("charging", "1"), diagnostic=True
        ),
        _detected(
            "charging_state",
            Kind.BATTERY_CHARGING,
            on=("charging", "1"),
            diagnostic=True,
        ),
        # Activity
        _detected("compressor_state", Kind.RUNNING, "compressor"),
        _detected("pump_state", Kind.RUNNING, "pump"),
        _detected("draught_fan_state", Kind.RUNNING, "fan"),
        _detected("fan_state", Kind.RUNNING, "fan", on=("on", "running", "1")),
        _detected("ele_heating_state", Kind.RUNNING, "electric_heating"),
        _detected("four_valve_state", Kind.RUNNING, "four_way_valve"),
        _detected("defrost_state", Kind.RUNNING, "defrosting", also=("defrost",)),
        _detected("preheat", Kind.RUNNING, "preheating"),
        _detected("feed_state", name="feeding", on=("feeding",)),
        _detected("valve_state", name="valve", on=("open", "opened", "1")),
        _detected("doorbell", also=("doorbell_call",)),
        _detected("anti_lock_outside", name="locked_from_outside"),
        # on means unlocked
        replace(_detected("reverse_lock", Kind.LOCK, "deadbolt"), is_inverted=True),
    )
)
