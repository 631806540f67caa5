"""Which data points make a siren."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.siren import SirenEntityDescription
from homeassistant.const import EntityCategory, Platform

from ..model.points import BooleanPoint, EnumPoint, ValuePoint
from .categories import Category
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement, Role

# settings that hold for every alarm, so they keep entities of their own
_VOLUME: Final = Requirement((EnumPoint, ValuePoint), writable=True, claims=False)
_DURATION: Final = Requirement((ValuePoint,), writable=True, claims=False)


@dataclass(frozen=True, kw_only=True)
class SirenMeaning(CompositeMeaning, SirenEntityDescription):
    """A siren; its anchor switches it."""

    platform: ClassVar[Platform] = Platform.SIREN
    anchor: ClassVar[Requirement] = Requirement((BooleanPoint,), writable=True)
    roles: ClassVar[Mapping[Role, Requirement]] = {
        Role.TONE: Requirement((EnumPoint,), writable=True, claims=False),
        Role.VOLUME: _VOLUME,
        Role.DURATION: _DURATION,
    }


@dataclass(frozen=True, kw_only=True)
class SignalMeaning(CompositeMeaning, SirenEntityDescription):
    """A siren; its anchor is the enum point of its signals: "normal" is silence."""

    platform: ClassVar[Platform] = Platform.SIREN
    anchor: ClassVar[Requirement] = Requirement(
        (EnumPoint,), writable=True, options=frozenset({"normal"})
    )
    roles: ClassVar[Mapping[Role, Requirement]] = {
        Role.VOLUME: _VOLUME,
        Role.DURATION: _DURATION,
    }


_ALARM: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.VOLUME: ("alarm_volume",),
    Role.DURATION: ("alarm_time",),
}
_RINGING_ALARM: Final[Mapping[Role, tuple[str, ...]]] = {
    **_ALARM,
    Role.TONE: ("alarm_ringtone", "ringtone"),
}

SIRENS: Final = Catalog(
    (
        SignalMeaning(
            key="alarm_state",
            categories=frozenset({Category.SIREN}),
            unless=frozenset({"alarm_switch"}),
            role_codes=_ALARM,
            is_main=True,
        ),
        SirenMeaning(
            key="alarm_switch",
            categories=frozenset({Category.SIREN}),
            role_codes=_RINGING_ALARM,
            is_main=True,
        ),
        SirenMeaning(
            key="alarm_switch",
            translation_key="siren",
            categories=frozenset({Category.MULTIFUNCTIONAL_ALARM}),
            role_codes=_RINGING_ALARM,
        ),
        SirenMeaning(
            key="alarm_switch",
            translation_key="siren",
            categories=frozenset({Category.CO2_DETECTOR}),
            entity_category=EntityCategory.CONFIG,
            role_codes=_RINGING_ALARM,
        ),
        SirenMeaning(key="siren_switch", also=("ipc_siren",), translation_key="siren"),
    )
)
