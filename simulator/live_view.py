"""Live views by HLS: a short clip of our own that is repeated without end.

The clip is one fragment of MP4 (RFC 8216, section 3.3); each time it is served, it says
how much came before. `scripts/draw-live-view` draws it.
"""

import secrets
from pathlib import Path
from time import monotonic
from typing import Final
from uuid import uuid4

from aiohttp import encode_basic_auth, hdrs, web

LIVE_ROUTE = "/live/{path}/{name}"
USER = "viewer"
CLIP_SECONDS = 4
LISTED = 3  # segments in a playlist, as many as a player begins with
_CLIP: Final = Path(__file__).parent / "live_view.mp4"
_PLAYLIST: Final = """\
#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:{seconds}
#EXT-X-MEDIA-SEQUENCE:{first}
#EXT-X-MAP:URI="{beginning}"
"""
_BEGINNING: Final = "beginning.mp4"
_CHALLENGE: Final = 'Basic realm="live"'
_BOX_SIZE = 4  # bytes of a box before its name


class LiveViews:
    """The live views that are or were watched, and the clip they show."""

    def __init__(self) -> None:
        """Start without a view; `base_url` is set as soon as the simulator listens."""
        self.base_url = ""
        self.issued: list[str] = []
        # by path: the password, and the monotonic seconds of the start
        self._views: dict[str, tuple[str, float]] = {}
        clip = _CLIP.read_bytes()
        fragment = clip.index(b"moof") - _BOX_SIZE
        self._beginning, self._fragment = clip[:fragment], clip[fragment:]

    def address(self) -> str:
        """Return the address of a new live view, with user name and password."""
        path, password = uuid4().hex, secrets.token_hex(8)
        self.issued += [path, password]
        self._views[path] = password, monotonic()
        scheme, _, host = self.base_url.partition("://")
        route = LIVE_ROUTE.format(path=path, name="index.m3u8")
        return f"{scheme}://{USER}:{password}@{host}{route}"

    async def serve(self, request: web.Request) -> web.Response:
        """Answer a request for the playlist or a part of the clip."""
        view = self._views.get(request.match_info["path"])
        if view is None:
            raise web.HTTPNotFound
        password, started_at = view
        given = request.headers.get(hdrs.AUTHORIZATION)
        if given != encode_basic_auth(USER, password):
            raise web.HTTPUnauthorized(headers={hdrs.WWW_AUTHENTICATE: _CHALLENGE})
        name = request.match_info["name"]
        if name == "index.m3u8":
            return web.Response(
                text=_playlist(int(monotonic() - started_at) // CLIP_SECONDS),
                content_type="application/vnd.apple.mpegurl",
            )
        if name == _BEGINNING:
            return web.Response(body=self._beginning, content_type="video/mp4")
        number = name.removesuffix(".m4s")
        if not number.isdecimal():
            raise web.HTTPNotFound
        return web.Response(body=self._segment(int(number)), content_type="video/mp4")

    def _segment(self, number: int) -> bytes:
        """Return the clip with the time of its start, in milliseconds.

        The time follows the name of its box and four bytes of version and flags
        (ISO/IEC 14496-12, section 8.8.12).
        """
        head, box, tail = self._fragment.partition(b"tfdt")
        start = (number * CLIP_SECONDS * 1000).to_bytes(8)
        return head + box + tail[:4] + start + tail[12:]


def _playlist(first: int) -> str:
    """Return a playlist that begins with the segment of a number."""
    head = _PLAYLIST.format(seconds=CLIP_SECONDS, first=first, beginning=_BEGINNING)
    segments = (
        f"#EXTINF:{CLIP_SECONDS},\n{number}.m4s\n"
        for number in range(first, first + LISTED)
    )
    return head + "".join(segments)
