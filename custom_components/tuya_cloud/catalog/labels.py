"""Conditions of bitmaps: what they are, by their labels.

Each has two names: one of its own binary sensor (``problem_`` and the condition in the
translations), and one as a state of the sensor of the active problem.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# the state while no condition holds
NO_PROBLEM: Final = "none"
# by label, in small letters and without the bitmap's code before it
CONDITIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Of meters, breakers and sockets
        "arrear_outage": "disconnected_for_arrears",
        "battery_alarm": "meter_battery",
        "cover_alarm": "meter_cover_open",
        "credit_alarm": "low_credit",
        "fire_alarm": "fire",
        "high_power_alarm": "high_power",
        "leakagecurr_alarm": "leakage_current",
        "ls_cr": "undercurrent",
        "ls_pow": "underpower",
        "ls_vol": "undervoltage",
        "magnetism_alarm": "magnetic_tampering",
        "meter_hardware_alarm": "meter_hardware",
        "miss_phase_alarm": "missing_phase",
        "no_balance_alarm": "credit_used_up",
        "outage_alarm": "power_outage",
        "ov_cr": "overcurrent",
        "ov_pwr": "overpower",
        "ov_vol": "overvoltage",
        "overdraft_unlim": "unlimited_overdraft",
        "overdraft_use": "overdraft_in_use",
        "overload_alarm": "overload",
        "pf_abnormal": "power_factor",
        "self_test_alarm": "self_test",
        "short_circuit_alarm": "short_circuit",
        "surge_alarm": "surge",
        "temp_dif_fault": "temperature_difference",
        "terminal_alarm": "terminal_cover_open",
        "unbalance_alarm": "unbalanced_phases",
        "undervoltage_alarm": "undervoltage",
        # Of batteries
        "battary_low": "low_battery",
        "battery": "battery",
        "battery_err": "battery",
        "battery_low": "low_battery",
        "battery_temp_fault": "battery_temperature",
        "low_batt": "low_battery",
        "low_power": "low_battery",
        "ug_low_batt": "battery_empty",
        # Of heating, cooling and air
        "comm_fault": "communication",
        "cooling_fault": "cooling",
        "defrost": "defrosting",
        "dry_heating": "heating_without_water",
        "ext_sensor": "external_sensor",
        "heating_fault": "heating",
        "int_sensor": "internal_sensor",
        "lack_water": "water_shortage",
        "motor_fault": "motor",
        "ntc": "temperature_sensor",
        "sensor_fault": "sensor",
        "tank_full": "tank_full",
        "tankfull": "tank_full",
        # Of vacuum cleaners and mowers
        "cannot_upgrade": "firmware_update_impossible",
        "collision": "bumper",
        "collision_stuck": "bumper_stuck",
        "dust_station_full": "dust_station_full",
        "dustbox_full": "dust_bin_full",
        "dustbox_fullout": "dust_bin_full_or_missing",
        "dustbox_out": "dust_bin_removed",
        "edge_sweep": "side_brush",
        "fan_speed": "suction_fan",
        "findcharge_fail": "dock_not_found",
        "forbid_area": "in_a_no_go_zone",
        "front_wall_dirty": "front_sensor_dirty",
        "garbage_box": "dust_bin",
        "kit_lidar": "lidar",
        "kit_water_pump": "water_pump",
        "kit_wheel": "wheel",
        "land_check": "cliff_sensor",
        "left_wheel": "left_wheel",
        "lidar_cover": "lidar_covered",
        "lidar_point_err": "lidar_data",
        "lidar_speed_err": "lidar_speed",
        "lifted": "lifted",
        "middle_sweep": "main_brush",
        "no_dust_box": "no_dust_bin",
        "no_dust_water_box": "no_dust_bin_or_water_tank",
        "no_signal": "no_signal",
        "pick_up": "picked_up",
        "poweroff": "switched_off",
        "psd_dirty": "distance_sensor_dirty",
        "right_wheel": "right_wheel",
        "side_sweep": "side_brush",
        "tile_error": "tilted",
        "tilted": "tilted",
        "trapped": "trapped",
        "water_box_empty": "water_tank_empty",
        "wheel_trap": "wheel_stuck",
        # Of pet feeders and cat toilets
        "drawer_full": "drawer_full",
        "pet_food_jam": "food_jam",
        "pet_food_run_out": "food_run_out",
        "pet_food_shortage": "food_shortage",
        # Of many devices
        "device_offline": "device_offline",
        "door": "door",
        "filter": "filter",
        "lamp": "lamp",
        "motor": "motor",
        "overcurrent": "overcurrent",
        "overheat": "overheating",
        "overload": "overload",
        "overvoltage": "overvoltage",
        "sensor": "sensor",
        "short_circuit": "short_circuit",
        "tilt": "tilted",
        "undervoltage": "undervoltage",
    }
)


def condition_of(label: str, code: str) -> str:
    """Return the condition of a bitmap's label, or the label where it is unknown."""
    plain = label.removeprefix(f"{code}_")
    return CONDITIONS.get(plain.lower(), plain)
