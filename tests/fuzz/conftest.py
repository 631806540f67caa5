"""How many examples there are, and how many were run."""

import os
from collections import Counter
from typing import Final

import pytest

EXAMPLES: Final = int(os.environ.get("FUZZ_EXAMPLES", "500"))
# by property: the examples that were run
RUN: Final = Counter[str]()


def share_of(parts: int) -> int:
    """Return the examples of a property, which gets one of so many parts of all."""
    return -(-EXAMPLES // parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many examples each property was tried on."""
    if RUN:
        terminalreporter.section("fuzz")
        for name, count in sorted(RUN.items()):
            terminalreporter.write_line(f"{count:8} {name}")
        terminalreporter.write_line(f"{RUN.total():8} examples in all")
