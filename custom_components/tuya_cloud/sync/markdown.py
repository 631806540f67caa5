"""Text of others inside the Markdown of repair issues and forms."""

import re
from typing import Final

_MARKUP: Final = re.compile(r"[<>\[\]`*|\\]")


def without_markup(text: str) -> str:
    """Return text without signs that make tags, links or formats.

    Left out and not escaped, because titles show the same text and read no Markdown.
    """
    return _MARKUP.sub("", text).replace("://", ": //")
