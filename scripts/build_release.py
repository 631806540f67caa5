"""Build the zip file and the notes of a release.

The zip file has the files of the integration at its top: Home Assistant's Marketplace
and HACS unpack it into custom_components/tuya_cloud. A second build of the same files
has the same bytes.
"""

import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
INTEGRATION: Final = ROOT / "custom_components" / "tuya_cloud"
CHANGELOG: Final = ROOT / "CHANGELOG.md"
UNRELEASED: Final = "Unreleased"
# what an integration consists of; Python's caches and editors' copies stay out
_ENDINGS: Final = frozenset({".json", ".png", ".py", ".svg", ".yaml"})
# the earliest time that a zip file can hold
_TIME: Final = (1980, 1, 1, 0, 0, 0)


def build_zip(target: Path) -> None:
    """Write the files of the integration into a zip file."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(INTEGRATION.rglob("*")):
            if path.suffix in _ENDINGS:
                info = zipfile.ZipInfo(path.relative_to(INTEGRATION).as_posix(), _TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, path.read_bytes())


def notes(heading: str) -> str:
    """Return the section of the changelog for a version.

    Raises KeyError when there is none.
    """
    sections = re.split(
        r"^## \[(.+?)\].*\n", CHANGELOG.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(sections[1::2], sections[2::2], strict=True))[heading].strip()


def main() -> None:
    """Build both in dist/, for a tag or as a dry run."""
    version = json.loads((INTEGRATION / "manifest.json").read_text(encoding="utf-8"))[
        "version"
    ]
    heading = UNRELEASED
    if sys.argv[1:]:
        heading = version
        if sys.argv[1:] != [f"v{version}"]:
            sys.exit(f"The manifest has the version {version}: its tag is v{version}")
    try:
        text = notes(heading)
    except KeyError:
        sys.exit(f"CHANGELOG.md has no section [{heading}]")
    folder = ROOT / "dist"
    folder.mkdir(exist_ok=True)
    build_zip(folder / "tuya_cloud.zip")
    (folder / "notes.md").write_text(f"{text}\n", encoding="utf-8")
    print(f"Built dist/tuya_cloud.zip and dist/notes.md of {version}")


if __name__ == "__main__":
    main()
