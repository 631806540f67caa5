"""Broken devices, reports and hub messages, without Home Assistant."""

import json
import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custom_components.tuya_cloud.cloud.account import ProjectType
from custom_components.tuya_cloud.cloud.answers import devices_in, status_in
from custom_components.tuya_cloud.cloud.hub_payload import MessageReader
from custom_components.tuya_cloud.cloud.sdk import UndecodableError
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.points import InvalidCommandError
from custom_components.tuya_cloud.model.specification import (
    Specification,
    parse_specification,
)
from custom_components.tuya_cloud.model.status import parse_status_items
from custom_components.tuya_cloud.sync.push_events import parse_hub_message
from simulator.encryption import Version, encrypt

from .conftest import RUN, share_of
from .mutation import JUNK, broken, listed, report

RANDOM = st.randoms(use_true_random=False)
PASSWORD = "00112233aabbccddeeff001122334455"
VERSIONS = {ProjectType.SMART_HOME: Version.ECB, ProjectType.CUSTOM: Version.GCM}


def device_from(rng: random.Random) -> Device:
    """Return a broken device."""
    device, _specification = listed_device(rng)
    return device


def listed_device(rng: random.Random) -> tuple[Device, Specification]:
    """Return a broken device of the device list, and its specification."""
    document, described = listed(rng)
    (device,) = devices_in([document])
    specification = parse_specification(described)
    return Device.create(device, specification, device["status"]), specification


@settings(max_examples=share_of(4))
@given(RANDOM)
def test_a_broken_device_is_discovered(rng: random.Random) -> None:
    """Each data point has an entity, and the device can be stored and restored."""
    RUN["a device is discovered"] += 1
    device, specification = listed_device(rng)
    fed = {code for plan in discover(device) for code in plan.codes}
    assert fed == device.points.keys()
    stored = json.loads(json.dumps(device.to_json()))
    again = Device.from_stored(stored, specification)
    assert again.points.keys() == device.points.keys()


@settings(max_examples=share_of(4))
@given(RANDOM)
def test_any_report_is_accepted(rng: random.Random) -> None:
    """Reports and pulls raise nothing, and the values can be written as JSON."""
    RUN["a report is taken in"] += 1
    device = device_from(rng)
    codes = [*device.points]
    for received_at in range(4):
        items = report(codes, rng)
        if rng.random() < 0.7:
            device.apply_report(
                parse_status_items(items),
                received_at=received_at,
                now_ms=1_800_000_000_000,
            )
        else:
            device.apply_pull(status_in(items), requested_at=received_at)
    for code in device.points:
        value = device.value(code)
        json.dumps(value.hex() if isinstance(value, bytes) else value)
        device.options(code)
    discover(device)


@settings(max_examples=share_of(4))
@given(RANDOM)
def test_a_command_is_sent_or_refused(rng: random.Random) -> None:
    """A refusal has a translated reason; a command is JSON."""
    RUN["a command is encoded"] += 1
    device = device_from(rng)
    for point in device.points.values():
        with suppress(InvalidCommandError):
            json.dumps(point.encode(rng.choice(JUNK)), allow_nan=False)


@pytest.mark.parametrize("project_type", VERSIONS)
@settings(max_examples=share_of(8))
@given(RANDOM)
def test_any_bytes_of_the_hub_are_accepted(
    project_type: ProjectType, rng: random.Random
) -> None:
    """Bytes raise nothing, whether they can be decrypted or not."""
    RUN[f"a {project_type} message is read"] += 1
    data = broken(
        {
            "devId": "fuzzed",
            "status": report(["switch_1"], rng),
            "bizCode": rng.choice(["online", "offline", "nameUpdate", "delete"]),
            "bizData": {"devId": "fuzzed", "name": "x", "uid": "y"},
        },
        rng,
    )
    time = rng.choice([1, 1_700_000_000_000])
    plain = json.dumps(data).encode()
    envelope = broken(
        {
            "protocol": rng.choice([4, 20, "4"]),
            "t": time,
            "data": encrypt(VERSIONS[project_type], PASSWORD, time, plain),
        },
        rng,
    )
    payload = bytearray(json.dumps(envelope).encode())
    for _ in range(rng.choice([0, 0, 0, 1, 5])):
        payload[rng.randrange(len(payload))] = rng.randrange(256)
    try:
        message = MessageReader(project_type).read(bytes(payload), PASSWORD)
    except UndecodableError:
        return
    parse_hub_message(message)
