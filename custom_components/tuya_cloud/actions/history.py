"""The action that fills gaps in the statistics of a device."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv

from ..cloud.history import DAYS_KEPT
from ..history.recorded import has_recorder
from .action import Action, Target, refuse


async def _fill(target: Target, data: Mapping[str, Any]) -> ServiceResponse:
    """Fill the hours without statistics, and return their number and that of calls."""
    if not has_recorder(target.hass):
        raise refuse("no_recorder")
    until = datetime.now(UTC)
    since = until - timedelta(days=data["days"])
    filled = await target.coordinator.history.fill(target.device, since, until)
    return {
        "calls": filled.calls,
        "hours": sum(filled.hours.values()),
        "hours_by_entity": dict(sorted(filled.hours.items())),
        "complete": filled.is_complete,
    }


ACTIONS: Final = (
    Action(
        name="fill_history",
        run=_fill,
        fields={
            probatio.Optional("days", default=DAYS_KEPT): probatio.All(
                cv.positive_int, probatio.Range(min=1, max=DAYS_KEPT)
            )
        },
        response=SupportsResponse.OPTIONAL,
    ),
)
