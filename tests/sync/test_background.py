"""Background tasks of a config entry."""

import asyncio

from homeassistant.core import HomeAssistant

from custom_components.tuya_cloud.sync.background import BackgroundTasks


async def test_a_running_task_is_cancelled_at_the_end(hass: HomeAssistant) -> None:
    """Stopping waits until the task has ended."""
    tasks = BackgroundTasks(hass)
    assert tasks.is_idle
    tasks.start(asyncio.sleep(60), "sleep")
    assert not tasks.is_idle
    await tasks.stop()
    assert tasks.is_idle


async def test_no_task_starts_after_the_end(hass: HomeAssistant) -> None:
    """The coroutine is closed without being started."""
    ran: list[str] = []

    async def job() -> None:
        ran.append("job")

    tasks = BackgroundTasks(hass)
    tasks.start(job(), "first")
    assert ran == ["job"]
    await tasks.stop()
    tasks.start(job(), "late")
    assert ran == ["job"]
    assert tasks.is_idle
