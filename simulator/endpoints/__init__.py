"""Tuya's OpenAPI: every endpoint the simulator serves."""

from . import (
    assets,
    cameras,
    devices,
    firmware,
    groups,
    homes,
    hub,
    infrared,
    locks,
    logs,
    scenes,
    sign_in,
    things,
    timers,
)
from .router import Router

ROUTER = Router(
    [
        *cameras.ROUTES,
        *sign_in.ROUTES,
        *devices.ROUTES,
        *things.ROUTES,
        *firmware.ROUTES,
        *homes.ROUTES,
        *scenes.ROUTES,
        *groups.ROUTES,
        *assets.ROUTES,
        *hub.ROUTES,
        *locks.ROUTES,
        *infrared.ROUTES,
        *logs.ROUTES,
        *timers.ROUTES,
    ]
)
