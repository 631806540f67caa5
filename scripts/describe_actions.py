"""Write docs/action_fields.md: every action and its fields, as the editor shows them.

    python -m scripts.describe_actions

Names and descriptions are those of services.yaml and translations/en.json.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from homeassistant.util.yaml import load_yaml_dict

_ROOT: Final = Path(__file__).parents[1]
_FOLDER: Final = _ROOT / "custom_components" / "tuya_cloud"
DOCUMENT: Final = _ROOT / "docs" / "action_fields.md"

_INTRODUCTION: Final = """\
# Fields of the actions

The [actions](actions.md) with all their fields. In YAML, `device_id` is the id that
Home Assistant has given the device: the editor fills it in.
"""


def described() -> str:
    """Return the text of the document."""
    actions = load_yaml_dict(str(_FOLDER / "services.yaml"))
    text = (_FOLDER / "translations" / "en.json").read_text(encoding="utf-8")
    texts: dict[str, Any] = json.loads(text)
    parts = [_INTRODUCTION]
    for name, action in sorted(actions.items()):
        words = texts["services"][name]
        parts += [
            f"\n## {words['name']}\n",
            f"\n`tuya_cloud.{name}`: {words['description']}\n",
            "\n| field | | what it is |\n| --- | --- | --- |\n",
            *_rows(action["fields"], words["fields"], texts["selector"]),
        ]
    return "".join(parts)


def _rows(
    fields: Mapping[str, Any], words: Mapping[str, Any], selectors: Mapping[str, Any]
) -> Iterator[str]:
    """Yield the row of each field, and of each field of the objects it lists."""
    for key, field in fields.items():
        yield _row(f"`{key}`", field, words[key]["description"], selectors)
        listed: dict[str, Any] = field["selector"].get("object") or {}
        for part, details in listed.get("fields", {}).items():
            named = selectors[listed["translation_key"]]["fields"][part]
            meaning = named.get("description") or named["name"]
            yield _row(f"`{key}`: `{part}`", details, meaning, selectors)


def _row(
    name: str, field: Mapping[str, Any], meaning: str, selectors: Mapping[str, Any]
) -> str:
    need = "required" if field.get("required") else "optional"
    choice = field["selector"].get("select")
    if choice:
        key = choice.get("translation_key")
        options = selectors[key]["options"] if key else {}
        values = (
            each["value"] if isinstance(each, dict) else each
            for each in choice["options"]
        )
        listed = (f"`{each}` ({options.get(each, each)})" for each in values)
        how_many = "Any of" if choice.get("multiple") else "One of"
        meaning += f" {how_many} {', '.join(listed)}."
    if "default" in field:
        meaning += f" Default: {json.dumps(field['default'])}."
    return f"| {name} | {need} | {meaning} |\n"


if __name__ == "__main__":
    DOCUMENT.write_text(described(), encoding="utf-8")
