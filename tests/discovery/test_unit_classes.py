"""Device classes by unit, where the code is unknown or says something else."""

from typing import Any

import pytest
from homeassistant.const import Platform

from custom_components.tuya_cloud.discovery.entity_plan import EntityPlan

from ..documents import enum, integer, packed
from .made_devices import plan_of


def sensor(code: str, unit: str, category: str = "test") -> EntityPlan:
    """Return the sensor of a value in a unit."""
    return plan_of(integer(0, 9999, 1, "r", unit=unit), code=code, category=category)


def number(code: str, unit: str, minimum: int, maximum: int) -> EntityPlan:
    """Return the number of a value that is set in a unit."""
    return plan_of(integer(minimum, maximum, minimum, unit=unit), code=code)


def looks(plan: EntityPlan, *names: str) -> tuple[Any, ...]:
    """Return attributes of a plan's description."""
    return tuple(getattr(plan.description, name) for name in names)


@pytest.mark.parametrize(
    ("code", "unit", "kind", "state_class"),
    [
        # unknown codes
        ("own", "度", "energy", "total_increasing"),
        ("own_balance", "kWh", "energy", None),
        ("own_wind", "°", "wind_direction", "measurement_angle"),
        ("WindDir", "°", "wind_direction", "measurement_angle"),
        ("slope", "°", None, None),
        ("temp_diff", "℃", "temperature_delta", "measurement"),
        ("own", "MB", "data_size", "measurement"),
        ("own_rainfall", "mm", "precipitation", None),
        ("own_rainfall", "Liter/min", "volume_flow_rate", "measurement"),
        ("own_level", "mm", None, None),
        ("own_depth", "mm", "distance", "measurement"),
        ("own_gas", "m3", "gas", "total_increasing"),
        ("own", "VAC", "voltage", "measurement"),
        ("own_humi", "%", "humidity", "measurement"),
        ("own_moisture", "%", "moisture", "measurement"),
        ("soil_humi_2", "%", "moisture", "measurement"),
        ("BatterLeft", "%", "battery", "measurement"),
        ("own_share", "%", None, None),
        ("power_factor_x", "", "power_factor", "measurement"),
        ("own_power_factor", "%", "power_factor", "measurement"),
        ("power_own", "", None, None),
        # codes that say something else
        ("ph", "ms/cm", "conductivity", "measurement"),
        ("humidity", "kWh", "energy", "total_increasing"),
        ("battery_percentage", "mV", "voltage", "measurement"),
        ("humidity", "drops", None, "measurement"),
        # codes that say less
        ("clean_area", "㎡", "area", "measurement"),
        ("total_clean_time", "分", "duration", "total_increasing"),
        ("wind_direct", "°", "wind_direction", "measurement_angle"),
        ("remain_time", "min", "duration", None),
        ("bright_state", "kWh", "energy", "total_increasing"),
    ],
)
def test_a_unit_tells_the_class(
    code: str, unit: str, kind: str | None, state_class: str | None
) -> None:
    """A value is never shown as something that its unit is none of."""
    plan = sensor(code, unit)
    assert looks(plan, "device_class", "state_class") == (kind, state_class)


def test_a_contradicted_code_does_not_name_it() -> None:
    """The class does: conductivity is not called pH."""
    assert sensor("ph", "ms/cm").description.translation_key is None
    assert sensor("ph", "drops").description.translation_key == "ph"


@pytest.mark.parametrize(
    ("code", "unit", "limits", "kind"),
    [
        ("temp_correction", "℃", (-9, 9), "temperature_delta"),
        ("temp_sensitivity", "℃", (0, 50), "temperature_delta"),
        # from minus to plus the same
        ("own", "℃", (-20, 20), "temperature_delta"),
        ("own_temp", "℃", (5, 35), "temperature"),
        ("own_temp", "℉", (41, 95), "temperature"),
        ("freezer", "℃", (-24, -14), "temperature"),
        # either
        ("own_temp", "℃", (1, 5), None),
        ("own_time", "秒", (0, 99), "duration"),
    ],
)
def test_what_is_set_in_degrees(
    code: str, unit: str, limits: tuple[int, int], kind: str | None
) -> None:
    """Temperatures and differences are converted in different ways."""
    plan = number(code, unit, *limits)
    assert plan.platform is Platform.NUMBER
    assert looks(plan, "device_class") == (kind,)


def test_a_plain_state_is_shown_though_others_pack_it() -> None:
    """A record for Tuya's app is diagnostic and disabled; a state is neither."""
    looked_at = ("entity_category", "entity_registry_enabled_default")
    plain = plan_of(enum("Standby Cleaning", "Standby"), code="data_identification")
    assert plain.platform is Platform.SENSOR
    assert looks(plain, *looked_at) == (None, True)
    record = plan_of(packed("Raw", "AAE="), code="data_identification")
    assert looks(record, *looked_at) == ("diagnostic", False)
    only_command = plan_of(enum("empty", "", "r"), code="energy_reset")
    assert looks(only_command, *looked_at) == ("diagnostic", False)


def test_a_number_to_set_is_set_though_others_pack_it() -> None:
    """A timer of some hours is no schedule for Tuya's app."""
    plan = plan_of(integer(0, 24, 0, unit="h"), code="Timer")
    assert plan.platform is Platform.NUMBER
    assert looks(plan, "device_class", "entity_registry_enabled_default") == (
        "duration",
        True,
    )
    assert sensor("Timer", "h").platform is Platform.SENSOR


def test_what_leaks_stays_in_milliamperes() -> None:
    """0.03 A would round to nothing; a load is displayed in amperes."""
    shown = "suggested_unit_of_measurement"
    assert looks(sensor("leakage_current", "mA"), shown) == (None,)
    assert looks(sensor("ResidualCurrent", "mA"), shown) == (None,)
    assert looks(sensor("cur_current", "mA"), shown) == ("A",)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("℃", "compressor_temperature"),
        ("Hz", "compressor_strength"),
        ("%", "compressor_strength"),
    ],
)
def test_a_row_of_a_category_fits_by_its_unit(unit: str, name: str) -> None:
    """Heat pumps report the temperature or the output of a compressor under a code."""
    plan = sensor("compressor_strength", unit, "znrb")
    assert plan.description.translation_key == name
