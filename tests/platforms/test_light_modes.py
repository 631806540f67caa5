"""Lights with an unknown color range, and lights without white."""

import json
from typing import Any, Final

import pytest
from homeassistant.const import Platform

from ..documents import boolean, device, enum, integer, packed
from .conftest import Driver

ON: Final = boolean(value=True)
FULL: Final = json.dumps({"h": 0, "s": 1000, "v": 1000})


def strip(modes: str, *, color: str = FULL, brightest: int = 1000) -> dict[str, Any]:
    """Return a light with an unknown color range."""
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
    """Turn a light on, and return the color sent."""
    sent = await driver.call(
        Platform.LIGHT, f"{device_id}_switch_led", "turn_on", **data
    )
    return json.loads(str(sent["colour_data"]))


async def test_a_dim_color_does_not_change_the_range(driver: Driver) -> None:
    """The color set is shown, and the next command uses the same range."""
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


async def test_a_wider_range_is_kept_once_reported(driver: Driver) -> None:
    """A value out of the usual range proves the wider one."""
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
async def test_white_is_offered_if_a_mode_has_it(
    driver: Driver, device_id: str, modes: set[str]
) -> None:
    """A light without a mode for white has only colors."""
    state = driver.state(Platform.LIGHT, f"{device_id}_switch_led")
    assert set(state.attributes["supported_color_modes"]) == modes


async def test_brightness_without_white_is_that_of_the_color(
    driver: Driver,
) -> None:
    """A brightness ends an effect."""
    assert await turned_on(driver, "never_white", brightness=51) == {
        "h": 0,
        "s": 1000,
        "v": 200,
    }
    await driver.report("never_white", work_mode="music")
    assert await driver.call(
        Platform.LIGHT, "never_white_switch_led", "turn_on", brightness=255
    ) == {"work_mode": "colour", "colour_data": FULL.replace(" ", "")}
