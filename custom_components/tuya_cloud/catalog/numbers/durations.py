"""Countdowns, delays and durations."""

from typing import Final

from homeassistant.components.number import NumberDeviceClass as Kind
from homeassistant.const import UnitOfTime

from ..categories import Category
from ..descriptions import NumberMeaning
from .rows import setting

TIMES: Final[tuple[NumberMeaning, ...]] = (
    # Countdowns and delays
    setting(
        "countdown",
        Kind.DURATION,
        "irrigation_duration",
        unit=UnitOfTime.SECONDS,
        categories=(Category.WATER_VALVE, Category.IRRIGATOR),
    ),
    setting(
        "countdown_{n}",
        Kind.DURATION,
        "irrigation_duration_n",
        unit=UnitOfTime.SECONDS,
        categories=(Category.WATER_VALVE, Category.IRRIGATOR),
    ),
    setting("countdown", Kind.DURATION, "countdown", unit=UnitOfTime.SECONDS),
    setting(
        "countdown_{n}",
        Kind.DURATION,
        "countdown_n",
        unit=UnitOfTime.SECONDS,
    ),
    setting("countdown_usb", Kind.DURATION, "countdown_usb", unit=UnitOfTime.SECONDS),
    setting(
        "countdown_usb{n}",
        Kind.DURATION,
        "countdown_usb_n",
        unit=UnitOfTime.SECONDS,
    ),
    setting("countdown_set", Kind.DURATION, "countdown"),
    setting(
        "countdown_left_fan",
        Kind.DURATION,
        "countdown_fan",
        also=("countdown_fan", "fan_countdown_left"),
        unit=UnitOfTime.MINUTES,
    ),
    setting("delay_time", Kind.DURATION, "delay_time"),
    setting("delay_set", Kind.DURATION, "delay_set", unit=UnitOfTime.SECONDS),
    setting(
        "alarm_delay_time", Kind.DURATION, "alarm_delay_time", unit=UnitOfTime.SECONDS
    ),
    setting(
        "alarm_time",
        Kind.DURATION,
        "siren_duration",
        unit=UnitOfTime.MINUTES,
        categories=(Category.ALARM_HOST, Category.GATEWAY),
    ),
    setting("alarm_time", Kind.DURATION, "alarm_time", categories=(Category.SIREN,)),
    setting("alarm_time", Kind.DURATION, "alarm_time", unit=UnitOfTime.SECONDS),
    setting("none_delay_time", Kind.DURATION, "presence_delay"),
    setting(
        "presence_time",
        Kind.DURATION,
        "presence_delay",
        also=("presence_delay",),
        unit=UnitOfTime.SECONDS,
    ),
    setting("pir_delay", Kind.DURATION, "pir_delay", unit=UnitOfTime.SECONDS),
    setting("standby_time", Kind.DURATION, "standby_time", unit=UnitOfTime.MINUTES),
    setting("auto_lock_time", Kind.DURATION, "auto_lock_time", unit=UnitOfTime.SECONDS),
    setting("delay_clean_time", Kind.DURATION, "delay_clean_time"),
    setting("induction_delay", Kind.DURATION, "induction_delay"),
    setting("induction_interval", Kind.DURATION, "induction_interval"),
    setting(
        "click_sustain_time",
        Kind.DURATION,
        "click_sustain_time",
        unit=UnitOfTime.SECONDS,
    ),
    setting("appointment_time", Kind.DURATION, "appointment_time"),
    setting("countdown_alarm", Kind.DURATION, "countdown_alarm"),
)
