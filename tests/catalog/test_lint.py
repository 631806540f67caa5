"""Lint of the catalog: rows agree with their names, icons and units."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.components.number.const import DEVICE_CLASS_UNITS as NUMBER_UNITS
from homeassistant.components.sensor.const import (
    DEVICE_CLASS_STATE_CLASSES,
)
from homeassistant.components.sensor.const import DEVICE_CLASS_UNITS as SENSOR_UNITS
from homeassistant.const import Platform

from custom_components.tuya_cloud.catalog.binary_sensors import BINARY_SENSORS
from custom_components.tuya_cloud.catalog.categories import Category
from custom_components.tuya_cloud.catalog.commands import COMMANDS
from custom_components.tuya_cloud.catalog.composites import COMPOSITES
from custom_components.tuya_cloud.catalog.descriptions import (
    MINUTES_OF_DAY,
    BinarySensorMeaning,
    QuantityMeaning,
    TimeMeaning,
)
from custom_components.tuya_cloud.catalog.gang_kinds import GANG_KINDS
from custom_components.tuya_cloud.catalog.labels import CONDITIONS, NO_PROBLEM
from custom_components.tuya_cloud.catalog.lights import LAMPS
from custom_components.tuya_cloud.catalog.locks import LOCK_CATEGORIES
from custom_components.tuya_cloud.catalog.lookup import NUMBER, Catalog
from custom_components.tuya_cloud.catalog.numbers import NUMBERS
from custom_components.tuya_cloud.catalog.phases import PHASE_PARTS, PHASES
from custom_components.tuya_cloud.catalog.products import PRODUCTS
from custom_components.tuya_cloud.catalog.remote_keys import COMMON_KEYS
from custom_components.tuya_cloud.catalog.sensors import SENSORS
from custom_components.tuya_cloud.catalog.single_points import POINTS as CATALOGS
from custom_components.tuya_cloud.catalog.spelling import folded
from custom_components.tuya_cloud.catalog.unit_classes import UNIT_CLASSES
from custom_components.tuya_cloud.catalog.units import SPELLINGS, normalize_unit
from custom_components.tuya_cloud.discovery.delicate import is_delicate
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.model.points import DataPoint
from scripts.format_texts import FILES, formatted
from tests.discovery.made_devices import made, made_from
from tests.documents import boolean, integer, packed

from .hints import ICONS_FILE, NAMES_FILE, missing_icons, missing_names, unused

ROOT: Final = Path(__file__).parents[2]
INTEGRATION: Final = ROOT / "custom_components" / "tuya_cloud"
DEVICES: Final = ROOT.parent / "shared" / "devices"

PROBLEM_KEYS: Final = frozenset(
    f"problem_{condition}" for condition in (*CONDITIONS.values(), "other")
)
COMMAND_KEYS: Final = frozenset(
    f"{row.name_key}_{option}" for row in COMMANDS.rows for option in row.options
)
# Names of these platforms that no row uses: those of composites, of the parts of
# packed values, of the keys of remotes, of the account's own entities, and of each
# device as a whole
COMPOSITE_KEYS: Final[Mapping[Platform, frozenset[str]]] = {
    Platform.BUTTON: COMMAND_KEYS | COMMON_KEYS.keys(),
    Platform.BINARY_SENSOR: frozenset({"account_push"}) | PROBLEM_KEYS,
    Platform.SENSOR: frozenset({"account_calls", "account_last_push", "last_report"})
    | {"active_problem", "active_problem_of"}
    | frozenset(
        f"{row.translation_key}_{part}" for row in PHASES.rows for part in PHASE_PARTS
    ),
}
SLUG: Final = re.compile(r"^(?!.+[_-]{2})(?![_-])[a-z0-9_-]+(?<![_-])$")

ALL: Final = (*CATALOGS.values(), *COMPOSITES, COMMANDS)

each_platform = pytest.mark.parametrize("platform", list(CATALOGS))


def _load(name: str, platform: Platform) -> dict[str, dict[str, Any]]:
    document = json.loads((INTEGRATION / name).read_text(encoding="utf-8"))
    section: dict[str, dict[str, Any]] = document["entity"].get(platform, {})
    return section


NAMES: Final = {p: _load("translations/en.json", p) for p in CATALOGS}
ICONS: Final = {p: _load("icons.json", p) for p in CATALOGS}


def _codes_of_devices() -> Iterator[tuple[str, str]]:
    for path in sorted(DEVICES.glob("*.json")):
        device = json.loads(path.read_text(encoding="utf-8"))
        codes = device["function"] | device["status_range"] | device["status"]
        for code in codes:
            yield device["category"], code


@each_platform
def test_each_row_has_a_name(platform: Platform) -> None:
    """A row is named by its class or by a translation."""
    rows = CATALOGS[platform].rows
    classless = [row.key for row in rows if row.named_by_class and not row.device_class]
    assert classless == [], "named_by_class needs a device_class"
    asked = {
        row.name_key for row in rows if row.translation_key or not row.named_by_class
    }
    assert missing_names(platform, asked - NAMES[platform].keys()) == []


@each_platform
def test_each_name_and_icon_is_used(platform: Platform) -> None:
    """A name or an icon that no row uses is left over from a row that was removed."""
    rows = CATALOGS[platform].rows
    used = {row.name_key for row in rows}
    used |= {other.name_key for row in rows for other in getattr(row, "others", ())}
    used |= COMPOSITE_KEYS.get(platform, frozenset())
    assert unused(NAMES_FILE, platform, NAMES[platform].keys() - used) == []
    assert unused(ICONS_FILE, platform, ICONS[platform].keys() - used) == []


@each_platform
def test_each_row_has_an_icon(platform: Platform) -> None:
    """A row without a device class, which has an icon, has one of its own."""
    asked = {
        row.name_key
        for row in CATALOGS[platform].rows
        if getattr(row, "device_class", None) is None
    }
    assert missing_icons(platform, asked - ICONS[platform].keys()) == []


def test_each_problem_has_its_names() -> None:
    """One of its binary sensor, and one as a state of the active problem."""
    platform = Platform.BINARY_SENSOR
    assert missing_names(platform, PROBLEM_KEYS - NAMES[platform].keys()) == []
    for key in ("active_problem", "active_problem_of"):
        states = NAMES[Platform.SENSOR][key]["state"]
        assert states.keys() == {NO_PROBLEM, *CONDITIONS.values()}


def test_labels_are_looked_up_in_small_letters() -> None:
    """Manufacturers spell them in many ways."""
    assert [label for label in CONDITIONS if label != label.lower()] == []


def test_each_option_of_a_command_has_a_name_and_an_icon() -> None:
    """Each is a button of its own."""
    platform = Platform.BUTTON
    assert missing_names(platform, COMMAND_KEYS - NAMES[platform].keys()) == []
    assert missing_icons(platform, COMMAND_KEYS - ICONS[platform].keys()) == []
    for row in COMMANDS.rows:
        assert row.hidden <= row.options, row.key


@pytest.mark.parametrize(
    ("platform", "key"),
    [
        (Platform.SENSOR, "dew_point"),
        (Platform.SWITCH, "switch_n"),
    ],
)
def test_a_failing_lint_names_the_line_to_add(platform: Platform, key: str) -> None:
    """The line can be copied into the file as it is."""
    (hint,) = missing_names(platform, [key])
    start, _, line = hint.partition(": ")
    assert start == f"add to {NAMES_FILE} under entity.{platform}"
    assert f"      {line},\n" in (ROOT / NAMES_FILE).read_text(encoding="utf-8")
    (hint,) = missing_icons(platform, [key])
    start, _, line = hint.partition(": ")
    assert start == f"add to {ICONS_FILE} under entity.{platform}"
    assert json.loads(f"{{{line}}}").keys() == {key}


@each_platform
def test_icons_are_well_formed(platform: Platform) -> None:
    """Icons are of one family, and no state repeats the default (hassfest)."""
    for key, icon in ICONS[platform].items():
        assert icon["default"].startswith("mdi:"), key
        states = icon.get("state", {})
        assert all(value.startswith("mdi:") for value in states.values()), key
        assert icon["default"] not in states.values(), key
        known_states = NAMES[platform].get(key, {}).get("state")
        if known_states is not None:
            assert states.keys() <= known_states.keys(), key


@each_platform
def test_names_are_well_formed(platform: Platform) -> None:
    """Names and options are words; their keys are slugs."""
    for key, entry in NAMES[platform].items():
        assert SLUG.match(key), key
        assert entry.keys() <= {"name", "state", "state_attributes"}, key
        texts = [entry["name"], *entry.get("state", {}).values()]
        for text in texts:
            assert text == " ".join(text.split()) != "", key
            assert "_" not in text, key
            assert "'{" not in text, key
        assert entry["name"][0].isupper() or entry["name"].startswith("pH"), key
        for option in entry.get("state", {}):
            assert SLUG.match(option), f"{key}: {option}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_new_name_is_one_line(path: Path) -> None:
    """So is a new icon; `python -m scripts.format_texts` lays out both files."""
    text = path.read_text(encoding="utf-8")
    assert text == formatted(json.loads(text))


@each_platform
def test_counted_rows_say_their_number(platform: Platform) -> None:
    """The name of a counted code has a place for the number, and only such a name."""
    for row in CATALOGS[platform].rows:
        name = NAMES[platform].get(row.name_key, {}).get("name", "")
        is_counted = "{" in name
        if is_counted:
            assert name.count("{") == name.count("{number}") == 1, row.key
        for code in row.codes:
            assert code.count(NUMBER) == is_counted, code


@pytest.mark.parametrize(
    ("catalog", "units"),
    [
        pytest.param(SENSORS, SENSOR_UNITS, id="sensor"),
        pytest.param(NUMBERS, NUMBER_UNITS, id="number"),
    ],
)
def test_units_fit_the_device_class(
    catalog: Catalog[Any], units: Mapping[Any, Collection[Any]]
) -> None:
    """Home Assistant refuses a unit that its device class does not know."""
    for row in catalog.rows:
        if (unit := row.native_unit_of_measurement) is not None:
            assert normalize_unit(unit) == unit, row.key
            assert unit in units.get(row.device_class, {unit}), row.key


def test_state_classes_fit_the_device_class() -> None:
    """Home Assistant makes statistics only for these pairs."""
    for row in SENSORS.rows:
        if row.state_class is not None and row.device_class is not None:
            fitting = DEVICE_CLASS_STATE_CLASSES[row.device_class]
            assert row.state_class in fitting, row.key


@each_platform
def test_no_row_is_there_twice(platform: Platform) -> None:
    """A code has one row for a category and a quantity."""
    seen = Counter(
        (code, category, getattr(row, "device_class", None))
        for row in CATALOGS[platform].rows
        for code in row.codes
        for category in row.categories or {""}
    )
    assert [pair for pair, times in seen.items() if times > 1] == []


def test_codes_that_mean_the_same_share_a_row() -> None:
    """A spelling is a word in the row of its meaning, and no row of its own."""
    kept: dict[tuple[type, str], list[Any]] = defaultdict(list)
    hints = []
    for row in (row for catalog in ALL for row in catalog.rows):
        others = kept[type(row), row.name_key]
        same = replace(row, key="", also=(), translation_key=row.name_key)
        hints += [
            f'add to the row "{key}" instead: also=("{row.key}",)'
            for key, other in others
            if same == other
        ]
        others.append((row.key, same))
    assert hints == []


def test_a_code_is_listed_in_one_spelling() -> None:
    """Other cases and underscores of it are found as well."""
    hints = [
        f'remove "{code}" from the row "{row.key}": it lists that in another spelling'
        for row in (row for catalog in ALL for row in catalog.rows)
        for number, code in enumerate(row.codes)
        if folded(code) in map(folded, row.codes[:number])
    ]
    assert hints == []


@each_platform
def test_a_category_says_something_of_its_own(platform: Platform) -> None:
    """A row for categories that repeats the general one is a copy."""
    rows = CATALOGS[platform].rows
    general = {code: row for row in rows if not row.categories for code in row.codes}
    for row in rows:
        if row.categories:
            same = replace(row, key="", also=(), categories=frozenset())
            other = general.get(row.key)
            assert other is None or same != replace(other, key="", also=()), row.key


@each_platform
def test_each_row_can_be_reached(platform: Platform) -> None:
    """No other row hides it from its codes and categories."""
    for row in CATALOGS[platform].rows:
        for pattern in row.codes:
            number = "99" if NUMBER in pattern else None
            point = _point_for(row, pattern.replace(NUMBER, "99"))
            for category in row.categories or {"none_of_them"}:
                match = CATALOGS[platform].find(point.code, category, point)
                assert match is not None, pattern
                assert match.row is row, pattern
                assert match.number == number, pattern


def _point_for(row: Any, code: str) -> DataPoint:
    """Return a point that fits a row; a quantity in a unit of its device class."""
    if isinstance(row, QuantityMeaning) and row.device_class:
        known = {*row.units.get(row.device_class, ())} - {None}
        document = integer(0, 99, 0, unit=min(map(str, known), default=""))
    elif isinstance(row, TimeMeaning):
        document = integer(0, MINUTES_OF_DAY, 0)
    elif isinstance(row, BinarySensorMeaning) and row.decode is None:
        document = boolean(False)
    else:
        document = packed("String", "")
    return made("", {code: document}).points[code]


def test_each_category_is_used() -> None:
    """A category without a row, a lamp, a gang or a product is left over from one."""
    used = {
        category
        for catalog in ALL
        for row in catalog.rows
        for category in row.categories
    }
    used |= {each.category for row in PRODUCTS.values() for each in row.corrections}
    assert used | LAMPS | LOCK_CATEGORIES | GANG_KINDS.keys() == {*Category, None}


def test_options_that_mean_on_are_values() -> None:
    """An option that means on is a value on the wire, never an empty one."""
    for row in BINARY_SENSORS.rows:
        assert all(row.on_values), row.key


def test_every_code_of_the_devices_at_hand_has_a_meaning() -> None:
    """Each has a row; none is planned by its type alone."""
    unknown = {
        code
        for category, code in _codes_of_devices()
        if not any(catalog.find(code, category) for catalog in ALL)
    }
    assert unknown == set()


def test_the_catalog_knows_well_over_six_hundred_codes() -> None:
    """A counted code counts once; the codes of roles are included."""
    rows = (row for catalog in CATALOGS.values() for row in catalog.rows)
    composites = [row for catalog in COMPOSITES for row in catalog.rows]
    claimed = {
        code for row in composites for role in row.roles for code in row.codes_of(role)
    }
    known = {code for row in (*rows, *composites, *PHASES.rows) for code in row.codes}
    assert len(known | claimed) > 1_000


def test_rows_that_erase_or_hold_a_secret_are_disabled_at_first() -> None:
    """A person enables them on purpose, as for codes without a row."""
    for platform in (Platform.BUTTON, Platform.NUMBER, Platform.TEXT):
        for row in CATALOGS[platform].rows:
            if any(is_delicate(code, platform) for code in row.codes):
                assert not row.entity_registry_enabled_default, row.key


def test_running_totals_of_energy_feed_the_energy_dashboard() -> None:
    """The totals of meters are energies that only rise."""
    for code in ("add_ele", "forward_energy_total", "reverse_energy_total"):
        match = SENSORS.find(code, "zndb")
        assert match is not None
        assert match.row.device_class == "energy"
        assert match.row.state_class == "total_increasing"
        assert match.row.native_unit_of_measurement == "kWh"


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("℃", "°C"),
        ("C", "°C"),
        ("℉", "°F"),
        ("kW·h", "kWh"),
        ("kW.h", "kWh"),
        ("KWH", "kWh"),
        ("kwh", "kWh"),
        ("w", "W"),
        ("kw", "kW"),
        ("MA", "mA"),
        ("mw", "mW"),
        ("MW", "MW"),
        ("mWh", "mWh"),
        ("S", "s"),
        ("秒", "s"),
        ("分钟", "min"),
        ("Hour", "h"),
        ("day", "d"),
        ("ms", "ms"),
        ("lux", "lx"),
        ("ug/m3", "μg/m³"),
        ("\N{MICRO SIGN}g/m³", "μg/m³"),
        ("mg/m3", "mg/m³"),
        ("㎡", "m²"),
        ("m3", "m³"),
        ("m3/h", "m³/h"),
        ("ml", "mL"),
        ("l/min", "L/min"),
        ("us/cm", "μS/cm"),
        ("hpa", "hPa"),
        ("inhg", "inHg"),
        ("km/h", "km/h"),
        ("lbs", "lb"),
        ("db", "dB"),
        ("dbm", "dBm"),
        (" % ", "%"),
        ("% RH", "%"),
        ("r/min", "rpm"),
        ("", None),
        ("℃ ℉", None),
        ("次", None),
        ("ph", None),
        ("P", "P"),
        (" x ", None),
        ("度", "kWh"),
        ("千瓦·时", "kWh"),
        ("分", "min"),
        ("小时", "h"),
        ("摄氏度", "°C"),
        ("升", "L"),
        ("公升", "L"),
        ("立方米/小时", "m³/h"),
        ("瓦特", "W"),
        ("\N{FULLWIDTH PERCENT SIGN}", "%"),
        ("℃/F", None),
        ("°C/°F", None),
        ("档", None),
        (" drops ", "drops"),
    ],
)
def test_units_are_spelled_as_home_assistant_does(
    written: str, unit: str | None
) -> None:
    """Manufacturers spell units in many ways; an unknown unit is kept."""
    assert normalize_unit(written) == unit


def test_a_letter_means_minutes_where_time_is_measured() -> None:
    """For other device classes it means meters."""
    assert normalize_unit(" m ", "duration") == "min"
    assert normalize_unit("m", "distance") == "m"


@pytest.mark.parametrize("unit", UNIT_CLASSES)
def test_a_unit_tells_only_what_home_assistant_accepts(unit: str) -> None:
    """Home Assistant accepts the unit and the state class for the implied class."""
    safe = UNIT_CLASSES[unit]
    assert normalize_unit(unit) == unit
    assert unit in SENSOR_UNITS[safe.device_class]
    if safe.state_class is not None:
        assert safe.state_class in DEVICE_CLASS_STATE_CLASSES[safe.device_class]


# why a unit implies no device class
WITHOUT_CLASS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("%", "ppm", "ppb"), "a share of anything"),
    **dict.fromkeys(("g/m³", "mg/m³", "μg/m³"), "of particles, gases or water"),
    **dict.fromkeys(
        ("L", "mL", "m³", "ft³", "gal", "fl. oz."), "used, stored, or of gas or water"
    ),
    **dict.fromkeys(("mm", "in"), "a length, or rain"),
    "in/h": "a speed, or rain",
    "°": "of a direction, of a slope or of a sail: the code tells",
    "rpm": "Home Assistant has no class for it",
    **dict.fromkeys(("J", "kJ", "cal", "kcal"), "energy, of food or of exercise"),
    "dB": "of a sound or of a signal",
}


def test_each_unit_implies_a_class_or_says_why_not() -> None:
    """A unit of several quantities implies no device class."""
    assert UNIT_CLASSES.keys().isdisjoint(WITHOUT_CLASS)
    hints = [
        f'add "{unit}" to UNIT_CLASSES, or to WITHOUT_CLASS with the reason'
        for unit in SPELLINGS.keys() - UNIT_CLASSES.keys() - WITHOUT_CLASS.keys()
    ]
    assert hints == []
    assert WITHOUT_CLASS.keys() <= SPELLINGS.keys()


@pytest.mark.skipif(not DEVICES.is_dir(), reason="no devices at hand")
def test_each_unit_of_the_devices_at_hand_has_a_class() -> None:
    """Every value has the class of its unit."""
    classless = {
        f"{path.stem} {plan.key}: {unit}"
        for path in sorted(DEVICES.glob("*.json"))
        for plan in discover(made_from(json.loads(path.read_text(encoding="utf-8"))))
        if (unit := getattr(plan.description, "native_unit_of_measurement", None))
        if plan.description.device_class is None and unit not in WITHOUT_CLASS
    }
    assert classless == set()
