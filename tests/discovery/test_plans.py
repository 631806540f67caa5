"""Plans are computed once for all devices that they are the same for."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from custom_components.tuya_cloud.discovery import plans as plans_module
from custom_components.tuya_cloud.discovery.described import Described
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.discovery.entity_plan import EntityPlan
from custom_components.tuya_cloud.discovery.plans import LARGE, Plans
from custom_components.tuya_cloud.model.ability import Ability
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.model.points import Access
from custom_components.tuya_cloud.model.specification import parse_specification

SPECIFICATION = parse_specification(
    {
        "category": "cz",
        "functions": [
            {"code": "switch_1", "type": "Boolean", "values": "{}"},
            {"code": "switch_2", "type": "Boolean", "values": "{}"},
        ],
        "status": [{"code": "switch_1", "type": "Boolean", "values": "{}"}],
    }
)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Described]:
    """Return the devices whose plans were computed."""
    devices: list[Described] = []

    def count(
        device: Described, abilities: Collection[Ability] = ()
    ) -> list[EntityPlan]:
        devices.append(device)
        return discover(device, abilities)

    monkeypatch.setattr(plans_module, "discover", count)
    return devices


def socket(device_id: str, **status: bool) -> Device:
    """Return a device of the product."""
    return Device.create({"id": device_id}, SPECIFICATION, {**status})


def test_devices_of_a_product_share_their_plans(computed: list[Described]) -> None:
    """What they report and what they are called plays no part."""
    plans = Plans()
    first, second = socket("one", switch_1=True), socket("two", switch_1=False)
    assert plans.of(first) is plans.of(second)
    first.update_identity({"name": "Another name"})
    first.apply_pull({"switch_1": False}, requested_at=0)
    assert plans.of(first) is plans.of(second)
    assert len(computed) == 1


def test_codes_that_only_reports_name_are_shared_too(computed: list[Described]) -> None:
    """Two devices of a product that report the same unspecified code are the same."""
    plans = Plans()
    first, second = socket("one", extra=True), socket("two", extra=False)
    assert plans.of(first) is plans.of(second)
    assert len(computed) == 1


def test_plans_follow_the_points(computed: list[Described]) -> None:
    """A device with another point has plans of its own, and back."""
    plans = Plans()
    device, other = socket("one"), socket("two")
    shared = plans.of(other)
    point = replace(device.points["switch_1"], access=Access.READ)
    device.points["switch_1"] = point
    assert plans.of(device) is not shared
    device.points["switch_1"] = other.points["switch_1"]
    assert plans.of(device) is shared
    assert len(computed) == 2


def test_nothing_is_kept_of_devices_that_are_gone(computed: list[Described]) -> None:
    """Plans that no device needs are forgotten."""
    plans = Plans()
    device = socket("one")
    plans.of(device)
    plans.forget(device)
    plans.of(device)
    assert len(computed) == 2


def test_gangs_are_known_by_number() -> None:
    """A device of one gang has none."""
    plans = Plans()
    assert list(plans.of(socket("one")).gangs) == ["1", "2"]


def large(count: int) -> Device:
    """Return a device with many data points."""
    listed: list[JsonValue] = [
        {"code": f"point_{number}x", "type": "Boolean", "values": "{}"}
        for number in range(count)
    ]
    specification = parse_specification({"category": "cz", "status": listed})
    return Device.create({"id": "large"}, specification)


def test_a_large_device_is_planned_in_steps(computed: list[Described]) -> None:
    """The event loop may do something else meanwhile, such as adding a point."""
    plans = Plans()
    device = large(LARGE)
    steps = plans.prepare(device)
    next(steps)
    assert len(list(steps)) >= LARGE - 1
    assert [plan.key for plan in plans.of(device).all] == [*device.points]
    assert list(plans.prepare(device)) == []
    assert not computed

    steps = plans.prepare(changed := large(LARGE))
    next(steps)
    changed.apply_pull({"extra": True}, requested_at=0)
    assert [*steps]
    assert [plan.key for plan in plans.of(changed).all] == [*changed.points]
    assert computed == [changed]


def test_a_small_device_is_planned_when_it_is_asked_for(
    computed: list[Described],
) -> None:
    """It takes no time worth a pause."""
    plans = Plans()
    device = large(LARGE - 1)
    assert list(plans.prepare(device)) == []
    assert len(plans.of(device).all) == LARGE - 1
    assert computed == [device]
