"""Fail when a module of the integration has less coverage than `fail_under`.

Run after the tests: it reads the file that they leave.
"""

import sys
from io import StringIO
from pathlib import Path

from coverage import Coverage


def main() -> int:
    """Print the modules with missing lines, then those below the limit."""
    coverage = Coverage()
    coverage.load()
    limit = float(str(coverage.get_option("report:fail_under")))
    coverage.report()
    below = []
    for path in sorted(coverage.get_data().measured_files()):
        percent = coverage.report(morfs=[path], file=StringIO())
        if percent < limit:
            name = Path(path).relative_to(Path.cwd())
            below.append(f"{name}: {percent:.1f} % is below {limit:.0f} %")
    print("\n".join(below) or f"Every module has at least {limit:.0f} %")
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())
