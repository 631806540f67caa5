"""Tuya's category codes by name, as far as rows depend on them.

Most codes abbreviate the Chinese name of the category. The names follow Tuya's
documentation of the standard instruction set; where Tuya documents no category, the
comment says which products have it.
"""

from enum import StrEnum
from typing import Final


class Category(StrEnum):
    """The kind of product that a device is, as the cloud names it."""

    # -- lighting --------------------------------------------------------------------

    # a mood light
    AMBIENT_LIGHT = "fwd"
    # a fan at the ceiling with a light in it
    CEILING_FAN_LIGHT = "fsd"
    CEILING_LIGHT = "xdd"
    # a dimmer that is wired to lamps
    DIMMER = "tgq"
    FILAMENT_LIGHT = "dsd"
    # undocumented: outdoor flood lights
    FLOOD_LIGHT = "tyd"
    # a bulb or a lamp of any form
    LIGHT = "dj"
    # a remote control for lights
    LIGHT_REMOTE = "ykq"
    # a lamp that switches on when somebody moves
    MOTION_SENSOR_LIGHT = "gyd"
    # undocumented: strips with pixels that are lit one by one
    PIXEL_STRIP = "hcdd"
    SOLAR_LIGHT = "tyndj"
    STRING_LIGHTS = "dc"
    STRIP_LIGHTS = "dd"
    # undocumented: seen on lights only
    UNNAMED_LIGHT = "mbd"

    # -- switches and sockets --------------------------------------------------------

    # a wall switch for the motor of a curtain or blind
    CURTAIN_SWITCH = "clkg"
    # a wall switch that dims
    DIMMER_SWITCH = "tgkg"
    # a wall switch for a fan
    FAN_SWITCH = "fskg"
    GARAGE_DOOR_OPENER = "ckmkzq"
    # a strip of sockets, some with USB
    POWER_STRIP = "pc"
    # undocumented: relays that are built in behind a switch
    RELAY = "tdq"
    # a smart plug
    SOCKET = "cz"
    # a wall switch
    SWITCH = "kg"
    # undocumented: sockets with a temperature sensor, which switch by temperature
    THERMOSTAT_SOCKET = "wkcz"

    # -- heating, cooling and air ----------------------------------------------------

    AIR_CONDITIONER = "kt"
    # an infrared or wired controller of an air conditioner
    AIR_CONDITIONER_CONTROLLER = "ktkzq"
    # an infrared hub that is the controller of one air conditioner
    AIR_CONDITIONING_HUB = "hwktwkq"
    AIR_PURIFIER = "kj"
    DEHUMIDIFIER = "cs"
    ELECTRIC_BLANKET = "dr"
    ELECTRIC_FIREPLACE = "dbl"
    # undocumented: hoods above a stove
    EXTRACTOR_HOOD = "yyj"
    FAN = "fs"
    # undocumented: heat pumps for water, mostly of pools
    HEAT_PUMP = "znrb"
    # a heater for rooms
    HEATER = "qn"
    HUMIDIFIER = "jsq"
    # heating and cooling of a whole house
    HVAC = "ntq"
    # undocumented: air conditioners on wheels
    PORTABLE_AIR_CONDITIONER = "ydkt"
    # undocumented: thermostats on the valve of a radiator
    RADIATOR_VALVE = "wkf"
    # a thermostat on the wall
    THERMOSTAT = "wk"
    TOWEL_RACK = "mjj"
    # undocumented: tower fans
    TOWER_FAN = "ks"
    # fresh air for a house
    VENTILATION = "xfj"
    WALL_HUNG_BOILER = "bgl"
    WATER_HEATER = "rs"

    # -- home and garden -------------------------------------------------------------

    # a motor for curtains or blinds
    CURTAIN = "cl"
    # a contact at a door or window, or a motor that moves it
    DOOR_WINDOW_CONTROLLER = "mc"
    IRRIGATOR = "ggq"
    # undocumented: sprays against odors, for cat toilets
    ODOR_ELIMINATOR = "cwjwq"
    # undocumented: robots that push a button
    PUSH_ROBOT = "szjqr"
    REFRIGERATOR = "bx"
    ROBOT_VACUUM = "sd"
    TUMBLE_DRYER = "gyj"
    # undocumented: alarm clocks with light, radio and sounds
    WAKE_UP_LIGHT = "hxd"
    WASHING_MACHINE = "xy"
    # undocumented, and no device of it is recorded: watering
    WATERING = "d"
    # undocumented: timers and valves for water
    WATER_VALVE = "sfkzq"

    # -- sensors and alarms ----------------------------------------------------------

    # the center of an alarm system
    ALARM_HOST = "mal"
    CO2_DETECTOR = "co2bj"
    # a contact at a door or window
    CONTACT_SENSOR = "mcs"
    # a gateway for Zigbee or Bluetooth
    GATEWAY = "wg2"
    # a sensor of smoke, gas and more in one housing
    MULTIFUNCTIONAL_ALARM = "dgnbj"
    MOTION_SENSOR = "pir"
    # undocumented: sensors of presence by radar
    PRESENCE_SENSOR = "hps"
    SIREN = "sgbj"
    TEMPERATURE_HUMIDITY_SENSOR = "wsdcg"
    # undocumented: weather stations, and thermometers with a probe
    WEATHER_STATION = "qxj"

    # -- cameras ---------------------------------------------------------------------

    CAMERA = "sp"
    # a camera with a battery
    LOW_POWER_CAMERA = "dghsxj"

    # -- locks -----------------------------------------------------------------------

    # a door that opens to a code, a card or a face
    ACCESS_CONTROL = "mk"
    BUSINESS_LOCK = "gyms"
    # a lock of a door, by Bluetooth, Zigbee or Wi-Fi
    DOOR_LOCK = "ms"
    # the same with more functions
    DOOR_LOCK_PRO = "jtmspro"
    HOTEL_LOCK = "hotelms"
    # undocumented: a lock of a door that is always connected
    KEEP_ALIVE_LOCK = "jtmsbh"
    # a lock of a door that takes pictures
    PHOTO_LOCK = "photolock"
    SAFE_BOX = "bxx"
    # a lock of a door with a camera
    VIDEO_LOCK = "videolock"

    # -- energy ----------------------------------------------------------------------

    # a circuit breaker, or a meter with a relay
    BREAKER = "dlq"
    # undocumented: charging stations for cars
    CAR_CHARGER = "qccdz"
    # an energy meter, mostly with a relay
    ENERGY_METER = "zndb"
    # undocumented: batteries with an inverter, for balconies
    HOME_BATTERY = "xnyjcn"
    # undocumented: inverters of single solar modules
    MICRO_INVERTER = "znnbq"


# what gives a live view
CAMERAS: Final = frozenset({Category.CAMERA, Category.LOW_POWER_CAMERA})
