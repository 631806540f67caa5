"""README.md contains the current table, and every row has a test."""

from collections import Counter
from pathlib import Path

from . import (
    test_a_running_home,
    test_actions,
    test_app,
    test_cameras,
    test_firmware,
    test_history,
    test_infrared,
    test_lists,
    test_locks,
    test_other_clouds,
    test_push,
    test_pushed_messages,
    test_queue,
    test_stop,
    test_stored_file,
    test_things,
    test_two_accounts,
)
from .table import Moment, markdown, rows

README = Path(__file__).with_name("README.md")
MODULES = {
    Moment.CAMERAS: [test_cameras],
    Moment.PUSH: [test_push, test_pushed_messages],
    Moment.QUEUE: [test_queue],
    Moment.HISTORY: [test_history],
    Moment.RELOAD: [test_stored_file],
    Moment.THINGS: [test_things],
    Moment.APP: [test_app],
    Moment.LOCKS: [test_locks],
    Moment.FIRMWARE: [test_firmware],
    Moment.ACTIONS: [test_actions],
    Moment.INFRARED: [test_infrared],
    Moment.RUNNING: [test_a_running_home, test_lists],
    Moment.OTHER_CLOUDS: [test_other_clouds],
    Moment.STOP: [test_stop],
    Moment.TWO: [test_two_accounts],
}


def test_the_readme_is_up_to_date() -> None:
    """README.md ends with the output of `python -m tests.faults.table`."""
    assert README.read_text(encoding="utf-8").endswith(markdown())


def test_every_row_is_tested() -> None:
    """A row is tested by a shared test's parameter or by a test of its own."""
    table = list(rows())
    assert len(table) >= 60
    named = Counter((row.moment, row.name) for row in table)
    assert max(named.values()) == 1
    for moment, modules in MODULES.items():
        own = {row.test for row in table if row.moment is moment and row.test}
        tests = {
            name
            for module in modules
            for name in vars(module)
            if name.startswith("test_")
        }
        assert tests == own
