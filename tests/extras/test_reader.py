"""Extras are read when they are due, and never at a start."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar, override

import pytest
from homeassistant.core import HomeAssistant

from custom_components.tuya_cloud.cloud.errors import (
    CloudError,
    NetworkError,
    error_for,
)
from custom_components.tuya_cloud.extras.extra import Extra
from custom_components.tuya_cloud.extras.reader import (
    FIRST_LOOK,
    LOOK_INTERVAL,
    ExtrasReader,
)
from custom_components.tuya_cloud.model.json_types import JsonValue
from custom_components.tuya_cloud.sync.background import BackgroundTasks
from custom_components.tuya_cloud.sync.clock import Clock
from custom_components.tuya_cloud.sync.stored_entry import StoredExtra
from tests.conftest import let_time_pass, until

HOUR = 3600
DAY = 24 * HOUR


class Songs(Extra):
    """An extra that returns what a test says."""

    name: ClassVar[str] = "songs"
    interval: ClassVar[timedelta] = timedelta(days=1)

    def __init__(self) -> None:
        """Start with an answer."""
        super().__init__()
        self.answer: JsonValue = ["one"]
        self.error: Exception | None = None
        self.reads = 0
        self.taken: list[JsonValue] = []
        self.needed = True

    @property
    @override
    def is_wanted(self) -> bool:
        """Return what the test says."""
        return self.needed

    @override
    async def read(self) -> JsonValue:
        """Count, then answer or fail."""
        self.reads += 1
        await asyncio.sleep(0)
        if self.error is not None:
            raise self.error
        return self.answer

    @override
    def take(self, document: JsonValue) -> None:
        """Note the document."""
        if document == "poison":
            raise ValueError
        self.taken.append(document)


class House:
    """A reader of songs, and a clock that a test moves."""

    def __init__(self, hass: HomeAssistant, now: list[int]) -> None:
        """Start without songs."""
        self.hass = hass
        self.now = now
        self.songs = Songs()
        self.may_read = True
        self.saves = 0
        self.background = BackgroundTasks(hass)
        self.reader = ExtrasReader(
            [self.songs],
            Clock(hass),
            self.background,
            may_read=lambda: self.may_read,
            on_read=self.save,
        )

    def save(self) -> None:
        """Count what is to be stored."""
        self.saves += 1

    @property
    def stored(self) -> StoredExtra:
        """Return what is stored of the songs."""
        return self.reader.stored["songs"]

    async def look(self, after: int = LOOK_INTERVAL) -> int:
        """Let some seconds pass with a look at their end; return the reads so far."""
        self.now[0] += after
        let_time_pass(self.hass, max(FIRST_LOOK, LOOK_INTERVAL) + 1)
        await until(lambda: self.background.is_idle)
        return self.songs.reads


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the time of the wall clock, which a test may set."""
    time = [1_800_000_000]
    monkeypatch.setattr(Clock, "epoch", lambda _: time[0])
    return time


@pytest.fixture
def house(hass: HomeAssistant, now: list[int]) -> Iterator[House]:
    """Return a house that is not started."""
    house = House(hass, now)
    yield house
    house.reader.stop()


async def test_a_document_is_read_once_a_day(house: House) -> None:
    """The first read comes some minutes after the start, the next a day later."""
    heard: list[str] = []
    unsubscribe = house.songs.subscribe(lambda: heard.append("songs"))
    house.reader.start()
    assert house.songs.reads == 0
    assert await house.look() == 1
    assert (house.songs.taken, heard, house.saves) == ([["one"]], ["songs"], 1)
    assert house.stored["document"] == ["one"]
    assert await house.look(DAY - 1) == 1
    house.songs.answer = ["two"]
    unsubscribe()
    assert await house.look(1) == 2
    assert house.songs.taken == [["one"], ["two"]]
    assert heard == ["songs"]


async def test_a_restart_reads_what_is_stored(
    hass: HomeAssistant, house: House, now: list[int]
) -> None:
    """The document is taken at once; it is read again when its day is over."""
    house.reader.start()
    await house.look()
    house.reader.stop()
    next_house = House(hass, now)
    next_house.reader.restore(house.reader.stored | {"gone": house.stored})
    assert next_house.reader.stored.keys() == {"songs"}
    assert next_house.songs.taken == [["one"]]
    next_house.reader.start()
    assert await next_house.look(DAY - 1) == 0
    assert await next_house.look(1) == 1
    next_house.reader.stop()


async def test_a_stored_document_that_does_not_fit_is_read_again_some_day(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure to take it does not keep the others from theirs."""
    house.reader.restore(
        {
            "songs": StoredExtra(
                document="poison", read_at=5, due_at=house.now[0], refusal=""
            )
        }
    )
    assert "A listener failed" in caplog.text
    house.reader.start()
    assert await house.look() == 1
    assert house.songs.taken == [["one"]]


async def test_nothing_is_read_before_the_start_nor_after_the_end(
    house: House,
) -> None:
    """Requests do not count then."""
    house.songs.read_soon()
    house.reader.read_again()
    assert await house.look() == 0
    house.reader.start()
    house.reader.stop()
    assert await house.look(DAY) == 0


async def test_a_failure_is_tried_again_after_an_hour_then_two(house: House) -> None:
    """The last document stays."""
    house.reader.start()
    await house.look()
    house.songs.error = NetworkError("down")
    assert await house.look(DAY) == 2
    assert (house.stored["document"], house.stored["refusal"]) == (["one"], "network")
    assert await house.look(HOUR - 1) == 2
    assert await house.look(1) == 3
    assert await house.look(HOUR) == 3
    house.songs.error = None
    assert await house.look(HOUR) == 4
    assert house.stored["refusal"] == ""
    house.songs.error = NetworkError("down")
    await house.look(DAY)
    assert await house.look(HOUR) == 6


async def test_failures_never_wait_longer_than_a_day(house: House) -> None:
    """The wait doubles until then."""
    house.songs.error = NetworkError("down")
    house.reader.start()
    for _ in range(8):
        await house.look(DAY)
    assert await house.look(DAY - 1) == 8
    assert await house.look(1) == 9


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            error_for(28841105, "not authorized"),
            "the project has no such service (28841105)",
        ),
        (error_for(1106, "permission deny"), "the project has no such service (1106)"),
        (error_for(1108, "uri path invalid"), "the project has no such service (1108)"),
        (error_for(28841002, "expired"), "plan_expired (28841002)"),
        (error_for(99999999, "what?"), "unknown (99999999)"),
    ],
)
async def test_a_refused_service_is_asked_for_again_after_a_day(
    house: House, error: CloudError, line: str
) -> None:
    """Diagnostics have one line; a change does not ask earlier, a person does."""
    house.songs.error = error
    house.reader.start()
    assert await house.look() == 1
    assert (house.stored["refusal"], house.stored["read_at"]) == (line, 0)
    house.songs.read_soon()
    assert await house.look(DAY - 1) == 1
    assert await house.look(1) == 2
    house.reader.read_again()
    assert await house.look(1) == 3
    house.songs.error = None
    assert await house.look(DAY) == 4
    assert (house.stored["refusal"], house.songs.taken) == ("", [["one"]])


async def test_an_unforeseen_failure_ends_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and tried again after a day."""
    house.songs.error = ZeroDivisionError()
    house.reader.start()
    assert await house.look() == 1
    assert "Reading the songs failed in an unforeseen way" in caplog.text
    house.songs.error = None
    assert await house.look(HOUR) == 1
    assert await house.look(DAY) == 2


async def test_a_change_reads_within_minutes(house: House) -> None:
    """An outdated document is read before its day is over, once."""
    house.reader.start()
    await house.look()
    house.songs.read_soon()
    let_time_pass(house.hass, FIRST_LOOK + 1)
    await until(lambda: house.background.is_idle)
    assert house.songs.reads == 2
    assert await house.look() == 2


async def test_a_clock_that_is_set_back_delays_nothing(house: House) -> None:
    """A time too far ahead is none."""
    house.reader.start()
    await house.look()
    assert await house.look(-2 * DAY) == 2


async def test_calls_that_are_tight_are_left_to_others(house: House) -> None:
    """The read is made when there are calls again."""
    house.may_read = False
    house.reader.start()
    assert await house.look() == 0
    house.may_read = True
    assert await house.look() == 1


async def test_an_extra_that_nobody_wants_is_not_read(house: House) -> None:
    """It is read as soon as somebody does."""
    house.songs.needed = False
    house.reader.start()
    assert await house.look(DAY) == 0
    house.songs.needed = True
    assert await house.look() == 1
