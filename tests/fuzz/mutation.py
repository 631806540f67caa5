"""Documents of the cloud with random errors."""

import copy
import json
import random
from pathlib import Path
from typing import Any, Final

from simulator.server import DEMO_HOME

type Document = dict[str, Any]

ORIGINALS: Final[list[Document]] = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(DEMO_HOME).glob("*.json"))
]
JUNK: Final[list[Any]] = [
    None,
    True,
    False,
    0,
    -1,
    1,
    7.5,
    10**40,
    -(10**400),
    float("nan"),
    float("inf"),
    1e308,
    "",
    " ",
    "0",
    "12",
    "-3.5",
    "nan",
    "1e999",
    "true",
    "\ud800",
    "\x00",
    "a" * 300,
    "ÄÖ℃😀",
    "{}",
    "[]",
    "{",
    "AAECAwQ=",
    "ffff0000",
    [],
    {},
    [None],
    [[]],
    {"": ""},
    {"h": "x", "s": None},
    ["on", "on", 5],
    {"min": 10, "max": -10, "scale": 99, "step": 0, "unit": 7},
    {"range": "abc"},
    {"range": [1, None, "a", "a"]},
    {"label": [None, ""]},
]
TYPES: Final = ["Boolean", "Integer", "Enum", "String", "Json", "Raw", "Bitmap", "raw"]


def listed(rng: random.Random) -> tuple[Document, Document]:
    """Return a broken item of the device list, and its broken specification.

    Only the device's id is intact.
    """
    original = rng.choice(ORIGINALS)
    document = {
        "id": "fuzzed",
        "name": original["name"],
        "category": original["category"],
        "product_id": original["product_id"],
        "product_name": original["product_name"],
        "online": True,
        "sub": original.get("sub", False),
        "time_zone": original["time_zone"],
        "status": [
            {"code": code, "value": value} for code, value in original["status"].items()
        ],
    }
    specification: Document = {
        "category": original["category"],
        "functions": _entries(original["function"], rng),
        "status": _entries(original["status_range"], rng),
    }
    document = broken(document, rng)
    document["id"] = "fuzzed"
    return document, broken(specification, rng)


def report(codes: list[str], rng: random.Random) -> Any:
    """Return the broken items of a report, with these codes or none."""
    items = [
        {
            "code": rng.choice(codes) if codes else "a",
            "value": rng.choice(JUNK),
            "t": rng.choice([1, 1_700_000_000, "1700000000000", *JUNK]),
        }
        for _ in range(rng.randrange(5))
    ]
    return broken(items, rng) if rng.random() < 0.5 else items


def broken[T](document: T, rng: random.Random) -> T:
    """Return a copy with a few values replaced, removed or doubled."""
    document = copy.deepcopy(document)
    for _ in range(rng.randrange(6)):
        _break_one(document, rng)
    return document


def _entries(described: Document, rng: random.Random) -> list[Any]:
    return [
        {
            "code": code,
            "type": rng.choice(TYPES) if rng.random() < 0.1 else entry["type"],
            "values": (
                entry["value"] if rng.random() < 0.3 else json.dumps(entry["value"])
            ),
        }
        for code, entry in described.items()
    ]


def _break_one(node: Any, rng: random.Random) -> None:
    """Break a random value in a document."""
    while isinstance(node, dict | list) and node:
        key = rng.choice([*node] if isinstance(node, dict) else [*range(len(node))])
        child = node[key]
        if isinstance(child, dict | list) and child and rng.random() < 0.8:
            node = child
            continue
        match rng.randrange(3):
            case 0:
                node[key] = copy.deepcopy(rng.choice(JUNK))
            case 1:
                del node[key]
            case _ if isinstance(node, list):
                node.append(copy.deepcopy(child))
            case _:
                node[str(rng.choice(["code", "values", "x", ""]))] = child
        return
