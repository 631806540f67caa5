"""Turns values into what entities show: options, and packed values as text."""

import base64
import json
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from homeassistant.const import MAX_LENGTH_STATE_STATE, Platform

from ..catalog.packed_formats import packed_format_of
from ..discovery.entity_plan import EntityPlan
from ..model.device import Device
from ..model.packed.camera_message import decode_camera_command
from ..model.packed.camera_picture import picture_in
from ..model.points import EnumPoint


def shown_text(device: Device, code: str) -> tuple[str | None, dict[str, Any]]:
    """Return a data point's value as the text of a state, and as attributes.

    The attributes hold what the state cannot show: "full_value" is a text that is too
    long for a state, "contents" the unpacked contents.
    """
    attributes: dict[str, Any] = {}
    if device.unpacked(code, picture_in) is not None:
        # where a picture is stays a secret
        return device.unpacked(code, decode_camera_command), attributes
    text = _as_text(device.value(code))
    if text is not None and len(text) > MAX_LENGTH_STATE_STATE:
        attributes["full_value"] = text
        text = f"{text[: MAX_LENGTH_STATE_STATE - 1]}…"
    point = device.points.get(code)
    packed = None if point is None else packed_format_of(point)
    if packed and (contents := device.unpacked(code, packed.decode)) is not None:
        attributes["contents"] = contents
    return text, attributes


def _as_text(value: Any) -> str | None:
    """Return a decoded value as text: bytes as base64, objects as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def shown_options(device: Device, plan: EntityPlan) -> Mapping[str, str]:
    """Return the shown text of each option of an enum, reported ones last.

    Translations are looked up in small letters, and products spell them in either
    case. Options that differ by nothing else, and those of a code without a meaning,
    are shown as they are; corrections may name an option. A select offers what can be
    set.
    """
    point = plan.main
    is_select = plan.platform is Platform.SELECT
    return _texts_of(
        (device.settable_options if is_select else device.options)(point.code),
        point.option_names if isinstance(point, EnumPoint) else (),
        is_translated=plan.description.translation_key is not None,
    )


# every report asks, and many devices have the same options
@lru_cache(maxsize=512)
def _texts_of(
    options: tuple[str, ...],
    option_names: tuple[tuple[str, str], ...],
    *,
    is_translated: bool,
) -> Mapping[str, str]:
    names = dict(option_names)
    texts = {
        option: names.get(option) or (option.lower() if is_translated else option)
        for option in options
    }
    alike = Counter(texts.values())
    return {
        option: text if alike[text] == 1 else option for option, text in texts.items()
    }
