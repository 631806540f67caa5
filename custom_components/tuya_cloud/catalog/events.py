"""Which data points report events instead of states."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from homeassistant.components.event import (
    DoorbellEventType,
    EventDeviceClass,
    EventEntityDescription,
)
from homeassistant.const import Platform

from ..model.points import (
    BooleanPoint,
    EnumPoint,
    JsonPoint,
    RawPoint,
    TextPoint,
    ValuePoint,
)
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement


@dataclass(frozen=True, kw_only=True)
class EventMeaning(CompositeMeaning, EventEntityDescription):
    """A point whose reports are events.

    ``event_types`` lists its events, the usual one first; without it they are the
    options of the enum.
    """

    platform: ClassVar[Platform] = Platform.EVENT
    # a point that takes commands is a setting
    anchor: ClassVar[Requirement] = Requirement(
        (BooleanPoint, EnumPoint), read_only=True
    )


@dataclass(frozen=True, kw_only=True)
class RecordMeaning(EventMeaning):
    """An event with details, which an entity of its own keeps."""

    anchor: ClassVar[Requirement] = Requirement(
        (EnumPoint, JsonPoint, RawPoint, TextPoint, ValuePoint)
    )

    claims_anchor: bool = False


def _button(key: str, name: str, *, also: tuple[str, ...] = ()) -> EventMeaning:
    """Return the row of a button that reports how it was pressed."""
    return EventMeaning(
        key=key, also=also, translation_key=name, device_class=EventDeviceClass.BUTTON
    )


def _ring(key: str, *, also: tuple[str, ...] = ()) -> EventMeaning:
    """Return the row of a doorbell."""
    return EventMeaning(
        key=key,
        also=also,
        translation_key="doorbell",
        device_class=EventDeviceClass.DOORBELL,
        event_types=[DoorbellEventType.RING],
    )


@dataclass(frozen=True, kw_only=True)
class OpeningMeaning(RecordMeaning):
    """Somebody opens a door lock, and with what."""

    # a number is that of a credential, listed or not
    anchor: ClassVar[Requirement] = replace(RecordMeaning.anchor, unlisted=True)


def _unlocked(key: str, *, also: tuple[str, ...] = ()) -> OpeningMeaning:
    """Return the row of a way to unlock; a sensor shows the last credential.

    Some locks pack number and member under the same code with "_kit".
    """
    return OpeningMeaning(key=key, also=(f"{key}_kit", *also), event_types=["unlocked"])


# the events of cameras, without the "ipc_" before them
_CAMERA_EVENTS: Final = [
    "message",
    "doorbell",
    "motion",
    "human",
    "face",
    "passby",
    "linger",
    "cat",
    "car",
    "baby_cry",
    "bang",
    "leave_msg",
    "connected",
    "unconnected",
    "refuse",
    "antibreak",
    "low_battery",
    "dev_link",
    # of locks with a camera (recorded)
    "door_lock_video",
]

EVENTS: Final = Catalog(
    (
        # Remotes, scene switches and knobs
        _button(
            "switch_mode{n}",
            "button_n",
            also=(
                "switch_type_{n}",
                "switch{n}_value",
            ),
        ),
        _button("scene_{n}", "scene_n"),
        _button("knob_switch_mode_{n}", "knob_n"),
        # Doorbells and cameras; their own sensors keep the details
        _ring("doorbell", also=("doorbell_call",)),
        RecordMeaning(
            key="doorbell_active",
            translation_key="doorbell",
            device_class=EventDeviceClass.DOORBELL,
            event_types=[DoorbellEventType.RING],
        ),
        RecordMeaning(key="doorbell_pic", event_types=["picture"]),
        RecordMeaning(
            key="movement_detect_pic",
            translation_key="movement",
            device_class=EventDeviceClass.MOTION,
            event_types=["motion"],
        ),
        RecordMeaning(key="alarm_message", event_types=_CAMERA_EVENTS),
        RecordMeaning(key="initiative_message", event_types=_CAMERA_EVENTS),
        # Locks
        RecordMeaning(key="alarm_lock"),
        # as a Boolean it is a binary sensor
        OpeningMeaning(key="hijack", translation_key="duress", event_types=["duress"]),
        _unlocked("unlock_fingerprint"),
        _unlocked("unlock_password"),
        _unlocked("unlock_temporary"),
        _unlocked("unlock_dynamic"),
        _unlocked("unlock_offline_pd"),
        _unlocked("unlock_card"),
        _unlocked("unlock_face"),
        _unlocked("unlock_key"),
        _unlocked("unlock_app"),
        _unlocked("unlock_ble"),
        _unlocked("unlock_ble_ibeacon"),
        _unlocked("unlock_phone_remote", also=("unlock_remote",)),
        _unlocked("unlock_voice_remote"),
        _unlocked("unlock_hand"),
        _unlocked("unlock_finger_vein"),
        _unlocked("unlock_double"),
        _unlocked("unlock_identity_card"),
        _unlocked("unlock_emergency"),
    )
)
