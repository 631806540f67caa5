"""An account of a simulated cloud in a separate process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from custom_components.tuya_cloud.cloud.account import ProjectType, digest_password
from scripts.home_assistant_process import SimulatorProcess


@asynccontextmanager
async def simulated_account(
    devices: Path, copies: int = 1
) -> AsyncIterator[dict[str, str]]:
    """Run a simulated cloud, and yield the data of a config entry for its account."""
    simulator = SimulatorProcess("--devices", str(devices), "--copies", str(copies))
    await simulator.start()
    ready, kind = simulator.ready, ProjectType.SMART_HOME
    try:
        yield {
            "access_id": ready["access_id"],
            "access_secret": ready["access_secret"],
            "endpoint": ready["endpoint"],
            "project_type": kind,
            "country_code": ready["country_code"],
            "app_schema": ready["schema"],
            "username": ready["username"],
            "password_digest": digest_password(ready["password"], kind),
        }
    finally:
        await simulator.stop()
