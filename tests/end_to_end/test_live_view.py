"""A camera of the demo home is played by Home Assistant's stream component."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import aiohttp
import pytest
from PIL import Image, ImageChops

from scripts.home_assistant_process import RUN_PYTHON

from .running_home import RunningHome, run_home

ALLOCATE: Final = "POST /v1.0/devices/{id}/stream/actions/allocate"
BEGINNING: Final = re.compile('#EXT-X-MAP:URI="(.+?)"')
# PyAV is in Home Assistant's environment only; frames are written one after the other
DECODE: Final = """
import av, io, sys
frames = av.open(io.BytesIO(sys.stdin.buffer.read())).decode(video=0)
sys.stdout.buffer.write(b"".join(frame.to_rgb().to_ndarray() for frame in frames))
"""
SIZE: Final = (640, 360)


@pytest.fixture
async def home(socket_enabled: None, tmp_path: Path) -> AsyncIterator[RunningHome]:
    """Run both; at the level "debug" Home Assistant itself logs addresses."""
    async with run_home(tmp_path, frontend=False, level="info") as running:
        yield running


async def test_a_live_view_moves(home: RunningHome) -> None:
    """Frames come from the simulated cloud, for two calls: this camera has no RTSP."""
    entry_id = await home.set_up()
    answer = await home.home_assistant.command(
        "camera/stream", entity_id="camera.front_door_bell"
    )
    playlist = answer["url"].replace("master_", "")
    video = await first_segment(home.home_assistant.base_url, playlist)
    frames = await decode(video)
    assert len(frames) >= 20
    # a dark cat on a light meadow is elsewhere
    differences = ImageChops.difference(frames[5], frames[15]).convert("L").histogram()
    assert sum(differences[60:]) > 2000
    calls = await home.control("GET", "/calls")
    assert calls["by_endpoint"][ALLOCATE] == 2
    home.assert_silence()
    await home.assert_no_secret(await home.diagnostics(entry_id))


async def first_segment(base_url: str, playlist: str) -> bytes:
    """Return the first segment of a stream of Home Assistant, as a file of MP4."""
    folder = playlist.rpartition("/")[0]
    async with aiohttp.ClientSession(base_url) as session:

        async def get(path: str) -> bytes:
            async with session.get(path) as response:
                response.raise_for_status()
                return await response.read()

        # it is answered as soon as there is something to play
        text = (await get(playlist)).decode()
        beginning = BEGINNING.search(text)
        assert beginning, text
        parts = [beginning[1], "segment/0.m4s"]
        return b"".join([await get(f"{folder}/{part}") for part in parts])


async def decode(video: bytes) -> list[Image.Image]:
    """Return the frames of a file of MP4."""
    process = await asyncio.create_subprocess_exec(
        *(RUN_PYTHON, "-c", DECODE),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    pixels, _ = await process.communicate(video)
    assert process.returncode == 0
    width, height = SIZE
    stream = io.BytesIO(pixels)
    frames = iter(lambda: stream.read(width * height * 3), b"")
    return [Image.frombytes("RGB", SIZE, frame) for frame in frames]
