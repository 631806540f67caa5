"""Decompresses LZ4 blocks, as Home Assistant ships no library for them.

The format is described in "LZ4 Block Format Description" of the LZ4 project: sequences
of a token, literals, and a match to copy from what is there already.
"""

from typing import Final

# a length of this value in the token is continued in the following bytes
_LONG: Final = 15
_CONTINUED: Final = 255
_SHORTEST_MATCH: Final = 4


def decompress(block: bytes, largest: int) -> bytes:
    """Return the content of a block of at most this many bytes.

    What follows a block that has reached this size is ignored. Raises ValueError for
    a block that is damaged or larger.
    """
    content = bytearray()
    position = 0
    try:
        while position < len(block) and len(content) < largest:
            token = block[position]
            literals, position = _length(block, position + 1, token >> 4)
            end = position + literals
            if end > len(block) or len(content) + literals > largest:
                raise ValueError("the literals of the block are too long")
            content += block[position:end]
            position = end
            if position >= len(block):
                break  # the last sequence has no match
            offset = block[position] | block[position + 1] << 8
            length, position = _length(block, position + 2, token & _LONG)
            length += _SHORTEST_MATCH
            if not 0 < offset <= len(content) or len(content) + length > largest:
                raise ValueError("a match of the block is damaged")
            start = len(content) - offset
            pattern = content[start : start + length]
            # a match may overlap what it writes: then it repeats itself
            repeats = -(-length // len(pattern))
            content += (pattern * repeats)[:length]
    except IndexError:
        raise ValueError("the block ends too early") from None
    return bytes(content)


def _length(block: bytes, position: int, length: int) -> tuple[int, int]:
    """Return a length that begins in a token, and the position after it."""
    if length == _LONG:
        more = _CONTINUED
        while more == _CONTINUED:
            more = block[position]
            position += 1
            length += more
    return length, position
