"""Meals of pet feeders: each layout with an example and random contents."""

import base64
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custom_components.tuya_cloud.model.json_types import JsonValue, load_json
from custom_components.tuya_cloud.model.packed.meal_layouts import LAYOUTS, MealError
from custom_components.tuya_cloud.model.packed.meal_plan import (
    DAYS,
    decode_meal_plan,
    decode_reversed_meal_plan,
    encode_meal_plan,
    encode_reversed_meal_plan,
    layout_of,
)
from tests.conftest import REAL_DEVICES

RECORDED: Final = REAL_DEVICES.parent / "reports" / "recorded"
EVERY_DAY: Final = [*DAYS]
BY_NAME: Final = {layout.name: layout for layout in LAYOUTS}

MEALS: Final = st.lists(
    st.fixed_dictionaries(
        {
            "days": st.lists(st.sampled_from(DAYS), unique=True).map(
                lambda days: sorted(days, key=DAYS.index)
            ),
            "time": st.times().map(lambda time: time.strftime("%H:%M")),
            "portion": st.integers(1, 9),
            "enabled": st.booleans(),
        }
    ),
    min_size=1,
    max_size=10,
)


def meal(days: list[str] | None, time: str, portion: int, enabled: bool) -> JsonValue:
    """Return a meal as it is shown."""
    shown: dict[str, JsonValue] = {} if days is None else {"days": [*days]}
    return shown | {"time": time, "portion": portion, "enabled": enabled}


@pytest.mark.parametrize(
    ("plan", "layout", "meals"),
    [
        ("0112320c01", "five_bytes", [meal(["sunday"], "18:50", 12, True)]),
        ("030b1e0101", "five_bytes", [meal(["saturday", "sunday"], "11:30", 1, True)]),
        (
            "7f0400020040061e0101",
            "five_bytes",
            [meal(EVERY_DAY, "04:00", 2, False), meal(["monday"], "06:30", 1, True)],
        ),
        (
            "0c0001010c1e0201",
            "four_bytes",
            [meal(None, "12:00", 1, True), meal(None, "12:30", 2, True)],
        ),
        ("010260017f", "fish_feeder", [meal(EVERY_DAY, "10:08", 1, True)]),
    ],
)
def test_bytes(plan: str, layout: str, meals: JsonValue) -> None:
    """The first layout counts in which each record is plausible."""
    data = bytes.fromhex(plan)
    found = layout_of(data)
    assert found is not None
    assert found.name == layout
    assert decode_meal_plan(data) == meals
    assert encode_meal_plan(meals, data) == data


@pytest.mark.parametrize(
    ("plan", "layout", "meals"),
    [
        (
            "7f17000200000007f20000210000000"[:30],
            "text_15",
            [meal(EVERY_DAY, "17:00", 2, False), meal(EVERY_DAY, "20:00", 2, True)],
        ),
        (
            "2019121170191031",
            "text_8",
            [
                meal(["tuesday"], "19:12", 1, True),
                meal(["monday", "tuesday", "wednesday"], "19:10", 3, True),
            ],
        ),
        (
            "fwQAAQB/CQACAQ==",
            "five_bytes",
            [meal(EVERY_DAY, "04:00", 1, False), meal(EVERY_DAY, "09:00", 2, True)],
        ),
        ("7f0900020140061e0100", "five_bytes", None),
    ],
)
def test_texts(plan: str, layout: str, meals: JsonValue) -> None:
    """A text is a plan itself, or the bytes of one; it is written as it was read."""
    found = layout_of(plan)
    assert found is not None
    assert found.name == layout
    decoded = decode_meal_plan(plan)
    assert decoded == meals if meals else isinstance(decoded, list)
    assert encode_meal_plan(decoded, plan) == plan


def test_a_text_that_was_taken_for_base64() -> None:
    """A raw point decodes four records of text as if they were base64."""
    text = "7f1700020000000" * 4
    data = base64.b64decode(text)
    assert decode_meal_plan(data) == [meal(EVERY_DAY, "17:00", 2, False)] * 4
    assert encode_meal_plan(decode_meal_plan(data), data) == text


@pytest.mark.skipif(not RECORDED.is_dir(), reason="the recordings are not there")
@pytest.mark.parametrize(
    "path", sorted(RECORDED.glob("*feeder_meal_plan*")), ids=lambda path: path.stem
)
def test_recorded_plans(path: Any) -> None:
    """Every recorded plan has a layout, and is written as it was read."""
    document: Any = load_json(path.read_text("utf-8"))
    plan = document["message"]["value"]
    decoded = decode_meal_plan(plan)
    assert decoded
    assert encode_meal_plan(decoded, plan) == plan


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if each.has_days])
@given(meals=MEALS)
def test_each_layout_reads_what_it_writes(layout: Any, meals: Any) -> None:
    """Nothing is lost."""
    plan = encode_meal_plan(meals, layout=layout)
    assert layout.encode(layout.decode(plan)) == plan


@given(meals=MEALS)
def test_the_usual_layout_is_known_again(meals: Any) -> None:
    """Five bytes come first, so they are never taken for something else."""
    assert decode_meal_plan(encode_meal_plan(meals)) == meals
    assert decode_reversed_meal_plan(encode_reversed_meal_plan(meals)) == meals


def test_the_other_order_of_days() -> None:
    """A correction says that Monday is the lowest bit."""
    data = bytes.fromhex("01123201 01")
    assert decode_meal_plan(data) == [meal(["sunday"], "18:50", 1, True)]
    assert decode_reversed_meal_plan(data) == [meal(["monday"], "18:50", 1, True)]


@pytest.mark.parametrize("plan", [b"", ""])
def test_an_empty_plan_has_no_meals(plan: Any) -> None:
    """The last meal may be deleted."""
    assert decode_meal_plan(plan) == []
    assert layout_of(plan) is None
    assert encode_meal_plan([], plan) == b""


@pytest.mark.parametrize("plan", ["ff07050301", "7f18050301", "7f07050302", "7f07"])
def test_another_layout_is_not_decoded(plan: str) -> None:
    """One number that cannot be shows that the layout is another."""
    assert decode_meal_plan(bytes.fromhex(plan)) is None


@pytest.mark.parametrize(
    "plan",
    ["7f170002000000", "zz17000200000007", " 7191211", "7f17000x0000000", "+1191211"],
)
def test_another_text_is_not_decoded(plan: str) -> None:
    """Numbers have digits alone."""
    assert decode_meal_plan(plan) is None


def test_a_meal_with_defaults() -> None:
    """By default, a meal is enabled on every day."""
    assert encode_meal_plan([{"time": "7:05", "portion": 3}]) == bytes.fromhex(
        "7f07050301"
    )
    assert encode_meal_plan([{"time": "07:05:00", "portion": 3}]) == bytes.fromhex(
        "7f07050301"
    )


@pytest.mark.parametrize(
    "entry",
    [
        {"time": "24:00", "portion": 1},
        {"time": "12:60", "portion": 1},
        {"time": "12", "portion": 1},
        {"time": "12:00"},
        {"time": "12:00", "portion": 256},
        {"time": "12:00", "portion": -1},
        {"time": "12:00", "portion": 1, "enabled": "yes"},
        {"time": "12:00", "portion": 1, "days": ["someday"]},
        {"time": "12:00", "portion": 1, "days": [["monday"]]},
        {"time": "12:00", "portion": 1, "days": "monday"},
        "12:00",
    ],
)
def test_a_broken_meal_is_refused(entry: JsonValue) -> None:
    """Nothing that a feeder would misread is sent."""
    with pytest.raises(ValueError):
        encode_meal_plan([entry])


@pytest.mark.parametrize(
    ("layout", "entry", "key"),
    [
        ("four_bytes", {"time": "12:00", "portion": 1, "days": ["monday"]}, "no_days"),
        ("text_15", {"time": "12:00", "portion": 100}, "too_many_portions"),
        ("text_8", {"time": "12:00", "portion": 10}, "too_many_portions"),
        ("five_bytes", {"time": "12:00", "portion": 256}, "not_a_meal"),
    ],
)
def test_what_a_layout_cannot_hold_is_refused(
    layout: str, entry: JsonValue, key: str
) -> None:
    """The error says why."""
    with pytest.raises(MealError) as refusal:
        encode_meal_plan([entry], layout=BY_NAME[layout])
    assert refusal.value.key == key
