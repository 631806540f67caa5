"""Registers the actions, which exist whether or not an account is loaded."""

from homeassistant.core import HomeAssistant, callback

from .actions import (
    data_points,
    door_locks,
    history,
    meal_plans,
    timers,
    week_programs,
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions of all topics."""
    for action in (
        *data_points.ACTIONS,
        *door_locks.ACTIONS,
        *history.ACTIONS,
        *meal_plans.ACTIONS,
        *timers.ACTIONS,
        *week_programs.ACTIONS,
    ):
        action.register(hass)
