"""What silences ruff or mypy names its rule and says why."""

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
FOLDERS: Final = ("custom_components", "simulator", "scripts", "stubs", "benchmarks")

_SUPPRESSION: Final = re.compile(r"# ?(noqa|type: ?ignore|mypy:|ruff:)")
_EXPLAINED: Final = re.compile(
    r"(# (noqa: [A-Z]+\d+|type: ignore\[[a-z-]+\])  )*"
    r"# (noqa: [A-Z]+\d+|type: ignore\[[a-z-]+\]) ( #|-) \w.+"
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_suppressions_are_explained(folder: str) -> None:
    """On the line itself; none holds for a whole file."""
    unexplained = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / folder).rglob("*.py*"))
        if path.suffix in (".py", ".pyi")
        for line in path.read_text(encoding="utf-8").splitlines()
        if (found := _SUPPRESSION.search(line))
        and not _EXPLAINED.fullmatch(line[found.start() :])
    ]
    assert unexplained == []
