"""Background tasks of a config entry, which end when it is unloaded."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from homeassistant.core import HomeAssistant

from ..const import DOMAIN


class BackgroundTasks:
    """The tasks that run beside the event that started them."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without tasks."""
        self._hass = hass
        self._running: set[asyncio.Task[None]] = set()
        self._is_stopped = False

    @property
    def is_idle(self) -> bool:
        """Return whether all tasks have ended."""
        return not self._running

    def start(self, job: Coroutine[Any, Any, None], name: str) -> None:
        """Run a coroutine in the background, unless stopped; name it in debug logs."""
        if self._is_stopped:
            job.close()
            return
        task = self._hass.async_create_background_task(
            job, f"{DOMAIN} {name}", eager_start=True
        )
        if not task.done():
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def stop(self) -> None:
        """Cancel all tasks, wait until they have ended, and start no more."""
        self._is_stopped = True
        tasks = self._running - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
