"""Decodes the last alarm of an alarm panel: text in UTF-16, high byte first.

A panel of the category mal sends "Sensor Low Battery" and, in the next line, the zone.
"""

from typing import Any


def decode_alarm_message(data: Any) -> str | None:
    """Return the text in bytes; None: there is none."""
    if not isinstance(data, bytes):
        return None
    try:
        return data.decode("utf-16-be").strip() or None
    except UnicodeDecodeError:
        return None
