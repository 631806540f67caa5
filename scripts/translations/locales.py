"""Durations and names of languages, written as Unicode's locale data has them."""

import re
from typing import Final

from babel import Locale
from babel.units import format_unit

from .texts import Source, Texts

_DURATION: Final = re.compile(r"([\d.]+) (hour|minute|second)s?")
_LOCALES: Final = {"pt": "pt_PT", "pt-BR": "pt_BR"}
_CODES: Final = {name: code for code, name in Locale("en").languages.items()}


def translated(source: Source, language: str, texts: Texts) -> str | None:
    """Return the translation of a duration or of the name of a language."""
    locale = Locale.parse(_LOCALES.get(language, language.replace("-", "_")))
    if duration := _DURATION.fullmatch(source.english):
        return format_unit(
            float(duration[1]), f"duration-{duration[2]}", "long", locale=locale
        )
    if any(keys[2] == "language" for keys in texts.uses[source] if len(keys) > 3):
        name = locale.languages.get(_CODES.get(source.english, ""))
        return name and name[0].upper() + name[1:]
    return None
