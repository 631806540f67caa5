"""The integration's texts in a language, as a dialog shows them."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

_TRANSLATIONS: Final = (
    Path(__file__).parents[2] / "custom_components" / "tuya_cloud" / "translations"
)
# the parts that dialogs show
_SHOWN: Final = ("config", "config_subentries", "issues", "options", "selector")
_LINK: Final = re.compile(r"\[(.+?)\]\(.+?\)")
_NAME: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
_PLACEHOLDER: Final = re.compile(r"\{\w+\}")


class Texts:
    """The texts of the dialogs in one language."""

    def __init__(self, language: str) -> None:
        """Read the language's file."""
        self.language = language
        self._texts = _read(language)
        self._english = english = _read("en")
        # a field or an option without a text is shown by its name in the code
        names = {name for path in english for name in path.split(".")}
        foreign = {
            text for path, text in english.items() if self._texts.get(path) != text
        }
        self._wrong = (names | foreign) - {*self._texts.values()}

    def __getitem__(self, path: str) -> str:
        """Return a text by its path in the file."""
        return self._texts[path]

    def pattern(self, path: str) -> re.Pattern[str]:
        """Return a pattern for a text as it is shown: rendered, and filled in."""
        plain = _LINK.sub(r"\1", self[path]).replace("**", "").replace("`", "")
        parts = [
            r"\s*".join(map(re.escape, part.split()))
            for part in _PLACEHOLDER.split(plain)
        ]
        return re.compile(".*?".join(parts), re.DOTALL)

    def where_english_has(self, part: str) -> list[str]:
        """Return the texts whose English ones have a part."""
        return [self[path] for path, text in self._english.items() if part in text]

    def untranslated(self, shown: list[str]) -> list[str]:
        """Return those of the shown texts that are names in the code, or English."""
        return [t for t in shown if t in self._wrong or _NAME.fullmatch(t)]


def _read(language: str) -> dict[str, str]:
    path = _TRANSLATIONS / f"{language}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    return dict(_flat({part: document[part] for part in _SHOWN}))


def _flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, str):
            yield f"{above}{name}", value
        else:
            yield from _flat(value, f"{above}{name}.")
