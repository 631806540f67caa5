"""The data centers of countries."""

import pytest
from homeassistant.generated.countries import COUNTRIES as ISO_COUNTRIES
from tuya_iot import TuyaCloudOpenAPIEndpoint

from custom_components.tuya_cloud.cloud.regions import (
    APP_SCHEMAS,
    COUNTRIES,
    DATA_CENTERS,
    data_center_for,
    data_centers_for,
)


def test_data_centers_agree_with_the_sdk() -> None:
    """The SDK has all data centers except Singapore."""
    sdk = {
        value
        for name, value in vars(TuyaCloudOpenAPIEndpoint).items()
        if not name.startswith("_")
    }
    assert set(DATA_CENTERS.values()) - sdk == {"https://openapi-sg.iotbing.com"}
    assert sdk <= set(DATA_CENTERS.values())


@pytest.mark.parametrize(
    ("calling_code", "data_center"),
    [
        ("86", "china"),
        ("91", "india"),
        ("1", "west_america"),
        ("55", "west_america"),
        ("81", "west_america"),
        ("1787", "west_america"),
        ("35818", "west_america"),
        ("49", "central_europe"),
        ("7", "central_europe"),
        ("65", "central_europe"),
        ("39", "central_europe"),
        ("41", "central_europe"),
        ("42", "west_america"),
        ("264", "central_europe"),
        ("1876", "central_europe"),
        ("998", "central_europe"),
        ("999", "west_america"),
        ("", "west_america"),
    ],
)
def test_data_center_of_a_calling_code(calling_code: str, data_center: str) -> None:
    """Ranges include both ends; other codes belong to Western America."""
    assert data_center_for(calling_code) == data_center


@pytest.mark.parametrize(
    ("calling_codes", "data_centers"),
    [
        ("49 1 86 91 44 7 690 1787 999", 1),
        ("60 62 63 66 84 95 670 675 677 852 853 886", ("west_america", "singapore")),
        ("65 673 855 856", ("central_europe", "singapore")),
        ("55", ("west_america", "east_america")),
        ("685 1684 1670 1671", ("west_america", "central_europe")),
    ],
)
def test_data_centers_of_countries_that_have_moved(
    calling_codes: str, data_centers: int | tuple[str, ...]
) -> None:
    """Accounts from before stay where they are, and come first where most are old."""
    for code in calling_codes.split():
        found = data_centers_for(code)
        assert data_centers in (found, len(found)), code
        assert data_center_for(f"+{code}") == found[0]


@pytest.mark.parametrize("calling_code", ["+49", "0049", " 49 "])
def test_calling_codes_are_normalized(calling_code: str) -> None:
    """A plus sign, leading zeros and spaces are ignored."""
    assert data_center_for(calling_code) == "central_europe"


def test_every_country_is_there() -> None:
    """The table has exactly the countries of Home Assistant."""
    assert set(COUNTRIES) == ISO_COUNTRIES


def test_countries_are_well_formed() -> None:
    """Each country has a name of its own and a calling code of digits."""
    for iso, country in COUNTRIES.items():
        assert country.iso == iso
        assert country.calling_code.isdecimal()
        assert data_center_for(country.calling_code) in DATA_CENTERS
    names = [country.name for country in COUNTRIES.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("iso", "calling_code"),
    [("DE", "49"), ("US", "1"), ("CN", "86"), ("BS", "1242"), ("KZ", "7")],
)
def test_calling_codes_of_some_countries(iso: str, calling_code: str) -> None:
    """Some countries are checked, North American islands included."""
    assert COUNTRIES[iso].calling_code == calling_code


def test_apps_have_the_names_of_the_cloud() -> None:
    """These are the schemas of Tuya Smart and Smart Life in a login call."""
    assert APP_SCHEMAS == ("tuyaSmart", "smartlife")
