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
            declared(
                code="device_state1",
                dp_id=103,
                type="Enum",
                options=("close", "monitor", "working", "warning"),
            ),
            _MEASURED(code="cur_power1", dp_id=105, unit="W", scale=1, maximum=2000000),
            _MEASURED(
                code="cur_current1", dp_id=106, unit="A", scale=3, maximum=800000
            ),
            _MEASURED(code="cur_voltage1", dp_id=107, unit="V", scale=1, maximum=5000),
            _ENERGY(code="total_energy1", dp_id=108),
            _ENERGY(code="today_acc_energy1", dp_id=109),
            declared(
                code="warn_power1",
                dp_id=111,
                type="Integer",
                access="rw",
                unit="W",
                minimum=200,
                maximum=50000,
                step=100,
            ),
            declared(
                code="device_state2",
                dp_id=113,
                type="Enum",
                options=("idle", "monitor", "working", "warning"),
            ),
            _MEASURED(code="cur_power2", dp_id=115, unit="W", scale=1, maximum=2000000),
            _MEASURED(
                code="cur_current2", dp_id=116, unit="A", scale=3, maximum=800000
            ),
            _MEASURED(code="cur_voltage2", dp_id=117, unit="V", scale=1, maximum=5000),
            _ENERGY(code="total_energy2", dp_id=118),
            _ENERGY(code="today_acc_energy2", dp_id=119),
            declared(
                code="warn_power2",
                dp_id=121,
                type="Integer",
                access="rw",
                unit="W",
                minimum=200,
                maximum=50000,
                step=100,
            ),
            _ENERGY(code="all_energy", dp_id=123),
            _pieces("add_ele1"),
            _pieces("add_ele2"),
            _pieces("today_energy_add1"),
            _pieces("today_energy_add2"),
        ),
    ),
)
