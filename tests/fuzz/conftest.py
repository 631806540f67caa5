"""The number of random examples, and a report of the examples run."""

import os
from collections import Counter
from typing import Final

import pytest

EXAMPLES: Final = int(os.environ.get("FUZZ_EXAMPLES", "500"))
# the number of examples run, by property
RUN: Final = Counter[str]()


def share_of(parts: int) -> int:
    """Return the number of examples of a property that gets one part of all."""
    return -(-EXAMPLES // parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the number of examples of each property."""
    if RUN:
        terminalreporter.section("fuzz")
        for name, count in sorted(RUN.items()):
            terminalreporter.write_line(f"{count:8} {name}")
        terminalreporter.write_line(f"{RUN.total():8} examples in all")
