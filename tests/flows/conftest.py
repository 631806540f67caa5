"""Home Assistant and a simulated cloud for the tests of the forms."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import AsyncMock, patch

import pytest

from custom_components.tuya_cloud.cloud import timing
from tests.homes import write_files

from .steps import SOCKET


@pytest.fixture(autouse=True)
def entry_setup() -> Iterator[AsyncMock]:
    """Replace the entry's set-up; these tests cover the forms only."""
    with (
        patch("custom_components.tuya_cloud.async_setup_entry") as setup,
        patch("custom_components.tuya_cloud.async_unload_entry"),
    ):
        setup.return_value = True
        yield setup


@pytest.fixture(autouse=True)
def integration(
    entry_setup: AsyncMock, enable_custom_integrations: None, socket_enabled: None
) -> None:
    """Make the integration known to Home Assistant, and allow sockets."""


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry without delay."""
    monkeypatch.setattr(timing, "RETRY_DELAYS", (0.0, 0.0))


@pytest.fixture
def device_files(tmp_path: Path) -> Path:
    """Return a folder with the file of one socket."""
    return write_files(tmp_path, {"socket": SOCKET})
