"""The import rules: each room imports only rooms below it."""

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import pytest
from homeassistant.const import Platform

ROOT: Final = Path(__file__).parents[1]
INTEGRATION: Final = ROOT / "custom_components" / "tuya_cloud"
PACKAGE: Final = ("custom_components", "tuya_cloud")
MOST_ROOT_FILES: Final = 42
LONGEST_FILE: Final = 400

# the root contains the files that Home Assistant looks for or talks to
_ROOT_FILES: Final[Mapping[str, str]] = {
    "const": "const",
    "device_registry": "device_registry",
    "coordinator": "coordinator",
    "entity": "entity",
    "privacy": "privacy",
}
# "platform" is every platform file, "entry" what sets an entry up and speaks with its
# owner: the entry points, repairs, diagnostics and so on
MAY_IMPORT: Final[Mapping[str, frozenset[str]]] = {
    "model": frozenset(),
    "cloud": frozenset(),
    "const": frozenset(),
    "catalog": frozenset({"model"}),
    "discovery": frozenset({"catalog", "model"}),
    "privacy": frozenset({"model"}),
    "sync": frozenset({"cloud", "const", "model"}),
    "extras": frozenset({"cloud", "const", "model", "sync"}),
    "history": frozenset({"catalog", "cloud", "const", "discovery", "model"}),
    "coordinator": frozenset(
        {
            "catalog",
            "cloud",
            "const",
            "discovery",
            "extras",
            "history",
            "model",
            "sync",
        }
    ),
    "entity": frozenset(
        {"catalog", "const", "coordinator", "discovery", "extras", "model"}
    ),
    "entities": frozenset(
        {
            "catalog",
            "const",
            "coordinator",
            "device_registry",
            "discovery",
            "entity",
            "extras",
            "model",
            "sync",
        }
    ),
    "device_registry": frozenset(
        {"const", "coordinator", "discovery", "extras", "model", "sync"}
    ),
    "platform": frozenset(
        {
            "catalog",
            "const",
            "coordinator",
            "discovery",
            "entities",
            "entity",
            "extras",
            "model",
            "sync",
        }
    ),
    "actions": frozenset(
        {
            "catalog",
            "cloud",
            "const",
            "coordinator",
            "device_registry",
            "discovery",
            "extras",
            "history",
            "model",
            "sync",
        }
    ),
    "flows": frozenset(
        {
            "catalog",
            "cloud",
            "const",
            "coordinator",
            "discovery",
            "extras",
            "model",
            "privacy",
            "sync",
        }
    ),
    "entry": frozenset(
        {
            "actions",
            "cloud",
            "const",
            "coordinator",
            "device_registry",
            "discovery",
            "extras",
            "flows",
            "model",
            "privacy",
            "sync",
        }
    ),
}
# modules that block, start threads, or reach the cloud without cloud/
_NEVER: Final = {"requests", "threading", "concurrent", "multiprocessing", "httpx"}
_WIRE: Final = {"aiohttp", "aiomqtt", "paho", "tuya_iot"}

type Import = tuple[tuple[str, ...], str]


def _imports(source: str, package: tuple[str, ...]) -> Iterator[Import]:
    """Yield the imports of a source: module and name ("" for a whole module)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield tuple(alias.name.split(".")), ""
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *(node.module or "").split(".")) if node.module else base
            for alias in node.names:
                yield module, alias.name


@cache
def _imports_of(path: Path) -> list[Import]:
    package = path.relative_to(ROOT).parent.parts
    return list(_imports(path.read_text(encoding="utf-8"), package))


def _room_of_module(module: tuple[str, ...], name: str) -> str | None:
    """Return the room of an imported module; None: it is not of the integration."""
    if module[:2] != PACKAGE:
        return None
    first = (*module, name)[2]
    path = INTEGRATION / first
    return first if path.is_dir() else _room_of_file(path.with_suffix(".py"))


def _room_of_file(path: Path) -> str:
    """Return the room of a file of the integration."""
    relative = path.relative_to(INTEGRATION)
    if len(relative.parts) > 1:
        return relative.parts[0]
    if path.stem in set(Platform):
        return "platform"
    return _ROOT_FILES.get(path.stem, "entry")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


OURS: Final = _files(INTEGRATION)
SIMULATED: Final = _files(ROOT / "simulator")
each_file = pytest.mark.parametrize("path", OURS, ids=_ids(OURS))


@each_file
def test_a_file_imports_only_from_the_rooms_below(path: Path) -> None:
    """The rooms below are listed for each room."""
    room = _room_of_file(path)
    rooms = {_room_of_module(*imported) for imported in _imports_of(path)}
    assert rooms - {None, room} <= MAY_IMPORT[room]


@each_file
def test_a_file_names_our_own_relatively(path: Path) -> None:
    """Imports of the integration are relative, and none is of simulator or tests."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and not node.level:
            first = (node.module or "").split(".")[0]
            assert first not in {"custom_components", "simulator", "tests"}


@each_file
def test_only_the_wire_knows_the_wire(path: Path) -> None:
    """Only cloud/ sends requests and uses the hub and the SDK; no file uses threads."""
    modules = {module[0] for module, _ in _imports_of(path)}
    assert not modules & _NEVER
    if _room_of_file(path) != "cloud":
        assert not modules & _WIRE


@each_file
def test_home_assistant_stays_outside_the_lower_rooms(path: Path) -> None:
    """cloud/ does not import Home Assistant; model/ imports only Python's library."""
    imports = _imports_of(path)
    outside = {module[0] for module, _ in imports if module[:2] != PACKAGE}
    match _room_of_file(path):
        case "model":
            assert outside <= sys.stdlib_module_names
        case "cloud":
            assert "homeassistant" not in outside
        case "catalog":
            assert outside <= sys.stdlib_module_names | {"homeassistant"}
            for module, name in imports:
                if module[0] == "homeassistant":
                    assert module[1] in {"const", "components"} or (
                        module[1:] == ("helpers", "entity")
                    )
                    assert name == "EntityDescription" or not name.endswith("Entity")


@pytest.mark.parametrize("path", SIMULATED, ids=_ids(SIMULATED))
def test_the_simulator_is_independent(path: Path) -> None:
    """The simulator imports neither the integration nor the SDK."""
    modules = {module[0] for module, _ in _imports_of(path)}
    assert not modules & {"custom_components", "homeassistant", "tests", "tuya_iot"}


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("import a.b", (("a", "b"), "")),
        ("from a.b import c", (("a", "b"), "c")),
        ("from . import c", (("p", "q"), "c")),
        ("from .b import c", (("p", "q", "b"), "c")),
        ("from ..b.d import c", (("p", "b", "d"), "c")),
        ("def f():\n    from ..b import c", (("p", "b"), "c")),
    ],
)
def test_every_spelling_of_an_import_is_seen(source: str, imported: Import) -> None:
    """The rules above check every way to write an import."""
    assert list(_imports(source, ("p", "q"))) == [imported]


def test_each_room_is_there() -> None:
    """Every room has rules, and every rule has a room."""
    assert {_room_of_file(path) for path in OURS} == MAY_IMPORT.keys()


def test_the_root_holds_what_home_assistant_looks_for() -> None:
    """The root has few files; all others are in a package."""
    assert len(list(INTEGRATION.glob("*.py"))) <= MOST_ROOT_FILES


def test_no_imports_run_in_a_circle() -> None:
    """Check the files of the integration and of the simulator."""
    graph = {path: _ours_imported_by(path) for path in [*OURS, *SIMULATED]}
    TopologicalSorter(graph).prepare()


def _ours_imported_by(path: Path) -> set[Path]:
    """Return the integration's files that a file imports; packages by `__init__`."""
    found = set()
    for module, name in _imports_of(path):
        for parts in ((*module, name), module):
            base = ROOT.joinpath(*parts)
            for candidate in (base.with_suffix(".py"), base / "__init__.py"):
                if name and candidate.is_file() and candidate != path:
                    found.add(candidate)
                    break
            else:
                continue
            break
    return found


@pytest.mark.parametrize("path", [*OURS, *SIMULATED], ids=_ids([*OURS, *SIMULATED]))
def test_a_file_is_about_one_thing(path: Path) -> None:
    """A file has at most 400 lines; tables may be longer."""
    if "catalog" not in path.parts:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= LONGEST_FILE
