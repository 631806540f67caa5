"""What entities show of values: options of enums, packed values as text."""

import base64
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from homeassistant.const import MAX_LENGTH_STATE_STATE

from ..catalog.packed_formats import PACKED_FORMATS
from ..discovery.entity_plan import EntityPlan
from ..model.device import Device


def as_text(value: Any) -> str | None:
    """Return a decoded value as text: bytes as base64, objects as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def shortened(text: str | None) -> str | None:
    """Return text that fits a state, its end cut off where it does not."""
    if text is None or len(text) <= MAX_LENGTH_STATE_STATE:
        return text
    return f"{text[: MAX_LENGTH_STATE_STATE - 1]}…"


def packed_attributes(code: str, value: Any) -> dict[str, Any]:
    """Return what a state cannot show of a point's decoded value.

    "full_value" is text that is too long, "contents" what packed bytes hold.
    """
    attributes: dict[str, Any] = {}
    text = as_text(value)
    if shortened(text) != text:
        attributes["full_value"] = text
    packed = PACKED_FORMATS.get(code)
    if packed and (contents := packed.decode(value)) is not None:
        attributes["contents"] = contents
    return attributes


def shown_options(device: Device, plan: EntityPlan) -> Mapping[str, str]:
    """Return what is shown for each option of an enum, those of reports last.

    Translations are looked up in small letters, and products spell them in either
    case. Options that differ by nothing else, and those of a code without a meaning,
    are shown as they are.
    """
    options = device.options(plan.main.code)
    if plan.name is not None:
        return {option: option for option in options}
    alike = Counter(option.lower() for option in options)
    return {
        option: option.lower() if alike[option.lower()] == 1 else option
        for option in options
    }
