"""Those who listen do not stand in each other's way."""

from typing import NoReturn

import pytest

from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.identity import Identity
from custom_components.tuya_cloud.model.specification import parse_specification
from custom_components.tuya_cloud.sync.devices import Devices

SPECIFICATION = parse_specification(
    {"status": [{"code": "switch", "type": "Boolean", "values": "{}"}]}
)
IDENTITY: Identity = {"id": "plug", "name": "Plug", "online": True}


class BrokenError(Exception):
    """What no listener should raise."""


def fail(*_: object) -> NoReturn:
    """Listen, and fail."""
    raise BrokenError


def test_a_listener_that_fails_stops_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither to points, nor to reports, nor to devices; each failure is logged."""
    home = Devices()
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
