"""Text of others in Markdown."""

import pytest

from custom_components.tuya_cloud.sync.markdown import without_markup


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Blind", "Blind"),
        ("Blind (left), 2_1", "Blind (left), 2_1"),
        ("<img src=x>", "img src=x"),
        ("[free](https://evil.example)", "free(https: //evil.example)"),
        ("**bold** `code` a|b \\", "bold code ab "),
    ],
)
def test_markup_is_left_out(text: str, shown: str) -> None:
    """What is left reads the same in a title and in Markdown."""
    assert without_markup(text) == shown
