"""README.md holds the table as it is, and every row has its test."""

from collections import Counter
from pathlib import Path

from . import test_a_running_home, test_push, test_stop, test_stored_file
from .table import Moment, markdown, rows

README = Path(__file__).with_name("README.md")
MODULES = {
    Moment.PUSH: test_push,
    Moment.RELOAD: test_stored_file,
    Moment.RUNNING: test_a_running_home,
    Moment.STOP: test_stop,
}


def test_the_readme_is_up_to_date() -> None:
    """`python -m tests.faults.table` prints what belongs there."""
    assert README.read_text(encoding="utf-8").endswith(markdown())


def test_every_row_is_tested() -> None:
    """Those alike by their parameters, the others by a test of their own."""
    table = list(rows())
    assert len(table) >= 60
    named = Counter((row.moment, row.name) for row in table)
    assert max(named.values()) == 1
    for moment, module in MODULES.items():
        own = {row.test for row in table if row.moment is moment and row.test}
        tests = {name for name in vars(module) if name.startswith("test_")}
        assert tests == own
