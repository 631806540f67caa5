"""Live views of cameras: a clip without end, played with a password only."""

from time import monotonic

import aiohttp
import pytest
from yarl import URL

from simulator import Simulator
from simulator.live_view import LIVE_ROUTE


@pytest.fixture
def address(simulator: Simulator) -> URL:
    """Return the address of a new live view."""
    return URL(simulator.cloud.live_views.address())


async def test_the_clip_goes_on(
    session: aiohttp.ClientSession, address: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each segment begins where the one before has ended; old ones are not listed."""

    async def listed() -> list[str]:
        async with session.get(address) as response:
            return [
                each for each in (await response.text()).splitlines() if each[0] != "#"
            ]

    assert await listed() == ["0.m4s", "1.m4s", "2.m4s"]
    assert [await start_of(session, address, name) for name in await listed()] == [
        0,
        4000,
        8000,
    ]
    later = monotonic() + 40
    monkeypatch.setattr("simulator.live_view.monotonic", lambda: later)
    assert await listed() == ["10.m4s", "11.m4s", "12.m4s"]


async def start_of(session: aiohttp.ClientSession, address: URL, name: str) -> int:
    """Return the time of a segment in milliseconds."""
    async with session.get(address.with_name(name)) as response:
        segment = await response.read()
    place = segment.index(b"tfdt") + 8
    return int.from_bytes(segment[place : place + 8])


async def test_others_are_refused(session: aiohttp.ClientSession, address: URL) -> None:
    """Without the password, at another address, and for a part that is not there."""
    other = LIVE_ROUTE.format(path="0" * 32, name="index.m3u8")
    refused = {
        address.with_user(None): 401,
        address.with_password("wrong"): 401,
        address.with_path(other): 404,
        address.with_name("x.m4s"): 404,
    }
    for url, status in refused.items():
        async with session.get(url) as response:
            assert response.status == status, url


def test_addresses_are_secret(simulator: Simulator, address: URL) -> None:
    """Tests search logs for them."""
    assert {address.password, address.parts[2]} <= {*simulator.secrets()}
