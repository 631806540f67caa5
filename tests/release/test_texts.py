"""Texts and icons keep the rules of hassfest, as far as they can go wrong here.

The rules: `script/hassfest/translations.py`, `icons.py` and `services.py` of Home
Assistant. What they ask of names and icons of data points is in tests/catalog.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.helpers.selector import validate_selector
from homeassistant.util.yaml import load_yaml_dict

INTEGRATION: Final = Path(__file__).parents[2] / "custom_components" / "tuya_cloud"
LANGUAGES: Final = sorted((INTEGRATION / "translations").glob("*.json"))
# pictures of the frontend, below the root of the repository
MDI: Final = ".venv-run/lib/python*/site-packages/hass_frontend/static/mdi"

_HTML: Final = re.compile(r"<[a-zA-Z/!][^>]*>")
_URL: Final = re.compile(r"(\w+://|\bwww\.)\w", re.IGNORECASE)
_QUOTED_PLACEHOLDER: Final = re.compile(r"'\{\w+\}'")
_SLUG: Final = re.compile(r"(?!.*[_-]{2})[a-z0-9]([a-z0-9_-]*[a-z0-9])?")

_STEP: Final = frozenset(
    {
        "title",
        "description",
        "data",
        "data_description",
        "menu_options",
        "menu_option_descriptions",
        "submit",
        "sections",
    }
)
_FLOW: Final = frozenset(
    {"flow_title", "step", "error", "abort", "progress", "create_entry"}
)
# keys at the top, with those below them: None, any slug
_SECTIONS: Final[Mapping[str, frozenset[str] | None]] = {
    "common": None,
    "config": _FLOW,
    "config_subentries": None,
    "device": None,
    "entity": frozenset(Platform),
    "exceptions": None,
    "issues": None,
    "options": _FLOW,
    "selector": None,
    "services": None,
    "system_health": frozenset({"info"}),
    "title": frozenset(),
}

each_language = pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)


def _load(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _leaves(document: Mapping[str, Any], *path: str) -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        if isinstance(value, dict):
            yield from _leaves(value, *path, key)
        else:
            yield ".".join((*path, key)), value


def _flows(strings: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield strings["config"]
    yield strings["options"]
    yield from strings["config_subentries"].values()
    for issue in strings["issues"].values():
        if "fix_flow" in issue:
            yield issue["fix_flow"]


@each_language
def test_texts_are_plain(path: Path) -> None:
    """No HTML, no address, no space around, and placeholders that are names."""
    for name, text in _leaves(_load(path)):
        assert text == text.strip() != "", name
        assert not _HTML.search(text), name
        assert not _URL.search(text), name
        assert not _QUOTED_PLACEHOLDER.search(text), name
        assert "[%" not in text, name
        fields = [field for _, field, _, _ in Formatter().parse(text) if field]
        assert all(field.isidentifier() for field in fields), name
        if ".state." in name:
            assert fields == [], name


@each_language
def test_texts_are_where_home_assistant_looks_for_them(path: Path) -> None:
    """Sections, their keys and the parts of flows are known."""
    strings = _load(path)
    for section, content in strings.items():
        allowed = _SECTIONS[section]
        for key in content:
            assert key in allowed if allowed is not None else _SLUG.fullmatch(key), key
    for flow in _flows(strings):
        assert flow.keys() <= _FLOW | {"entry_type", "initiate_flow"}
        for name, step in flow["step"].items():
            assert step.keys() <= _STEP, name
            for part in (step, *step.get("sections", {}).values()):
                described = part.get("data_description", {}).keys()
                assert described <= part.get("data", {}).keys(), name
    for name, issue in strings["issues"].items():
        assert issue.keys() in ({"title", "description"}, {"title", "fix_flow"}), name
    for name, kind in strings["config_subentries"].items():
        assert kind["entry_type"], name
        assert kind["initiate_flow"]["user"], name


@each_language
def test_selectors_and_actions_have_the_parts_that_are_shown(path: Path) -> None:
    """Options of selectors have slugs; actions and fields have name and description."""
    strings = _load(path)
    for name, selector in strings["selector"].items():
        assert selector.keys() <= {"options", "fields", "unit_of_measurement"}, name
        assert all(_SLUG.fullmatch(key) for key in selector.get("options", {})), name
    for name, action in strings["services"].items():
        for part in (action, *action.get("fields", {}).values()):
            assert part["name"], name
            assert part["description"], name


def test_services_are_well_formed() -> None:
    """Fields have known selectors, and what they offer is known."""
    actions = load_yaml_dict(str(INTEGRATION / "services.yaml"))
    for name, action in actions.items():
        assert _SLUG.fullmatch(name)
        for field in action["fields"].values():
            assert field.keys() <= {"required", "example", "default", "selector"}, name
            validate_selector(field["selector"])


def test_options_in_dialogs_have_names() -> None:
    """Home Assistant's dialog for one item of a list finds no translated options."""
    actions = load_yaml_dict(str(INTEGRATION / "services.yaml"))
    fields = [
        field for action in actions.values() for field in action["fields"].values()
    ]
    options = [
        option
        for field in fields
        for part in (
            (field["selector"].get("object") or {}).get("fields") or {}
        ).values()
        for option in (part["selector"].get("select") or {}).get("options", ())
    ]
    days = _load(INTEGRATION / "translations" / "en.json")["selector"]["day"]["options"]
    assert {option["value"]: option["label"] for option in options} == days


def test_icons_are_where_home_assistant_looks_for_them() -> None:
    """Icons of entities are by platform and key, those of actions by name."""
    icons = _load(INTEGRATION / "icons.json")
    assert icons.keys() == {"entity", "services"}
    assert icons["entity"].keys() <= {*Platform}
    for rows in icons["entity"].values():
        for key, row in rows.items():
            assert _SLUG.fullmatch(key), key
            assert row.keys() <= {"default", "state", "range", "state_attributes"}, key
            assert row.get("default") not in row.get("state", {}).values(), key
    for name, action in icons["services"].items():
        assert action.keys() == {"service"}, name


def test_every_icon_exists() -> None:
    """The frontend has a picture of each; where it is installed, it is asked."""
    folder = next(INTEGRATION.parents[1].glob(MDI), None)
    if folder is None:
        pytest.skip(
            "the environment .venv-run with Home Assistant's frontend is missing"
        )
    known = {f"mdi:{name}" for path in folder.glob("*.json") for name in _load(path)}
    used = {icon for _, icon in _leaves(_load(INTEGRATION / "icons.json"))}
    assert used - known == set()
