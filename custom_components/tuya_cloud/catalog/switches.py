"""Switches: Boolean points that take commands."""

from collections.abc import Collection
from typing import Final

from homeassistant.components.switch import SwitchDeviceClass as Kind
from homeassistant.const import EntityCategory

from .categories import Category
from .descriptions import SwitchMeaning
from .lookup import Catalog
from .role_codes import MAIN_SWITCHES


def _control(
    key: str,
    kind: Kind | None = None,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    categories: Collection[Category] = (),
    hidden: bool = False,
) -> SwitchMeaning:
    """Return the row of a switch for daily use.

    ``name`` is its translation key, by default the code. ``hidden`` disables it by
    default.
    """
    return SwitchMeaning(
        key=key,
        also=also,
        translation_key=name,
        device_class=kind,
        categories=frozenset(categories),
        entity_registry_enabled_default=not hidden,
    )


def _setting(
    key: str,
    name: str | None = None,
    *,
    also: tuple[str, ...] = (),
    categories: Collection[Category] = (),
    hidden: bool = False,
) -> SwitchMeaning:
    """Return the row of a switch that configures the device.

    ``hidden`` disables it by default.
    """
    return SwitchMeaning(
        key=key,
        also=also,
        translation_key=name,
        categories=frozenset(categories),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=not hidden,
    )


# they switch a whole house or flat
_BREAKERS: Final = (Category.BREAKER, Category.ENERGY_METER)

SWITCHES: Final = Catalog(
    (
        # The main switch
        _control(
            "switch",
            Kind.OUTLET,
            "outlet",
            also=MAIN_SWITCHES[1:],
            categories=(Category.SOCKET, Category.POWER_STRIP),
        ),
        _control(
            "switch",
            Kind.OUTLET,
            "switch",
            also=MAIN_SWITCHES[1:],
            categories=(
                Category.TEMPERATURE_HUMIDITY_SENSOR,
                Category.WEATHER_STATION,
            ),
        ),
        _control(
            "switch",
            Kind.SWITCH,
            "switch",
            also=MAIN_SWITCHES[1:],
            categories=(Category.SWITCH, Category.RELAY),
        ),
        _control(
            "switch",
            Kind.SWITCH,
            "power",
            also=MAIN_SWITCHES[1:],
            categories=(Category.ELECTRIC_BLANKET,),
        ),
        # of an air purifier, whose fan is switched by the same point
        _control(
            "switch",
            name="power",
            also=MAIN_SWITCHES[1:],
            categories=(Category.AIR_PURIFIER,),
            hidden=True,
        ),
        _control("switch", name="power", also=MAIN_SWITCHES[1:]),
        # Commands to an area or a floor leave settings out, and so do dashboards and
        # voice assistants: a breaker opens only for a person who means just that
        _setting(
            "switch", "main_breaker", also=MAIN_SWITCHES[1:], categories=_BREAKERS
        ),
        _setting("switch_{n}", "breaker_n", categories=_BREAKERS),
        _control("switch_all"),
        # Gangs of switches and sockets
        _control(
            "switch_{n}",
            Kind.OUTLET,
            "outlet_n",
            categories=(Category.SOCKET, Category.POWER_STRIP),
        ),
        _control(
            "switch_{n}",
            Kind.OUTLET,
            "switch_n",
            categories=(Category.THERMOSTAT_SOCKET,),
        ),
        _control(
            "switch_{n}",
            Kind.SWITCH,
            "switch_n",
            categories=(Category.SWITCH, Category.RELAY),
        ),
        _control(
            "switch_{n}", Kind.SWITCH, "side_n", categories=(Category.ELECTRIC_BLANKET,)
        ),
        _control("switch_{n}", name="alarm_n", categories=(Category.WAKE_UP_LIGHT,)),
        _control("switch_1", name="radio", categories=(Category.WAKE_UP_LIGHT,)),
        _control("switch_6", name="sleep_aid", categories=(Category.WAKE_UP_LIGHT,)),
        _control(
            "switch_{n}",
            name="valve_n",
            categories=(Category.WATER_VALVE, Category.IRRIGATOR),
        ),
        _control("switch_{n}"),
        _control("switch_usb", Kind.OUTLET, "usb"),
        _control("switch_usb{n}", Kind.OUTLET, "usb_n"),
        _control("switch_led"),
        _control("switch_led_{n}", also=("light{n}",)),
        _control("switch_night_light", also=("night_light",)),
        _control("floodlight_switch"),
        _setting("indicator_light", also=("indicator", "indicator_led")),
        _setting("switch_kb_light"),
        _control("uv_light"),
        _control("switch_controller"),
        _setting("switch_pir"),
        _setting("remote_switch"),
        # Child locks
        _setting("child_lock", also=("lock", "key_lock", "kid_lock", "accessory_lock")),
        _setting("hotwater_lock"),
        # Behavior of switches
        _setting("overcharge_switch"),
        _setting("switch_enabled"),
        _setting("switch_save_energy"),
        _setting("switch_interlock"),
        _setting(
            "do_not_disturb",
            also=("not_disturb", "switch_disturb", "not_disturb_switch"),
        ),
        # Of meters, breakers and chargers
        _setting("switch_prepayment"),
        _setting("over_voltage_protection"),
        _setting("leakage_switch"),
        _control("ChargingOperation", name="charging", also=("charge_switch",)),
        _setting("feedin_power_limit_enable"),
        _setting("timer_on"),
        # Heating and cooling
        _control("heat"),
        _control("ele_heating"),
        _control("eco", also=("mode_eco",)),
        _control("mode_auto"),
        _control("mode_dry"),
        _control("mode_ventilation"),
        _control("sleep"),
        _control("quiet"),
        _control("mute"),
        _control("warm"),
        _control("preheat"),
        _control(
            "preheat", Kind.SWITCH, "preheat", categories=(Category.ELECTRIC_BLANKET,)
        ),
        _control("preheat_{n}", Kind.SWITCH, "preheat_n"),
        _control("defrost"),
        _control("instant_heating"),
        _control("heating_3d"),
        _control("switch_microwave"),
        _control("capacity_expansion"),
        _control("season_mode"),
        _control("drying"),
        _control("blowing"),
        _control("ventilation"),
        _control("dhw_switch"),
        _setting("frost", also=("anti_frost",)),
        _setting("window_check", also=("window_detection",)),
        _setting("valve_check"),
        _setting("scale_switch", also=("antiscale",)),
        _setting("program_switch"),
        _setting("outage"),
        _setting("smart_change"),
        _setting("night_power"),
        _setting("temp_adaptive"),
        # Air
        _setting("anion"),
        _control("uv"),
        _control("sterilization", also=("sterilize",)),
        _control("disinfection"),
        _control("wet", name="humidification", also=("humidifier",)),
        _control("oxygen"),
        _control("swing", also=("shake",)),
        _control("switch_horizontal"),
        _control("switch_vertical"),
        _control("fan_switch", also=("switch_fan",)),
        _control("fan_cool"),
        _control("switch_spray", also=("spray",)),
        _control("fresh_air_valve"),
        _control("air_exhaust_fan"),
        _control("bypass_function"),
        _control("switch_aroma"),
        _control("auto_deordrizer", name="deodorizer", also=("deodorization",)),
        _setting("smart_deodorization"),
        # Sounds
        _setting("sound", also=("switch_sound", "fan_beep")),
        _setting("beep"),
        _setting("key_sound", also=("key_tone_switch",)),
        _setting("switch_voice", also=("voice_switch",)),
        _control("switch_music"),
        _control("snooze"),
        # Covers
        _setting("control_back", "reverse", also=("opposite",)),
        _setting("control_back_{n}", "reverse_n"),
        _setting("auto_power", also=("manual_enable",)),
        _setting("tr_timecon_switch"),
        # Vacuum cleaners and mowers
        _control("power_go"),
        _control("switch_go"),
        _control("switch_charge"),
        _control("pause"),
        _setting("carpet_switch", also=("auto_boost",)),
        _setting("customize_mode_switch"),
        _setting("break_clean"),
        _setting("dust_collection"),
        _setting("y_mop"),
        _setting("ai_recognition"),
        _setting("MachineRainMode", "mow_in_rain"),
        # Resets of worn parts, on devices that report their state
        _setting("filter_reset"),
        _setting("pump_reset"),
        _setting("water_reset"),
        # Pets
        _control("start"),
        _setting("slow_feed"),
        _setting("auto_clean"),
        _setting("smart_clean"),
        _setting("induction_clean"),
        _setting("sleeping"),
        _setting("kitten_mode"),
        _control("pump"),
        _control("water", also=("water_control",)),
        _control("switch_flow"),
        # Kitchen and laundry
        _control("switch_chiller"),
        _control("switch_variable"),
        _control("switch_frozen"),
        _control("quick_freeze"),
        _control("bkcolor"),
        _control("spin_switch"),
        _control("stir"),
        _control("drain_away_water"),
        _control("prewash"),
        _control("speedup"),
        _control("memory"),
        _control("cloth_stop"),
        _control("massage"),
        _control("bath"),
        # Alarm systems and sensors
        _setting("alarm_switch"),
        _control("siren_switch"),
        _setting("alarm_sound"),
        _setting("switch_alarm_sound"),
        _setting("switch_alarm_light"),
        _setting("switch_alarm_propel"),
        _setting("switch_alarm_call"),
        _setting("switch_alarm_sms"),
        _setting("voice_control"),
        _setting("voice_control_{n}"),
        _setting("switch_kb_sound"),
        _setting("switch_mode_sound"),
        _setting("switch_mode_dl_sound"),
        _setting("switch_low_battery"),
        _setting("switch_arm_delay"),
        _setting("muffling"),
        _setting("upper_switch"),
        _setting("arming_switch"),
        _setting("none_delay_switch"),
        # Locks
        _setting("automatic_lock"),
        _setting("manual_lock"),
        _setting("ibeacon_switch"),
        _setting("message"),
        _setting("rtc_lock", hidden=True),
        _setting("dormant_switch"),
        _setting("special_function"),
        _setting("ibeacon_unlock"),
        _setting("auto_unlock"),
        _setting("bluetooth_unlock"),
        _setting("remote_unlock_switch"),
        _setting("reply_unlock_request"),
        _setting("normal_open_switch"),
        # Cameras
        _setting("basic_flip"),
        _setting("basic_osd"),
        _setting("basic_private"),
        _setting("basic_wdr"),
        _setting("basic_shimmer"),
        _setting("motion_switch"),
        _setting("motion_record"),
        _setting("motion_tracking"),
        _setting("motion_area_switch"),
        _setting("motion_timer_switch"),
        _setting("decibel_switch"),
        _setting("cry_detection_switch"),
        _setting("record_switch"),
        _setting("humanoid_filter"),
        _setting("human_switch"),
        _setting("pet_detection"),
        _setting("car_detection"),
        _setting("face_detection"),
        _setting("ipc_auto_siren"),
        _setting("ipc_object_outline"),
        _setting("cruise_switch"),
        _setting("wireless_batterylock", also=("battery_lock",)),
        _setting("wireless_awake"),
        _setting("flight_warn_switch"),
        _setting("flight_pir_a"),
        _setting("flight_pir_b"),
        _setting("flight_pir_c"),
        # Weather and irrigation
        _setting("weather_switch", also=("smart_weather",)),
        _setting("rain_switch"),
        # Other
        _setting("control_skip"),
        _control("click_switch"),
    )
)
