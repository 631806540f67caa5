"""quality_scale.yaml covers every rule of Home Assistant's quality scale.

docs/quality_scale.md says where each is kept.
"""

from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.util.json import load_json_object as load_json
from homeassistant.util.yaml import load_yaml_dict

import custom_components.tuya_cloud as integration
from custom_components.tuya_cloud.const import PLATFORMS
from scripts.describe_actions import DOCUMENT, described
from scripts.quality_scale import Rule, rules

FOLDER: Final = Path(integration.__file__).parent
LEDGER: Final[dict[str, Any]] = load_yaml_dict(str(FOLDER / "quality_scale.yaml"))[
    "rules"
]
RULES: Final = 54


def _status(entry: Any) -> str:
    return str(entry["status"] if isinstance(entry, dict) else entry)


def test_every_rule_is_there() -> None:
    """As hassfest asks: a rule that is not done has a comment with the reason."""
    assert len(LEDGER) == RULES
    for rule, entry in LEDGER.items():
        if isinstance(entry, dict):
            assert entry.keys() == {"status", "comment"}, rule
            assert entry["status"] in ("done", "exempt", "todo"), rule
            assert entry["comment"], rule
        else:
            assert entry == "done", rule


def test_the_table_has_the_same_rules() -> None:
    """In the same order, with the same status."""
    table = [(rule.name, rule.status) for rule in rules()]
    assert table == [(rule, _status(entry)) for rule, entry in LEDGER.items()]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_what_keeps_a_rule_exists(rule: Rule) -> None:
    """Files, definitions and headings; what is done names at least one."""
    assert [*rule.places()] or rule.status == "exempt"


def test_what_is_gone_is_noticed() -> None:
    """A file, a definition, a heading or a text that does not exist."""
    for place in ("a.py:a", "entity.py:Gone", "README.md:Gone", "manifest.json:gone"):
        with pytest.raises(LookupError):
            next(Rule("made-up", "done", f"`{place}`").places())


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_sets_parallel_updates(platform: Platform) -> None:
    """Commands go to the cloud, so they need not wait for each other."""
    assert LEDGER["parallel-updates"] == "done"
    text = (FOLDER / f"{platform}.py").read_text("utf-8")
    assert "\nPARALLEL_UPDATES = 0\n" in text


def test_every_action_is_described() -> None:
    """The names of services.yaml have texts and icons, and a page lists them."""
    assert LEDGER["action-setup"] == LEDGER["docs-actions"] == "done"
    described: dict[str, Any] = load_yaml_dict(str(FOLDER / "services.yaml"))
    strings: dict[str, Any] = load_json(FOLDER / "translations" / "en.json")
    symbols: dict[str, Any] = load_json(FOLDER / "icons.json")
    texts, icons = strings["services"], symbols["services"]
    page = (FOLDER.parents[1] / "docs" / "actions.md").read_text("utf-8")
    assert texts.keys() == described.keys() == icons.keys()
    for name, action in described.items():
        assert texts[name]["fields"].keys() == action["fields"].keys()
        assert f"`tuya_cloud.{name}`" in page


def test_every_field_of_an_action_is_documented() -> None:
    """`python -m scripts.describe_actions` writes the document anew."""
    assert DOCUMENT.read_text("utf-8") == described()
