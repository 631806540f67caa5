"""Adapts the descriptions of a WebRTC session between browsers and cameras.

Known from clients in the field (section 7 of the protocol reference).
"""

import re
from collections.abc import Iterator
from typing import Final

_LEFT_OUT: Final = ("a=candidate:", "a=end-of-candidates", "a=extmap:")
_DIRECTIONS: Final = ("a=sendrecv", "a=sendonly", "a=recvonly", "a=inactive")
# what may answer an offer, by what is offered
_ANSWERS: Final = {
    "a=sendrecv": "a=sendrecv",
    "a=recvonly": "a=sendonly",
    "a=sendonly": "a=recvonly",
    "a=inactive": "a=inactive",
}
_FINGERPRINT: Final = re.compile(r"(a=fingerprint:\S+ )(.*)")


def offer_for_camera(offer: str) -> str:
    """Return an offer without what cameras stumble over.

    Candidates follow in messages of their own.
    """
    return _joined(
        line for line in offer.splitlines() if line and not line.startswith(_LEFT_OUT)
    )


def answer_for_browser(answer: str, offer: str) -> str:
    """Return the answer of a camera as browsers take it.

    The digits of the fingerprint are upper-case, and each medium has a direction that
    can answer the one of the offer.
    """
    return _joined(_answer_lines(answer, _directions(offer)))


def _answer_lines(answer: str, offered: list[str]) -> Iterator[str]:
    medium = -1
    for line in answer.splitlines():
        if line.startswith("m="):
            medium += 1
        if line in _DIRECTIONS and 0 <= medium < len(offered):
            yield _ANSWERS.get(offered[medium], line)
        elif found := _FINGERPRINT.fullmatch(line):
            yield found[1] + found[2].upper()
        elif line:
            yield line


def _directions(offer: str) -> list[str]:
    """Return the direction of each medium; "" where it has none."""
    found: list[str] = []
    for line in offer.splitlines():
        if line.startswith("m="):
            found.append("")
        elif line in _DIRECTIONS and found:
            found[-1] = line
    return found


def _joined(lines: Iterator[str]) -> str:
    return "".join(f"{line}\r\n" for line in lines)
