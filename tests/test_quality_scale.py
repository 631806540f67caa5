"""quality_scale.yaml covers every rule of Home Assistant's quality scale."""

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
    """A rule that is not done has a comment with the reason."""
    assert len(LEDGER) == RULES
    for rule, entry in LEDGER.items():
        if isinstance(entry, dict):
            assert entry["status"] in ("done", "exempt", "todo"), rule
            assert entry["comment"], rule
        else:
            assert entry == "done", rule


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_sets_parallel_updates(platform: Platform) -> None:
    """Commands go to the cloud, so they need not wait for each other."""
    assert LEDGER["parallel-updates"] == "done"
    text = (FOLDER / f"{platform}.py").read_text("utf-8")
    assert "\nPARALLEL_UPDATES = 0\n" in text


@pytest.mark.parametrize("rule", ["action-setup", "docs-actions"])
def test_rules_about_actions_are_exempt_while_there_are_none(rule: str) -> None:
    """The integration has no service action that would need a description."""
    assert LEDGER[rule]["status"] == "exempt"
    assert not (FOLDER / "services.yaml").exists()
