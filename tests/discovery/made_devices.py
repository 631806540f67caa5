"""Devices and their plans, without a cloud or Home Assistant."""

import json
from collections.abc import Mapping
from typing import Any

from homeassistant.const import Platform

from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.discovery.entity_plan import EntityPlan
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.identity import parse_identity
from custom_components.tuya_cloud.model.json_types import JsonObject
from custom_components.tuya_cloud.model.specification import parse_specification
from tests.documents import Document, Point, device


def made_from(document: Document) -> Device:
    """Return the device that a device file describes."""
    specification = parse_specification(
        {
            "category": document["category"],
            "functions": [*_entries(document["function"])],
            "status": [*_entries(document["status_range"])],
        }
    )
    identity = parse_identity({"id": "made", **document})
    return Device.create(identity, specification, document["status"])


def _entries(described: Mapping[str, Any]) -> list[JsonObject]:
    """Return a list of a specification as the OpenAPI gives it."""
    return [
        {"code": code, "type": item["type"], "values": json.dumps(item["value"])}
        for code, item in described.items()
    ]


def made(category: str, points: Mapping[str, Point]) -> Device:
    """Return a device with these points, by code."""
    return made_from(device(category, points))


def plans_of(category: str, points: Mapping[str, Point]) -> list[EntityPlan]:
    """Return the entities of a device with these points."""
    return discover(made(category, points))


def plan_of(point: Point, *, code: str = "made_up", category: str = "") -> EntityPlan:
    """Return the one entity of a device with this one point."""
    (plan,) = plans_of(category or "test", {code: point})
    return plan


def keys_of(plans: list[EntityPlan]) -> set[tuple[Platform, str]]:
    """Return platform and key of each entity."""
    return {(plan.platform, plan.key) for plan in plans}
