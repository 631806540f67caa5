"""Meanings of single codes: their names, and where they are shown."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.components.text import TextMode
from homeassistant.const import EntityCategory, Platform

from custom_components.tuya_cloud.discovery.entity_plan import EntityPlan
from tests.discovery.made_devices import plan_of, plans_of
from tests.documents import Point, boolean, enum, integer, packed

INTEGRATION: Final = Path(__file__).parents[2] / "custom_components" / "tuya_cloud"
TEXTS: Final[dict[str, dict[str, Any]]] = json.loads(
    (INTEGRATION / "translations" / "en.json").read_text(encoding="utf-8")
)["entity"]

WARM: Final = integer(-50, 140, 60, "r", unit="℃")
READ: Final = integer(0, 99, 1, "r")
SET: Final = integer(0, 99, 1)


def name_of(plan: EntityPlan) -> str | None:
    """Return the English name of an entity; None: its class or device names it."""
    key = plan.description.translation_key
    if plan.is_main or plan.name is not None or key is None:
        return plan.name
    placeholders = plan.description.translation_placeholders or {}
    name: str = TEXTS[plan.platform][key]["name"]
    return name.format(**placeholders)


@pytest.mark.parametrize(
    ("category", "code", "point", "platform", "name"),
    [
        ("ms", "reverse_lock", boolean(False, "r"), "binary_sensor", "Deadbolt"),
        (
            "ms",
            "anti_lock_outside",
            boolean(False, "r"),
            "binary_sensor",
            "Locked from outside",
        ),
        ("rqbj", "gas_sensor_value", READ, "sensor", "Gas concentration"),
        ("qccdz", "charge_energy", SET, "number", "Charging energy limit"),
        ("zndb", "charge_energy", SET, "number", "Energy top-up"),
        ("znrb", "compressor_strength", WARM, "sensor", "Compressor temperature"),
        ("znrb", "compressor_strength", READ, "sensor", "Compressor output"),
        ("wkf", "position", READ, "sensor", "Valve opening"),
        ("xdd", "switch_night_light", boolean(False), "light", "Night light"),
        ("jsq", "switch_night_light", boolean(False), "switch", "Night light"),
        ("clkg", "control_back_2", boolean(False), "switch", "Reverse direction 2"),
        ("clkg", "tr_timecon_2", SET, "number", "Travel time 2"),
    ],
)
def test_what_a_code_is_called(
    category: str, code: str, point: Point, platform: str, name: str
) -> None:
    """The name says more than the code."""
    plan = plan_of(point, code=code, category=category)
    assert (plan.platform, name_of(plan)) == (platform, name)


@pytest.mark.parametrize(
    ("category", "code", "point", "expected"),
    [
        # the sensor only keeps the last event
        ("ms", "unlock_fingerprint", READ, EntityCategory.DIAGNOSTIC),
        ("ms", "alarm_lock", enum("pry", "pry", "r"), EntityCategory.DIAGNOSTIC),
        ("kj", "countdown_left", READ, EntityCategory.DIAGNOSTIC),
        # parts that wear
        ("sd", "edge_brush", READ, EntityCategory.DIAGNOSTIC),
        ("sd", "filter", READ, EntityCategory.DIAGNOSTIC),
        ("cwysj", "pump_time", READ, EntityCategory.DIAGNOSTIC),
        # the main purpose of the device
        ("xnyjcn", "current_soc", READ, None),
        ("jsq", "level", enum("level_1 level_2", "level_1"), None),
        ("mzj", "cook_temperature", SET, None),
        ("mzj", "cook_time", SET, None),
    ],
)
def test_where_a_code_is_shown(
    category: str, code: str, point: Point, expected: EntityCategory | None
) -> None:
    """Only entities for daily use are on the main page."""
    plans = plans_of(category, {code: point})
    (plan,) = (plan for plan in plans if plan.platform is not Platform.EVENT)
    assert plan.description.entity_category is expected
    assert plan.description.entity_registry_enabled_default is True


def test_a_countdown_makes_no_statistics() -> None:
    """The time left last year is of no use."""
    plan = plan_of(integer(0, 99, 1, "r", unit="min"), code="countdown_left")
    assert getattr(plan.description, "device_class", None) == "duration"
    assert getattr(plan.description, "state_class", None) is None


def test_a_pin_is_not_for_all_eyes() -> None:
    """It is entered like a password."""
    plan = plan_of(packed("String", "", "rw"), code="MachinePassword")
    assert getattr(plan.description, "mode", None) is TextMode.PASSWORD


@pytest.mark.parametrize(
    ("platform", "key", "options"),
    [
        (
            "sensor",
            "status",
            "chargego chargecompleted curpointing docking pick_zone_clean random",
        ),
        ("sensor", "status", "smart_clean spot_clean totaling wall_clean"),
        ("sensor", "battery_state", "poweroff"),
        ("sensor", "human_motion_state", "breathe"),
        ("select", "fan_horizontal", "15 45 on"),
        ("select", "fan_vertical", "15 45 on"),
        ("select", "fan_mode", "on circulate"),
    ],
)
def test_options_of_products_have_words(platform: str, key: str, options: str) -> None:
    """Some of them are in no device file."""
    assert set(options.split()) <= TEXTS[platform][key]["state"].keys()


@pytest.mark.parametrize(
    ("platform", "key", "attribute", "options"),
    [
        ("climate", "thermostat", "fan_mode", "low_mid mid_high"),
        ("fan", "fan", "preset_mode", "straight_wind natural_wind sleep_wind"),
    ],
)
def test_modes_of_products_have_words(
    platform: str, key: str, attribute: str, options: str
) -> None:
    """Modes have names in the user's language, like the options of selects."""
    states = TEXTS[platform][key]["state_attributes"][attribute]["state"]
    assert set(options.split()) <= states.keys()
