"""The table of faults: what goes wrong, when, and what comes of it.

``python -m tests.faults.table`` prints it as README.md holds it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from simulator.json_types import JsonObject

_TRANSLATIONS: Final = (
    Path(__file__).parents[2] / "custom_components/tuya_cloud/translations/en.json"
)


EVERYTHING: Final = "* /v1.0/*"
LIST: Final = "GET /v1.0/users/*/devices"
LOGIN: Final = "POST /v1.0/iot-01/associated-users/actions/authorized-login"


class Moment(StrEnum):
    """When a fault strikes."""

    SET_UP = "at the first set-up"
    RUNNING = "while running"
    RELOAD = "at a reload"
    COMMAND = "at a command"
    WIZARD = "in the wizard"
    PUSH = "on the hub"
    STOP = "when Home Assistant stops"


class Outcome(StrEnum):
    """What comes of it."""

    HEALS = "tried again by itself"
    REPAIR = "one repair issue, gone once mended"
    SIGN_IN = "asks to sign in again"
    REFUSED = "the service call says why"
    REFUSED_AND_REPAIR = "the service call says why, and a repair issue"
    OFFLINE = "the service call says why, and the device is unavailable"
    FORM = "the form says why"
    UNNOTICED = "nobody notices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that the cloud, or the way there, does wrong to a call."""

    name: str
    # what the simulator does to the call
    then: JsonObject
    # the sentence shown, by its translation key
    key: str
    outcome: Outcome = Outcome.HEALS
    # how many calls; None: until it is mended
    times: int | None = None
    # the calls, as the simulator's faults match them
    match: str = EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A cause at a moment, and its outcome."""

    moment: Moment
    name: str
    outcome: str
    cause: Cause | None = None
    # the test of a row that has one of its own
    test: str = ""

    @property
    def title(self) -> str:
        """What the test of the row is called."""
        return self.name.replace(" ", "-")


def refusal(
    code: int,
    name: str,
    key: str,
    outcome: Outcome = Outcome.HEALS,
    match: str = EVERYTHING,
) -> Cause:
    """Return an answer with an error code of the cloud."""
    then: JsonObject = {"code": code, "msg": f"simulated: {name}"}
    return Cause(
        name=f"{code} {name}", then=then, key=key, outcome=outcome, match=match
    )


TROUBLE: Final = (
    Cause(name="HTTP 502", then={"http": 502}, key="http_status"),
    Cause(name="HTTP 429", then={"http": 429}, key="http_status"),
    Cause(name="no JSON", then={"body": "<html>"}, key="bad_answer"),
    Cause(name="connection ends", then={"drop": True}, key="network"),
    refusal(500, "internal error", "busy"),
    refusal(1110, "too many requests", "busy"),
    refusal(99999999, "never heard of", "unknown"),
)
LAPSES: Final = (
    refusal(28841001, "plan not paid", "plan_expired", Outcome.REPAIR),
    refusal(28841002, "plan expired", "plan_expired", Outcome.REPAIR),
    refusal(28841003, "plan in arrears", "plan_expired", Outcome.REPAIR),
    refusal(28841004, "trial quota used up", "quota_used_up", Outcome.REPAIR),
    refusal(28841104, "API quota used up", "quota_used_up", Outcome.REPAIR),
    refusal(28841101, "API not subscribed", "api_not_subscribed", Outcome.REPAIR),
    refusal(28841102, "API expired", "api_not_subscribed", Outcome.REPAIR),
    refusal(28841105, "API not authorized", "api_not_subscribed", Outcome.REPAIR),
    refusal(28841106, "no permission for API", "api_not_subscribed", Outcome.REPAIR),
    refusal(28841107, "data center suspended", "data_center_suspended", Outcome.REPAIR),
    refusal(1114, "address not allowed", "ip_not_allowed", Outcome.REPAIR),
    refusal(2007, "cross-region access", "cross_region", Outcome.REPAIR),
    refusal(1013, "clock wrong", "clock", Outcome.REPAIR),
    refusal(
        1010,
        "token stolen each time",
        "account_in_use_elsewhere",
        Outcome.REPAIR,
        LIST,
    ),
)
CREDENTIALS: Final = (
    refusal(1005, "access ID unknown", "access_id", Outcome.SIGN_IN),
    refusal(1004, "access secret wrong", "access_secret", Outcome.SIGN_IN),
)
AT_LOGIN: Final = (
    refusal(2401, "password wrong", "credentials", Outcome.SIGN_IN, LOGIN),
    refusal(2402, "country wrong", "country", Outcome.SIGN_IN, LOGIN),
    refusal(2411, "second factor", "second_factor", Outcome.SIGN_IN, LOGIN),
    refusal(2017, "app unknown", "app_schema", Outcome.SIGN_IN, LOGIN),
    refusal(1106, "account not linked", "account_not_linked", Outcome.SIGN_IN, LOGIN),
)
AT_COMMAND: Final = (
    refusal(2008, "not supported by the device", "command_rejected", Outcome.REFUSED),
    refusal(2001, "device offline", "device_offline", Outcome.OFFLINE),
    refusal(2003, "function unknown", "not_supported", Outcome.REFUSED),
    refusal(2010, "device gone", "device_not_found", Outcome.REFUSED),
    refusal(1106, "no permission", "permission_denied", Outcome.REFUSED),
    refusal(1109, "parameter wrong", "request", Outcome.REFUSED),
    refusal(60001001, "device pool full", "device_pool", Outcome.REFUSED_AND_REPAIR),
    refusal(28841002, "plan expired", "plan_expired", Outcome.REFUSED_AND_REPAIR),
    refusal(28841004, "quota used up", "quota_used_up", Outcome.REFUSED_AND_REPAIR),
    Cause(name="HTTP 502", then={"http": 502}, key="http_status"),
    Cause(name="connection ends", then={"drop": True}, key="network"),
    Cause(name="no JSON", then={"body": "<html>"}, key="bad_answer"),
    Cause(name="accepted is false", then={"result": False}, key="command_rejected"),
)
ONCE: Final = (
    Cause(
        name="token revoked",
        then={"code": 1010, "msg": "token invalid"},
        key="",
        outcome=Outcome.UNNOTICED,
        times=1,
    ),
    Cause(
        name="HTTP 502 once",
        then={"http": 502},
        key="",
        outcome=Outcome.UNNOTICED,
        times=1,
    ),
    Cause(
        name="connection ends once",
        then={"drop": True},
        key="",
        outcome=Outcome.UNNOTICED,
        times=1,
    ),
)

OWN_TESTS: Final[Mapping[Moment, Mapping[str, str]]] = {
    Moment.PUSH: {
        "hub refuses the credentials": "fresh ones are fetched, states stay right",
        "configuration refused as not subscribed": (
            "states are polled, one repair issue says why"
        ),
        "configuration refused for now": "states are polled, no issue",
        "hub down with reports made meanwhile": "one list call puts every state right",
        "hub out of reach for long": "states are polled all the while",
        "hub lost again and again": "states are right, pulls keep to their pace",
        "connected but silent": "noticed by a pull, torn down and renewed",
        "garbage": "counted, nothing else happens",
        "wrong encryption": "counted, nothing else happens",
        "report of an unknown device": "nothing happens",
        "report with broken items": "what can be read is shown",
        "report of a device marked offline": "the device is available",
        "word of going offline comes late": "the later word counts",
        "report older than what is known": "the newer value stays",
        "plan lapses and is renewed": "one repair issue, all back without a restart",
        "plan lapses, states kept by choice": "last states are shown on",
        "session ended again and again": "a repair issue says who may do that",
    },
    Moment.RUNNING: {
        "no device listed": "all devices stay",
        "no device listed but those shared": "all devices stay",
        "no device listed for days": "all devices stay, those shared as well",
        "no shared device listed": "it stays for a day",
        "shared devices cannot be listed": "the others are read, asked hourly",
        "a device without an id listed": "the others are read",
        "status of a device is nonsense": "the others are read",
        "specification of a product fails": "the others are set up, it follows",
        "specification fails again and again": (
            "shown by what it reports, asked for seldom"
        ),
        "specification by one device refused": "another device of the product tells",
        "specification of all devices refused": (
            "shown by what they report, one repair issue, they follow"
        ),
        "own specification refused": "its entities stay",
        "own specification empty": "its entities stay",
        "instruction mode of a product switched": "its entities follow",
        "budget nearly used": "reconciling pulls are left out, one repair issue",
        "plan ends in two weeks": "a repair issue reminds",
        "device said to be always there goes offline": "it stays available",
        "half an emoji inside an object": "shown as a question mark",
        "clock months behind the calls recorded": "calls go on and are counted",
        "clock days behind the calls recorded": "the forecast is that of one day",
    },
    Moment.RELOAD: {
        "stored file of another shape": "it is kept aside, the cloud is read",
        "stored file of a later version": "it is kept aside, the cloud is read",
        "stored file is damaged in parts": "the other parts are used, a copy is kept",
        "stored time is out of range": "the value is shown, without its time",
    },
    Moment.STOP: {
        "the list hangs": "stops at once, states are kept",
        "a command hangs": "stops at once, states are kept",
        "the hub is down": "stops at once, states are kept",
        "the hub's configuration hangs": "stops at once, states are kept",
    },
}


def rows_of(moment: Moment, *causes: Cause) -> list[Row]:
    """Return the rows of causes that are tested all alike."""
    return [
        Row(moment=moment, name=cause.name, outcome=cause.outcome, cause=cause)
        for cause in causes
    ]


def _in_form(cause: Cause) -> Cause:
    return Cause(name=cause.name, then=cause.then, key=cause.key, outcome=Outcome.FORM)


def rows() -> Iterator[Row]:
    """Yield the whole table."""
    yield from rows_of(Moment.SET_UP, *TROUBLE, *LAPSES, *CREDENTIALS, *AT_LOGIN)
    yield from rows_of(Moment.RUNNING, *ONCE, *TROUBLE, *LAPSES, *CREDENTIALS)
    yield from rows_of(
        Moment.RELOAD, TROUBLE[0], TROUBLE[3], *LAPSES[1:4:2], *CREDENTIALS, AT_LOGIN[0]
    )
    yield from rows_of(Moment.COMMAND, *AT_COMMAND)
    yield from rows_of(
        Moment.WIZARD,
        *(
            _in_form(cause)
            for cause in (*TROUBLE[:4], LAPSES[1], *LAPSES[9:13], *CREDENTIALS)
        ),
        *(_in_form(cause) for cause in AT_LOGIN),
    )
    for moment, own in OWN_TESTS.items():
        for name, outcome in own.items():
            test = f"test_{name}".replace(" ", "_").replace(",", "").replace("'", "")
            yield Row(moment=moment, name=name, outcome=outcome, test=test)


def shared_rows(moment: Moment) -> list[Row]:
    """Return the rows of a moment that are tested all alike."""
    return [row for row in rows() if row.moment is moment and not row.test]


def sentences() -> Mapping[str, str]:
    """Return the sentence that a service call or a failed set-up shows, by key."""
    document: Any = json.loads(_TRANSLATIONS.read_text(encoding="utf-8"))
    return {key: entry["message"] for key, entry in document["exceptions"].items()}


def markdown() -> str:
    """Return both tables of README.md."""
    lines = ["| No. | When | What goes wrong | What comes of it |", "|--|--|--|--|"]
    lines += [
        f"| {number} | {row.moment} | {row.name} | {row.outcome} |"
        for number, row in enumerate(rows(), 1)
    ]
    lines += ["", "| Code | Sentence |", "|--|--|"]
    told = {
        int(str(cause.then["code"])): cause.key
        for row in rows()
        if (cause := row.cause) is not None and cause.key and "code" in cause.then
        # while signing in, a missing permission has a sentence of its own
        if cause.key != "account_not_linked"
    }
    words = sentences()
    lines += [f"| {code} | {words[told[code]]} |" for code in sorted(told)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")  # noqa: T201 - this is what it is for
