"""Format names and icons so that a new one is one line.

    python -m scripts.format_texts

The keys of each platform are sorted, and an object with a single text is on one line.
"""

import json
import re
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parents[1] / "custom_components" / "tuya_cloud"
FILES: Final = (_FOLDER / "translations" / "en.json", _FOLDER / "icons.json")
_SINGLE_TEXT: Final = re.compile(r'\{\n\s+("[^"]+": "(?:[^"\\]|\\.)*")\n\s+\}')


def formatted(document: dict[str, Any]) -> str:
    """Return the formatted text of a document."""
    entity = {
        platform: dict(sorted(texts.items()))
        for platform, texts in sorted(document["entity"].items())
    }
    text = json.dumps(document | {"entity": entity}, indent=2, ensure_ascii=False)
    return _SINGLE_TEXT.sub(r"{ \1 }", text) + "\n"


def main() -> None:
    """Format both files."""
    for path in FILES:
        document = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(formatted(document), encoding="utf-8")


if __name__ == "__main__":
    main()
