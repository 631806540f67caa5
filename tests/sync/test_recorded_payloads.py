"""Messages and answers recorded from the real cloud, and what comes of each.

They lie beside the checkout and not in it; without them there is nothing to send. The
messages go through a real broker, the answers over real HTTP.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.tuya_cloud.coordinator import Coordinator
from simulator import Simulator
from tests.conftest import REAL_DEVICES, entity_id_of, let_time_pass, until
from tests.documents import boolean, device, integer, packed
from tests.homes import write_files

PAYLOADS: Final = REAL_DEVICES.parent / "reports" / "payloads"
LIST: Final = "GET /v1.0/users/*/devices"
LOGIN: Final = "POST /v1.0/iot-01/associated-users/actions/authorized-login"

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_dir(), reason="there are no recorded payloads"
)


def files(pattern: str) -> list[str]:
    """Return the names of recorded files."""
    return sorted(path.stem for path in PAYLOADS.glob(pattern))


def content(name: str) -> Any:
    """Return a recorded file."""
    return json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with a device for each message.

    The probe sleeps at first, and the shared device is not listed at the start.
    """
    meter = {
        "cur_current": integer(0, 30000, 0, "r", unit="mA"),
        "cur_power": integer(0, 50000, 0, "r", unit="W", scale=1),
        "cur_voltage": integer(0, 5000, 0, "r", unit="V", scale=1),
    }
    probe = {"va_temperature": integer(-200, 600, 215, "r", unit="℃", scale=1)}
    return write_files(
        tmp_path,
        {
            "meter": device("cz", meter),
            "probe": device("wsdcg", probe) | {"online": False},
            "socket": device("cz", {"switch_1": boolean(value=True)}),
            "valve": device("sfkzq", {"switch_1": boolean(value=False)}),
            "bell": device("sp", {"doorbell_active": packed("String", "")}),
            "lamp": device("dj", {"switch_led": boolean(value=True)}),
            "foreign": device("tdq", {"switch": boolean(value=True)})
            | {"shared": True},
        },
    )


@dataclass
class Home:
    """The home that receives a message."""

    hass: HomeAssistant
    coordinator: Coordinator
    simulator: Simulator

    def raw(self, device_id: str) -> dict[str, Any]:
        """Return the raw values of a device."""
        return self.coordinator.devices[device_id].raw_values

    def reported_at(self, device_id: str) -> int | None:
        """Return when a device has last reported, by the cloud's times."""
        return self.coordinator.devices[device_id].reported_at

    def state(self, platform: str, unique_id: str) -> Any:
        """Return a state; None: there is no such entity."""
        state = self.hass.states.get(entity_id_of(self.hass, platform, unique_id))
        return None if state is None else state.state


# by file: the device, and what comes of the message
OUTCOMES: Final[dict[str, tuple[str, Callable[[Home], bool]]]] = {
    "01_hb14_protocol4_seconds_text": (
        "meter",
        lambda home: (
            home.raw("meter")
            == {"cur_current": 2388, "cur_power": 2801, "cur_voltage": 2326}
            and home.reported_at("meter") == 1_667_205_016_000
            and home.state("sensor", "meter_cur_voltage") == "232.6"
        ),
    ),
    "02_hb48_online": (
        "probe",
        lambda home: home.state("sensor", "probe_va_temperature") == "21.5",
    ),
    "04_hb23_t_is_2": (
        "probe",
        lambda home: (
            home.state("sensor", "probe_va_temperature") == "23.1"
            and home.reported_at("probe") is None
        ),
    ),
    "06_docs_status_text_value": (
        "socket",
        lambda home: (
            home.state("switch", "socket_switch_1") == "off"
            and home.reported_at("socket") == 1_628_229_842_692
        ),
    ),
    "08_scrypted792_event_notify": (
        "bell",
        lambda home: home.state("event", "bell_doorbell_active") != "unknown",
    ),
    "09_docs_iotcore_property": (
        "valve",
        lambda home: (
            home.raw("valve") == {"switch_1": True}
            and home.reported_at("valve") == 1_760_360_744_191
        ),
    ),
    "10_docs_iotcore_offline": (
        "socket",
        lambda home: home.state("switch", "socket_switch_1") == STATE_UNAVAILABLE,
    ),
    "12_docs_share": ("socket", lambda home: "foreign" in home.coordinator.devices),
    # nothing shows a firmware that is being installed
    "13_docs_upgradeStatus": ("socket", lambda _: True),
}


def is_newer(coordinator: Coordinator, received_at: datetime | None) -> bool:
    """Return whether another message has come since a time."""
    return coordinator.push.hub.last_message_at != received_at


@pytest.mark.parametrize("name", files("[0-9]*"))
async def test_what_comes_of_a_message(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry, name: str
) -> None:
    """Each has its outcome, is decoded, and leaves the home at work."""
    coordinator = loaded.runtime_data
    await until(lambda: coordinator.push.is_connected)
    home = Home(hass, coordinator, simulator)
    device_id, has_come = OUTCOMES.get(name, ("socket", lambda _: True))
    payload = json.loads(json.dumps(content(name)).replace("{id}", device_id))
    for _ in range(2):
        # the second time, it changes nothing
        received_at = coordinator.push.hub.last_message_at
        await simulator.publish(payload["protocol"], payload["data"], t=payload["t"])
        await until(partial(is_newer, coordinator, received_at))
        # a change of the sharing settles
        let_time_pass(hass, 12)
        await until(lambda: has_come(home), what=name)
    await simulator.report("lamp", {"switch_led": False})
    await until(lambda: home.state("light", "lamp_switch_led") == "off")
    assert has_come(home)
    assert coordinator.push.hub.undecodable == 0


async def test_a_login_without_platform_url(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """The account stays at its endpoint."""
    answer = content("answer_login_hb41_without_platform_url")
    simulator.add_fault(LOGIN, {"result": answer}, times=1)
    api = loaded.runtime_data.api
    await api.login()
    assert api.uid == answer["uid"]
    assert api.endpoint == simulator.endpoint


# by code: the translation key of what the user sees
REFUSALS: Final = {
    1004: "signature_refused",
    -9999999: "signature_refused",
    1010: "account_in_use_elsewhere",
    1104: "request",
    1114: "ip_not_allowed",
    2007: "cross_region",
    28841101: "api_not_subscribed",
}


async def test_recorded_refusals(
    hass: HomeAssistant, simulator: Simulator, loaded: MockConfigEntry
) -> None:
    """Each has its sentence, without the address that it holds."""
    coordinator = loaded.runtime_data
    for refusal in content("answer_refusals"):
        code = refusal["code"]
        simulator.add_fault(LIST, {"code": code, "msg": refusal["msg"]})
        assert not await coordinator.try_again()
        problem = coordinator.problem
        assert problem is not None
        assert (problem.code, problem.translation_key) == (code, REFUSALS[code])
        assert "192.0.2.1" not in str(problem)
        simulator.clear_faults()
        assert await coordinator.try_again()


async def test_a_specification_whose_values_are_null(
    hass: HomeAssistant, simulator: Simulator, entry: MockConfigEntry
) -> None:
    """The switch needs none, and brightness has its own."""
    answer = content("answer_spec_smarthomej358_values_null")
    simulator.add_fault("GET */devices/lamp/specifications", {"result": answer})
    simulator.device("lamp").status = {"switch_led": True, "bright_value": 255}
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    state = hass.states.get(entity_id_of(hass, "light", "lamp_switch_led"))
    assert state is not None
    assert (state.state, state.attributes["brightness"]) == ("on", 255)
    await hass.services.async_call(
        "light", "turn_off", {"entity_id": state.entity_id}, blocking=True
    )
    assert simulator.device("lamp").status["switch_led"] is False
