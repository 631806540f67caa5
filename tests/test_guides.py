"""The guides name files and functions that exist, and quote them correctly."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from homeassistant.util.json import load_json_object
from homeassistant.util.yaml import load_yaml_dict

from custom_components.tuya_cloud.catalog.categories import Category
from scripts import device_table
from scripts.take_screenshots import LARGEST_FILE

from .test_architecture import MAY_IMPORT

ROOT: Final = Path(__file__).parents[1]
INTEGRATION: Final = ROOT / "custom_components" / "tuya_cloud"
SERVICES: Final = INTEGRATION / "services.yaml"
README: Final = ROOT / "README.md"
PAGES: Final = ROOT / "docs"
GUIDES: Final = (
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted(PAGES.glob("*.md")),
)
ARCHITECTURE: Final = PAGES / "architecture.md"
TEXTS: Final[Any] = load_json_object(INTEGRATION / "translations" / "en.json")
SOURCES: Final = ("custom_components", "simulator", "scripts", "tests", "benchmarks")

_FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE: Final = re.compile(r"`([^`\n]+)`")
_LINK: Final = re.compile(r"\]\(([^)]+)\)")
_PATH: Final = re.compile(r"(?:\.\./)?[\w.-]+(?:/[\w.-]+)*/?")
_NAME: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_FILE_ENDINGS: Final = (".py", ".md", ".json", ".toml", ".yaml", "/")

each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)


def _fences(guide: Path, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    found = _FENCE.findall(guide.read_text(encoding="utf-8"))
    return [block for marked, block in found if marked == language]


def _code_in(guide: Path) -> list[str]:
    """Return the code spans in the text of a guide."""
    return _CODE.findall(_FENCE.sub("", guide.read_text(encoding="utf-8")))


def _is_path(code: str) -> bool:
    return bool(_PATH.fullmatch(code)) and ("/" in code or code.endswith(_FILE_ENDINGS))


def _exists(path: str) -> bool:
    return any((base / path).exists() for base in (ROOT, INTEGRATION))


@cache
def _names() -> frozenset[str]:
    """Return the names of all classes, functions and constants, members with class."""
    found = set()
    for folder in SOURCES:
        for path in (ROOT / folder).rglob("*.py"):
            found |= {*_defined_in(ast.parse(path.read_text(encoding="utf-8")).body)}
    return frozenset(found)


def _defined_in(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    for node in body:
        match node:
            case ast.ClassDef(name=name):
                yield name
                yield from _defined_in(node.body, f"{name}.")
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield prefix + name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield prefix + name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield prefix + name


@cache
def _words() -> frozenset[str]:
    """Return the codes, keys and other words of the code and the demo home."""
    files = [
        *INTEGRATION.rglob("*.py"),
        *INTEGRATION.rglob("*.json"),
        *(ROOT / "scripts").glob("*.py"),
        *(ROOT / "simulator" / "devices").glob("*.json"),
    ]
    return frozenset(
        word
        for path in files
        for word in re.findall(r'"([\w{}]+)"', path.read_text(encoding="utf-8"))
    )


def _anchors(guide: Path) -> set[str]:
    """Return the anchors of a guide: its headings as GitHub spells them."""
    text = _FENCE.sub("", guide.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


@each_guide
def test_paths_exist(guide: Path) -> None:
    """Check files, folders and scripts, in sentences and in commands."""
    paths = [
        word
        for code in (*_code_in(guide), *_fences(guide, "sh"))
        for word in code.split()
        if _is_path(word)
    ]
    environments = (".venv/", ".venv-run/")
    missing = [
        path
        for path in paths
        if not path.startswith(environments) and not _exists(path)
    ]
    assert missing == []


@each_guide
def test_names_exist(guide: Path) -> None:
    """Check classes, functions, constants, actions, and codes of data points."""
    names = [
        code
        for code in _code_in(guide)
        if _NAME.fullmatch(code) and not (_is_path(code) or code.endswith(".com"))
    ]
    actions = {f"tuya_cloud.{name}" for name in load_yaml_dict(str(SERVICES))}
    assert set(names) - _names() - _words() - actions == set()


@each_guide
def test_link_targets_exist(guide: Path) -> None:
    """Check files and headings; pages of the web are left out."""
    for target in _LINK.findall(guide.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        path = guide.parent / name if name else guide
        assert path.exists(), target
        assert not anchor or anchor in _anchors(path), target


@each_guide
def test_examples_match_the_files(guide: Path) -> None:
    """Check the lines that a quoted diff adds or leaves."""
    for diff in _fences(guide, "diff"):
        text = ""
        for line in diff.splitlines():
            if line.startswith("+++ "):
                text = (ROOT / line[4:]).read_text(encoding="utf-8")
            elif line[:1] in ("+", " "):
                assert line[1:] in text.splitlines(), line


def test_the_table_of_imports_matches_the_rules() -> None:
    """Compare the guide with the rules of the architecture's test."""
    rows = [
        f"| {room} | {', '.join(sorted(rooms)) or 'nothing of ours'} |"
        for room, rooms in MAY_IMPORT.items()
    ]
    table = "\n".join(["| room | may import |", "| --- | --- |", *rows])
    assert f"\n{table}\n\n" in ARCHITECTURE.read_text(encoding="utf-8"), table


def test_the_table_of_devices_is_current() -> None:
    """Compare it with what the catalog and the demo home say now."""
    page = device_table.PAGE.read_text(encoding="utf-8")
    assert page == device_table.page_with_table(page)
    assert len(_rows(page, "kind of device")) > len(Category)


def test_the_readme_explains_each_option() -> None:
    """The first column has the names of the form, in the same order or not."""
    names = TEXTS["options"]["step"]["init"]["data"].values()
    rows = _rows(README.read_text(encoding="utf-8"), "option")
    assert sorted(row[0] for row in rows) == sorted(names)


def test_the_readme_explains_each_field_of_the_wizard() -> None:
    """By the name that the form shows."""
    text = " ".join(README.read_text(encoding="utf-8").split())
    names = set(_names_of_fields(TEXTS["config"]["step"]))
    assert {name for name in names if f"*{name}*" not in text} == set()


@pytest.mark.parametrize("kind", TEXTS["config_subentries"])
def test_each_field_of_a_correction_is_explained(kind: str) -> None:
    """In bold, by the name that the form shows."""
    page = (PAGES / "corrections.md").read_text(encoding="utf-8")
    names = set(_names_of_fields(TEXTS["config_subentries"][kind]["step"]))
    assert {name for name in names if f"**{name}**" not in page} == set()


def test_each_page_is_linked() -> None:
    """The README or a page that it links to leads to each."""
    linked: set[Path] = set()
    fresh = {README}
    while fresh:
        linked |= fresh
        fresh = {page for guide in fresh for page in _pages_linked_by(guide)} - linked
    assert set(GUIDES) - linked == set()


def test_pictures_are_small_and_shown() -> None:
    """Each is in a guide; `scripts/screenshots` takes them."""
    shown = {
        (guide.parent / target).resolve()
        for guide in GUIDES
        for target in _LINK.findall(guide.read_text(encoding="utf-8"))
    }
    pictures = [*(PAGES / "images").glob("*.png")]
    assert pictures
    assert set(pictures) - shown == set()
    for picture in pictures:
        assert picture.stat().st_size < LARGEST_FILE, picture.name


def _rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the table whose first column has this heading."""
    table = text.partition(f"| {heading} |")[2].partition("\n\n")[0]
    lines = [line for line in table.splitlines()[2:] if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _names_of_fields(steps: Any) -> Iterator[str]:
    """Yield the names of the fields of forms, with those in sections."""
    for step in steps.values():
        for part in (step, *step.get("sections", {}).values()):
            yield from part.get("data", {}).values()


def _pages_linked_by(guide: Path) -> Iterator[Path]:
    for target in _LINK.findall(guide.read_text(encoding="utf-8")):
        name = target.partition("#")[0]
        if name.endswith(".md") and "://" not in target:
            yield (guide.parent / name).resolve()
