"""Error codes, their causes, and the handling of each cause."""

import pytest

from custom_components.tuya_cloud.cloud import errors
from custom_components.tuya_cloud.cloud.errors import (
    Advice,
    CloudError,
    CloudUnknownError,
    HttpStatusError,
    error_for,
)
from custom_components.tuya_cloud.cloud.scrubbing import scrub

CAUSES: dict[type[CloudError], tuple[Advice, list[int]]] = {
    errors.CloudBusyError: (
        Advice.RETRY,
        [500, 501, 1103, 1110, 1111, 1112, 1113, 1199],
    ),
    errors.TokenInvalidError: (Advice.RELOGIN, [1002, 1010, 1011, 1012, 1400]),
    errors.AccessIdError: (Advice.REAUTH, [1001, 1003, 1005, 1008]),
    errors.AccessSecretError: (Advice.REAUTH, [1004]),
    errors.ClockError: (Advice.REPAIR, [1013]),
    errors.CredentialsError: (Advice.REAUTH, [2006, 2021, 2022, 2023, 2401]),
    errors.CountryError: (Advice.REAUTH, [2402, 2403, 2410]),
    errors.SecondFactorError: (Advice.REAUTH, [2411]),
    errors.AppSchemaError: (Advice.REAUTH, [2017]),
    errors.AccountNotLinkedError: (Advice.REAUTH, [2406]),
    errors.AccountNotAllowedError: (Advice.REPAIR, [1006, 1007]),
    errors.SignatureRefusedError: (Advice.RETRY, [-9999999]),
    errors.PermissionDeniedError: (Advice.DEVICE, [1106, 40001900]),
    errors.PlanExpiredError: (Advice.REPAIR, [28841001, 28841002, 28841003]),
    errors.QuotaUsedUpError: (Advice.REPAIR, [28841004, 28841104]),
    errors.ApiNotSubscribedError: (
        Advice.REPAIR,
        [28841101, 28841102, 28841103, 28841105, 28841106],
    ),
    errors.DataCenterSuspendedError: (Advice.REPAIR, [28841107]),
    errors.DevicePoolError: (Advice.REPAIR, [60001001]),
    errors.IpNotAllowedError: (Advice.REPAIR, [1114]),
    errors.CrossRegionError: (Advice.REPAIR, [2007]),
    errors.DeviceOfflineError: (Advice.DEVICE, [2001]),
    errors.LockAsleepError: (Advice.DEVICE, [2312]),
    errors.DeviceNotFoundError: (Advice.DEVICE, [1000, 2002, 2005, 2010, 2016, 2054]),
    errors.NotSupportedError: (Advice.DEVICE, [2003, 2004, 2009, 2012, 2015]),
    errors.CommandRejectedError: (
        Advice.COMMAND,
        [
            *(2008, 2047, 2050, 2051, 2052, 2053, 2101),
            *range(2201, 2213),
            *range(2301, 2312),
            *range(2313, 2325),
            *range(2501, 2515),
        ],
    ),
    errors.UpdateRunningError: (Advice.COMMAND, [2063]),
    errors.UpToDateError: (Advice.COMMAND, [2064]),
    errors.RequestError: (
        Advice.COMMAND,
        [1100, 1101, 1102, 1104, 1105, 1107, 1108, 1109, 40000002],
    ),
}


@pytest.mark.parametrize(
    ("code", "cause", "advice"),
    [
        (code, cause, advice)
        for cause, (advice, codes) in CAUSES.items()
        for code in codes
    ],
)
def test_each_code_has_its_cause(
    code: int, cause: type[CloudError], advice: Advice
) -> None:
    """The error has the class of the table, and keeps and shows the code."""
    error = error_for(code, "words")
    assert type(error) is cause
    assert error.advice is advice
    assert error.code == code
    assert str(error) == f"words (code {code})"


def test_permission_denied_while_signing_in_means_not_linked() -> None:
    """At sign-in, the same code means that the account is not linked."""
    error = error_for(1106, "permission deny", signing_in=True)
    assert type(error) is errors.AccountNotLinkedError
    assert error.advice is Advice.REAUTH


def test_other_codes_mean_the_same_while_signing_in() -> None:
    """The code of a wrong secret keeps its meaning."""
    error = error_for(1004, "sign invalid", signing_in=True)
    assert type(error) is errors.AccessSecretError


@pytest.mark.parametrize("code", [0, -1, 2311 + 1000, 99999999])
def test_unlisted_codes_are_unknown(code: int) -> None:
    """The error keeps the cloud's message and code."""
    error = error_for(code, "never heard of")
    assert type(error) is CloudUnknownError
    assert (error.code, error.message) == (code, "never heard of")


def test_each_cause_has_a_translation_of_its_own() -> None:
    """Each cause has a translation key of its own."""
    causes = [
        cause
        for cause in vars(errors).values()
        if isinstance(cause, type)
        and issubclass(cause, CloudError)
        and cause is not CloudError
    ]
    keys = [cause.translation_key for cause in causes]
    assert len(keys) == len(set(keys))
    assert set(CAUSES) < set(causes)


def test_http_status_is_kept() -> None:
    """The status distinguishes temporary from permanent errors."""
    error = HttpStatusError(502)
    assert error.status == 502
    assert str(error) == "HTTP status 502"


@pytest.mark.parametrize(
    "secret",
    [
        "3f4eda2bdec17232f67c0b188af3eec1",
        "bf0123456789abcdef12gh",
        "eu1650000000000demo01",
        "557e9a15114f",
        "me@example.com",
        "+491701234567",
        "203.0.113.7",
        "2001:db8:85a3::8a2e:370:7334",
        "52.5163",
        "-13.37769",
        "rtsps://user:pass@host/path?token=1",
        "cloud_0123456789abcdef0123456789abcdef",
    ],
)
def test_messages_are_scrubbed(secret: str) -> None:
    """Secrets in the cloud's message are removed."""
    error = error_for(1106, f"no permission for {secret} here")
    assert secret not in f"{error} {error!r} {error.message}"
    assert error.message == "no permission for *** here"


@pytest.mark.parametrize(
    "words",
    [
        "Your quota of Trial Edition is used up.",
        "token invalid",
        "uri path invalid, unconstitutionally long",
        "code 28841 of v1.0/iot-03",
    ],
)
def test_ordinary_words_stay(words: str) -> None:
    """Tuya's sentences stay readable."""
    assert scrub(words) == words


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("<img src=x> is *bold*", "img src=x is bold"),
        ("[click](evil) `here` # now", "click(evil) here now"),
        ("a\0b\x07c \u202egnp.exe\n| x |", "abc gnp.exe x"),
    ],
)
def test_messages_hold_no_markup(message: str, shown: str) -> None:
    """Neither Markdown nor HTML nor unseen characters reach a repair issue."""
    assert scrub(message) == shown


def test_long_messages_are_cut() -> None:
    """A page of HTML is shortened."""
    assert len(scrub("word " * 1000)) == 200
