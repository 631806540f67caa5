"""Lights whose specification leaves open how colors count, or that are never white."""

import json
from typing import Any, Final

import pytest
from homeassistant.const import Platform

from ..documents import boolean, device, enum, integer, packed
from .conftest import Driver

ON: Final = boolean(value=True)
FULL: Final = json.dumps({"h": 0, "s": 1000, "v": 1000})


def strip(modes: str, *, color: str = FULL, brightest: int = 1000) -> dict[str, Any]:
    """Return a light that does not say how its colors count."""
    return device(
        "gyd",
        {
            "switch_led": ON,
            "work_mode": enum(modes, "colour"),
            "bright_value": integer(10, brightest, brightest),
            "colour_data": packed("Json", color, "rw"),
        },
    )


PLATFORMS = [Platform.LIGHT]
DEVICES = {
    "strip": strip("white colour scene music"),
    "dim": strip(
        "white colour", color=json.dumps({"h": 0, "s": 100, "v": 100}), brightest=255
    ),
    "never_white": strip("colour scene music"),
    "no_mode": device(
        "dj",
        {
            "switch_led": ON,
            "bright_value_v2": integer(10, 1000, 1000),
            "colour_data_v2": packed("Json", FULL, "rw"),
        },
    ),
}
for device_id, document in DEVICES.items():
    document["product_id"] = device_id


async def turned_on(driver: Driver, device_id: str, **data: Any) -> Any:
    """Turn a light on; return the color that is sent."""
    sent = await driver.call(
        Platform.LIGHT, f"{device_id}_switch_led", "turn_on", **data
    )
    return json.loads(str(sent["colour_data"]))


async def test_a_dim_color_counts_like_a_bright_one(driver: Driver) -> None:
    """What was set is shown, and the next command keeps to the same scale."""
    assert await turned_on(driver, "strip", hs_color=(30, 20), brightness=51) == {
        "h": 30,
        "s": 200,
        "v": 200,
    }
    shown = driver.state(Platform.LIGHT, "strip_switch_led").attributes
    assert shown["hs_color"] == (30, 20)
    assert shown["brightness"] == 51
    assert await turned_on(driver, "strip", brightness=255) == {
        "h": 30,
        "s": 200,
        "v": 1000,
    }


async def test_once_seen_a_wider_scale_stays(driver: Driver) -> None:
    """A value that the usual limits cannot hold says how far the device counts."""
    assert await turned_on(driver, "dim", brightness=255) == {
        "h": 0,
        "s": 100,
        "v": 255,
    }
    await driver.report("dim", colour_data=FULL)
    assert await turned_on(driver, "dim", hs_color=(30, 20), brightness=51) == {
        "h": 30,
        "s": 200,
        "v": 200,
    }
    assert driver.state(Platform.LIGHT, "dim_switch_led").attributes["brightness"] == 51


@pytest.mark.parametrize(
    ("device_id", "modes"),
    [
        ("strip", {"hs", "white"}),
        ("never_white", {"hs"}),
        ("no_mode", {"hs", "white"}),
    ],
)
async def test_white_is_offered_where_it_can_be_had(
    driver: Driver, device_id: str, modes: set[str]
) -> None:
    """A mode without white never leaves the color."""
    state = driver.state(Platform.LIGHT, f"{device_id}_switch_led")
    assert set(state.attributes["supported_color_modes"]) == modes


async def test_brightness_of_what_is_never_white_is_that_of_its_color(
    driver: Driver,
) -> None:
    """Also when it shows an effect, which brightness ends."""
    assert await turned_on(driver, "never_white", brightness=51) == {
        "h": 0,
        "s": 1000,
        "v": 200,
    }
    await driver.report("never_white", work_mode="music")
    assert await driver.call(
        Platform.LIGHT, "never_white_switch_led", "turn_on", brightness=255
    ) == {"work_mode": "colour", "colour_data": FULL.replace(" ", "")}
