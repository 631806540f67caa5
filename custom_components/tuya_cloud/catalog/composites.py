"""The catalogs of composites, in the order in which they claim their points."""

from typing import Any, Final

from .alarm_control_panels import ALARM_CONTROL_PANELS
from .climates import CLIMATES
from .covers import COVERS
from .events import EVENTS
from .fans import FANS
from .garage_doors import GARAGE_DOORS
from .humidifiers import HUMIDIFIERS
from .images import IMAGES
from .lawn_mowers import LAWN_MOWERS
from .lights import LIGHTS
from .locks import LOCKS
from .lookup import Catalog
from .sirens import SIRENS
from .vacuums import VACUUMS
from .valves import VALVES
from .water_heaters import WATER_HEATERS

COMPOSITES: Final[tuple[Catalog[Any], ...]] = (
    GARAGE_DOORS,
    COVERS,
    LIGHTS,
    CLIMATES,
    WATER_HEATERS,
    # before fans, since a dehumidifier's switch makes both
    HUMIDIFIERS,
    FANS,
    VACUUMS,
    LAWN_MOWERS,
    VALVES,
    SIRENS,
    ALARM_CONTROL_PANELS,
    LOCKS,
    EVENTS,
    IMAGES,
)

# the rows of all of them
ALL_COMPOSITES: Final[Catalog[Any]] = Catalog(
    row for catalog in COMPOSITES for row in catalog.rows
)
