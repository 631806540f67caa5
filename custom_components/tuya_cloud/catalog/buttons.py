"""Buttons: points that start an action."""

from collections.abc import Collection
from dataclasses import replace
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
    diagnostic: bool = False,
) -> ButtonMeaning:
    """Return the row of a button for maintenance.

    Without a ``name`` it has the name of its class, or that of its code where it has no
    class.
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
    )


def _erasing(
    key: str, *, also: tuple[str, ...] = (), diagnostic: bool = False
) -> ButtonMeaning:
    """Return the row of a button that erases something, disabled by default."""
    return replace(
        _setting(key, also=also, diagnostic=diagnostic),
        entity_registry_enabled_default=False,
    )


BUTTONS: Final = Catalog(
    (
        # Whole device
        _setting("device_restart", Kind.RESTART),
        _setting("reboot", Kind.RESTART),
        _setting("restart", Kind.RESTART),
        _erasing("factory_reset", also=("restore_factory_settings",), diagnostic=True),
        _erasing("reset"),
        _setting("QueryDevInfo", name="refresh", diagnostic=True),
        _setting("self_checking", diagnostic=True),
        # Parts that wear
        _erasing("filter_reset", also=("reset_filter",)),
        _erasing("reset_edge_brush"),
        _erasing("reset_roll_brush"),
        _erasing("reset_duster_cloth"),
        _erasing("reset_dust_bag"),
        _erasing("reset_map"),
        _erasing("pump_reset"),
        _erasing("water_reset"),
        _erasing("cbpa_filter_reset"),
        _erasing("pp_filter_reset"),
        _erasing("cto_filter_reset"),
        _erasing("ro_filter_reset"),
        _erasing("primary_filter_reset"),
        _erasing("medium_filter_reset"),
        _erasing("high_filter_reset"),
        # Meters
        _erasing("clear_energy", also=("energy_reset", "reset_add_ele")),
        _erasing("event_clear"),
        _setting("leakagecurr_test"),
        # Pets
        _control("manual_clean", also=("clean",)),
        _control("quick_feed"),
        _control("empty", also=("empty_cat_litter",)),
        _setting("export_calibrate"),
        _setting("weight_calibrate"),
        _setting("calibration"),
        _setting("sand_surface_calibration"),
        _setting("capacity_calibration"),
        # Cameras
        _control("ptz_stop"),
        _setting("ptz_calibration"),
        _control("zoom_stop"),
        _erasing("sd_format"),
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
