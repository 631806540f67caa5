"""Activity of appliances, and wear of their parts."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.const import UnitOfArea, UnitOfRatio, UnitOfTime

from ..categories import Category
from ..descriptions import SensorMeaning
from .rows import measured, record, shown, total

APPLIANCES: Final[tuple[SensorMeaning, ...]] = (
    # Activity
    shown("status"),
    shown(
        "work_state",
        "irrigation_state",
        categories=(Category.WATER_VALVE, Category.IRRIGATOR, Category.WATERING),
    ),
    shown(
        "work_state",
        also=(
            "work_state_e",
            "work_status",
            "work_stat",
            "DeviceState",
            "device_status",
            "run_state",
        ),
    ),
    shown("MachineStatus", "mower_state"),
    shown("MachineWarning", "mower_warning", diagnostic=True),
    shown("remind"),
    shown("step"),
    measured("percent_state", unit=UnitOfRatio.PERCENTAGE),
    measured("percent_state_{n}", unit=UnitOfRatio.PERCENTAGE),
    shown("situation_set", diagnostic=True),
    shown("time_total", unit=UnitOfTime.MILLISECONDS, diagnostic=True),
    shown("remain_time", also=("RemainingTime",), unit=UnitOfTime.MINUTES),
    shown("left_time", "remain_time"),
    shown("countdown_left", "countdown_left", kind=Kind.DURATION, diagnostic=True),
    shown(
        "countdown_left_{n}", "countdown_left_n", kind=Kind.DURATION, diagnostic=True
    ),
    measured("cooking_time", Kind.DURATION, "cooking_time"),
    total("cooking_history", diagnostic=True, hidden=True),
    total(
        "total_time",
        Kind.DURATION,
        "total_time",
        also=("total_runtime",),
        diagnostic=True,
    ),
    total("work_time", Kind.DURATION, "work_time", also=("run_time",), diagnostic=True),
    # Parts that wear
    measured(
        "filter",
        name="filter_utilization",
        diagnostic=True,
        categories=(Category.AIR_PURIFIER,),
    ),
    measured("filter", also=("filter_percentage",), diagnostic=True),
    measured("filter_life", Kind.DURATION, "filter_life", diagnostic=True),
    measured(
        "filter_days",
        Kind.DURATION,
        "filter_days",
        also=("filter_time",),
        diagnostic=True,
    ),
    measured("primary_filter_life", diagnostic=True),
    measured("medium_filter_life", diagnostic=True),
    measured("high_filter_life", diagnostic=True),
    measured("edge_brush", diagnostic=True),
    measured("roll_brush", diagnostic=True),
    measured("duster_cloth", also=("rag",), diagnostic=True),
    measured("dust_bag_life", diagnostic=True),
    # Vacuum cleaners
    measured("clean_area", unit=UnitOfArea.SQUARE_METERS),
    measured("clean_time", unit=UnitOfTime.MINUTES),
    total("total_clean_area", unit=UnitOfArea.SQUARE_METERS),
    total("total_clean_count"),
    total("total_clean_time", unit=UnitOfTime.MINUTES),
    record("device_info"),
    record("clean_record"),
    record("path_data"),
    record("command_trans"),
    record("device_timer"),
    record("disturb_time_set"),
    record("voice_data"),
    record("map_data"),
    # Pets
    measured("feed_report"),
    measured("surplus_grain"),
    shown("cover_state"),
    shown("export_state"),
    measured("weight", Kind.WEIGHT),
    measured("cat_weight", Kind.WEIGHT, "cat_weight"),
    measured("excretion_time_day", Kind.DURATION, "excretion_time_day"),
    total("excretion_times_day", also=("usage_times",)),
    shown("trash_status"),
    measured("pump_time", Kind.DURATION, "pump_time", diagnostic=True),
    measured("uv_runtime", Kind.DURATION, "uv_runtime", diagnostic=True, hidden=True),
    measured("water_time", Kind.DURATION, "water_time", diagnostic=True, hidden=True),
    record("meal_plan", also=("feed_plan",)),
    # Kitchen and laundry
    measured("cool_temp_current", Kind.TEMPERATURE, "cool_temp_current"),
    measured("cold_temp_current", Kind.TEMPERATURE, "cold_temp_current"),
    measured("variable_temp_current", Kind.TEMPERATURE, "variable_temp_current"),
    measured("food_temp", Kind.TEMPERATURE, "food_temp"),
    shown("cook_status"),
    record("multistep"),
    record("cloud_recipe"),
    # Body and health
    measured("heart_rate"),
    measured("respiratory_rate"),
    measured("spo2"),
    measured("systolic_bp"),
    measured("diastolic_bp"),
    measured("body_fat"),
    measured("bmi"),
    shown("sleep_stage"),
)
