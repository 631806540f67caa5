"""Names of gangs."""

import json
from pathlib import Path

from custom_components.tuya_cloud.catalog.gang_kinds import GANG_KINDS

INTEGRATION = Path(__file__).parents[2] / "custom_components" / "tuya_cloud"


def test_each_gang_has_a_name_with_its_number() -> None:
    """Each name belongs to a kind of gang."""
    text = (INTEGRATION / "translations" / "en.json").read_text(encoding="utf-8")
    names = json.loads(text)["device"]
    assert names.keys() == {kind.translation_key for kind in GANG_KINDS.values()}
    assert all("{number}" in name["name"] for name in names.values())
