"""The homes to test with."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from simulator.server import DEMO_HOME
from tests.conftest import REAL_DEVICES

type Document = Mapping[str, Any]

HOMES: Final = [DEMO_HOME, *([REAL_DEVICES] if REAL_DEVICES.is_dir() else [])]
each_home = pytest.mark.parametrize(
    "device_files", HOMES, ids=lambda path: path.parts[-2]
)


def documents_in(folder: Path) -> dict[str, Document]:
    """Return the device files of a folder, by device id."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.json"))
    }
