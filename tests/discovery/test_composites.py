"""Rows of composites: their roles, names and icons."""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform

from custom_components.tuya_cloud.catalog.climates import HVAC_ACTIONS, HVAC_MODES
from custom_components.tuya_cloud.catalog.composite import CompositeMeaning
from custom_components.tuya_cloud.catalog.composites import COMPOSITES
from custom_components.tuya_cloud.catalog.roles import Role
from custom_components.tuya_cloud.discovery.discover import discover
from tests.catalog.hints import ICONS_FILE, NAMES_FILE, missing_names, unused
from tests.documents import boolean, device, integer

from .made_devices import made_from, plans_of

INTEGRATION: Final = Path(__file__).parents[2] / "custom_components" / "tuya_cloud"
NAMES: Final[Mapping[str, dict[str, Any]]] = json.loads(
    (INTEGRATION / "translations" / "en.json").read_text(encoding="utf-8")
)["entity"]
ICONS: Final[Mapping[str, dict[str, Any]]] = json.loads(
    (INTEGRATION / "icons.json").read_text(encoding="utf-8")
)["entity"]
ROWS: Final[list[CompositeMeaning]] = [row for kind in COMPOSITES for row in kind.rows]

each_row = pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row.platform}-{row.key}" for row in ROWS]
)


@each_row
def test_a_row_lists_codes_for_roles_of_its_kind(row: CompositeMeaning) -> None:
    """Codes for a role that the kind does not declare would never be looked up."""
    assert row.role_codes.keys() <= row.roles.keys()
    assert Role.MAIN not in row.roles
    assert row.needs <= row.roles.keys()
    for role in row.roles:
        codes = row.codes_of(role)
        assert isinstance(codes, tuple), role
        assert len(set(codes)) == len(codes), role
    assert row.unless.isdisjoint(row.codes)


def test_each_role_is_declared_by_a_kind() -> None:
    """A role that no kind declares is left over from one that was removed."""
    assert {role for row in ROWS for role in row.roles} | {Role.MAIN} == set(Role)


@each_row
def test_what_is_not_the_device_itself_has_a_name(row: CompositeMeaning) -> None:
    """Only the main feature has the device's name."""
    if not row.is_main and not row.named_by_class:
        missing = {row.name_key} - NAMES.get(row.platform, {}).keys()
        assert missing_names(row.platform, missing) == []


def test_each_name_and_icon_is_used() -> None:
    """A name or an icon that no row uses is left over from a row that was removed."""
    used = defaultdict(set)
    for row in ROWS:
        used[row.platform].add(row.name_key)
    # of the device itself, not of a data point
    used[Platform.IMAGE] |= {"map", "last_picture"}
    for platform, keys in used.items():
        names, icons = NAMES.get(platform, {}), ICONS.get(platform, {})
        assert unused(NAMES_FILE, platform, names.keys() - keys) == []
        assert unused(ICONS_FILE, platform, icons.keys() - keys) == []


def test_no_row_is_there_twice() -> None:
    """A code has one row for a category in each catalog."""
    for kind in COMPOSITES:
        seen = [
            (code, category)
            for row in kind.rows
            for code in row.codes
            for category in row.categories or {""}
        ]
        assert len(set(seen)) == len(seen)


def test_options_are_looked_up_in_small_letters() -> None:
    """Products spell them in either case."""
    for option in (*HVAC_MODES, *HVAC_ACTIONS):
        assert option == option.lower()


def test_what_no_temperature_is_measured_in_is_no_current_temperature() -> None:
    """A pump counts the steps of its valve under the code; its inlet is a second."""
    points = {
        "temp_set": integer(15, 40, 28, unit="℃"),
        "temp_current": integer(0, 500, 240, "r", unit="P"),
        "WInTemp": integer(-20, 100, 26, "r", unit="℃"),
    }
    plans = plans_of("rs", points)
    heater = next(plan for plan in plans if plan.platform is Platform.WATER_HEATER)
    assert heater.roles[Role.CURRENT].code == "WInTemp"
    points["temp_current"] = integer(0, 100, 24, "r", unit="℃/F")
    plans = plans_of("rs", points)
    heater = next(plan for plan in plans if plan.platform is Platform.WATER_HEATER)
    assert heater.roles[Role.CURRENT].code == "temp_current"


def test_a_number_without_a_specification_plays_no_part() -> None:
    """Nobody knows what it counts: 655 may be 65.5 %."""
    document = device("cs", {"switch": boolean(value=True)})
    document["status"]["humidity_indoor"] = 655
    document["status"]["dehumidify_set_value"] = 50
    plans = discover(made_from(document))
    humidifiers = [plan for plan in plans if plan.platform is Platform.HUMIDIFIER]
    assert all(Role.CURRENT not in plan.roles for plan in humidifiers)
    document = device(
        "cs",
        {
            "switch": boolean(value=True),
            "humidity_indoor": integer(0, 100, 55, "r", unit="%"),
        },
    )
    plans = discover(made_from(document))
    (humidifier,) = [plan for plan in plans if plan.platform is Platform.HUMIDIFIER]
    assert humidifier.roles[Role.CURRENT].code == "humidity_indoor"
