"""What is known about a product whose specification is wrong."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from ...model.corrections import Correction, Source

# a correction that a product file makes
correction: Final = partial(Correction, source=Source.PRODUCT)
# a data point that the cloud does not list; devices have it once they report it
declared: Final = partial(
    Correction,
    source=Source.PRODUCT,
    expected=(("type", None),),
    reason="The device reports it, and the specification lacks it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product and the corrections of its specification."""

    # case sensitive, as Tuya spells it
    product_id: str
    # the kind of device, with brand and model where they are known
    kind: str
    # public reports: repository and file, or repository and issue
    evidence: str
    corrections: tuple[Correction, ...]
