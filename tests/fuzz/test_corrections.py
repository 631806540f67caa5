"""Random corrections of broken specifications, and what is no correction at all."""

import json
import random
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from custom_components.tuya_cloud.cloud.answers import devices_in
from custom_components.tuya_cloud.const import DOMAIN
from custom_components.tuya_cloud.discovery.discover import discover
from custom_components.tuya_cloud.model.correction_text import (
    InvalidCorrectionError,
    correction_to_json,
    parse_correction,
)
from custom_components.tuya_cloud.model.corrections import Correction, Source
from custom_components.tuya_cloud.model.device import Device
from custom_components.tuya_cloud.model.identity import Identity
from custom_components.tuya_cloud.model.json_types import JsonObject, JsonValue
from custom_components.tuya_cloud.model.plausibility import Past, Plausibility
from custom_components.tuya_cloud.model.points import (
    BitmapPoint,
    BooleanPoint,
    DataPoint,
    EnumPoint,
    InvalidCommandError,
    ValuePoint,
)
from custom_components.tuya_cloud.model.specification import (
    Specification,
    parse_specification,
)
from custom_components.tuya_cloud.model.status import StatusItem
from custom_components.tuya_cloud.model.variants import Variants

from .conftest import EXAMPLES, RUN, share_of
from .doubtful import doubtful
from .mutation import JUNK, broken, listed
from .random_corrections import broken_correction, correction, guarded, of_a_number

RANDOM = st.randoms(use_true_random=False)
# without the one that looks for a smaller example: of random numbers there is none
PHASES: Final = (Phase.explicit, Phase.reuse, Phase.generate)
# of a code that can be corrected
LONGEST: Final = 255
# of floating point: a share
NOISE: Final = 1e-3
EN: Final = json.loads(
    Path("custom_components", DOMAIN, "translations", "en.json").read_text("utf-8")
)
SENTENCES: Final[dict[str, str]] = EN["config_subentries"]["correction"]["error"]


@dataclass(frozen=True, slots=True)
class Described:
    """A broken device, its specification, and how it is without corrections."""

    identity: Identity
    document: Any
    values: dict[str, JsonValue]
    plain: Specification

    @classmethod
    def at_random(cls, rng: random.Random) -> Described:
        """Return any."""
        document, described = listed(rng)
        (identity,) = devices_in([document])
        values = identity["status"]
        return cls(identity, described, values, parse_specification(described))

    @property
    def codes(self) -> list[str]:
        """The codes that it lists or reports, and that are no longer than usual."""
        codes = dict.fromkeys((*self.plain.points, *self.values))
        return [code for code in codes if len(code) <= LONGEST]

    def corrected(self, *corrections: Correction) -> Specification:
        """Return its specification with corrections."""
        return parse_specification(self.document, corrections, self.values)


@settings(max_examples=EXAMPLES, phases=PHASES)
@given(RANDOM)
def test_a_correction_moves_nothing_else(rng: random.Random) -> None:
    """What it corrects decodes, encodes and feeds an entity, however absurd it is."""
    RUN["a broken specification is corrected"] += 1
    described = Described.at_random(rng)
    corrections = [
        parse_correction(correction(described.codes, rng))
        for _ in range(rng.choice([1, 1, 2, 4]))
    ]
    specification = described.corrected(*corrections)
    concerned = {each.code for each in corrections}
    assert specification.declared.keys() <= concerned
    assert others(specification, concerned) == others(described.plain, concerned)
    for point in (*specification.points.values(), *specification.declared.values()):
        if point.code in concerned:
            check_point(point, rng)
    assert_shown(described.identity, specification, described.values)


@settings(max_examples=share_of(4), phases=PHASES)
@given(RANDOM)
def test_a_correction_of_what_the_cloud_no_longer_says_is_left_out(
    rng: random.Random,
) -> None:
    """Its data point stays as it is."""
    RUN["a guard does not fit"] += 1
    described = Described.at_random(rng)
    corrections = [
        parse_correction(guarded(code, described.codes, rng))
        for code in described.codes
        if code in described.plain.points
    ]
    specification = described.corrected(*corrections)
    assert specification == described.plain


@settings(max_examples=share_of(4), phases=PHASES)
@given(RANDOM)
def test_plausibility_is_stable(rng: random.Random) -> None:
    """The same values give the same, and what a user says stays.

    Asked once more, it takes nothing back.
    """
    RUN["plausibility corrects"] += 1
    identity, document, values = doubtful(rng)
    corrections = tuple(
        parse_correction(rng.choice([correction, of_a_number])([*values], rng))
        for _ in range(rng.randrange(5))
    )
    history = {code: past(raw, rng) for code, raw in values.items()}
    variants = Variants(broken(document, rng), corrections)
    specification = variants.of(values, history)
    assert variants.of(values, history) is specification
    again = Plausibility(specification).corrections(values, history)
    for code, applied in specification.corrections.items():
        made = [each.correction for each in applied]
        assert_agreed([*made, *(each for each in again if each.code == code)])
    assert_shown(identity, specification, values)


@settings(max_examples=share_of(2), phases=PHASES)
@given(RANDOM)
def test_a_bad_correction_is_refused_with_a_sentence(rng: random.Random) -> None:
    """Any other is written as it was read, and applies."""
    RUN["a correction is read"] += 1
    parsed = read(broken_correction(rng))
    if isinstance(parsed, InvalidCorrectionError):
        assert SENTENCES[parsed.key].format(field=parsed.field)
        return
    assert parse_correction(correction_to_json(parsed)) == parsed
    described = Described.at_random(rng)
    for code in described.plain.points:
        described.corrected(replace(parsed, code=code))


def read(document: Any) -> Correction | InvalidCorrectionError:
    """Return a correction, or why it is refused."""
    try:
        return parse_correction(document)
    except InvalidCorrectionError as error:
        return error


def assert_agreed(corrections: list[Correction]) -> None:
    """Check that plausibility says one thing of a field, and nothing of a user's."""
    users: set[str] = set()
    plausible: JsonObject = {}
    for each in corrections:
        said = correction_to_json(each)
        names = said.keys() - {"code", "reason", "expected", "when"}
        if each.source is Source.USER:
            users |= names
            continue
        for name in names:
            assert plausible.setdefault(name, said[name]) == said[name]
    assert users.isdisjoint(plausible)


def assert_shown(
    identity: Identity, specification: Specification, values: dict[str, JsonValue]
) -> None:
    """Check that each data point of a device feeds an entity."""
    device = Device.create(identity, specification, values)
    plans = discover(device)
    assert {code for plan in plans for code in plan.codes} == device.points.keys()


def others(specification: Specification, codes: set[str]) -> dict[str, DataPoint]:
    """Return the data points of all codes but some."""
    points = specification.points
    return {code: points[code] for code in points.keys() - codes}


def past(raw: JsonValue, rng: random.Random) -> Past:
    """Return the history of a data point that now holds a raw value."""
    summary, time = Past(), 1_700_000_000_000
    for _ in range(rng.randrange(4)):
        time += rng.choice([-1, 0, 1000, 3_600_000])
        report = rng.choice([*JUNK, 100, 101, 110, 500])
        summary = summary.after(StatusItem("a", report, time))
    return summary.after(StatusItem("a", raw, time + 1))


def check_point(point: DataPoint, rng: random.Random) -> None:
    """Check that a data point decodes all, and takes back what it shows."""
    for raw in JUNK:
        point.decode(raw)
        with suppress(InvalidCommandError):
            json.dumps(point.encode(raw), allow_nan=False)
    if not point.writable:
        return
    # functions and status may differ: what is sent is read by the functions
    match replace(point, reader=None):
        case ValuePoint() as number:
            check_number(number, rng)
        case EnumPoint() as choice:
            for option in choice.options:
                assert choice.decode(choice.encode(option)).value == option
        case BooleanPoint() as switch:
            for value in (False, True):
                assert switch.decode(switch.encode(value)).value is value
        case BitmapPoint() as bits:
            for label in bits.labels:
                assert bits.decode(bits.encode([label])).value == (label,)


def check_number(point: ValuePoint, rng: random.Random) -> None:
    """Check that values are sent to the nearest step, and shown values are exact."""
    assert point.minimum < point.maximum
    span = point.maximum - point.minimum
    assert 0 < point.step <= span * (1 + NOISE)
    for share in (0, 1, rng.random()):
        value = min(max(point.value_at(share), point.minimum), point.maximum)
        sent = point.encode(value)
        assert isinstance(sent, int)
        shown = point.decode(sent).value
        assert shown is not None
        assert abs(shown - value) <= point.step * (1 + NOISE)
        assert point.encode(shown) == sent
