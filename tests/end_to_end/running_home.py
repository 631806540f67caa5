"""A running Home Assistant with a simulated cloud, and how tests use them."""

import asyncio
import contextlib
import json
import re
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp

from scripts.home_assistant_process import (
    HomeAssistantProcess,
    SimulatorProcess,
    wizard_steps,
)

_ERROR_OR_WORSE = re.compile(r" (ERROR|CRITICAL) \(")
_WARNING_OR_WORSE = re.compile(r" (WARNING|ERROR|CRITICAL) \(")
# warnings of Home Assistant itself in this environment, or on a busy machine
_NOT_OURS = re.compile(
    r"\[homeassistant\.(bootstrap|loader|util\.logging)\]|\[aiohttp_fast_zlib\]|\[haffmpeg"
    r"|\[homeassistant\.components\.camera\.img_util\]"
    r"| took \d[\d.]* seconds| is taking over \d+ seconds"
)


class RunningHome:
    """Home Assistant and a simulated cloud as processes."""

    def __init__(
        self,
        home_assistant: HomeAssistantProcess,
        simulator: SimulatorProcess,
        log: Path,
    ) -> None:
        """Use both processes; restarts append to the log."""
        self.home_assistant = home_assistant
        self.simulator = simulator
        self.log = log

    async def start_home_assistant(self) -> None:
        """Start Home Assistant and sign in."""
        await self.home_assistant.start(self.log)
        await self.home_assistant.onboard()

    async def set_up(self, project_type: str = "smart_home") -> str:
        """Set the integration up through its config flow; return the entry's id."""
        answer = await self.home_assistant.add_integration(
            wizard_steps(self.simulator.ready, project_type)
        )
        assert answer["type"] == "create_entry", answer
        return str(answer["result"]["entry_id"])

    async def control(self, method: str, path: str, body: object = None) -> Any:
        """Call the simulator's control plane."""
        url = f"{self.simulator.ready['endpoint']}/simulator{path}"
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, url, json=body) as response,
        ):
            response.raise_for_status()
            text = await response.text()
            return json.loads(text) if text else None

    async def report(
        self, device_id: str, *, silent: bool = False, **values: Any
    ) -> None:
        """Set values of a device, and push them unless `silent`."""
        await self.control(
            "POST",
            f"/devices/{device_id}/report",
            {
                "status": [{"code": code, "value": v} for code, v in values.items()],
                "silent": silent,
            },
        )

    async def held(self, device_id: str, code: str) -> Any:
        """Return the value of a device's code in the simulator."""
        status = await self.control("GET", f"/devices/{device_id}")
        items = status.get("status", status) if isinstance(status, dict) else status
        if isinstance(items, list):
            items = {item["code"]: item["value"] for item in items}
        return items[code]

    async def serve(self, domain: str, service: str, **data: Any) -> None:
        """Call a service."""
        await self.home_assistant.call(
            "POST", f"/api/services/{domain}/{service}", data
        )

    async def states(self) -> dict[str, dict[str, Any]]:
        """Return every state by entity id."""
        states = await self.home_assistant.call("GET", "/api/states")
        return {state["entity_id"]: state for state in states}

    async def state(self, entity_id: str) -> dict[str, Any]:
        """Return the state of an entity."""
        return dict(await self.home_assistant.call("GET", f"/api/states/{entity_id}"))

    async def diagnostics(self, entry_id: str) -> dict[str, Any]:
        """Return the entry's diagnostics.

        Home Assistant provides them shortly after the first set-up.
        """
        for _ in range(50):
            document = await self.home_assistant.call(
                "GET", f"/api/diagnostics/config_entry/{entry_id}", expect=(200, 404)
            )
            if isinstance(document, dict):
                return dict(document["data"])
            await asyncio.sleep(0.1)
        raise AssertionError("there are no diagnostics")

    async def entity_id(self, entry_id: str, device_name: str, code: str) -> str:
        """Return the first entity of a device's data point."""
        diagnostics = await self.diagnostics(entry_id)
        for device in diagnostics["devices"]:
            if device["device"]["name"] == device_name:
                return str(device["data_points"][code]["entity_ids"][0])
        raise KeyError(device_name)

    async def until(
        self, ask: Callable[[], Any], expected: object, *, seconds: float = 15
    ) -> None:
        """Wait until an awaited answer equals the expected one."""
        answer = None
        try:
            async with asyncio.timeout(seconds):
                while True:
                    answer = await ask()
                    if answer == expected:
                        return
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"{answer!r} instead of {expected!r}") from None

    async def until_state(
        self, entity_id: str, expected: str, *, seconds: float = 15
    ) -> None:
        """Wait until an entity has a state."""

        async def ask() -> str:
            return str((await self.state(entity_id))["state"])

        await self.until(ask, expected, seconds=seconds)

    async def until_pushed(self, entry_id: str) -> None:
        """Wait until the entry is connected to the hub."""

        async def ask() -> str:
            return str((await self.diagnostics(entry_id))["hub"]["state"])

        await self.until(ask, "connected")

    def threads_and_sockets(self) -> tuple[int, int]:
        """Return the numbers of threads and sockets of Home Assistant.

        Its executor is left out: how many threads it starts depends on chance.
        """
        process = Path("/proc") / str(self.home_assistant.pid)
        threads = sockets = 0
        for thread in (process / "task").iterdir():
            with contextlib.suppress(FileNotFoundError):
                name = (thread / "comm").read_text(encoding="utf-8")
                threads += not name.startswith("SyncWorker")
        for descriptor in (process / "fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                sockets += str(descriptor.readlink()).startswith("socket:")
        return threads, sockets

    def assert_silence(self) -> None:
        """Fail if a warning, an error or a traceback of the integration was logged."""
        assert self._complaints(_WARNING_OR_WORSE) == []

    def assert_no_error(self) -> None:
        """Fail if an error or a traceback of the integration was logged."""
        assert self._complaints(_ERROR_OR_WORSE) == []

    async def assert_no_secret(self, diagnostics: dict[str, Any]) -> None:
        """Stop, and fail if a secret is in the log, the diagnostics or a stored file.

        Only the config entry may hold secrets.
        """
        await self.home_assistant.stop()
        secrets = await self.control("GET", "/secrets")
        assert len(secrets) > 20
        places = {"log": self.log.read_text(encoding="utf-8", errors="replace")}
        places["diagnostics"] = json.dumps(diagnostics)
        for file in (self.home_assistant.config / ".storage").iterdir():
            if file.is_file() and file.name != "core.config_entries":
                places[file.name] = file.read_text(encoding="utf-8")
        assert any(place.startswith("tuya_cloud.") for place in places)
        found = [
            (place, secret)
            for place, text in places.items()
            for secret in secrets
            if secret in text
        ]
        assert found == []

    def _complaints(self, level: re.Pattern[str]) -> list[str]:
        return [
            line
            for line in self.log.read_text(encoding="utf-8").splitlines()
            if (level.search(line) and not _NOT_OURS.search(line))
            or "custom_components/tuya_cloud" in line.partition("File ")[2]
        ]


@contextlib.asynccontextmanager
async def run_home(
    folder: Path, *simulator_options: str, frontend: bool, level: str
) -> AsyncIterator[RunningHome]:
    """Run both with logs of a level; the integration is not set up yet."""
    simulator = SimulatorProcess(
        "--http-port",
        str(free_port()),
        "--mqtt-port",
        str(free_port()),
        *simulator_options,
    )
    home_assistant = HomeAssistantProcess(
        folder / "config",
        free_port(),
        frontend=frontend,
        level=level,
        default_level=level,
    )
    home = RunningHome(home_assistant, simulator, folder / "home-assistant.log")
    try:
        await simulator.start()
        await home.start_home_assistant()
        yield home
    finally:
        await home_assistant.stop()
        await simulator.stop()


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
