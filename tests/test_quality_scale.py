"""The ledger of Home Assistant's quality scale says something of every rule."""

from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.const import Platform
from homeassistant.util.yaml import load_yaml_dict

import custom_components.tuya_cloud as integration
from custom_components.tuya_cloud.const import PLATFORMS

FOLDER: Final = Path(integration.__file__).parent
LEDGER: Final[dict[str, Any]] = load_yaml_dict(str(FOLDER / "quality_scale.yaml"))[
    "rules"
]
RULES: Final = 54


def test_every_rule_is_there() -> None:
    """What is not kept says why."""
    assert len(LEDGER) == RULES
    for rule, entry in LEDGER.items():
        if isinstance(entry, dict):
            assert entry["status"] in ("done", "exempt", "todo"), rule
            assert entry["comment"], rule
        else:
            assert entry == "done", rule


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_says_how_many_commands_go_at_once(platform: Platform) -> None:
    """Commands are sent to the cloud: nothing here has to wait for another."""
    assert LEDGER["parallel-updates"] == "done"
    text = (FOLDER / f"{platform}.py").read_text("utf-8")
    assert "\nPARALLEL_UPDATES = 0\n" in text


@pytest.mark.parametrize("rule", ["action-setup", "docs-actions"])
def test_rules_about_actions_are_exempt_while_there_are_none(rule: str) -> None:
    """An action of our own would have to be described."""
    assert LEDGER[rule]["status"] == "exempt"
    assert not (FOLDER / "services.yaml").exists()
