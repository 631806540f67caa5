"""The firmware of devices: versions, updates and their progress.

Three calls list the firmware, each of another service; a project may have any of them
(sections 3 and 10 of the protocol reference, its part two). One answer of IoT Core is
recorded; all others, and every update, are known from Tuya's pages alone: "Get Update
Information", "Get Update Progress", and those on firmware of the older services.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from .answers import objects, text
from .api import TuyaApi
from .errors import BadAnswerError, CloudUnknownError, CommandRejectedError, error_for
from .json_types import JsonObject, JsonValue


class UpdateStatus(IntEnum):
    """What the cloud says of an update ("upgrade_status")."""

    NONE = 0
    AVAILABLE = 1
    RUNNING = 2
    DONE = 3
    FAILED = 4
    TIMED_OUT = 7


class Service(StrEnum):
    """The services that know the firmware, the preferred one first."""

    IOT_CORE = "iot_core"
    SMART_HOME = "smart_home"
    INDUSTRY = "industry"


# statuses in which the answer names a version that is not installed
_PENDING: Final = frozenset(UpdateStatus) - {UpdateStatus.NONE, UpdateStatus.DONE}
_LISTS: Final = {
    Service.IOT_CORE: "/v2.0/cloud/thing/{id}/firmware",
    Service.SMART_HOME: "/v1.0/devices/{id}/upgrade-infos",
    Service.INDUSTRY: "/v1.0/iot-03/devices/{id}/upgrade-infos",
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module of a device, with its firmware."""

    # 0 main or Wi-Fi, 1 Bluetooth, 2 GPRS, 3 Zigbee, 4 infrared, 5 433 MHz, 6 NB-IoT,
    # 9 MCU, others are extensions
    channel: int
    # "": unknown
    version: str
    # a version that can be installed, or is being installed; "": none
    newest: str = ""
    notes: str = ""
    status: UpdateStatus | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is; None: the cloud does not say."""

    status: UpdateStatus | None
    percent: int | None


async def list_modules(api: TuyaApi, service: Service, device_id: str) -> list[Module]:
    """Return the modules of a device, by channel. Takes one call."""
    result = _unwrapped(await api.get(_LISTS[service], path={"id": device_id}))
    listed = [result] if isinstance(result, dict) and result else objects(result)
    modules: dict[int, Module] = {}
    for entry in listed:
        # Tuya's page has a name with a space at its end
        module = _module({name.strip(): value for name, value in entry.items()})
        if module is not None:
            modules.setdefault(module.channel, module)
    if listed and not modules:
        raise BadAnswerError("The firmware has no channel")
    return [modules[channel] for channel in sorted(modules)]


async def start_update(
    api: TuyaApi, service: Service, device_id: str, channel: int
) -> None:
    """Have a device install the newest firmware of a module. Takes one call.

    Raises UpdateRunningError, UpToDateError, and PermissionDeniedError for an account
    that is neither owner nor administrator of the home.
    """
    path = {"id": device_id}
    match service:
        case Service.IOT_CORE:
            accepted = await api.post(
                "/v2.0/cloud/thing/{id}/firmware/{channel}",
                path=path | {"channel": str(channel)},
            )
        case Service.SMART_HOME:
            accepted = await api.put(
                "/v1.0/devices/{id}/confirm-upgrade",
                path=path,
                body={"module_type": channel},
            )
        case Service.INDUSTRY:
            accepted = await api.post(
                "/v1.0/iot-03/devices/{id}/confirm-upgrade",
                path=path,
                body={"module_type": channel},
            )
    if _unwrapped(accepted) is False:
        raise CommandRejectedError("The cloud did not start the update")


async def get_progress(
    api: TuyaApi, service: Service, device_id: str, channel: int
) -> Progress:
    """Return how far an update is. Takes one call.

    The older services have no percentage: their list says whether an update is running.
    """
    if service is not Service.IOT_CORE:
        modules = await list_modules(api, service, device_id)
        statuses = [each.status for each in modules if each.channel == channel]
        return Progress(statuses[0] if statuses else None, None)
    result = _unwrapped(
        await api.get(
            "/v2.0/cloud/thing/{id}/firmware/{channel}/progress",
            path={"id": device_id, "channel": str(channel)},
        )
    )
    answer = result if isinstance(result, dict) else {}
    return Progress(
        parse_update_status(answer.get("upgrade_status")),
        parse_percent(answer.get("progress")),
    )


def parse_update_status(value: JsonValue) -> UpdateStatus | None:
    """Return the status that a number, or its text, stands for; None: none."""
    try:
        return UpdateStatus(int(text(value)))
    except ValueError:
        return None


def parse_percent(value: JsonValue) -> int | None:
    """Return a percentage from 0 to 100, or its text; None for anything else."""
    number = text(value)
    return int(number) if number.isdecimal() and int(number) <= 100 else None


def parse_channel(entry: JsonObject) -> int | None:
    """Return the channel in an entry or a message, under any of its names."""
    for name in ("channel", "type", "module_type", "moduleType", "firmwareType"):
        number = text(entry.get(name))
        if number.isdecimal() and not isinstance(entry.get(name), bool):
            return int(number)
    return None


def _module(entry: JsonObject) -> Module | None:
    channel = parse_channel(entry)
    if channel is None:
        return None
    status = parse_update_status(entry.get("upgrade_status"))
    version = text(entry.get("current_version"))
    newest = text(entry.get("version")) or text(entry.get("upgrade_version"))
    has_update = status in _PENDING and newest != version
    return Module(
        channel,
        version,
        newest=newest if has_update else "",
        notes=_notes(entry) if has_update else "",
        status=status,
    )


def _notes(entry: JsonObject) -> str:
    return text(entry.get("desc")) or text(entry.get("upgrade_desc"))


def _unwrapped(result: JsonValue) -> JsonValue:
    """Return the result of an answer that is wrapped once more.

    By Tuya's pages that is the form of IoT Core's answers; their examples are not.
    Raises CloudError for an inner refusal.
    """
    if not isinstance(result, dict) or "success" not in result:
        return result
    if result["success"] is not False:
        return result.get("result")
    code, message = text(result.get("error_code")), text(result.get("error_msg"))
    if code.isdecimal():
        raise error_for(int(code), message)
    raise CloudUnknownError("The cloud refused without a number")
