"""manifest.json and hacs.json keep the rules of hassfest, HACS and the Marketplace.

The rules: https://developers.home-assistant.io/docs/creating_integration_manifest,
https://www.hacs.xyz/docs/publish/integration and `script/hassfest/manifest.py` of
Home Assistant.
"""

import json
import re
import tomllib
from pathlib import Path
from typing import Any, Final

from awesomeversion import AwesomeVersion, AwesomeVersionStrategy
from PIL import Image

ROOT: Final = Path(__file__).parents[2]
INTEGRATION: Final = ROOT / "custom_components" / "tuya_cloud"


def _load(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


MANIFEST: Final = _load(INTEGRATION / "manifest.json")
HACS: Final = _load(ROOT / "hacs.json")

# the type of each key that hassfest knows and this integration may use
MANIFEST_KEYS: Final[dict[str, type]] = {
    "after_dependencies": list,
    "codeowners": list,
    "config_flow": bool,
    "dependencies": list,
    "documentation": str,
    "domain": str,
    "integration_type": str,
    "iot_class": str,
    "issue_tracker": str,
    "loggers": list,
    "name": str,
    "requirements": list,
    "version": str,
}
# those that hassfest or HACS asks for
REQUIRED_KEYS: Final = frozenset(
    {
        "codeowners",
        "documentation",
        "domain",
        "integration_type",
        "iot_class",
        "issue_tracker",
        "name",
        "version",
    }
)
HACS_KEYS: Final[dict[str, type]] = {
    "content_in_root": bool,
    "country": list,
    "filename": str,
    "hacs": str,
    "hide_default_branch": bool,
    "homeassistant": str,
    "name": str,
    "persistent_directory": str,
    "render_readme": bool,
    "zip_release": bool,
}


def test_the_manifest_has_the_right_keys() -> None:
    """All that are asked for and no others, each of its type."""
    assert MANIFEST.keys() >= REQUIRED_KEYS
    for key, value in MANIFEST.items():
        assert type(value) is MANIFEST_KEYS[key], key


def test_the_keys_of_the_manifest_are_sorted() -> None:
    """Domain and name come first, all others by the alphabet."""
    first, second, *others = MANIFEST
    assert (first, second) == ("domain", "name")
    assert others == sorted(others)


def test_the_values_of_the_manifest_are_valid() -> None:
    """Folder, kind, addresses, owners and requirements."""
    assert MANIFEST["domain"] == INTEGRATION.name
    assert MANIFEST["integration_type"] == "hub"
    assert MANIFEST["iot_class"] == "cloud_push"
    for key in ("documentation", "issue_tracker"):
        assert MANIFEST[key].startswith("https://github.com/")
    assert MANIFEST["codeowners"]
    assert all(re.fullmatch(r"@[\w/-]+", owner) for owner in MANIFEST["codeowners"])
    for requirement in MANIFEST["requirements"]:
        assert re.fullmatch(r"[\w.-]+(==[\d.]+|>=[\d.]+,<\d+)", requirement)


def test_there_is_one_version() -> None:
    """The version is the same for Python and Home Assistant, which can compare it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert MANIFEST["version"] == project["project"]["version"]
    AwesomeVersion(MANIFEST["version"], ensure_strategy=AwesomeVersionStrategy.SEMVER)


def test_requirements_of_the_environments_fit_the_manifest() -> None:
    """Tests and demo run with the packages that users get."""
    text = (ROOT / "requirements" / "integration.txt").read_text(encoding="utf-8")
    pinned = {line for line in text.splitlines() if not line.startswith("#")}
    names = {re.split("[=><]", each)[0] for each in MANIFEST["requirements"]}
    assert {line.split("==")[0] for line in pinned} == names
    assert {each for each in MANIFEST["requirements"] if "==" in each} <= pinned


def test_hacs_json_names_the_zip_file() -> None:
    """It has the keys that HACS knows, each of its type."""
    for key, value in HACS.items():
        assert type(value) is HACS_KEYS[key], key
    assert HACS["name"] == MANIFEST["name"]
    assert HACS["zip_release"] is HACS["hide_default_branch"] is True
    assert HACS["filename"] == f"{MANIFEST['domain']}.zip"


def test_the_oldest_home_assistant_is_named_alike() -> None:
    """In hacs.json, the README and the changelog."""
    oldest = HACS["homeassistant"].removesuffix(".0")
    for name in ("README.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert f"Home Assistant {oldest} or newer" in text, name


def test_the_brand_has_its_pictures() -> None:
    """Square icons and wide logos, for both themes, in two sizes."""
    for theme in ("", "dark_"):
        for size, suffix in ((256, ""), (512, "@2x")):
            icon = Image.open(INTEGRATION / "brand" / f"{theme}icon{suffix}.png")
            assert icon.size == (size, size)
            logo = Image.open(INTEGRATION / "brand" / f"{theme}logo{suffix}.png")
            assert size / 2 <= logo.height <= size < logo.width
