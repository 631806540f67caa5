"""The zip file and the notes of a release are complete."""

import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

from scripts import build_release
from scripts.build_release import INTEGRATION, UNRELEASED, build_zip, main, notes

# what the Marketplace accepts
MOST_BYTES: Final = 100 * 1024 * 1024
MOST_FILES: Final = 50_000


def test_the_zip_file_has_what_is_in_the_folder(tmp_path: Path) -> None:
    """Every file that a checkout has, at the top, and no cache."""
    build_zip(tmp_path / "release.zip")
    with zipfile.ZipFile(tmp_path / "release.zip") as archive:
        assert archive.testzip() is None
        members = archive.infolist()
        names = {member.filename for member in members}
        for name in names:
            assert archive.read(name) == (INTEGRATION / name).read_bytes()
    expected = {
        path.relative_to(INTEGRATION).as_posix()
        for path in INTEGRATION.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == expected
    assert len(members) == len(names) <= MOST_FILES
    assert sum(member.file_size for member in members) <= MOST_BYTES


def test_a_second_build_is_the_same(tmp_path: Path) -> None:
    """A user who doubts a release can build it again."""
    build_zip(tmp_path / "one.zip")
    build_zip(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_notes_are_a_section_of_the_changelog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The heading of the section is not part of it, nor is what follows."""
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(
        "# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2027-01-02\n\n### Added\n\n"
        "- A scene.\n\n## [1.0.0] - 2027-01-01\n\n- All.\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(build_release, "CHANGELOG", changelog)
    assert notes("1.1.0") == "### Added\n\n- A scene."
    assert notes("1.0.0") == "- All."
    assert notes(UNRELEASED) == ""
    with pytest.raises(KeyError):
        notes("2.0.0")


def test_a_tag_is_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another tag is refused, with the one that is right."""
    monkeypatch.setattr(sys, "argv", ["release", "v999.0.0"])
    with pytest.raises(SystemExit, match="its tag is v"):
        main()
