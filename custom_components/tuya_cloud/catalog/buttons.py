"""Buttons: points that start an action."""

from collections.abc import Collection
from typing import Final

from homeassistant.components.button import ButtonDeviceClass as Kind
from homeassistant.const import EntityCategory

from .categories import Category
from .descriptions import ButtonMeaning
from .lookup import Catalog


def _control(
    key: str,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    categories: Collection[Category] = (),
) -> ButtonMeaning:
    """Return the row of a button for daily use.

    ``name`` is its translation key, by default the code.
    """
    return ButtonMeaning(
        key=key, also=also, translation_key=name, categories=frozenset(categories)
    )


def _setting(
    key: str,
    kind: Kind | None = None,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    hidden: bool = False,
    diagnostic: bool = False,
) -> ButtonMeaning:
    """Return the row of a button for maintenance.

    Without a ``name`` it has the name of its class, or that of its code where it has no
    class. ``hidden`` disables it by default.
    """
    return ButtonMeaning(
        key=key,
        also=also,
        translation_key=name,
        named_by_class=kind is not None and name is None,
        device_class=kind,
        entity_category=(
            EntityCategory.DIAGNOSTIC if diagnostic else EntityCategory.CONFIG
        ),
        entity_registry_enabled_default=not hidden,
    )


BUTTONS: Final = Catalog(
    (
        # Whole device
        _setting("device_restart", Kind.RESTART),
        _setting("reboot", Kind.RESTART),
        _setting("restart", Kind.RESTART),
        _setting(
            "factory_reset",
            also=("restore_factory_settings",),
            hidden=True,
            diagnostic=True,
        ),
        _setting("reset"),
        _setting("QueryDevInfo", name="refresh", diagnostic=True),
        _setting("self_checking", diagnostic=True),
        # Parts that wear
        _setting("filter_reset", also=("reset_filter",)),
        _setting("reset_edge_brush"),
        _setting("reset_roll_brush"),
        _setting("reset_duster_cloth"),
        _setting("reset_dust_bag"),
        _setting("reset_map"),
        _setting("pump_reset"),
        _setting("water_reset"),
        _setting("cbpa_filter_reset"),
        _setting("pp_filter_reset"),
        _setting("cto_filter_reset"),
        _setting("ro_filter_reset"),
        _setting("primary_filter_reset"),
        _setting("medium_filter_reset"),
        _setting("high_filter_reset"),
        # Meters
        _setting("clear_energy", also=("energy_reset", "reset_add_ele"), hidden=True),
        _setting("event_clear", hidden=True),
        _setting("leakagecurr_test"),
        # Pets
        _control("manual_clean", also=("clean",)),
        _control("quick_feed"),
        _control("empty"),
        _setting("export_calibrate"),
        _setting("weight_calibrate"),
        _setting("calibration"),
        _setting("sand_surface_calibration"),
        _setting("capacity_calibration"),
        # Cameras
        _control("ptz_stop"),
        _setting("ptz_calibration"),
        _control("zoom_stop"),
        _setting("sd_format", hidden=True),
        _setting("sd_umount"),
        _control("photo_again"),
        # Other
        _control("seek"),
        _control("snooze"),
        _control("switch_usb6", "snooze", categories=(Category.WAKE_UP_LIGHT,)),
        _control("wakeup"),
        _control("ir_send"),
    )
)
