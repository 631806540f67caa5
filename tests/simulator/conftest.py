"""A simulator with a small home, and a client of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from simulator import Simulator
from tests.homes import write_files

from .client import Client

BULB = {
    "name": "Bulb",
    "category": "dj",
    "product_id": "bulbproduct00001",
    "product_name": "Test bulb",
    "online": True,
    "sub": False,
    "time_zone": "+01:00",
    "room": "Hall",
    "time_format": "ms",
    "function": {
        "switch_led": {"type": "Boolean", "value": {}},
        "work_mode": {"type": "Enum", "value": {"range": ["white", "colour"]}},
        "bright_value_v2": {
            "type": "Integer",
            "value": {"min": 10, "max": 1000, "scale": 0, "step": 1},
        },
        "colour_data_v2": {
            "type": "Json",
            "value": {"h": {"min": 0, "max": 360, "scale": 0, "step": 1}},
        },
        "pulse": {"type": "Boolean", "value": {}},
    },
    "status_range": {
        "switch_led": {"type": "Boolean", "value": {}},
        "work_mode": {"type": "Enum", "value": {"range": ["white", "colour"]}},
        "bright_value_v2": {
            "type": "Integer",
            "value": {"min": 10, "max": 1000, "scale": 0, "step": 1},
        },
        "colour_data_v2": {"type": "Json", "value": "{broken"},
    },
    "status": {"switch_led": False, "work_mode": "white", "bright_value_v2": 10},
}

BLIND = {
    "name": "Blind",
    "category": "cl",
    "product_id": "blindproduct0001",
    "product_name": "Test blind",
    "online": True,
    "sub": False,
    "time_zone": "+01:00",
    "room": "Hall",
    "time_format": "s text",
    "function": {
        "control": {"type": "Enum", "value": {"range": ["open", "stop", "close"]}},
        "percent_control": {"type": "Integer", "value": {"min": 0, "max": 100}},
    },
    "status_range": {
        "control": {"type": "Enum", "value": {"range": ["open", "stop", "close"]}},
        "percent_control": {"type": "Integer", "value": {"min": 0, "max": 100}},
        "percent_state": {"type": "Integer", "value": {"min": 0, "max": 100}},
    },
    "status": {"control": "stop", "percent_control": 0, "percent_state": 0},
}

GATEWAY = {
    "name": "Gateway",
    "category": "wg2",
    "product_id": "gatewayproduct01",
    "product_name": "Test gateway",
    "online": True,
    "sub": False,
    "time_zone": "+01:00",
}

BUTTON = {
    "name": "Button",
    "category": "wxkg",
    "product_id": "buttonproduct001",
    "product_name": "Test button",
    "online": True,
    "sub": True,
    "time_zone": "+01:00",
    "gateway": "gateway",
    "status_range": {"press": {"type": "Enum", "value": {"range": ["click"]}}},
    "status": {"press": "click"},
}

REMOTE = {
    "name": "Infrared",
    "category": "wnykq",
    "product_id": "infraredproduct1",
    "product_name": "Test infrared hub",
    "online": False,
    "sub": False,
    "time_zone": "+01:00",
    "shared": True,
}


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the files of a small home."""
    return write_files(
        tmp_path,
        {
            "bulb": BULB,
            "blind": BLIND,
            "gateway": GATEWAY,
            "button": BUTTON,
            "infrared": REMOTE,
        },
    )


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session to call simulators with."""
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def client(simulator: Simulator, session: aiohttp.ClientSession) -> Client:
    """Return a client that has not signed in."""
    return Client(simulator, session)


@pytest.fixture
async def signed_in(client: Client) -> Client:
    """Return a client that has signed in to the smart home."""
    await client.sign_in()
    return client
