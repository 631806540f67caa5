"""Which data points make a cover."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.cover import CoverDeviceClass, CoverEntityDescription
from homeassistant.const import Platform

from ..model.data_point import EnumPoint, ValuePoint
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


COVERS: Final = Catalog(
    (
        CoverMeaning(
            key="control",
            categories=frozenset({"cl"}),
            device_class=CoverDeviceClass.CURTAIN,
            position=("percent_state", "percent_control"),
            target=("percent_control",),
            movement=("work_state",),
            end_stop=("situation_set",),
            is_main=True,
        ),
        CoverMeaning(
            key="control",
            device_class=CoverDeviceClass.CURTAIN,
            position=("percent_state", "percent_control"),
            target=("percent_control",),
            movement=("work_state",),
            end_stop=("situation_set",),
            direction=("control_back_mode",),
            is_main=True,
        ),
        CoverMeaning(
            key="control_n",
            device_class=CoverDeviceClass.CURTAIN,
            position=("percent_state_n", "percent_control_n"),
            target=("percent_control_n",),
            movement=("work_state_n",),
            end_stop=("situation_set_n",),
            direction=("control_back_mode_n", "control_back_mode"),
        ),
        CoverMeaning(
            key="mach_operate",
            categories=frozenset({"cl"}),
            device_class=CoverDeviceClass.CURTAIN,
            position=("position",),
            target=("position",),
            is_main=True,
        ),
    )
)
