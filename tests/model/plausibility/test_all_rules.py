"""The rules together: on real devices, and on random ones."""

import json
import random

import pytest

from custom_components.tuya_cloud.model.corrections import Correction
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.plausibility import Plausibility
from custom_components.tuya_cloud.model.points import ValuePoint
from custom_components.tuya_cloud.model.points.appearance import Counts
from custom_components.tuya_cloud.model.specification import parse_specification
from tests.conftest import REAL_DEVICES
from tests.documents import Document
from tests.fuzz import mutation

from .judged import Judged, air_conditioner, energy, plug


def test_other_corrections_stay() -> None:
    """The rules do not change fields that another correction has set."""
    watts = Correction(code="cur_power", factor=0.5)
    made = Judged(plug(), others=(watts,))
    assert made.codes == {"cur_voltage"}
    maximum = Correction(code="cur_voltage", maximum=2600)
    made = Judged(plug(), others=(maximum,))
    assert made.shown("cur_voltage") == [230.6]
    point = made.specification.points["cur_voltage"]
    assert isinstance(point, ValuePoint)
    assert point.maximum == 260.0
    pieces = Correction(code="add_ele", counts=Counts.PIECES)
    assert Judged(energy(296980), others=(pieces,)).corrections == ()
    celsius = Correction(code="temp_set", unit="K")
    assert "temp_set" not in Judged(air_conditioner(680), "kt", (celsius,)).codes
    whole = Correction(code="cur_voltage", scale=0)
    assert "cur_voltage" not in Judged(plug(), others=(whole,)).codes
    shown = Correction(code="temp_set_f", enabled=True)
    assert "temp_set_f" not in Judged(air_conditioner(680), "kt", (shown,)).codes


def test_no_code_and_no_value_raises() -> None:
    """Broken specifications with broken values raise nothing."""
    rng = random.Random(20261101)
    for _ in range(1000):
        document, described_as = mutation.listed(rng)
        status = document.get("status")
        values = {
            item["code"]: rng.choice([item.get("value"), *mutation.JUNK])
            for item in (status if isinstance(status, list) else ())
            if isinstance(item, dict) and isinstance(item.get("code"), str)
        }
        parsed = parse_specification(described_as)
        plausibility = Plausibility(parsed)
        made = plausibility.corrections(values, {})
        assert {each.code for each in made} <= parsed.points.keys()
        again = parse_specification(described_as, made, values)
        untouched = parsed.points.keys() - {each.code for each in made}
        assert all(again.points[code] == parsed.points[code] for code in untouched)


def test_demo_home_is_plausible() -> None:
    """The demo home gets no correction but the one that it demonstrates."""
    made: set[str] = set()
    for original in mutation.ORIGINALS:
        parsed = parse_specification(specification_of(original))
        plausibility = Plausibility(parsed)
        made |= {each.code for each in plausibility.corrections(original["status"], {})}
    assert made == {"moisture"}


REPORTED = REAL_DEVICES.parent
EXPECTED = {
    "cz_37mnhia3pojleqfh": {"cur_voltage", "cur_power"},
    "kt_5wnlzekkstwcdsvm": {"temp_set", "temp_current"},
    "kt_ibmmirhhq62mmf1g": {"temp_set", "temp_set_f"},
}


@pytest.mark.skipif(not REPORTED.is_dir(), reason="the devices of others are not here")
def test_real_devices_get_only_known_corrections() -> None:
    """Every correction of a real device was checked."""
    found: dict[str, set[str]] = {}
    for path in sorted((REPORTED / "devices").glob("*.json")):
        original = json.loads(path.read_text(encoding="utf-8"))
        parsed = parse_specification(specification_of(original))
        made = Plausibility(parsed).corrections(original["status"], {})
        if made:
            found[path.stem] = {each.code for each in made}
    assert found == EXPECTED


def specification_of(original: Document) -> JsonObject:
    """Return the specification of a device file."""

    def entries(described: JsonValue) -> list[JsonValue]:
        return [
            {"code": code, "type": entry["type"], "values": entry["value"]}
            for code, entry in (
                described if isinstance(described, dict) else {}
            ).items()
            if isinstance(entry, dict)
        ]

    return {
        "category": original["category"],
        "functions": entries(original["function"]),
        "status": entries(original["status_range"]),
    }
