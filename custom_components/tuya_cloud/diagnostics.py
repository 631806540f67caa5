"""Diagnostics that can be posted: all data points, and no secrets."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from homeassistant.components.diagnostics import REDACTED
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import AnyDeviceEntry

from .cloud.account import Account
from .const import DOMAIN
from .coordinator import Coordinator, TuyaConfigEntry
from .device_registry import device_of
from .discovery.plans import DevicePlans
from .flows.entry_data import account_of
from .model.correction_text import correction_to_json
from .model.corrections import WHOLE_DEVICE, AppliedCorrection
from .model.device import Device
from .model.points import DataPoint
from .privacy import is_private, withheld


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: TuyaConfigEntry
) -> dict[str, Any]:
    """Return the account, its push, the calls made, and every device.

    Of an account that is not loaded there is only what keeps it so.
    """
    if entry.state is not ConfigEntryState.LOADED:
        return _not_loaded(entry)
    coordinator = entry.runtime_data
    return _account(coordinator) | {
        "devices": [
            _device(hass, coordinator, device)
            for device in coordinator.devices.values()
        ],
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: TuyaConfigEntry, registered: AnyDeviceEntry
) -> dict[str, Any]:
    """Return one device with all its data points, or the account without any."""
    if entry.state is not ConfigEntryState.LOADED:
        return _not_loaded(entry)
    device = device_of(entry.runtime_data, registered)
    if device is None:
        return _account(entry.runtime_data)
    return _device(hass, entry.runtime_data, device)


def _not_loaded(entry: TuyaConfigEntry) -> dict[str, Any]:
    account = account_of(entry)
    return {
        "account": _identity(account, account.endpoint)
        | {"state": entry.state.value, "problem": entry.error_reason_translation_key},
        "devices": [],
    }


def _identity(account: Account, endpoint: str) -> dict[str, Any]:
    """Return the kind of an account, without its credentials."""
    return {
        "endpoint": endpoint,
        "project_type": account.project_type,
        "country_code": account.country_code,
        "app_schema": account.app_schema,
    }


def _account(coordinator: Coordinator) -> dict[str, Any]:
    api, problem = coordinator.api, coordinator.problem
    return {
        "account": _identity(api.account, api.endpoint)
        | {
            "pulled_at": _iso(coordinator.pulled_at),
            "problem": problem and problem.translation_key,
            "left_to_other_accounts": len(coordinator.ownership.left_out),
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
        "extras": coordinator.extras.summary,
    }


def _hub(coordinator: Coordinator) -> dict[str, Any]:
    """Return the state of the way in use, the hub or the queue."""
    push = coordinator.push
    channel, refusal = push.channel, push.refusal
    error = refusal or channel.last_error
    return {
        "way": channel.way,
        "state": channel.state,
        "is_delivering": channel.is_delivering,
        "connected_at": _iso(channel.connected_at),
        "last_message_at": _iso(channel.last_message_at),
        "reconnects": channel.reconnects,
        "undecodable": channel.undecodable,
        "last_error": error and error.translation_key,
    }


def _device(
    hass: HomeAssistant, coordinator: Coordinator, device: Device
) -> dict[str, Any]:
    plans = coordinator.plans.of(device)
    refusal = coordinator.things.refusal_of(device)
    layout = coordinator.extras.maps.unknown_layout_of(device.id)
    entity_ids = _entity_ids(hass, device, plans)
    whole = device.specification.corrections.get(WHOLE_DEVICE)
    lock = coordinator.extras.locks.summary_of(device)
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
        **({"corrections": [*map(_correction, whole)]} if whole else {}),
        **({} if lock is None else {"lock": lock}),
        "warnings": [
            *device.specification.warnings,
            *plans.warnings,
            *([f"its thing model cannot be read: {refusal}"] if refusal else []),
            *([f"its map has an unknown layout: {layout}"] if layout else []),
            *(f"{code}: {_warning(device, code)}" for code in device.warnings),
        ],
    }


def _data_point(
    device: Device, point: DataPoint, entity_ids: list[str]
) -> dict[str, Any]:
    reading = device.readings.get(point.code)
    raw = reading.raw if reading else None
    value = reading.value if reading else None
    if is_private(device, point):
        # a value that is none, or could not be decoded, holds nothing to withhold
        raw, value = withheld(raw), None if value is None else withheld(value)
    applied = device.specification.corrections.get(point.code)
    return {
        "type": point.type_name,
        "access": point.access,
        "specification": point.specification,
        "raw": raw,
        "value": value.hex() if isinstance(value, bytes) else value,
        "reported_at": _iso(_moment(reading.reported_at)) if reading else None,
        "entity_ids": entity_ids,
        **({"corrections": [*map(_correction, applied)]} if applied else {}),
    }


def _correction(applied: AppliedCorrection) -> dict[str, Any]:
    """Return a correction with its source, and what the cloud says instead."""
    correction = applied.correction
    fields = correction_to_json(correction)
    del fields["code"]
    return {"source": correction.source, **fields, "cloud_says": applied.before}


def _warning(device: Device, code: str) -> str:
    """Return the warning about a value, unless it quotes a private one."""
    return (
        REDACTED if is_private(device, device.points[code]) else device.warnings[code]
    )


def _entity_ids(
    hass: HomeAssistant, device: Device, plans: DevicePlans
) -> dict[str, list[str]]:
    """Return the entities of each point by code, disabled ones included."""
    registry = er.async_get(hass)
    found: dict[str, list[str]] = {}
    for plan in plans.all:
        entity_id = registry.async_get_entity_id(
            plan.platform, DOMAIN, plan.unique_id(device.id)
        )
        if entity_id is not None:
            for code in plan.codes:
                found.setdefault(code, []).append(entity_id)
    return found


def tag(identifier: str) -> str:
    """Return a short tag for an id, always the same."""
    return hashlib.sha256(identifier.encode()).hexdigest()[:8]


def _moment(milliseconds: int | None) -> datetime | None:
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
