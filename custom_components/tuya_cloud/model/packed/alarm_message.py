"""What an alarm panel tells of its last alarm: text in UTF-16, high byte first.

Seen of a panel of the category mal: "Sensor Low Battery" and, in the next line, the
zone.
"""

from typing import Any


def decode_alarm_message(data: Any) -> str | None:
    """Return the text that bytes hold; None: they hold none."""
    if not isinstance(data, bytes):
        return None
    try:
        return data.decode("utf-16-be").strip() or None
    except UnicodeDecodeError:
        return None
