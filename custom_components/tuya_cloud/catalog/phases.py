"""Which data points pack the readings of a phase, and what the parts mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, override

from homeassistant.components.sensor import SensorDeviceClass as Kind
from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import (
    UnitOfApparentPower,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfPower,
    UnitOfReactivePower,
)

from ..model.points import DataPoint, JsonPoint, RawPoint, TextPoint
from .descriptions import Meaning, SensorMeaning
from .lookup import Catalog, Fit


@dataclass(frozen=True, kw_only=True)
class PhaseMeaning(Meaning):
    """A packed reading that gets one sensor for each part.

    The translation key of a part is ``translation_key``, an underscore and its name.
    """

    # [optional] the name of the phase; a counted one is named by its number
    phase: str = ""
    # [optional] the parts that count; empty: all
    parts: frozenset[str] = frozenset()

    @override
    def fit(self, point: DataPoint) -> Fit:
        """Return NONE for a point that cannot hold a packed value."""
        is_packed = isinstance(point, JsonPoint | RawPoint | TextPoint)
        return Fit.FULL if is_packed else Fit.NONE


PHASES: Final = Catalog(
    (
        PhaseMeaning(key="phase_a", translation_key="phase", phase="A"),
        PhaseMeaning(key="phase_b", translation_key="phase", phase="B"),
        PhaseMeaning(key="phase_c", translation_key="phase", phase="C"),
        PhaseMeaning(key="phase_s{n}", translation_key="channel"),
        # packed like a phase; voltage and current of all phases mean nothing
        PhaseMeaning(
            key="total_power",
            also=("power_total",),
            translation_key="total",
            parts=frozenset({"power"}),
        ),
    )
)


def _part(kind: Kind, unit: str | None, decimals: int = 0) -> SensorMeaning:
    return SensorMeaning(
        key=kind.value,
        device_class=kind,
        native_unit_of_measurement=unit,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=decimals,
    )


# the parts that every layout has
PHASE_BASICS: Final = frozenset({"voltage", "current", "power"})
# by the decoder's name of the part
PHASE_PARTS: Final[Mapping[str, SensorMeaning]] = MappingProxyType(
    {
        "voltage": _part(Kind.VOLTAGE, UnitOfElectricPotential.VOLT, 1),
        "current": _part(Kind.CURRENT, UnitOfElectricCurrent.AMPERE, 3),
        "power": _part(Kind.POWER, UnitOfPower.WATT),
        "reactive_power": _part(
            Kind.REACTIVE_POWER, UnitOfReactivePower.VOLT_AMPERE_REACTIVE
        ),
        "apparent_power": _part(Kind.APPARENT_POWER, UnitOfApparentPower.VOLT_AMPERE),
        "power_factor": _part(Kind.POWER_FACTOR, None, 2),
    }
)
