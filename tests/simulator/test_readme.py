"""The orders in the simulator's README are those of the control plane, and work."""

import json
import re
from pathlib import Path
from typing import Final

import aiohttp

import simulator
from simulator import Simulator
from simulator.control import CONTROL_PATH, ORDERS

README: Final = Path(simulator.__file__).with_name("README.md")
_EXAMPLE: Final = re.compile(
    r"^\| `(GET|POST|DELETE) (/\S+)` \| (?:`(.+?)`)? *\|", re.MULTILINE
)


async def test_every_order_has_an_example_that_works(
    session: aiohttp.ClientSession,
) -> None:
    """Send all examples in their order to the demo home."""
    examples = _EXAMPLE.findall(README.read_text(encoding="utf-8"))
    async with Simulator() as demo:
        for method, path, body in examples:
            url = demo.endpoint + path
            document = json.loads(body) if body else None
            async with session.request(method, url, json=document) as response:
                assert response.status == 200, (path, await response.text())
    without_example = [
        (method, path)
        for method, path, _ in ORDERS
        if not any(
            method == shown and re.fullmatch(_pattern(path), shown_path)
            for shown, shown_path, _ in examples
        )
    ]
    assert without_example == []


def _pattern(path: str) -> str:
    """Return the regular expression of a route."""
    return CONTROL_PATH + path.replace("{id}", "[^/]+")
