"""One exception per cause of a failed call, and the reaction to each.

The codes are those of Tuya's "Global error codes" page and of the answers seen in
the wild; where the two differ, the answers count.
"""

import re
from enum import StrEnum
from http import HTTPStatus
from typing import ClassVar, Final, override

from .scrubbing import scrub

# calls that came too often or too soon: the cloud did not act on them
_UNDONE = frozenset({1110, 1113, 1199})


class Advice(StrEnum):
    """The reaction to a cause."""

    RETRY = "retry"  # try again later, the cause passes by itself
    RELOGIN = "relogin"  # sign in again with the same credentials
    REAUTH = "reauth"  # the user has to correct the credentials
    REPAIR = "repair"  # the user has to change something outside this integration
    COMMAND = "command"  # this call cannot work
    DEVICE = "device"  # this device cannot do it now


class CloudError(Exception):
    """A call that failed; each cause is a subclass.

    The message holds nothing secret: the cloud's own words come through `error_for`,
    which scrubs them. code is the cloud's number for the cause (None: it gave none).
    sent is whether the cloud may have acted on the call.
    """

    advice: ClassVar[Advice] = Advice.RETRY
    translation_key: ClassVar[str] = "unknown"

    @override
    def __init_subclass__(cls) -> None:
        """Derive the translation key: CloudBusyError is "busy"."""
        name = cls.__name__.removeprefix("Cloud").removesuffix("Error")
        cls.translation_key = "_".join(re.findall("[A-Z][a-z]+", name)).lower()

    def __init__(
        self, message: str = "", *, code: int | None = None, sent: bool = True
    ) -> None:
        """Describe the failure."""
        self.message = message
        self.code = code
        self.sent = sent and code not in _UNDONE
        super().__init__(message if code is None else f"{message} (code {code})")

    @property
    def has_issue(self) -> bool:
        """Return whether an issue of its own tells the user what to do."""
        return self.advice is Advice.REPAIR

    @property
    def placeholders(self) -> dict[str, str]:
        """Return what the translations of the cause can quote."""
        code = "" if self.code is None else str(self.code)
        return {"code": code, "message": self.message}


class NetworkError(CloudError):
    """The cloud could not be reached, or the connection broke."""


class CloudTimeoutError(NetworkError):
    """The cloud took too long to answer."""


class CertificateError(NetworkError):
    """The server's certificate is not valid: it has expired, or is another's."""

    def __init__(self) -> None:
        """Describe the failure: nothing was sent."""
        super().__init__("The certificate is not valid", sent=False)


class HttpStatusError(CloudError):
    """The answer's HTTP status is not 200; status holds it."""

    def __init__(self, status: int) -> None:
        """Keep the status."""
        super().__init__(
            f"HTTP status {status}", sent=status != HTTPStatus.TOO_MANY_REQUESTS
        )
        self.status = status


class BadAnswerError(CloudError):
    """The answer does not follow the protocol."""


class CloudBusyError(CloudError):
    """The cloud is busy, has a temporary fault, or was called too often."""


class StreamBusyError(CloudError):
    """No server is free for the stream of the camera.

    Source: a recorded answer (section 10 of the protocol reference).
    """


class CameraSilentError(CloudError):
    """The camera did not answer the offer of a stream."""

    advice = Advice.DEVICE


class CloudUnknownError(CloudError):
    """The cloud refused with an unknown code."""


class HubRefusedError(CloudError):
    """The push hub refused the connection or the subscription."""


class QueueRefusedError(CloudError):
    """The message queue refused the project: it is not switched on."""

    advice = Advice.REPAIR


class QueueSilentError(CloudError):
    """The message queue is connected and delivers nothing: no rule is active."""

    advice = Advice.REPAIR


class TokenInvalidError(CloudError):
    """The access token is missing, expired or was replaced."""

    advice = Advice.RELOGIN


class SignatureRefusedError(CloudError):
    """A call's signature was refused although the cloud had accepted the login.

    The cloud does so in waves, with a secret that is right (section 12 of the protocol
    reference). So it is tried again soon, and an issue says what to do if it lasts.
    """

    @property
    @override
    def has_issue(self) -> bool:
        """Return whether an issue of its own tells the user what to do."""
        return True


class AccountInUseElsewhereError(CloudError):
    """A token was refused right after signing in: another client took its place."""

    advice = Advice.REPAIR


class AccessIdError(CloudError):
    """The project's Access ID is wrong."""

    advice = Advice.REAUTH


class AccessSecretError(CloudError):
    """The signature is wrong: at a login, so is the project's Access Secret."""

    advice = Advice.REAUTH


class ClockError(CloudError):
    """This machine's clock is more than five minutes off."""

    advice = Advice.REPAIR


class CredentialsError(CloudError):
    """User name or password is wrong (also: wrong data center)."""

    advice = Advice.REAUTH


class CountryError(CloudError):
    """The account does not belong to this country or region."""

    advice = Advice.REAUTH


class SecondFactorError(CloudError):
    """The account asks for a second factor, which a project cannot give."""

    advice = Advice.REAUTH


class AppSchemaError(CloudError):
    """No app has this schema."""

    advice = Advice.REAUTH


class AccountNotLinkedError(CloudError):
    """The app account is not linked to the project (or country or app is wrong)."""

    advice = Advice.REAUTH


class AccountNotAllowedError(CloudError):
    """The account may not use the project.

    Source of the codes: section 12 of the protocol reference.
    """

    advice = Advice.REPAIR


class PermissionDeniedError(CloudError):
    """The account may not touch this device or home."""

    advice = Advice.DEVICE


class PlanExpiredError(CloudError):
    """The project's cloud plan is missing, expired or not paid."""

    advice = Advice.REPAIR


class QuotaUsedUpError(CloudError):
    """The plan's calls are used up until the next month."""

    advice = Advice.REPAIR


class ApiNotSubscribedError(CloudError):
    """The project is not subscribed to, or not authorized for, this API."""

    advice = Advice.REPAIR


class DataCenterSuspendedError(CloudError):
    """The project does not have this data center enabled."""

    advice = Advice.REPAIR


class DevicePoolError(CloudError):
    """The trial project already controls ten devices, its maximum."""

    advice = Advice.REPAIR


class IpNotAllowedError(CloudError):
    """The project's IP allow-list does not hold this address.

    The cloud also says so for a wrong data center or access ID (section 12 of the
    protocol reference).
    """

    advice = Advice.REPAIR


class CrossRegionError(CloudError):
    """The cloud does not let this address reach this data center."""

    advice = Advice.REPAIR


class ClosedError(CloudError):
    """The client was closed: another one may have taken over the account."""

    advice = Advice.COMMAND


class DeviceOfflineError(CloudError):
    """The device is offline."""

    advice = Advice.DEVICE


class LockAsleepError(DeviceOfflineError):
    """The door lock sleeps: somebody at the door has to wake it.

    Source: a recorded answer (section 10 of the protocol reference).
    """


class LockRefusedError(CloudError):
    """The door lock did not do it, although the cloud answered with a success."""

    advice = Advice.COMMAND


class DeviceNotFoundError(CloudError):
    """There is no such device, remote or product any more."""

    advice = Advice.DEVICE


class NotSupportedError(CloudError):
    """The device or its product does not support this call."""

    advice = Advice.DEVICE


class CommandRejectedError(CloudError):
    """The device does not take this command or value."""

    advice = Advice.COMMAND


class UpdateRunningError(CommandRejectedError):
    """A firmware update is running already."""


class UpToDateError(CommandRejectedError):
    """There is no newer firmware."""


class RequestError(CloudError):
    """The request was malformed, by a mistake of this integration."""

    advice = Advice.COMMAND


# refusals of a service that a project does not have, or may not use
NO_SERVICE: Final = (
    ApiNotSubscribedError,
    NotSupportedError,
    PermissionDeniedError,
    RequestError,
)

_CLASSES: dict[type[CloudError], tuple[int | range, ...]] = {
    CloudBusyError: (500, 501, 1103, range(1110, 1114), 1199),
    StreamBusyError: (115001,),
    TokenInvalidError: (1002, range(1010, 1013), 1400),
    AccessIdError: (1001, 1003, 1005, 1008),
    AccessSecretError: (1004,),
    SignatureRefusedError: (-9999999,),
    ClockError: (1013,),
    CredentialsError: (2006, range(2021, 2024), 2401),
    CountryError: (2402, 2403, 2410),
    SecondFactorError: (2411,),
    AppSchemaError: (2017,),
    AccountNotLinkedError: (2406,),
    AccountNotAllowedError: (1006, 1007),
    PermissionDeniedError: (1106, 40001900),
    PlanExpiredError: (range(28841001, 28841004),),
    QuotaUsedUpError: (28841004, 28841104),
    ApiNotSubscribedError: (range(28841101, 28841104), 28841105, 28841106),
    DataCenterSuspendedError: (28841107,),
    DevicePoolError: (60001001,),
    IpNotAllowedError: (1114,),
    CrossRegionError: (2007,),
    DeviceOfflineError: (2001,),
    LockAsleepError: (2312,),
    DeviceNotFoundError: (1000, 2002, 2005, 2010, 2016, 2054),
    NotSupportedError: (2003, 2004, 2009, 2012, 2015),
    CommandRejectedError: (
        2008,
        2047,
        range(2050, 2054),
        2101,
        range(2201, 2213),
        range(2301, 2312),
        range(2313, 2325),
        range(2501, 2515),
    ),
    UpdateRunningError: (2063,),
    UpToDateError: (2064,),
    RequestError: (
        range(1100, 1103),
        1104,
        1105,
        range(1107, 1110),
        40000002,
    ),
}
_CLASS_OF_CODE: dict[int, type[CloudError]] = {
    code: cause
    for cause, codes in _CLASSES.items()
    for item in codes
    for code in (item if isinstance(item, range) else (item,))
}


def error_for(code: int, message: str, *, signing_in: bool = False) -> CloudError:
    """Return the error for a refusal by the cloud.

    code and message are the envelope's "code" and "msg". While signing in, 1106
    (permission denied) means that the app account is not linked to the project.
    """
    cause = _CLASS_OF_CODE.get(code, CloudUnknownError)
    if signing_in and cause is PermissionDeniedError:
        cause = AccountNotLinkedError
    return cause(scrub(message), code=code)
