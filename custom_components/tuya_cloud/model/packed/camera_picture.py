"""Reads where the picture is that a camera, doorbell or video lock reports.

It is base64 of one of these (section 7 of the protocol reference; all are recorded):

- a web address, dead after about a minute,
- {"bucket": ..., "files": [[path, key]]} with a key of 16 characters, or "",
- version 5.0 of it: {"files": [[bucket, path, key, seconds of the expiry]]},
- an encrypted reference whose key nobody knows, or no picture at all.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from ..json_types import JsonObject, JsonValue, load_json
from ..points.packed import decode_bytes

# how a text starts that is not in base64
_PLAIN: Final = ("https://", "{")
# bucket, path, key, expiry
_MEMBERS_OF_5_0: Final = 4
# files that are one picture, not a film
_PICTURE_ENDINGS: Final = (".jpg", ".jpeg", ".png")
# seconds since the epoch in the name of a file, 2014 to 2033
_SECONDS: Final = re.compile(r"(?<!\d)(1[4-9]\d{8})(?!\d)")


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture in the storage of the cloud, or at a web address. All of it is secret.

    With a web address there is nothing else; the key is "" for a plain picture.
    """

    address: str = field(default="", repr=False)
    bucket: str = field(default="", repr=False)
    path: str = field(default="", repr=False)
    key: str = field(default="", repr=False)

    @property
    def taken_at(self) -> int | None:
        """The time in the name of the file, ms since the epoch; None: it has none.

        Recorded names are 1671201983.jpeg, and two times in a row.
        """
        name = (self.path or self.address).partition("?")[0].rpartition("/")[2]
        found = _SECONDS.findall(name)
        return int(found[-1]) * 1000 if found else None


def picture_in(value: Any) -> PictureFile | None:
    """Return the first picture of a message; None: it has none that can be read.

    ``value`` is the decoded value of a raw point (bytes), a text or a JSON point.
    """
    if isinstance(value, str):
        value = value if value.startswith(_PLAIN) else decode_bytes(value)
    if isinstance(value, bytes):
        try:
            value = value.decode()
        except UnicodeDecodeError:
            return None
    if isinstance(value, str):
        if value.startswith("https://"):
            return PictureFile(address=value)
        try:
            value = load_json(value)
        except ValueError:
            return None
    return _file_in(value) if isinstance(value, dict) else None


def _file_in(message: JsonObject) -> PictureFile | None:
    """Return the first picture among the files of a message."""
    files = message.get("files")
    for each in files if isinstance(files, list) else ():
        texts = _texts(each)
        if len(texts) >= _MEMBERS_OF_5_0:
            bucket, path, key = texts[:3]
        elif texts:
            bucket, path = _text(message.get("bucket")), texts[0]
            key = texts[1] if len(texts) > 1 else ""
        else:
            continue
        if bucket and path.partition("?")[0].lower().endswith(_PICTURE_ENDINGS):
            return PictureFile(bucket=bucket, path=path, key=key)
    return None


def _texts(value: JsonValue) -> list[str]:
    """Return a list of texts; empty for anything else."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return []
    return [_text(each) for each in value]


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
