"""Finds what docs/quality_scale.md names, rule by rule.

usage: python -m scripts.quality_scale

This prints file and line of everything that keeps a rule.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
INTEGRATION: Final = ROOT / "custom_components" / "tuya_cloud"
DOCUMENT: Final = ROOT / "docs" / "quality_scale.md"

_ROW: Final = re.compile(
    r"^\| ([a-z-]+) \| (done|exempt|todo) \| (.+) \|$", re.MULTILINE
)
_REFERENCE: Final = re.compile(r"`([\w./-]+):([^`]+)`")


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: a rule, its status, and where it is kept."""

    name: str
    status: str
    text: str

    def places(self) -> Iterator[str]:
        """Yield file and line of each reference; raise LookupError if one is wrong."""
        for path, symbol in _REFERENCE.findall(self.text):
            yield f"{path}:{_line_of(path, symbol)} {symbol}"


def rules() -> list[Rule]:
    """Return the rows of the table."""
    return [Rule(*row) for row in _ROW.findall(DOCUMENT.read_text(encoding="utf-8"))]


def _line_of(path: str, symbol: str) -> int:
    """Return the line of a definition, of a heading, or else of a text."""
    candidates = (INTEGRATION / path, ROOT / path)
    file = next((each for each in candidates if each.is_file()), None)
    if file is None:
        raise LookupError(f"{path} does not exist")
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        lines = dict(_definitions(ast.parse(text).body))
    elif file.suffix == ".md":
        lines = dict(_headings(text))
    else:
        lines = {symbol: _line_with(text, symbol)}
    if not lines.get(symbol):
        raise LookupError(f"{path} has no {symbol}")
    return lines[symbol]


def _definitions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, int]]:
    for node in body:
        match node:
            case ast.ClassDef(name=name):
                yield prefix + name, node.lineno
                yield from _definitions(node.body, f"{prefix}{name}.")
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield prefix + name, node.lineno
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield prefix + name, node.lineno
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield prefix + name, node.lineno
            case ast.TypeAlias(name=ast.Name(id=name)):
                yield prefix + name, node.lineno


def _headings(text: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            yield line.lstrip("#").strip(), number


def _line_with(text: str, part: str) -> int:
    """Return the first line that has a text; 0: none has it."""
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if part in line), 0)


if __name__ == "__main__":
    for rule in rules():
        print(f"{rule.name}: {rule.status}", *rule.places(), sep="\n    ")
