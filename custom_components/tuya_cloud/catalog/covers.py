"""Which data points make a cover."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.cover import CoverDeviceClass, CoverEntityDescription
from homeassistant.const import Platform

from ..model.points import EnumPoint, ValuePoint
from .composite import CompositeMeaning, Role
from .lookup import Catalog


@dataclass(frozen=True, kw_only=True)
class CoverMeaning(CompositeMeaning, CoverEntityDescription):
    """A cover, made by the enum point that moves it.

    Tuya counts positions from open (0) to closed (100).
    """

    platform: ClassVar[Platform] = Platform.COVER
    maker: ClassVar[Role] = Role(
        (EnumPoint,), writable=True, options=frozenset({"open", "close", "ZZ", "FZ"})
    )
    roles: ClassVar[Mapping[str, Role]] = {
        "position": Role((ValuePoint,)),
        "target": Role((ValuePoint,), writable=True),
        "movement": Role((EnumPoint,)),
        "end_stop": Role((EnumPoint,)),
        "direction": Role((EnumPoint,), claims=False),
        "tilt": Role((ValuePoint,), writable=True),
    }

    # [optional] a value point: where it is, in percent closed
    position: tuple[str, ...] = ()
    # [optional] a value point: where it shall go, in percent closed
    target: tuple[str, ...] = ()
    # [optional] an enum point: opening or closing
    movement: tuple[str, ...] = ()
    # [optional] an enum point: fully_open or fully_close
    end_stop: tuple[str, ...] = ()
    # [optional] an enum point: "back" means that positions count from closed to open
    direction: tuple[str, ...] = ()
    # [optional] a value point: how far its slats are turned open
    tilt: tuple[str, ...] = ()


COVERS: Final = Catalog(
    (
        CoverMeaning(
            key="control",
            translation_key="curtain",
            categories=frozenset({"cl"}),
            device_class=CoverDeviceClass.CURTAIN,
            position=("percent_state", "percent_control"),
            target=("percent_control",),
            movement=("work_state",),
            end_stop=("situation_set",),
            tilt=("angle_horizontal", "angle_vertical"),
            is_main=True,
        ),
        CoverMeaning(
            key="control",
            translation_key="curtain",
            device_class=CoverDeviceClass.CURTAIN,
            position=("percent_state", "percent_control"),
            target=("percent_control",),
            movement=("work_state",),
            end_stop=("situation_set",),
            direction=("control_back_mode",),
            tilt=("angle_horizontal", "angle_vertical"),
            is_main=True,
        ),
        CoverMeaning(
            key="control_{n}",
            translation_key="curtain_n",
            device_class=CoverDeviceClass.CURTAIN,
            position=("percent_state_{n}", "percent_control_{n}"),
            target=("percent_control_{n}",),
            movement=("work_state_{n}",),
            end_stop=("situation_set_{n}",),
            direction=("control_back_mode_{n}", "control_back_mode"),
        ),
        CoverMeaning(
            key="mach_operate",
            translation_key="curtain",
            categories=frozenset({"cl"}),
            device_class=CoverDeviceClass.CURTAIN,
            position=("position",),
            target=("position",),
            is_main=True,
        ),
        # as some motors of blinds spell control
        CoverMeaning(
            key="switch_1",
            translation_key="blind",
            categories=frozenset({"cl"}),
            unless=frozenset({"control"}),
            device_class=CoverDeviceClass.BLIND,
            position=("percent_state", "percent_control"),
            target=("percent_control",),
            movement=("work_state",),
            is_main=True,
        ),
    )
)
