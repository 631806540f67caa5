"""Reports that are pieces of a sum, and those that are totals."""

import pytest

from custom_components.tuya_cloud.catalog.sensors import SENSORS
from custom_components.tuya_cloud.model.plausibility import Past
from custom_components.tuya_cloud.model.points.appearance import Counts
from custom_components.tuya_cloud.model.status import StatusItem
from tests.documents import integer

from ..builders import NOW
from .judged import Judged, energy


def reported(*reports: tuple[int, float], code: str = "add_ele") -> dict[str, Past]:
    """Return a history of reports: (raw value, hours)."""
    past = Past()
    for raw, hours in reports:
        past = past.after(StatusItem(code, raw, round(NOW + hours * 3_600_000)))
    return {code: past}


def test_a_value_too_large_for_a_piece_is_a_total() -> None:
    """It stays a total after a reset."""
    made = Judged(energy(296980))
    assert [each.counts for each in made.corrections] == [Counts.TOTAL]
    assert made.watched == made.depends_on == {"add_ele"}
    assert Judged(energy(3), history=reported((60000, 0), (3, 1))).corrections


def test_a_value_that_grows_too_fast_for_pieces_is_a_total() -> None:
    """Three times 30 kWh within minutes is implausible for pieces."""
    growing = reported((30000, 0), (30010, 0.1), (30020, 0.2))
    assert Judged(energy(30020), history=growing).corrections
    slow = reported((30000, 0), (30010, 0.1), (30020, 0.2), (30100, 500), (30200, 900))
    assert Judged(energy(30200), history=slow).corrections


@pytest.mark.parametrize(
    "reports",
    [
        [(30000, 0), (30010, 0.1)],
        [(190, 0), (191, 1), (192, 2), (193, 3), (194, 4), (195, 5)],
        [(10, 0), (20, 0.001), (30, 0.002), (60, 0.003)],
        [(30000, 0), (30010, 0.1), (30020, 0.2), (20000, 0.3)],
        [(30000, 0), (30010, 0), (30020, 0)],
        [(100, 0), (100, 0.001), (100, 0.002)],
    ],
)
def test_plausible_pieces_are_summed(reports: list[tuple[int, float]]) -> None:
    """Pieces of steady loads and solar panels may grow; a total does not fall."""
    assert Judged(energy(5), history=reported(*reports)).corrections == ()


def test_reports_without_time_or_number_prove_nothing() -> None:
    """The growth rate of a value needs times."""
    past = Past()
    for raw in (30000, 30010, None, "x", True, 30020, 30030):
        past = past.after(StatusItem("add_ele", raw))
    assert (past.last, past.highest, past.rates) == (30030, 30030, ())
    assert Judged(energy(30030), history={"add_ele": past}).corrections == ()


def test_every_sum_of_the_catalog_has_a_rule() -> None:
    """A summed code without a rule would sum totals."""
    summed = {row.key.replace("{n}", "1") for row in SENSORS.rows if row.increments}
    points = {code: integer(0, 50000, 60000, "r") for code in summed}
    assert summed
    assert Judged(points).codes == summed
