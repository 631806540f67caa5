"""The demo home: complete, realistic, with the oddities of real devices."""

import json

import pytest

from simulator.commands import check_command
from simulator.device import Device, load_devices
from simulator.limits import accepts, values_of
from simulator.server import DEMO_HOME

DEVICES = {device.id: device for device in load_devices(DEMO_HOME)}

# The one device with the oddities of real devices.
ODD = "workshop_controller"
ORDINARY = {
    device.id: device
    for device in DEVICES.values()
    if device.id != ODD and not device.thing_model
}


def test_the_home_holds_every_type_and_enough_devices() -> None:
    """There are at least 26 devices, every data point type, and an offline device."""
    assert len(DEVICES) >= 26
    types = {
        str(entry["type"])
        for device in DEVICES.values()
        for entry in (device.function | device.status_range).values()
    }
    assert types >= {"Boolean", "Integer", "Enum", "String", "Json", "Raw", "Bitmap"}
    assert any(not device.online for device in DEVICES.values())
    assert any(not device.has_data_points for device in DEVICES.values())
    assert len({device.product_id for device in DEVICES.values()}) == len(DEVICES)


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES)
def test_sub_devices_hang_on_a_gateway(device: Device) -> None:
    """A sub-device names a gateway of this home, another device none."""
    assert bool(device.gateway) is device.sub
    assert not device.gateway or device.gateway in DEVICES
    assert device.room


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES)
def test_data_point_ids_are_unique(device: Device) -> None:
    """No two codes of a device share a data point id."""
    codes = device.function | device.status_range
    assert len({device.dp_id(code) for code in codes}) == len(codes)


@pytest.mark.parametrize(
    "device",
    ORDINARY.values(),
    ids=ORDINARY,
)
def test_ordinary_devices_take_their_own_status_as_a_command(device: Device) -> None:
    """The status of an ordinary device fits its functions and its ranges."""
    for code, value in device.status.items():
        if code in device.function and value != "":
            check_command(device, code, value)
        entry = device.status_range[code]
        options = values_of(entry).get("range")
        assert not isinstance(options, list) or value in options
    assert set(device.status) == set(device.status_range)


def test_a_device_has_a_thing_model_alone() -> None:
    """Its values fit the model."""
    [device] = [device for device in DEVICES.values() if device.thing_model]
    assert not device.has_data_points
    for code, value in device.status.items():
        known = device.properties[code]
        assert accepts(known.entry, value)
    assert any(each.access == "wr" for each in device.properties.values())


def test_the_odd_device_is_odd() -> None:
    """It has everything that has broken clients before."""
    odd = DEVICES[ODD]
    entries = odd.status_range
    assert isinstance(values_of(entries["level"])["max"], str)
    assert odd.status["wind_unit"] not in ["kmh", "mph"]
    assert values_of(entries["alarms"]) == {}
    assert entries["frame"]["type"] == "raw"
    assert odd.status["settings"] == ""
    assert entries["profile"]["value"] == ""
    with pytest.raises(json.JSONDecodeError):
        json.loads(str(entries["offset"]["value"]))
    assert "scale" not in values_of(entries["air_pressure"])
    assert values_of(entries["warm_up"])["step"] == 0
    assert values_of(entries["moisture"])["max"] == 1000
    assert "reset_counter" not in odd.status
    assert "never_told" not in odd.status
    assert "unlisted_count" not in entries
    assert odd.function["gear"] != entries["gear"]
