"""Takes out of the cloud's messages what must not be shown."""

import re

_SCRUBBED = "***"
_REVEALING = re.compile(
    r"""
    \b\w+://\S+               # addresses: stream URLs carry credentials
    | \S+@\S+                 # user names that are e-mail addresses
    | \b(?:\d{1,3}\.){3}\d{1,3}\b  # the caller's address
    | (?<!\w)(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?!\w)  # the same, in IPv6
    | -?\b\d{1,3}\.\d{3,}\b     # where the home is, in degrees
    | \b(?=[\w-]*\d)[\w-]{8,}\b  # tokens, ids, digests
    | \+?\d{7,}\b             # user names that are phone numbers
    """,
    re.VERBOSE,
)
_LONGEST_MESSAGE = 200
_MARKUP = re.compile(r"[^\w\s.,:;'\"()/%+=&?@-]")


def scrub(message: str) -> str:
    """Return the message without possible secrets, 200 characters at most.

    Control characters, and signs that Markdown or HTML gives a meaning, are left out:
    repair issues quote the message.
    """
    words = " ".join(_MARKUP.sub("", message[: 10 * _LONGEST_MESSAGE]).split())
    return _REVEALING.sub(_SCRUBBED, words)[:_LONGEST_MESSAGE]
