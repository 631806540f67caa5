"""The table of faults: what fails, when, and the outcome.

``python -m tests.faults.table`` prints it in the form of README.md.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
    """The moment of a fault."""

    SET_UP = "at the first set-up"
    RUNNING = "while running"
    RELOAD = "at a reload"
    COMMAND = "at a command"
    WIZARD = "in the wizard"
    PUSH = "on the hub"
    THINGS = "when thing models are read"
    APP = "when rooms, scenes and groups are read"
    LOCKS = "with door locks"
    FIRMWARE = "with firmware"
    ACTIONS = "at an action"
    INFRARED = "with infrared hubs"
    QUEUE = "on the message queue"
    HISTORY = "when gaps in the statistics are filled"
    OTHER_CLOUDS = "where the cloud differs"
    CAMERAS = "when somebody looks at a camera or a map"
    STOP = "when Home Assistant stops"
    TWO = "with two accounts"


class Outcome(StrEnum):
    """The outcome of a fault."""

    HEALS = "retried automatically"
    REPAIR = "one repair issue, removed when the cause is fixed"
    SIGN_IN = "asks to sign in again"
    REFUSED = "the service call shows the reason"
    REFUSED_AND_REPAIR = "the service call and a repair issue show the reason"
    OFFLINE = "the service call shows the reason, the device is unavailable"
    FORM = "the form shows the reason"
    UNNOTICED = "retried at once, no visible effect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A fault of the cloud or of the connection to it."""

    name: str
    # the simulator's answer to the call
    then: JsonObject
    # the translation key of the sentence shown
    key: str
    outcome: Outcome = Outcome.HEALS
    # the number of calls; None: until the fault is cleared
    times: int | None = None
    # the calls affected, as a pattern of the simulator
    match: str = EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A cause at a moment, and its outcome."""

    moment: Moment
    name: str
    outcome: str
    cause: Cause | None = None
    # the name of the test, for a row with a test of its own
    test: str = ""

    @property
    def title(self) -> str:
        """The id of the row's test."""
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


TRANSIENT: Final = (
    Cause(name="HTTP 502", then={"http": 502}, key="http_status"),
    Cause(name="HTTP 429", then={"http": 429}, key="http_status"),
    Cause(name="answer not JSON", then={"body": "<html>"}, key="bad_answer"),
    Cause(name="connection closed", then={"drop": True}, key="network"),
    refusal(500, "internal error", "busy"),
    refusal(1110, "too many requests", "busy"),
    refusal(99999999, "unknown code", "unknown"),
    Cause(name="answer too large", then={"body": " " * 20_000_000}, key="bad_answer"),
)
PROJECT_PROBLEMS: Final = (
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
        "session ended at each call",
        "account_in_use_elsewhere",
        Outcome.REPAIR,
        LIST,
    ),
    *(
        refusal(
            code,
            "token refused after each login",
            "account_in_use_elsewhere",
            Outcome.REPAIR,
            LIST,
        )
        for code in (1011, 1012, 1400)
    ),
    refusal(
        1004,
        "signature refused after each login",
        "signature_refused",
        Outcome.REPAIR,
        LIST,
    ),
    refusal(1006, "account may not", "account_not_allowed", Outcome.REPAIR, LIST),
    refusal(1007, "account may not", "account_not_allowed", Outcome.REPAIR),
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
    *(
        replace(cause, outcome=Outcome.REFUSED)
        for cause in (TRANSIENT[0], TRANSIENT[3], TRANSIENT[2])
    ),
    Cause(
        name="accepted is false",
        then={"result": False},
        key="command_rejected",
        outcome=Outcome.REFUSED,
    ),
)
ONCE: Final = (
    Cause(
        name="token revoked",
        then={"code": 1010, "msg": "token invalid"},
        key="",
        outcome=Outcome.UNNOTICED,
        times=1,
    ),
    *(
        Cause(
            name=f"{code} once",
            then={"code": code, "msg": "simulated"},
            key="",
            outcome=Outcome.UNNOTICED,
            times=1,
        )
        for code in (1004, 1011, 1012, 1400)
    ),
    Cause(
        name="success without a result once",
        then={"body": '{"success": true, "t": 1700000000000}'},
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
        name="connection closed once",
        then={"drop": True},
        key="",
        outcome=Outcome.UNNOTICED,
        times=1,
    ),
)

OWN_TESTS: Final[Mapping[Moment, Mapping[str, str]]] = {
    Moment.PUSH: {
        "hub refuses the credentials": (
            "new credentials are fetched, states stay correct"
        ),
        "configuration refused as not subscribed": (
            "states are polled, one repair issue shows the reason"
        ),
        "configuration refused temporarily": "states are polled, no issue",
        "two homes from one backup": "states stay correct, one repair issue",
        "flood of reports": "the last states are shown, each piece is added to its sum",
        "reports sent while the hub is down": "one list call updates every state",
        "shared device changed while the hub is down": (
            "a second list call updates its state"
        ),
        "hub unreachable for long": "states are polled",
        "connection to the hub lost repeatedly": (
            "states are correct, pulls do not become more frequent"
        ),
        "changes missing on a connected hub": (
            "a pull finds the changes, the connection is renewed"
        ),
        "unreadable message": "it is counted and ignored",
        "message too large": "it is counted and ignored",
        "message with wrong encryption": "it is counted and ignored",
        "report of an unknown device": "it is ignored",
        "report with broken items": "the readable items are shown",
        "report of a device marked offline": "the device becomes available",
        "offline message arrives late": "the newer message counts",
        "report older than the known value": "the newer value stays",
        "report with a time before 2015": "it is shown as a report without a time",
        "message delivered again": "it changes and counts nothing",
        "two equal presses within a second": "two events",
        "plan expires and is renewed": (
            "one repair issue, all devices return without a restart"
        ),
        "plan expires, option to keep states is on": "the last states are kept",
        "session ended repeatedly": "a repair issue names the usual causes",
        "account moved to a foreign host": "the chosen data center is used",
        "hub moved to a host without encryption": (
            "it gets no credentials, states are polled"
        ),
    },
    Moment.QUEUE: {
        "queue refuses the project": (
            "states are polled, one repair issue says what to switch on"
        ),
        "queue without an active rule": (
            "states are polled, one repair issue until a message arrives"
        ),
        "hub refused while the queue delivers": "the queue is used, no issue",
        "hub refuses connections while the queue delivers": (
            "the queue is used, no issue"
        ),
        "queue falls silent in place of the hub": "the hub is tried again",
        "hub accepted while the queue is silent": "the hub is used alone",
        "outage of an hour with redelivery": (
            "one pull shows the states, sums are complete, no late event"
        ),
        "queue delivers late while connected": "a pull shows the states",
        "queue delivers a message again": "it is no second event",
        "queue delivers again after a restart": "it is no second event",
        "queue keeps reports while home assistant is off": (
            "sums are complete, what is long ago is no event"
        ),
        "unreadable message in the queue": "it is counted and acknowledged",
        "queue sends both sets of messages": "each report counts once",
    },
    Moment.RUNNING: {
        "no device listed": "all devices stay",
        "only shared devices listed": "all devices stay",
        "no device listed for days": "all devices stay, shared ones too",
        "no shared device listed": "the shared device stays for a day",
        "shared devices cannot be listed": (
            "the other devices are read, the list is retried with the next pulls, then "
            "hourly"
        ),
        "listed device without an id": "the other devices are read",
        "status of a device unreadable": "the other devices are read",
        "specification of a product fails": (
            "the other devices are set up, this one later"
        ),
        "specification fails repeatedly": (
            "the device is shown from its reports, retries become rare"
        ),
        "specification of one device refused": (
            "it is fetched with another device of the product"
        ),
        "specification of all devices refused": (
            "shown from their reports, one repair issue, later from the specification"
        ),
        "signatures refused for some seconds": (
            "read again a minute later, a repair issue until then"
        ),
        "command answered without a result": "it counts as accepted",
        "specification with members left out": "its entities are shown",
        "own specification refused": "its entities stay",
        "own specification empty": "its entities stay",
        "instruction mode of a product changed": "its entities follow",
        "budget nearly used": "reconciling pulls are left out, one repair issue",
        "plan ends in two weeks": "a repair issue warns",
        "plan expires although a reminder is shown": (
            "one repair issue, of severity error, in place of the reminder"
        ),
        "cloud away for long": (
            "a repair issue shows since when and why, removed when it answers"
        ),
        "always available device goes offline": "it stays available",
        "half an emoji inside an object": "shown as a question mark",
        "data point called last_report": "it and the last report have a sensor each",
        "name of 10000 unseen and other characters": "shown as one short line",
        "refusal full of markup": "the repair issue quotes the words alone",
        "certificate of the cloud expired": (
            "nothing is sent, a repair issue shows the reason"
        ),
        "clocks go back an hour": "sums and calls of both hours count, on one day",
        "device of many data points": "planned in steps between other events",
        "devices bound again and again": "one pull serves them all",
        "sharing changed every few seconds": "pulls are not put off",
        "clock months behind the recorded calls": "calls continue and are counted",
        "clock days behind the recorded calls": (
            "the forecast counts the calls as made on one day"
        ),
    },
    Moment.CAMERAS: {
        "stream refused": "the play shows the reason, the next one asks again",
        "camera silent": "the browser gets the reason after two offers",
        "camera asleep": "woken, the browser gets the reason after four offers",
        "hub lost during a play": "the reports come back, the play ends",
        "unload during a play": "the connection for the play is closed",
        "picture missing": "waited for some seconds, asked for again a minute later",
        "picture damaged": "nothing is shown",
        "map refused": "nothing is shown, asked for again minutes later",
        "map unknown": "diagnostics have the first bytes of its layout",
    },
    Moment.THINGS: {
        "thing models not subscribed": (
            "one call a day, diagnostics say why the devices have no entities"
        ),
        "thing model of one device refused": (
            "the other devices are read, this one a day later"
        ),
        "thing model fails for a time": "the next pull reads it",
        "thing model without services": "the shadow tells codes and types",
        "thing model for a device that has left": "the answer is ignored",
        "shadow with numbers alone": "the thing model tells their codes",
        "shadow with a value that can only be written": "it stays a button",
        "shadow with values of wrong types": "what can be read is shown",
        "shadow refused": "entities without values, read again a day later",
        "shadow fails for a time": "the next pull reads it",
    },
    Moment.HISTORY: {
        "report logs not subscribed": "the operation logs are read",
        "no log subscribed": (
            "asked again a day later, diagnostics say so, nothing in the log"
        ),
        "one code unknown to the log": "the other data points are filled",
        "log ends in a failure": "the hours that were read are filled",
        "page without a log": "nothing is filled, the action shows the reason",
        "key of a page repeats": "it is the end of the log",
        "statistics of energy fail": "the log is read in their place",
        "hours with statistics": "they stay as they are",
    },
    Moment.RELOAD: {
        "stored file of a wrong shape": "a copy is kept, the cloud is read",
        "stored file of a newer version": "a copy is kept, the cloud is read",
        "stored file partly damaged": "the other parts are used, a copy is kept",
        "stored time out of range": "the value is shown without its time",
    },
    Moment.OTHER_CLOUDS: {
        "messages of the newer set": "they mean the same as the older ones",
        "uptime in place of the time": "it is shown as a report without a time",
        "answers without empty members": "the devices are set up and controlled",
        "specification values are null": "the data points have no limits",
        "one hub password while it is valid": "it is renewed at its end",
        "signature refused until the next login": "retried at once after a fresh login",
        "tags that do not fit": "the messages are read",
        "device joins an asset": "it is added, and removed when it leaves",
        "hub of a linked account": "states are pushed to project-only access",
    },
    Moment.STOP: {
        "device list hangs": "stops at once, states are kept",
        "command hangs": "stops at once, states are kept",
        "hub is down": "stops at once, states are kept",
        "hub configuration hangs": "stops at once, states are kept",
        "command refused after a reload": "it does not end the new session",
        "command accepted after a reload": "nothing is read back for it",
    },
    Moment.APP: {
        "service of the app missing": (
            "no log line, one line in diagnostics, one call a day"
        ),
        "list of homes hangs": "devices work, it is tried again an hour later",
        "room refused": "the devices of the other rooms have areas",
        "names of gangs refused": "the gangs keep their numbers",
        "scenes of iot core refused": "the older calls list and run them",
        "scene that is gone": "the service call shows the reason",
        "no answer to a scene": (
            "the service call shows the reason, nothing is sent again"
        ),
        "list of scenes empty": "they stay until it is empty a day later",
        "group that refuses": "the service call shows the reason, states stay",
        "members of a group refused": "it keeps the members it has",
        "stored scenes damaged": "the next read replaces them",
    },
    Moment.LOCKS: {
        "service of locks missing": (
            "they stay binary sensors, diagnostics say why, asked again a day later"
        ),
        "one lock cannot be asked": "the others are locks",
        "lock asleep": "the service call says how to wake it, it stays available",
        "success with the result false": (
            "the next way is tried, the one that works is remembered"
        ),
        "no answer to an unlock": (
            "the service call shows the reason, nothing is sent again"
        ),
        "ticket that is not valid": (
            "the service call shows the reason, the next order takes a new one"
        ),
        "code that is wrong": "the service call shows the reason",
        "unlocking switched off in the app": (
            "the lock is asked again, and becomes a binary sensor"
        ),
        "service of names missing": "the event has the number, no issue",
        "name that comes too late": "the event comes without it",
        "temporary password refused": (
            "the action shows the reason without the digits"
        ),
        "log of a silent lock refused": "the next read has it all",
    },
    Moment.INFRARED: {
        "service of infrared missing": (
            "no remotes, diagnostics say why, asked again a day later"
        ),
        "hub that is none for the cloud": "the remotes of other hubs are shown",
        "list of remotes empty": "known remotes stay while their devices do",
        "keys of one remote refused": "the others have theirs, asked again a day later",
        "states of air conditioners refused": (
            "unknown until the first command, which works"
        ),
        "no answer to a key": (
            "the service call shows the reason, nothing is sent again"
        ),
        "command with the result false": "the service call shows the reason",
        "hub of a remote offline": (
            "the service call shows the reason, its remotes are unavailable"
        ),
        "temperature refused in a mode without one": "sent again without it",
        "nothing received while learning": (
            "the service call says so, the hub listens no more"
        ),
        "learned code not saved": (
            "the service call shows the reason, known keys stay"
        ),
        "remote that emits nothing": "no effect, nothing tells it from success",
    },
    Moment.FIRMWARE: {
        "no service for firmware": "diagnostics say so in one line; asked again after "
        "a day",
        "first service for firmware refused": "the next one is asked",
        "firmware of one device refused": "the other devices are read",
        "firmware answers late": "read again after an hour, nothing waits for it",
        "half an answer about firmware": "modules left out stay as they were",
        "update of a home of others": Outcome.REFUSED,
        "update runs already": Outcome.REFUSED,
        "firmware is the newest": Outcome.REFUSED,
        "update fails half way": Outcome.REFUSED,
        "update without messages": "its progress is asked for",
        "update without an end": "given up after half an hour, and the service call "
        "says so",
    },
    Moment.ACTIONS: {
        "properties refused": Outcome.REFUSED,
        "device read anew while the cloud is silent": "the service call shows the "
        "reason, the states stay",
        "half an answer to a device read anew": "what is left out keeps its value",
        "no service for timers": Outcome.REFUSED,
        "timer added without an answer": "the service call shows the reason, and the "
        "timer is not added twice",
        "half an answer about timers": "a timer without an id is left out",
    },
    Moment.TWO: {
        "both see a device": (
            "the first one keeps it, the other leaves it out and counts it"
        ),
        "both start at once": "each device belongs to one of them",
        "started in another order": "devices and entities stay where they are",
        "both registered a device before": "the first one has it",
        "cloud of the owner is away": "it keeps the devices",
        "owner is removed or disabled": (
            "the other takes over, with names, areas, labels and entity ids"
        ),
        "options of devices are taken over": "the other is set up again, once",
        "owner is still unloading": "the devices are its own until then",
        "owner goes while the other is not loaded": (
            "the other takes over when it is loaded"
        ),
        "device is unbound from the owner": (
            "the other takes over, with names, areas, labels and entity ids"
        ),
        "device is unbound from both": "it is removed",
        "device is unbound from the other account": "it is no longer counted",
        "device is shared with the other account": "taken over like an own one",
        "same project added as another type": "the form refuses it",
    },
}


def rows_of(moment: Moment, *causes: Cause) -> list[Row]:
    """Return the rows of causes that share one test."""
    return [
        Row(moment=moment, name=cause.name, outcome=cause.outcome, cause=cause)
        for cause in causes
    ]


def _in_form(cause: Cause) -> Cause:
    return Cause(name=cause.name, then=cause.then, key=cause.key, outcome=Outcome.FORM)


def rows() -> Iterator[Row]:
    """Yield all rows of the table."""
    yield from rows_of(
        Moment.SET_UP, *TRANSIENT, *PROJECT_PROBLEMS, *CREDENTIALS, *AT_LOGIN
    )
    yield from rows_of(
        Moment.RUNNING, *ONCE, *TRANSIENT, *PROJECT_PROBLEMS, *CREDENTIALS
    )
    yield from rows_of(
        Moment.RELOAD,
        TRANSIENT[0],
        TRANSIENT[3],
        *PROJECT_PROBLEMS[1:4:2],
        *CREDENTIALS,
        AT_LOGIN[0],
    )
    yield from rows_of(Moment.COMMAND, *AT_COMMAND)
    yield from rows_of(
        Moment.WIZARD,
        *(
            _in_form(cause)
            for cause in (
                *TRANSIENT[:4],
                PROJECT_PROBLEMS[1],
                *PROJECT_PROBLEMS[9:13],
                *CREDENTIALS,
            )
        ),
        *(_in_form(cause) for cause in AT_LOGIN),
    )
    for moment, own in OWN_TESTS.items():
        for name, outcome in own.items():
            test = f"test_{name}".replace(" ", "_").replace(",", "").replace("'", "")
            yield Row(moment=moment, name=name, outcome=outcome, test=test)


def shared_rows(moment: Moment) -> list[Row]:
    """Return the rows of a moment that share one test."""
    return [row for row in rows() if row.moment is moment and not row.test]


def sentences() -> Mapping[str, str]:
    """Return the sentences of service calls and failed set-ups, by key."""
    document: Any = json.loads(_TRANSLATIONS.read_text(encoding="utf-8"))
    return {key: entry["message"] for key, entry in document["exceptions"].items()}


def markdown() -> str:
    """Return both tables of README.md."""
    lines = ["| When | Fault | Outcome |", "|--|--|--|"]
    lines += [f"| {row.moment} | {row.name} | {row.outcome} |" for row in rows()]
    lines += ["", "| Code | Sentence |", "|--|--|"]
    sentences_of = {
        (int(str(cause.then["code"])), cause.key)
        for row in rows()
        if (cause := row.cause) is not None and cause.key and "code" in cause.then
        # at sign-in, a missing permission has a sentence of its own
        if cause.key != "account_not_linked"
    }
    texts = sentences()
    lines += [f"| {code} | {texts[key]} |" for code, key in sorted(sentences_of)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")  # noqa: T201 - this is what it is for
