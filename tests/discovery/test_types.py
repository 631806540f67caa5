"""Plans for codes without a meaning: type, access and unit decide."""

import pytest
from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.number import NumberDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory, Platform

from custom_components.tuya_cloud.catalog.descriptions import (
    NumberMeaning,
    SensorMeaning,
)
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.discovery.naming import readable_name

from ..documents import Point, boolean, device, enum, integer, packed
from .made_devices import keys_of, made, made_from, plan_of, plans_of

BITMAP: Point = (
    {"type": "Bitmap", "value": {"label": ["E1", "over_temp", "SensorLost"]}},
    "r",
    0,
)


@pytest.mark.parametrize(
    ("point", "platform"),
    [
        (boolean(value=True), Platform.SWITCH),
        (boolean(value=True, access="r"), Platform.BINARY_SENSOR),
        (boolean(value=None, access="w"), Platform.BUTTON),
        (integer(0, 9, 1), Platform.NUMBER),
        (integer(0, 9, 1, "r"), Platform.SENSOR),
        (integer(0, 9, None, "w"), Platform.NUMBER),
        (enum("low high", "low"), Platform.SELECT),
        (enum("low high", "low", "r"), Platform.SENSOR),
        (enum("reset", "reset"), Platform.BUTTON),
        (enum("reset", None, "w"), Platform.BUTTON),
        (enum("reset", "reset", "r"), Platform.SENSOR),
        (packed("String", "hello", "rw"), Platform.TEXT),
        (packed("String", "hello"), Platform.SENSOR),
        (packed("Json", "{}", "rw"), Platform.TEXT),
        (packed("Json", "{}"), Platform.SENSOR),
        (packed("Raw", "AAE=", "rw"), Platform.TEXT),
        (packed("Raw", "AAE="), Platform.SENSOR),
    ],
)
def test_type_and_access_decide_the_platform(point: Point, platform: Platform) -> None:
    """A point has one entity, whose key is the code."""
    plan = plan_of(point)
    assert (plan.platform, plan.key) == (platform, "made_up")
    assert plan.name == "Made up"
    assert plan.codes == {"made_up"}


def test_commands_are_buttons() -> None:
    """An enum that is never reported would be a select without a state."""
    plans = plans_of("", {"move_it": enum("stepLeft delete_all", None, "w")})
    assert [(plan.platform, plan.key, plan.name) for plan in plans] == [
        (Platform.BUTTON, "move_it_stepLeft", "Move it: step left"),
        (Platform.BUTTON, "move_it_delete_all", "Move it: delete all"),
    ]
    enabled = [plan.description.entity_registry_enabled_default for plan in plans]
    assert enabled == [True, False]


def test_a_setting_that_is_not_reported_stays_a_select() -> None:
    """The catalog knows that it is one."""
    plans = plans_of("", {"relay_status": enum("off on", None, "w")})
    assert [plan.platform for plan in plans] == [Platform.SELECT]


@pytest.mark.parametrize(
    ("point", "category"),
    [
        (boolean(value=True), None),
        (boolean(value=True, access="r"), None),
        (integer(0, 9, 1), EntityCategory.CONFIG),
        (integer(0, 9, 1, "r"), None),
        (enum("low high", "low"), EntityCategory.CONFIG),
        (enum("low high", "low", "r"), None),
        (packed("String", "hello", "rw"), EntityCategory.CONFIG),
        (packed("String", "hello"), EntityCategory.DIAGNOSTIC),
    ],
)
def test_what_is_set_configures(point: Point, category: EntityCategory | None) -> None:
    """Unknown settings and unknown texts are not on the device's main page."""
    assert plan_of(point).description.entity_category is category


@pytest.mark.parametrize(
    ("code", "point", "enabled"),
    [
        ("clear_history", boolean(None, "w"), False),
        ("ResetLimits", enum("reset", None, "w"), False),
        ("start_clean", boolean(None, "w"), True),
        # what it is set to can be set back
        ("reset_mode", enum("soft hard", "soft"), True),
        ("user_pin", integer(0, 9999, 1234), False),
        ("admin_password", integer(0, 9999, 1234, "r"), False),
        ("spinning", boolean(value=True), True),
    ],
)
def test_what_erases_or_holds_a_secret_is_disabled_at_first(
    code: str, point: Point, enabled: bool
) -> None:
    """A person enables it on purpose."""
    plan = plan_of(point, code=code)
    assert plan.description.entity_registry_enabled_default is enabled


@pytest.mark.parametrize("kind", ["String", "Json", "Raw"])
@pytest.mark.parametrize("access", ["r", "rw"])
def test_packed_values_are_disabled_at_first(kind: str, access: str) -> None:
    """They are useful only to users who can decode them."""
    plan = plan_of(packed(kind, None, access))
    assert plan.description.entity_registry_enabled_default is False


def test_other_types_are_enabled() -> None:
    """The specification lists them."""
    for point in (boolean(value=True), integer(0, 9, 1, "r"), enum("a b", "a")):
        assert plan_of(point).description.entity_registry_enabled_default is True


def test_a_bitmap_is_one_problem_and_its_labels_are_disabled() -> None:
    """The bitmap has one sensor for all conditions and one for each."""
    whole, active, *labels = plans_of("test", {"own_fault": BITMAP})
    assert (whole.platform, whole.key) == (Platform.BINARY_SENSOR, "own_fault")
    assert whole.name == "Own fault"
    assert whole.description.entity_registry_enabled_default is True
    assert [plan.key for plan in labels] == [
        "own_fault_E1",
        "own_fault_over_temp",
        "own_fault_SensorLost",
    ]
    for plan, label in zip(labels, ("E1", "over_temp", "SensorLost"), strict=True):
        assert plan.label == label
        assert plan.platform is Platform.BINARY_SENSOR
        assert plan.description.entity_registry_enabled_default is False
    assert (active.platform, active.key) == (Platform.SENSOR, "own_fault_active")
    assert active.description.translation_key == "active_problem"
    assert active.description.entity_registry_enabled_default is True
    for plan in (whole, *labels):
        assert plan.codes == {"own_fault"}
        assert plan.description.device_class is BinarySensorDeviceClass.PROBLEM
        assert plan.description.entity_category is EntityCategory.DIAGNOSTIC


def test_labels_without_a_translation_are_words_of_their_own() -> None:
    """They are readable, and abbreviations keep their case."""
    _, _, *labels = plans_of("test", {"own_fault": BITMAP})
    assert {plan.description.translation_key for plan in labels} == {"problem_other"}
    words = [plan.description.translation_placeholders for plan in labels]
    assert words == [
        {"label": "E1"},
        {"label": "over temp"},
        {"label": "sensor lost"},
    ]


def test_conditions_of_two_bitmaps_are_named_after_their_bitmap() -> None:
    """So are those that two labels of one bitmap stand for."""
    point: Point = ({"type": "Bitmap", "value": {"label": ["low_batt"]}}, "r", 0)
    plans = plans_of("test", {"own_fault": point, "own_alarm": point})
    assert [plan.name for plan in plans if plan.label] == [
        "Own fault: low batt",
        "Own alarm: low batt",
    ]
    sources = [
        plan.description.translation_placeholders
        for plan in plans
        if plan.description.translation_key == "active_problem_of"
    ]
    assert sources == [{"source": "Own fault"}, {"source": "Own alarm"}]
    twice: Point = (
        {"type": "Bitmap", "value": {"label": ["low_batt", "battery_low", "motor"]}},
        "r",
        0,
    )
    _, _, *labels = plans_of("test", {"own_fault": twice})
    assert [plan.name for plan in labels] == [
        "Own fault: low batt",
        "Own fault: battery low",
        None,
    ]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("ov_cr", "problem_overcurrent"),
        ("tankfull", "problem_tank_full"),
        ("LIFTED", "problem_lifted"),
        ("own_fault_low_batt", "problem_low_battery"),
        ("E1", "problem_other"),
    ],
)
def test_labels_that_tuya_uses_are_translated(label: str, key: str) -> None:
    """Products spell the same condition in different ways."""
    point: Point = ({"type": "Bitmap", "value": {"label": [label]}}, "r", 0)
    _, _, plan = plans_of("test", {"own_fault": point})
    assert plan.key == f"own_fault_{label}"
    assert (plan.name, plan.description.translation_key) == (None, key)


def test_a_bitmap_with_commands_is_a_problem_too() -> None:
    """A fault is nothing to set."""
    point = (*BITMAP[:1], "rw", 0)
    plans = plans_of("test", {"own_fault": point})
    assert {plan.platform for plan in plans} == {
        Platform.BINARY_SENSOR,
        Platform.SENSOR,
    }


def test_equal_labels_have_entities_of_their_own() -> None:
    """A product gives two bits the same label."""
    point: Point = ({"type": "Bitmap", "value": {"label": ["x", "x"]}}, "r", 0)
    keys = [plan.key for plan in plans_of("test", {"own": point})]
    assert keys == ["own", "own_active", "own_x", "own_bit_1"]


def test_a_code_wins_over_a_label_of_the_same_key() -> None:
    """The entity of the whole bitmap shows the label too."""
    point: Point = ({"type": "Bitmap", "value": {"label": ["x"]}}, "r", 0)
    plans = plans_of("test", {"own": point, "own_x": boolean(value=True, access="r")})
    assert keys_of(plans) == {
        (Platform.BINARY_SENSOR, "own"),
        (Platform.BINARY_SENSOR, "own_x"),
        (Platform.SENSOR, "own_active"),
    }
    assert [plan.label for plan in plans] == [None, None, None]


@pytest.mark.parametrize(
    ("raw", "platform"),
    [
        (True, Platform.BINARY_SENSOR),
        (12, Platform.SENSOR),
        ("hello", Platform.SENSOR),
        ('{"a": 1}', Platform.SENSOR),
    ],
)
def test_a_code_seen_only_in_a_status_is_read(
    raw: bool | float | str, platform: Platform
) -> None:
    """The value implies its type; the entity is disabled by default."""
    device = made("test", {})
    device.apply_pull({"seen": raw}, requested_at=0)
    (plan,) = discover(device)
    assert (plan.platform, plan.key, plan.name) == (platform, "seen", "Seen")
    assert plan.description.entity_registry_enabled_default is False


@pytest.mark.parametrize(
    ("unit", "shown", "device_class", "state_class"),
    [
        ("℃", "°C", SensorDeviceClass.TEMPERATURE, SensorStateClass.MEASUREMENT),
        ("KW·h", "kWh", SensorDeviceClass.ENERGY, SensorStateClass.TOTAL_INCREASING),
        ("%", "%", None, None),
        ("", None, None, None),
        ("P", "P", None, None),
    ],
)
def test_a_unit_implies_the_class_of_an_unknown_sensor(
    unit: str,
    shown: str | None,
    device_class: SensorDeviceClass | None,
    state_class: SensorStateClass | None,
) -> None:
    """A unit that fits several quantities implies no class."""
    described = plan_of(integer(0, 9, 1, "r", unit=unit)).description
    assert isinstance(described, SensorMeaning)
    assert described.native_unit_of_measurement == shown
    assert described.device_class == device_class
    assert described.state_class == state_class


@pytest.mark.parametrize(
    ("unit", "shown", "device_class"),
    [
        # a temperature, or a difference of temperatures
        ("℃", "°C", None),
        ("S", "s", NumberDeviceClass.DURATION),
        ("W", "W", NumberDeviceClass.POWER),
        ("%", "%", None),
    ],
)
def test_a_unit_implies_the_class_of_an_unknown_number(
    unit: str, shown: str, device_class: NumberDeviceClass | None
) -> None:
    """A unit that fits several quantities implies no class."""
    described = plan_of(integer(0, 9, 1, unit=unit)).description
    assert isinstance(described, NumberMeaning)
    assert described.native_unit_of_measurement == shown
    assert described.device_class == device_class


@pytest.mark.parametrize(
    ("code", "point", "key", "device_class", "unit"),
    [
        # a code with two meanings: the unit or the type decides
        (
            "cur_neutral",
            integer(0, 9, 1, "r", unit="kW·h"),
            "total_production",
            SensorDeviceClass.ENERGY,
            "kWh",
        ),
        (
            "cur_neutral",
            integer(0, 9, 1, "r", unit="A"),
            "neutral_current",
            SensorDeviceClass.CURRENT,
            "A",
        ),
        (
            "battery_value",
            integer(0, 9, 1, "r", unit="%"),
            None,
            SensorDeviceClass.BATTERY,
            "%",
        ),
        (
            "battery_value",
            integer(0, 9, 1, "r", unit="mV"),
            "battery_voltage",
            SensorDeviceClass.VOLTAGE,
            "mV",
        ),
        (
            "daily_energy",
            integer(0, 9, 1, "r", unit="kWh"),
            "energy_today",
            SensorDeviceClass.ENERGY,
            "kWh",
        ),
        ("daily_energy", packed("Raw", ""), "energy_daily", None, None),
        (
            "month_energy",
            integer(0, 9, 1, "r"),
            "energy_this_month",
            SensorDeviceClass.ENERGY,
            "kWh",
        ),
        ("energy_month", packed("String", ""), "energy_month", None, None),
        # a unit of the other class for the same quantity
        (
            "tvoc_value",
            integer(0, 9, 1, "r", unit="ppb"),
            "tvoc",
            SensorDeviceClass.VOLATILE_ORGANIC_COMPOUNDS_PARTS,
            "ppb",
        ),
        (
            "voc_value",
            integer(0, 9, 1, "r", unit="mg/m3"),
            None,
            SensorDeviceClass.VOLATILE_ORGANIC_COMPOUNDS,
            "mg/m³",
        ),
        # a spelling of minutes, and a spelling that is no unit
        (
            "total_runtime",
            integer(0, 9, 1, "r", unit="m"),
            "total_time",
            SensorDeviceClass.DURATION,
            "min",
        ),
        ("total_runtime", integer(0, 9, 1, "r", unit="P"), "total_time", None, None),
        (
            "liquid_depth",
            integer(0, 9, 1, "r", unit="m"),
            "liquid_depth",
            SensorDeviceClass.DISTANCE,
            "m",
        ),
    ],
)
def test_a_unit_decides_the_class_of_a_known_code(
    code: str,
    point: Point,
    key: str | None,
    device_class: SensorDeviceClass | None,
    unit: str | None,
) -> None:
    """A row whose device class does not know the unit gives only the name."""
    described = plan_of(point, code=code).description
    assert isinstance(described, SensorMeaning)
    assert described.translation_key == key
    assert described.device_class == device_class
    assert described.native_unit_of_measurement == unit


@pytest.mark.parametrize(
    ("codes", "disabled"),
    [
        (("upper_temp", "upper_temp_f"), {"upper_temp_f"}),
        (("temp_boiling_c", "temp_boiling_f"), {"temp_boiling_f"}),
        (("own_temp", "own_temp_f"), {"own_temp_f"}),
        (("upper_temp_f",), set()),
        (("own", "own_f"), set()),
    ],
)
def test_a_temperature_in_fahrenheit_beside_its_twin_is_disabled(
    codes: tuple[str, ...], disabled: set[str]
) -> None:
    """Home Assistant shows either in the scale of the home."""
    plans = plans_of("test", {code: integer(0, 99, 1) for code in codes})
    assert {
        plan.key
        for plan in plans
        if not plan.description.entity_registry_enabled_default
    } == disabled


def test_numbers_of_energy_make_statistics_and_records_do_not() -> None:
    """Numbers have a state class; packed records are disabled by default."""
    number = plan_of(integer(0, 9, 1, "r", unit="kWh"), code="daily_energy").description
    assert isinstance(number, SensorMeaning)
    assert number.state_class is SensorStateClass.TOTAL_INCREASING
    assert number.entity_registry_enabled_default is True
    record = plan_of(packed("Raw", ""), code="daily_energy").description
    assert record.entity_registry_enabled_default is False


def test_an_enum_that_is_read_shows_options() -> None:
    """Its options are those of the point."""
    described = plan_of(enum("low high", "low", "r")).description
    assert isinstance(described, SensorMeaning)
    assert described.device_class is SensorDeviceClass.ENUM
    assert described.native_unit_of_measurement is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("temp_current", "Temp current"),
        ("TempCurrent", "Temp current"),
        ("PM25", "PM25"),
        ("led_RGB_mode", "Led RGB mode"),
        ("MachineError", "Machine error"),
        ("", ""),
    ],
)
def test_codes_are_read_as_words(code: str, name: str) -> None:
    """An unknown code is its own name."""
    assert readable_name(code) == name


def test_a_device_without_points_has_no_entities() -> None:
    """Discovery returns an empty list."""
    assert plans_of("test", {}) == []


@pytest.mark.parametrize(
    ("code", "raw"),
    [("total_forward_energy", 1_284_800), ("add_ele", 5), ("cur_voltage", 2310)],
)
def test_a_number_without_a_specification_has_no_unit(code: str, raw: int) -> None:
    """Its scale is unknown: 1,284,800 kWh would be in the energy dashboard."""
    document = device("zndb", {"switch": boolean(value=True)})
    document["status"][code] = raw
    plans = {plan.key: plan.description for plan in discover(made_from(document))}
    row = plans[code]
    assert isinstance(row, SensorMeaning)
    shown = (row.device_class, row.native_unit_of_measurement, row.state_class)
    assert shown == (None, None, None)
    assert not row.increments
    assert not row.entity_registry_enabled_default
    assert row.translation_key


def test_a_packed_code_on_a_plain_type_is_measured() -> None:
    """Some meters give the voltage of a phase as a number."""
    row = plan_of(integer(0, 5000, 2301, "r", unit="V", scale=1), code="phase_a")
    assert getattr(row.description, "state_class", None) == "measurement"


@pytest.mark.parametrize("code", ["motor_fault_status", "FanErr", "over_load_error"])
def test_a_boolean_that_is_called_a_problem_is_one(code: str) -> None:
    """The words of its code say so; another Boolean has no class."""
    plan = plan_of(boolean(value=True, access="r"), code=code)
    assert plan.description.device_class is BinarySensorDeviceClass.PROBLEM
    assert plan.description.entity_category is EntityCategory.DIAGNOSTIC
    plain = plan_of(boolean(value=True, access="r"), code="default_status")
    assert plain.description.device_class is None


def test_a_shouted_code_is_a_quiet_name() -> None:
    """Abbreviations in capitals stay."""
    assert readable_name("FLAME_ON_OFF") == "Flame on off"
    assert readable_name("TVOC") == "TVOC"
    assert readable_name("UV_lamp") == "UV lamp"
