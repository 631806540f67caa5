"""The zip file of a release, unpacked in a new Home Assistant, sets a home up."""

import zipfile
from pathlib import Path

import pytest

from scripts.build_release import build_zip
from simulator.server import DEMO_HOME

from .running_home import RunningHome


@pytest.fixture(autouse=True)
def unpacked(tmp_path: Path) -> Path:
    """Unpack it before Home Assistant starts, as the Marketplace does."""
    build_zip(tmp_path / "release.zip")
    folder = tmp_path / "config" / "custom_components" / "tuya_cloud"
    with zipfile.ZipFile(tmp_path / "release.zip") as archive:
        archive.extractall(folder)
    return folder


async def test_a_release_runs(home: RunningHome, unpacked: Path) -> None:
    """The config flow works, every device has an entity, and a command arrives."""
    assert not unpacked.parent.is_symlink()
    entry_id = await home.set_up()
    entries = await home.home_assistant.entries()
    assert [entry["state"] for entry in entries] == ["loaded"]
    diagnostics = await home.diagnostics(entry_id)
    assert len(diagnostics["devices"]) == len(list(DEMO_HOME.glob("*.json")))
    lamp = await home.entity_id(entry_id, "Reading lamp", "switch_led")
    await home.serve("light", "turn_on", entity_id=lamp)
    assert await home.held("reading_lamp", "switch_led") is True
    home.assert_silence()
