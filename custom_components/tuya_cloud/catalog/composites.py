"""The catalogs of composites, in the order in which they claim their points."""

from typing import Any, Final

from .covers import COVERS
from .lights import LIGHTS
from .lookup import Catalog

COMPOSITES: Final[tuple[Catalog[Any], ...]] = (COVERS, LIGHTS)
