"""Diagnostics that are fit to post: everything of the data points, nothing secret."""

import hashlib
import re
from datetime import UTC, datetime
from typing import Any, Final

from homeassistant.components.diagnostics import REDACTED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import AnyDeviceEntry

from .const import DOMAIN
from .coordinator import Coordinator, TuyaConfigEntry
from .discovery import discover
from .model.data_point import (
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    EnumPoint,
    ValuePoint,
)
from .model.device import Device
from .registry import device_of

_PLACES: Final = re.compile("latitude|longitude|gps|coordinate|location", re.IGNORECASE)
_SECRETS: Final = re.compile(
    f"{_PLACES.pattern}|passw|pwd|secret|token|ssid|url|unlock|(_|^)key(_|$)|map|path",
    re.IGNORECASE,
)


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: TuyaConfigEntry
) -> dict[str, Any]:
    """Return the account, the hub, the calls made, and every device."""
    coordinator = entry.runtime_data
    return _account(coordinator) | {
        "devices": [_device(hass, device) for device in coordinator.devices.values()],
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: TuyaConfigEntry, registered: AnyDeviceEntry
) -> dict[str, Any]:
    """Return one device with all its data points, or the account without any."""
    device = device_of(entry.runtime_data, registered)
    if device is None:
        return _account(entry.runtime_data)
    return _device(hass, device)


def _account(coordinator: Coordinator) -> dict[str, Any]:
    return {
        "account": {
            "endpoint": coordinator.api.endpoint,
            "project_type": coordinator.api.account.project_type,
            "country_code": coordinator.api.account.country_code,
            "app_schema": coordinator.api.account.app_schema,
            "pulled_at": _iso(coordinator.pulled_at),
            "problem": coordinator.problem and type(coordinator.problem).__name__,
        },
        "hub": _hub(coordinator),
        "calls": {
            "total": coordinator.api.calls.total,
            "by_endpoint": dict(coordinator.api.calls.by_endpoint),
            "this_month": coordinator.ledger.this_month,
            "forecast": coordinator.ledger.forecast,
            "by_day": {
                day: sum(calls.values())
                for day, calls in coordinator.ledger.days.items()
            },
        },
    }


def _hub(coordinator: Coordinator) -> dict[str, Any]:
    hub = coordinator.hub
    return {
        "state": hub.state,
        "connected_at": _iso(hub.connected_at),
        "last_message_at": _iso(hub.last_message_at),
        "reconnects": hub.reconnects,
        "undecodable": hub.undecodable,
        "last_error": hub.last_error and type(hub.last_error).__name__,
    }


def _device(hass: HomeAssistant, device: Device) -> dict[str, Any]:
    entity_ids = _entity_ids(hass, device)
    return {
        "device": {
            "id": tag(device.id),
            "name": device.name,
            "category": device.category,
            "product_id": device.product_id,
            "product_name": device.product_name,
            "model": device.model,
            "online": device.online,
            "is_sub_device": device.is_sub_device,
            "gateway": tag(device.gateway_id) if device.gateway_id else None,
            "time_zone": device.time_zone,
            "reported_at": _iso(_moment(device.reported_at)),
        },
        "data_points": {
            code: _data_point(device, point, entity_ids.get(code, []))
            for code, point in device.points.items()
        },
        "warnings": [
            *device.specification_warnings,
            # a warning quotes the value it is about
            *(
                f"{code}: {REDACTED if is_private(device.points[code]) else warning}"
                for code, warning in device.warnings.items()
            ),
        ],
    }


def _data_point(
    device: Device, point: DataPoint, entity_ids: list[str]
) -> dict[str, Any]:
    reading = device.readings.get(point.code)
    raw = reading.raw if reading else None
    value = reading.value if reading else None
    if raw and is_private(point):
        raw = value = REDACTED
    return {
        "type": point.type_name,
        "access": point.access,
        "specification": point.specification,
        "raw": raw,
        "value": value.hex() if isinstance(value, bytes) else value,
        "reported_at": _iso(_moment(reading.reported_at)) if reading else None,
        "entity_ids": entity_ids,
    }


def is_private(point: DataPoint) -> bool:
    """Tell whether what a point holds is nobody's business.

    Keys and passwords, addresses of streams, maps and places, as far as a data point's
    code tells.
    """
    if isinstance(point, BooleanPoint | EnumPoint | BitmapPoint):
        return False
    pattern = _PLACES if isinstance(point, ValuePoint) else _SECRETS
    return pattern.search(point.code) is not None


def _entity_ids(hass: HomeAssistant, device: Device) -> dict[str, list[str]]:
    """Return, by code, the entities that a point feeds, disabled ones too."""
    registry = er.async_get(hass)
    found: dict[str, list[str]] = {}
    for plan in discover(device):
        entity_id = registry.async_get_entity_id(
            plan.platform, DOMAIN, f"{device.id}_{plan.key}"
        )
        if entity_id is not None:
            for code in plan.codes:
                found.setdefault(code, []).append(entity_id)
    return found


def tag(identifier: str) -> str:
    """Return a short stand-in for an id, always the same for the same id."""
    return hashlib.sha256(identifier.encode()).hexdigest()[:8]


def _moment(milliseconds: int | None) -> datetime | None:
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
