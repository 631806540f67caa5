"""Run a command that ends when the process that started it ends, even by SIGKILL.

The Linux kernel sends the command SIGTERM then. Other systems cannot do that: there the
command goes on when its parent is killed, and has to be stopped by hand.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1  # of <sys/prctl.h>


def tied(*command: str | Path) -> list[str]:
    """Return the command line that ties a command to this process."""
    return [sys.executable, __file__, str(os.getpid()), *map(str, command)]


def main() -> None:
    """Tie this process to its parent, then become the command."""
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        if ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM):
            raise OSError("prctl failed")
        if os.getppid() != int(parent):
            sys.exit("the parent has ended already")
    os.execv(command[0], command)  # noqa: S606 - a list of arguments needs no shell


if __name__ == "__main__":
    main()
