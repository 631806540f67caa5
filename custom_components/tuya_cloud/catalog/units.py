"""Units and their spellings."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from homeassistant.components.sensor.const import SensorDeviceClass
from homeassistant.const import (
    DEGREE,
    LIGHT_LUX,
    REVOLUTIONS_PER_MINUTE,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    UnitOfApparentPower,
    UnitOfArea,
    UnitOfConductivity,
    UnitOfDensity,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfFrequency,
    UnitOfInformation,
    UnitOfIrradiance,
    UnitOfLength,
    UnitOfMass,
    UnitOfPower,
    UnitOfPressure,
    UnitOfRadiationConcentration,
    UnitOfRatio,
    UnitOfReactiveEnergy,
    UnitOfReactivePower,
    UnitOfSoundPressure,
    UnitOfSpeed,
    UnitOfTemperature,
    UnitOfTime,
    UnitOfVolume,
    UnitOfVolumeFlowRate,
    UnitOfVolumetricFlux,
)

# Spellings seen in specifications, in lower case and without spaces. A unit that is
# written as Home Assistant writes it needs no entry of its own.
SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # temperature
        UnitOfTemperature.CELSIUS: (
            "°c",
            "℃",
            "c",
            "celsius",
            "摄氏度",
            "ºc",
            "摄氏",
            "攝氏度",
            "degc",
            "deg.c",
        ),
        UnitOfTemperature.FAHRENHEIT: (
            "°f",
            "℉",
            "f",
            "fahrenheit",
            "华氏度",
            "ºf",
            "华氏",
            "華氏度",
            "degf",
            "deg.f",
        ),
        # ratio
        UnitOfRatio.PERCENTAGE: (
            "%",
            "pct",
            "percent",
            "%rh",
            "rh",
            "rh%",
            "\N{FULLWIDTH PERCENT SIGN}",
            "百分比",
        ),
        UnitOfRatio.PARTS_PER_MILLION: ("ppm",),
        UnitOfRatio.PARTS_PER_BILLION: ("ppb",),
        # density
        UnitOfDensity.MICROGRAMS_PER_CUBIC_METER: (
            "ug/m3",
            "ug/m³",
            "ug/m^3",
            "μg/m3",
            "μg/m³",
            "μg/m^3",
            "ug/㎥",
            "μg/㎥",
            "微克/立方米",
        ),
        UnitOfDensity.MILLIGRAMS_PER_CUBIC_METER: (
            "mg/m3",
            "mg/m³",
            "mg/m^3",
            "mg/㎥",
            "毫克/立方米",
        ),
        UnitOfDensity.GRAMS_PER_CUBIC_METER: ("g/m3", "g/m³", "g/㎥"),
        UnitOfRadiationConcentration.BECQUEREL_PER_CUBIC_METER: ("bq/m3", "bq/m³"),
        UnitOfRadiationConcentration.PICOCURIES_PER_LITER: ("pci/l",),
        # electricity
        UnitOfElectricCurrent.AMPERE: ("a", "amp", "amps", "ampere", "安", "安培"),
        UnitOfElectricCurrent.MILLIAMPERE: ("ma", "milliampere", "毫安"),
        UnitOfElectricPotential.VOLT: (
            "v",
            "volt",
            "volts",
            "vac",
            "vdc",
            "伏",
            "伏特",
        ),
        UnitOfElectricPotential.MILLIVOLT: ("mv", "millivolt", "毫伏"),
        UnitOfElectricPotential.KILOVOLT: ("kv", "千伏"),
        UnitOfPower.WATT: ("w", "watt", "watts", "瓦", "瓦特"),
        UnitOfPower.KILO_WATT: ("kw", "kilowatt", "千瓦"),
        UnitOfPower.MILLIWATT: ("mw",),
        UnitOfApparentPower.VOLT_AMPERE: ("va", "伏安"),
        UnitOfApparentPower.KILO_VOLT_AMPERE: ("kva",),
        UnitOfReactivePower.VOLT_AMPERE_REACTIVE: ("var",),
        UnitOfReactivePower.KILO_VOLT_AMPERE_REACTIVE: ("kvar",),
        UnitOfReactiveEnergy.VOLT_AMPERE_REACTIVE_HOUR: ("varh",),
        UnitOfReactiveEnergy.KILO_VOLT_AMPERE_REACTIVE_HOUR: ("kvarh",),
        UnitOfEnergy.WATT_HOUR: ("wh", "w·h", "w.h", "w*h", "watthour", "瓦时"),
        UnitOfEnergy.KILO_WATT_HOUR: (
            "kwh",
            "kw·h",
            "kw.h",
            "kw*h",
            "kw-h",
            "kw/h",
            "kw•h",
            "kw・h",
            "kilowatt-hour",
            "千瓦时",
            "kwhr",
            "kwhrs",
            "千瓦·时",
            "千瓦小时",
            "千瓦時",
            "度",
            "度电",
        ),
        UnitOfEnergy.MEGA_WATT_HOUR: ("mwh", "mw·h"),
        UnitOfEnergy.JOULE: ("j",),
        UnitOfEnergy.KILO_JOULE: ("kj",),
        UnitOfEnergy.CALORIE: ("cal",),
        UnitOfEnergy.KILO_CALORIE: ("kcal", "千卡"),
        UnitOfFrequency.HERTZ: ("hz", "赫兹", "赫"),
        UnitOfFrequency.KILOHERTZ: ("khz",),
        UnitOfFrequency.MEGAHERTZ: ("mhz",),
        UnitOfFrequency.GIGAHERTZ: ("ghz",),
        UnitOfConductivity.MICROSIEMENS_PER_CM: ("us/cm", "μs/cm", "us", "μs"),
        UnitOfConductivity.MILLISIEMENS_PER_CM: ("ms/cm",),
        # time
        UnitOfTime.MILLISECONDS: ("ms", "millisecond", "毫秒"),
        UnitOfTime.SECONDS: ("s", "sec", "secs", "second", "seconds", "秒", "秒钟"),
        UnitOfTime.MINUTES: ("min", "mins", "minute", "minutes", "分", "分钟", "分鐘"),
        UnitOfTime.HOURS: (
            "h",
            "hr",
            "hrs",
            "hour",
            "hours",
            "时",
            "小时",
            "小時",
            "个小时",
        ),
        UnitOfTime.DAYS: ("d", "day", "days", "天", "日"),
        # light, sound and signal
        LIGHT_LUX: ("lx", "lux", "勒克斯"),
        UnitOfIrradiance.WATTS_PER_SQUARE_METER: ("w/m2", "w/m²", "w/㎡"),
        UnitOfSoundPressure.DECIBEL: ("db", "分贝"),
        UnitOfSoundPressure.WEIGHTED_DECIBEL_A: ("dba", "db(a)"),
        SIGNAL_STRENGTH_DECIBELS_MILLIWATT: ("dbm",),
        # length, area and volume
        UnitOfLength.MILLIMETERS: ("mm", "毫米"),
        UnitOfLength.CENTIMETERS: ("cm", "厘米", "公分"),
        UnitOfLength.METERS: ("m", "meter", "meters", "米", "metre", "metres", "公尺"),
        UnitOfLength.KILOMETERS: ("km", "千米", "公里"),
        UnitOfLength.INCHES: ("in", "inch", "inches", '"'),
        UnitOfLength.FEET: ("ft", "feet", "foot"),
        UnitOfLength.MILES: ("mi", "mile", "miles"),
        UnitOfArea.SQUARE_METERS: ("㎡", "m2", "m²", "m^2", "平方米", "平方", "平米"),
        UnitOfArea.SQUARE_FEET: ("ft2", "ft²", "sqft"),
        UnitOfVolume.CUBIC_METERS: ("m3", "m³", "m^3", "㎥", "立方米", "立方"),
        UnitOfVolume.CUBIC_FEET: ("ft3", "ft³"),
        UnitOfVolume.LITERS: (
            "l",
            "liter",
            "liters",
            "litre",
            "升",
            "litres",
            "ltr",
            "公升",
        ),
        UnitOfVolume.MILLILITERS: ("ml", "毫升"),
        UnitOfVolume.GALLONS: ("gal", "gallon", "gallons"),
        UnitOfVolume.FLUID_OUNCES: ("fl.oz", "fl.oz.", "floz"),
        # flow and speed
        UnitOfVolumeFlowRate.LITERS_PER_MINUTE: (
            "l/min",
            "l/m",
            "lpm",
            "升/分",
            "升/分钟",
        ),
        UnitOfVolumeFlowRate.LITERS_PER_HOUR: ("l/h", "升/小时"),
        UnitOfVolumeFlowRate.LITERS_PER_SECOND: ("l/s",),
        UnitOfVolumeFlowRate.CUBIC_METERS_PER_HOUR: (
            "m3/h",
            "m³/h",
            "m^3/h",
            "㎥/h",
            "立方米/小时",
        ),
        UnitOfVolumeFlowRate.CUBIC_FEET_PER_MINUTE: ("ft3/min", "ft³/min", "cfm"),
        UnitOfVolumeFlowRate.GALLONS_PER_MINUTE: ("gal/min", "gpm"),
        UnitOfSpeed.METERS_PER_SECOND: ("m/s", "米/秒"),
        UnitOfSpeed.KILOMETERS_PER_HOUR: (
            "km/h",
            "kmh",
            "kmph",
            "kph",
            "公里/小时",
            "千米/小时",
        ),
        UnitOfSpeed.MILES_PER_HOUR: ("mph", "mi/h"),
        UnitOfSpeed.KNOTS: ("kn", "knot", "knots"),
        UnitOfSpeed.FEET_PER_SECOND: ("ft/s",),
        UnitOfVolumetricFlux.MILLIMETERS_PER_HOUR: ("mm/h", "mm/hr", "毫米/小时"),
        UnitOfVolumetricFlux.INCHES_PER_HOUR: ("in/h", "in/hr", "inch/h"),
        REVOLUTIONS_PER_MINUTE: ("rpm", "r/min", "转/分", "转/分钟"),
        # mass and pressure
        UnitOfMass.GRAMS: ("g", "gram", "grams", "克"),
        UnitOfMass.KILOGRAMS: ("kg", "千克", "公斤"),
        UnitOfMass.MILLIGRAMS: ("mg",),
        UnitOfMass.POUNDS: ("lb", "lbs"),
        UnitOfMass.OUNCES: ("oz", "ounce", "ounces"),
        UnitOfPressure.PA: ("pa", "帕"),
        UnitOfPressure.HPA: ("hpa", "hectopascal", "百帕"),
        UnitOfPressure.KPA: ("kpa", "千帕"),
        UnitOfPressure.BAR: ("bar",),
        UnitOfPressure.MBAR: ("mbar", "millibar"),
        UnitOfPressure.PSI: ("psi",),
        UnitOfPressure.MMHG: ("mmhg",),
        UnitOfPressure.INHG: ("inhg",),
        UnitOfPressure.ATM: ("atm",),
        # the rest
        DEGREE: ("°", "deg", "degree", "degrees"),
        UnitOfInformation.KILOBYTES: ("kb",),
        UnitOfInformation.MEGABYTES: ("mb",),
        UnitOfInformation.GIGABYTES: ("gb",),
    }
)
# Spellings that are no unit: words for counts, and degrees in the scale that another
# data point sets
_NO_UNITS: Final = frozenset(
    {
        *("", "-", "--", "/", "none", "null", "无", "x", "ph"),
        *("times", "count", "pcs", "次", "个", "只", "件", "份", "人", "级", "档"),
        *("℃℉", "℃/℉", "℃/f", "℃/°f", "°c/°f", "c/f"),
    }
)
_BY_SPELLING: Final[Mapping[str, str]] = MappingProxyType(
    {spelling: unit for unit, seen in SPELLINGS.items() for spelling in seen}
)
# Units that differ from another unit only in case
_AS_WRITTEN: Final = frozenset(
    {"MW", "MV", "mPa", "MPa", "mWh", UnitOfTime.MICROSECONDS, "Mcal", "mHz", "PB"}
)


# Spellings that mean something else for a device class. "P" is seen in the countdown of
# a water heater and is no unit there.
_SPELLINGS_OF: Final[Mapping[str, Mapping[str, str | None]]] = MappingProxyType(
    {SensorDeviceClass.DURATION: {"m": UnitOfTime.MINUTES, "P": None}}
)
# Another device class for the same quantity, with other units
TWINS: Final[Mapping[str | None, SensorDeviceClass]] = MappingProxyType(
    {
        SensorDeviceClass.VOLATILE_ORGANIC_COMPOUNDS: (
            SensorDeviceClass.VOLATILE_ORGANIC_COMPOUNDS_PARTS
        )
    }
)


def normalize_unit(unit: str, device_class: str | None = None) -> str | None:
    """Return a device's unit as Home Assistant spells it; None: it has none.

    Manufacturers choose the spelling: "℃", "°C" and "C" all occur. An unknown unit is
    returned as it is, without the spaces around it.
    """
    spellings = _SPELLINGS_OF.get(device_class or "", {})
    if unit.strip() in spellings:
        return spellings[unit.strip()]
    stripped = unit.strip().replace("\N{MICRO SIGN}", "\N{GREEK SMALL LETTER MU}")
    if stripped in _AS_WRITTEN:
        return stripped
    spelling = "".join(stripped.split()).lower()
    if spelling in _NO_UNITS:
        return None
    if spelling in _BY_SPELLING:
        return _BY_SPELLING[spelling]
    # of a rate, each part has spellings of its own
    parts = [_BY_SPELLING.get(part, part) for part in spelling.split("/")]
    return _BY_SPELLING.get("/".join(parts).lower(), stripped)
