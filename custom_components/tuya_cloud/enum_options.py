"""Options of enum points as selects and sensors show them."""

from collections import Counter
from collections.abc import Mapping

from .discovery.discover import EntityPlan
from .model.device import Device


def shown_options(device: Device, plan: EntityPlan) -> Mapping[str, str]:
    """Return what is shown for each option of an enum, those of reports last.

    Translations are looked up in small letters, and products spell them in either
    case. Options that differ by nothing else, and those of a code without a meaning,
    are shown as they are.
    """
    options = device.options(plan.main.code)
    if plan.name is not None:
        return {option: option for option in options}
    alike = Counter(option.lower() for option in options)
    return {
        option: option.lower() if alike[option.lower()] == 1 else option
        for option in options
    }
