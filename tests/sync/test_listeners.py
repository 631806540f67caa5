"""Listeners do not affect each other."""

from typing import NoReturn

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.identity import Identity
from custom_components.tuya_cloud.model.specification import parse_specification
from custom_components.tuya_cloud.sync.corrections import Corrections
from custom_components.tuya_cloud.sync.devices import Devices

SPECIFICATION = parse_specification(
    {"status": [{"code": "switch", "type": "Boolean", "values": "{}"}]}
)
IDENTITY: Identity = {"id": "plug", "name": "Plug", "online": True}


class BrokenError(Exception):
    """An unexpected exception."""


def fail(*_: object) -> NoReturn:
    """Raise an unexpected exception."""
    raise BrokenError


def test_a_failing_listener_does_not_stop_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Listeners of points, reports and devices are called; failures are logged."""
    home = Devices(Corrections(lambda _product: (), MockConfigEntry()))
    device = Device.create(IDENTITY, SPECIFICATION)
    called: list[str] = []
    for listener in (fail, lambda *_: called.append("called")):
        home.subscribe(device, frozenset({"switch"}), listener)
        home.subscribe_reports(device, "switch", listener)
        home.on_device(listener)
    home.report(device, [{"code": "switch", "value": True}])
    assert called == ["called", "called"]
    home.set_online(device, online=False)
    home.rename(device, "Renamed")
    assert called == ["called"] * 4
    failures = [record for record in caplog.records if record.exc_info]
    assert len(failures) == 4
