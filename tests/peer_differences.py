"""The differences from Home Assistant's own integration, with their reasons."""

from typing import Final, NamedTuple


class Peer(NamedTuple):
    """An entity of that integration, by device, platform, and key."""

    device: str
    platform: str
    key: str


DIFFERENCES: Final = {
    Peer("cobj_hcdy5zrq3ikzthws", "binary_sensor", "co_status"): (
        "carbon monoxide has a device class of its own, which says what is wrong"
    ),
    Peer("cwwsq_wfkzyy0evslzsmoi", "sensor", "feed_report"): (
        "what was fed last is shown as reported, and known before the next meal"
    ),
    Peer("kj_CAjWAxBUZt7QZHfz", "sensor", "pm25"): (
        "the specification names no unit, and PM2.5 is known to be counted in μg/m³"
    ),
    Peer("qn_5ls2jw49hpczwqng", "climate", ""): (
        "the device has no data point: a climate without any function is useless"
    ),
    Peer("qxj_fsea1lat3vuktbt6", "sensor", "wind_direct"): (
        "points of the compass are options, and no measurement to make statistics of"
    ),
    Peer("znrb_db81ge24jctwx8lo", "number", "temp_set"): (
        "a water heater has target, current temperature and mode in one entity"
    ),
    Peer("znrb_db81ge24jctwx8lo", "switch", "switch"): (
        "the water heater turns on and off with its modes"
    ),
}

# corrected here; that integration uses the cloud's value
CORRECTED: Final = {
    Peer("cz_37mnhia3pojleqfh", "sensor", "cur_power"): (
        "the power counts tenths of a watt, and the specification omits it"
    ),
    Peer("cz_37mnhia3pojleqfh", "sensor", "cur_voltage"): (
        "mains of 2357 V cannot be: they are 235.7 V"
    ),
    Peer("kt_5wnlzekkstwcdsvm", "climate", ""): (
        "a range of 16 to 86 is one in °C and one in °F; the value is in °C"
    ),
    Peer("kt_ibmmirhhq62mmf1g", "climate", ""): (
        "a target of 75 in a range of 16 to 88 is in °F"
    ),
    Peer("kg_gbm9ata1zrzaez4a", "switch", "switch_1"): (
        "the product is a water valve, and is shown as one"
    ),
}

_NOTHING_PLUGGED_IN: Final = "a wall switch or relay switches lamps; it is no outlet"
_BLIND: Final = "the product is a blind by its name, and no curtain"
_BY_UNIT: Final = "the unit tells the class, and that integration gives none"
# the same in all but this: the device class here says better what it is
OTHER_CLASS_HERE: Final = {
    Peer("cl_3r8gc33pnqsxfe1g", "cover", "control"): _BLIND,
    Peer("cl_qqdxfdht", "cover", "control"): _BLIND,
    Peer("tdq_cq1p0nt0a4rixnex", "switch", "switch_1"): _NOTHING_PLUGGED_IN,
    Peer("tdq_cq1p0nt0a4rixnex", "switch", "switch_2"): _NOTHING_PLUGGED_IN,
    Peer("tdq_cq1p0nt0a4rixnex", "switch", "switch_3"): _NOTHING_PLUGGED_IN,
    Peer("tdq_cq1p0nt0a4rixnex", "switch", "switch_4"): _NOTHING_PLUGGED_IN,
    Peer("cl_3r8gc33pnqsxfe1g", "sensor", "time_total"): _BY_UNIT,
    Peer("mzj_qavcakohisj5adyh", "number", "cook_temperature"): _BY_UNIT,
    Peer("mzj_qavcakohisj5adyh", "number", "cook_time"): _BY_UNIT,
    Peer("mzj_qavcakohisj5adyh", "sensor", "remain_time"): _BY_UNIT,
    Peer("sd_lr33znaodtyarrrz", "sensor", "clean_area"): _BY_UNIT,
    Peer("sd_lr33znaodtyarrrz", "sensor", "clean_time"): _BY_UNIT,
    Peer("sd_lr33znaodtyarrrz", "sensor", "total_clean_area"): _BY_UNIT,
    Peer("sd_lr33znaodtyarrrz", "sensor", "total_clean_time"): _BY_UNIT,
    Peer("sd_lr33znaodtyarrrz", "sensor", "duster_cloth"): _BY_UNIT,
    Peer("sd_lr33znaodtyarrrz", "sensor", "edge_brush"): _BY_UNIT,
    Peer("sd_lr33znaodtyarrrz", "sensor", "filter"): _BY_UNIT,
    Peer("sd_lr33znaodtyarrrz", "sensor", "roll_brush"): _BY_UNIT,
    Peer("wk_fi6dne5tu4t1nm6j", "number", "temp_correction"): _BY_UNIT,
    Peer("znrb_db81ge24jctwx8lo", "sensor", "compressor_strength"): _BY_UNIT,
}

_NUMBERED: Final = "the device reports the option as a number; it is the option"
_NOT_IN_RANGE: Final = "the option is none of the range, and is what the device reports"
# equal, but the state is unknown there and known here
KNOWN_HERE_ONLY: Final = {
    Peer("fs_g0ewlb1vmwqljzji", "select", "countdown_set"): _NOT_IN_RANGE,
    Peer("sd_lr33znaodtyarrrz", "select", "mode"): _NOT_IN_RANGE,
    Peer("sp_drezasavompxpcgm", "select", "basic_nightvision"): _NUMBERED,
    Peer("sp_drezasavompxpcgm", "select", "decibel_sensitivity"): _NUMBERED,
    Peer("sp_drezasavompxpcgm", "select", "motion_sensitivity"): _NUMBERED,
    Peer("sp_drezasavompxpcgm", "select", "record_mode"): _NUMBERED,
    Peer("sp_sdd5f5f2dl5wydjf", "select", "ipc_work_mode"): _NUMBERED,
    Peer("sp_sdd5f5f2dl5wydjf", "select", "motion_sensitivity"): _NUMBERED,
    Peer("sp_sdd5f5f2dl5wydjf", "select", "record_mode"): _NUMBERED,
    Peer("tdq_cq1p0nt0a4rixnex", "select", "relay_status"): _NUMBERED,
}
