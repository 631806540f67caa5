"""The common keys of remotes are found in each of their spellings."""

import pytest

from custom_components.tuya_cloud.catalog.remote_keys import COMMON_KEYS, common_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("power", "remote_power"),
        ("PowerOn", "remote_power_on"),
        ("power_off", "remote_power_off"),
        ("volume_up", "remote_volume_up"),
        ("Volume+", "remote_volume_up"),
        ("VOL -", "remote_volume_down"),
        ("CH+", "remote_channel_up"),
        ("navigate_left", "remote_left"),
        ("OK", "remote_ok"),
        ("TV/AV", "remote_input"),
        ("Signal Source", "remote_input"),
        ("netflix", None),
        ("1", None),
        ("-", None),
        ("", None),
        ("音量+", None),
    ],
)
def test_spellings(name: str, key: str | None) -> None:
    """Case, underscores and signs do not matter."""
    assert common_key(name) == key


def test_the_first_name_that_is_known_counts() -> None:
    """A key has a name for the cloud, and one for people."""
    assert common_key("K_17", "Mute") == "remote_mute"
    assert common_key("ok", "Mute") == "remote_ok"


def test_no_spelling_stands_for_two_keys() -> None:
    """Each occurs once."""
    spellings = [each for known in COMMON_KEYS.values() for each in known]
    assert len(set(spellings)) == len(spellings)
