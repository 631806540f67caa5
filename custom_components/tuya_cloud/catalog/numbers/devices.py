"""Settings of presence sensors, appliances, cameras and covers."""

from typing import Final

from homeassistant.components.number import NumberDeviceClass as Kind
from homeassistant.const import DEGREE, UnitOfLength, UnitOfRatio, UnitOfTime

from ..descriptions import NumberMeaning
from .rows import control, setting

DEVICES: Final[tuple[NumberMeaning, ...]] = (
    # Motion and presence
    setting("sensitivity"),
    setting("motionless_sensitivity"),
    setting("move_sensitivity", also=("m_sensitivity",)),
    setting("sm_sensitivity"),
    setting("b_sensitivity", name="breath_sensitivity", also=("breathsensitivity",)),
    setting("hold_sensitivity"),
    setting("trigger_sensitivity"),
    setting("detection_sensitivity"),
    setting(
        "near_detection",
        Kind.DISTANCE,
        "near_detection",
        also=("detection_distance_min",),
        unit=UnitOfLength.CENTIMETERS,
    ),
    setting(
        "far_detection",
        Kind.DISTANCE,
        "far_detection",
        also=("detection_distance_max",),
        unit=UnitOfLength.CENTIMETERS,
    ),
    setting(
        "motionless_far_detection",
        Kind.DISTANCE,
        "motionless_far_detection",
        unit=UnitOfLength.CENTIMETERS,
    ),
    setting(
        "motionless_near_detection",
        Kind.DISTANCE,
        "motionless_near_detection",
        unit=UnitOfLength.CENTIMETERS,
    ),
    setting("installation_height", Kind.DISTANCE, "installation_height"),
    # Water
    setting("liquid_depth_max", Kind.DISTANCE, "liquid_depth_max"),
    setting("max_set", unit=UnitOfRatio.PERCENTAGE),
    setting("mini_set", unit=UnitOfRatio.PERCENTAGE),
    control("water_flow", unit=UnitOfRatio.PERCENTAGE),
    control("flow_set"),
    setting("water_set"),
    setting("irrigation_cycle"),
    setting("irrigation_target"),
    # Pets and kitchen
    control("manual_feed"),
    control("voice_times"),
    setting("cloud_recipe_number"),
    setting("powder_set"),
    setting("cup_number"),
    control("weight"),
    setting("rinse_times"),
    setting("drying_time", Kind.DURATION, "drying_time", unit=UnitOfTime.MINUTES),
    setting("soak_time", Kind.DURATION, "soak_time", unit=UnitOfTime.MINUTES),
    setting("spin_time", Kind.DURATION, "spin_time", unit=UnitOfTime.MINUTES),
    setting("wash_time", Kind.DURATION, "wash_time", unit=UnitOfTime.MINUTES),
    # Sound
    setting("volume", also=("volume_set", "basic_device_volume", "alarm_volume")),
    setting("beep_volume"),
    setting("doorbell_volume"),
    # Cameras
    setting("ipc_bright"),
    setting("ipc_contrast"),
    setting("ipc_sharp"),
    setting("wireless_lowpower", unit=UnitOfRatio.PERCENTAGE),
    # Mowers
    setting("MachineWorktime", name="work_duration", unit=UnitOfTime.HOURS),
    # Covers
    control("percent_control", also=("position",), unit=UnitOfRatio.PERCENTAGE),
    control("percent_control_{n}", unit=UnitOfRatio.PERCENTAGE),
    control("angle_horizontal", unit=DEGREE),
    control("angle_vertical", unit=DEGREE),
    setting("arm_down_percent", unit=UnitOfRatio.PERCENTAGE),
    setting("arm_up_percent", unit=UnitOfRatio.PERCENTAGE),
    setting("tr_timecon", Kind.DURATION, "tr_timecon", unit=UnitOfTime.SECONDS),
    setting("tr_timecon_{n}", Kind.DURATION, "tr_timecon_n", unit=UnitOfTime.SECONDS),
    setting(
        "quick_calibration",
        Kind.DURATION,
        "quick_calibration",
        unit=UnitOfTime.SECONDS,
    ),
    setting(
        "quick_calibration_{n}",
        Kind.DURATION,
        "quick_calibration_n",
        unit=UnitOfTime.SECONDS,
    ),
)
