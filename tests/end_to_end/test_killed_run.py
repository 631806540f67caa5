"""A killed run leaves no process."""

import asyncio
import contextlib
import os
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from scripts.end_with_parent import tied
from scripts.home_assistant_process import ROOT, RUN_PYTHON
from tests.conftest import until

# the demo takes three ports in a row; clients get theirs from 32768 on
PORTS: Final = range(20_000, 30_000, 3)


def descendants(pid: int) -> Iterator[int]:
    """Yield the child processes of a process, and their children."""
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield int(child)
                yield from descendants(int(child))


def command_line(pid: int) -> str:
    """Return the command line of a process; "": it has ended."""
    try:
        text = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except FileNotFoundError, ProcessLookupError:
        return ""
    return text.replace("\0", " ")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends orphans")
async def test_the_processes_of_a_killed_run_end(
    socket_enabled: None, tmp_path: Path
) -> None:
    """Kill the demo while its simulator and its Home Assistant are running.

    Tests and benchmarks start both in the same way.
    """
    log = tmp_path / "log"
    with log.open("wb") as output:
        demo = await asyncio.create_subprocess_exec(
            *tied(RUN_PYTHON, ROOT / "scripts" / "demo.py", "--no-frontend"),
            *(
                "--port",
                str(random.choice(PORTS)),
                "--config",
                str(tmp_path / "config"),
            ),
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=output,
            stderr=output,
        )

    def started() -> set[int]:
        """Return the running processes of simulator and Home Assistant."""
        assert demo.returncode is None, log.read_text("utf-8")
        return {
            pid
            for pid in descendants(demo.pid)
            if command_line(pid).startswith(str(RUN_PYTHON.parent))
            and re.search(" -m (simulator|homeassistant) ", command_line(pid))
        }

    try:
        await until(lambda: len(started()) == 2, seconds=60)
        running = started()
    finally:
        if demo.returncode is None:
            demo.kill()
        await demo.wait()
    await until(lambda: not any(map(command_line, running)), seconds=30)
