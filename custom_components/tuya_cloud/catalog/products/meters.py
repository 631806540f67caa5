"""Meters of electricity, and inverters."""

from functools import partial
from typing import Final

from ...model.corrections import Correction
from ...model.points.appearance import Counts
from .product import Product, correction, declared

_MEASURED: Final = partial(declared, type="Integer", minimum=0)
_ENERGY: Final = partial(_MEASURED, unit="kWh", scale=3, maximum=2147483647)


def _pieces(code: str) -> Correction:
    return correction(
        code=code,
        counts=Counts.PIECES,
        reason="Each report is the energy since the one before.",
    )


def _clamp(number: int, dp_id: int, *, idle: str) -> tuple[Correction, ...]:
    """Return the points of one clamp, which begin at a dp id."""
    return (
        declared(
            code=f"device_state{number}",
            dp_id=dp_id,
            type="Enum",
            options=(idle, "monitor", "working", "warning"),
        ),
        _MEASURED(
            code=f"cur_power{number}",
            dp_id=dp_id + 2,
            unit="W",
            scale=1,
            maximum=2000000,
        ),
        _MEASURED(
            code=f"cur_current{number}",
            dp_id=dp_id + 3,
            unit="A",
            scale=3,
            maximum=800000,
        ),
        _MEASURED(
            code=f"cur_voltage{number}",
            dp_id=dp_id + 4,
            unit="V",
            scale=1,
            maximum=5000,
        ),
        _ENERGY(code=f"total_energy{number}", dp_id=dp_id + 5),
        _ENERGY(code=f"today_acc_energy{number}", dp_id=dp_id + 6),
        declared(
            code=f"warn_power{number}",
            dp_id=dp_id + 8,
            type="Integer",
            access="rw",
            unit="W",
            minimum=200,
            maximum=50000,
            step=100,
        ),
    )


METERS: Final = (
    Product(
        product_id="7bqwya0ydtz4q3ss",
        kind="micro inverter (WVC-800W)",
        evidence="home-assistant/core#173429",
        corrections=(
            correction(
                code="power_total",
                unit="W",
                expected=(("unit", "kW"),),
                reason="An inverter of 800 W reported 308 kW.",
            ),
        ),
    ),
    Product(
        product_id="dhto3y4uachr1wll",
        kind="two-channel clamp meter",
        evidence="home-assistant/core#176755; azerty9971/xtend_tuya#990",
        corrections=(
            *_clamp(1, 103, idle="close"),
            *_clamp(2, 113, idle="idle"),
            _ENERGY(code="all_energy", dp_id=123),
            _pieces("add_ele1"),
            _pieces("add_ele2"),
            _pieces("today_energy_add1"),
            _pieces("today_energy_add2"),
        ),
    ),
)
