"""Which data points make a siren."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.siren import SirenEntityDescription
from homeassistant.const import EntityCategory, Platform

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog

# how loud and how long are settings of their own too: they hold for every alarm
_VOLUME: Final = Role((EnumPoint, ValuePoint), writable=True, claims=False)
_DURATION: Final = Role((ValuePoint,), writable=True, claims=False)


@dataclass(frozen=True, kw_only=True)
class SirenMeaning(CompositeMeaning, SirenEntityDescription):
    """A siren, made by the point that switches it."""

    platform: ClassVar[Platform] = Platform.SIREN
    maker: ClassVar[Role] = Role((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[str, Role]] = {
        "tone": Role((EnumPoint,), writable=True, claims=False),
        "volume": _VOLUME,
        "duration": _DURATION,
    }

    # [optional] an enum point: what it sounds like
    tone: tuple[str, ...] = ()
    # [optional] an enum or value point: how loud it is
    volume: tuple[str, ...] = ()
    # [optional] a value point: how long it sounds
    duration: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SignalMeaning(CompositeMeaning, SirenEntityDescription):
    """A siren, made by the enum point that tells how it alarms: "normal" is silence."""

    platform: ClassVar[Platform] = Platform.SIREN
    maker: ClassVar[Role] = Role(
        (EnumPoint,), writable=True, options=frozenset({"normal"})
    )
    roles: ClassVar[Mapping[str, Role]] = {
        "volume": _VOLUME,
        "duration": _DURATION,
    }

    # [optional] an enum or value point: how loud it is
    volume: tuple[str, ...] = ()
    # [optional] a value point: how long it sounds
    duration: tuple[str, ...] = ()


SIRENS: Final = Catalog(
    (
        SignalMeaning(
            key="alarm_state",
            categories=frozenset({"sgbj"}),
            unless=frozenset({"alarm_switch"}),
            volume=("alarm_volume",),
            duration=("alarm_time",),
            is_main=True,
        ),
        SirenMeaning(
            key="alarm_switch",
            categories=frozenset({"sgbj"}),
            tone=("alarm_ringtone", "ringtone"),
            volume=("alarm_volume",),
            duration=("alarm_time",),
            is_main=True,
        ),
        SirenMeaning(
            key="alarm_switch",
            translation_key="siren",
            categories=frozenset({"dgnbj"}),
            tone=("alarm_ringtone", "ringtone"),
            volume=("alarm_volume",),
            duration=("alarm_time",),
        ),
        SirenMeaning(
            key="alarm_switch",
            translation_key="siren",
            categories=frozenset({"co2bj"}),
            entity_category=EntityCategory.CONFIG,
            tone=("alarm_ringtone", "ringtone"),
            volume=("alarm_volume",),
            duration=("alarm_time",),
        ),
        SirenMeaning(key="siren_switch", translation_key="siren"),
    )
)
