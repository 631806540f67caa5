"""Home Assistant and the simulator as processes, for the demo, tests and benchmarks.

Both end with the process that started them (end_with_parent.py).
"""

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import aiohttp

from scripts.end_with_parent import tied

ROOT: Final = Path(__file__).parent.parent
RUN_PYTHON: Final = ROOT / ".venv-run" / "bin" / "python"

_CONFIGURATION: Final = """\
homeassistant:
  name: Demo home
  country: DE
  currency: EUR
  language: en
  time_zone: Europe/Berlin
  unit_system: metric
{frontend}
{recorder}
# plays cameras
stream:
automation: !include automations.yaml
script: !include scripts.yaml
scene: !include scenes.yaml
logger:
  default: {default_level}
  logs:
    custom_components.tuya_cloud: {level}
    # warns at each start that a custom integration is used
    homeassistant.loader: error
    # complain about missing programs that nothing here needs
    haffmpeg: critical
    homeassistant.components.camera.img_util: critical
"""
# the recorder, and the integrations that show what it recorded
_RECORDER: Final = "history:\nlogbook:\nenergy:"
# what the editors of automations, scripts and scenes write
_EDITED_FILES: Final = ("automations.yaml", "scripts.yaml", "scenes.yaml")
_BOOT_SECONDS: Final = 120
_STOP_SECONDS: Final = 20


class HomeAssistantProcess:
    """Home Assistant with the integration, on loopback.

    `token` is the bearer token of the user `demo` once `onboard` has run.
    """

    def __init__(
        self,
        config: Path,
        port: int,
        *,
        frontend: bool = True,
        recorder: bool = True,
        level: str = "info",
        default_level: str = "warning",
    ) -> None:
        """Take the configuration folder; the first start fills it."""
        self.config = config
        self.base_url = f"http://127.0.0.1:{port}"
        self.token = ""
        self._port = port
        self._frontend = frontend
        self._recorder = recorder
        self._level = level
        self._default_level = default_level
        self._process: asyncio.subprocess.Process | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def pid(self) -> int:
        """Return the process id; raise RuntimeError when it does not run."""
        if self._process is None:
            raise RuntimeError("Home Assistant does not run")
        return self._process.pid

    def prepare(self) -> None:
        """Write the configuration; keep what an earlier run stored.

        The integration is the one of this repository, unless there is one already.
        """
        storage = self.config / ".storage"
        storage.mkdir(parents=True, exist_ok=True)
        frontend = "frontend:"
        if not self._frontend:
            stub = self.config / "no_frontend"
            (stub / "hass_frontend").mkdir(parents=True, exist_ok=True)
            frontend = f"frontend:\n  development_repo: {stub}"
        (self.config / "configuration.yaml").write_text(
            _CONFIGURATION.format(
                frontend=frontend,
                recorder=_RECORDER if self._recorder else "",
                level=self._level,
                default_level=self._default_level,
            ),
            encoding="utf-8",
        )
        for name in _EDITED_FILES:
            (self.config / name).touch()
        shutil.copytree(
            ROOT / "blueprints", self.config / "blueprints", dirs_exist_ok=True
        )
        link = self.config / "custom_components"
        if not link.exists():
            link.symlink_to(ROOT / "custom_components", target_is_directory=True)
        _write(storage / "http", _http_settings(self._port))
        if not (storage / "onboarding").exists():
            # every step but the user: the other steps look up the location online
            done = ["core_config", "analytics", "integration"]
            _write(
                storage / "onboarding",
                {"version": 4, "minor_version": 1, "key": "onboarding"}
                | {"data": {"done": done}},
            )

    async def start(self, log: Path | None = None) -> None:
        """Start it and wait until it answers.

        Its log goes to the file, or to standard error. Raises RuntimeError when it
        ends before it answers, and TimeoutError when it takes too long.
        """
        self.prepare()
        output = None if log is None else log.open("ab")
        self._process = await asyncio.create_subprocess_exec(
            *tied(
                *(RUN_PYTHON, "-m", "homeassistant"),
                *("-c", self.config, "--skip-pip"),
            ),
            stdout=output,
            stderr=output,
            # it finds integrations in its configuration folder alone
            cwd=self.config,
            env={key: v for key, v in os.environ.items() if key != "PYTHONPATH"},
            start_new_session=True,
        )
        if output is not None:
            output.close()
        self._session = aiohttp.ClientSession()
        async with asyncio.timeout(_BOOT_SECONDS):
            while not await self._answers():
                if self._process.returncode is not None:
                    raise RuntimeError("Home Assistant ended while it started")
                await asyncio.sleep(0.2)

    async def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        if self._session is not None:
            await self._session.close()
            self._session = None
        process, self._process = self._process, None
        await _stop(process, signal.SIGINT)

    async def wait(self) -> int:
        """Wait until it ends; return its exit code."""
        if self._process is None:
            raise RuntimeError("Home Assistant does not run")
        return await self._process.wait()

    async def onboard(self) -> None:
        """Create the user `demo` with the password `demo`, or sign in as this user."""
        client_id = f"{self.base_url}/"
        steps = await self.call("GET", "/api/onboarding", expect=(200, 404))
        if isinstance(steps, list) and any(not step["done"] for step in steps):
            answer = await self.call(
                "POST",
                "/api/onboarding/users",
                {
                    "client_id": client_id,
                    "name": "Demo",
                    "username": "demo",
                    "password": "demo",
                    "language": "en",
                },
            )
            code = answer["auth_code"]
        else:
            code = await self._sign_in(client_id)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": client_id,
        }
        async with self._open_session.post(
            f"{self.base_url}/auth/token", data=form
        ) as response:
            response.raise_for_status()
            self.token = (await response.json())["access_token"]
        async with asyncio.timeout(_BOOT_SECONDS):
            while True:
                state = await self.call("GET", "/api/core/state")
                if state["state"] == "RUNNING":
                    break
                await asyncio.sleep(0.1)

    async def add_integration(
        self, steps: Iterable[Mapping[str, object]]
    ) -> dict[str, Any]:
        """Set up the integration through its config flow; return the last answer."""
        path = "/api/config/config_entries/flow"
        answer = await self.call("POST", path, {"handler": "tuya_cloud"})
        for step in steps:
            answer = await self.call("POST", f"{path}/{answer['flow_id']}", dict(step))
        return dict(answer)

    async def entries(self) -> list[dict[str, Any]]:
        """Return the config entries of the integration."""
        return list(
            await self.call("GET", "/api/config/config_entries/entry?domain=tuya_cloud")
        )

    async def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        expect: tuple[int, ...] = (200, 201),
    ) -> Any:
        """Call the REST API; return the JSON of the answer.

        Raises RuntimeError for an unexpected HTTP status.
        """
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self._open_session.request(
            method, f"{self.base_url}{path}", json=body, headers=headers
        ) as response:
            text = await response.text()
            if response.status not in expect:
                raise RuntimeError(f"{method} {path}: {response.status} {text[:500]}")
            is_json = response.content_type == "application/json"
            return json.loads(text) if is_json and text else text

    async def command(self, kind: str, **data: object) -> Any:
        """Send a command of the WebSocket API; return its result.

        Raises RuntimeError for a refused one.
        """
        url = f"{self.base_url}/api/websocket"
        async with self._open_session.ws_connect(url, max_msg_size=0) as socket:
            await socket.receive_json()
            await socket.send_json({"type": "auth", "access_token": self.token})
            await socket.receive_json()
            await socket.send_json({"id": 1, "type": kind, **data})
            answer = await socket.receive_json()
        if not answer["success"]:
            raise RuntimeError(f"{kind}: {answer['error']}")
        return answer["result"]

    @property
    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("Home Assistant does not run")
        return self._session

    async def _answers(self) -> bool:
        try:
            async with self._open_session.get(
                f"{self.base_url}/manifest.json"
            ) as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False

    async def _sign_in(self, client_id: str) -> str:
        flow = await self.call(
            "POST",
            "/auth/login_flow",
            {
                "client_id": client_id,
                "handler": ["homeassistant", None],
                "redirect_uri": client_id,
            },
        )
        answer = await self.call(
            "POST",
            f"/auth/login_flow/{flow['flow_id']}",
            {"client_id": client_id, "username": "demo", "password": "demo"},
        )
        return str(answer["result"])


class SimulatorProcess:
    """The simulated cloud; `ready` holds its addresses and credentials."""

    def __init__(self, *options: str) -> None:
        """Take the command line options of `python -m simulator`."""
        self.ready: dict[str, str] = {}
        self._options = options
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it and wait for its ready line.

        Raises RuntimeError when it ends before it is ready, and TimeoutError when it
        takes too long.
        """
        self._process = await asyncio.create_subprocess_exec(
            *tied(sys.executable, "-m", "simulator", *self._options),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        if self._process.stdout is None:
            raise RuntimeError("the simulator has no output")
        async with asyncio.timeout(_BOOT_SECONDS):
            line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the simulator ended while it started")
        self.ready = json.loads(line)

    async def stop(self) -> None:
        """Stop it."""
        process, self._process = self._process, None
        await _stop(process, signal.SIGTERM)


def wizard_steps(
    ready: Mapping[str, str], project_type: str = "smart_home"
) -> list[dict[str, object]]:
    """Return what a user enters in the steps of the wizard for a simulated account."""
    account: dict[str, object] = {
        # the simulated account's
        "country_code": "DE",
        "advanced": {"address": ready["endpoint"]},
    }
    if project_type == "smart_home":
        account["app_schema"] = "smart_life"
    if project_type != "project_only":
        account |= {"username": ready["username"], "password": ready["password"]}
    return [
        {"next_step_id": project_type},
        {"access_id": ready["access_id"], "access_secret": ready["access_secret"]},
        account,
    ]


async def _stop(
    process: asyncio.subprocess.Process | None, how: signal.Signals
) -> None:
    """Send a process a signal; kill it when it does not end in time."""
    if process is None or process.returncode is not None:
        return
    process.send_signal(how)
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _http_settings(port: int) -> dict[str, Any]:
    """Return the stored settings of the HTTP server, confirmed by the user."""
    return {
        "version": 3,
        "minor_version": 1,
        "key": "http",
        "data": {
            "stable": {
                "server_host": ["127.0.0.1"],
                "server_port": port,
                "cors_allowed_origins": [],
                "login_attempts_threshold": -1,
                "ip_ban_enabled": False,
                "ssl_profile": "intermediate_v6",
                "use_x_frame_options": True,
                "created_at": "2026-01-01T00:00:00+00:00",
                "error": None,
                "error_message": None,
            },
            "pending": None,
            "yaml_migration_done": True,
        },
    }


def _write(path: Path, document: object) -> None:
    path.write_text(json.dumps(document, indent=2), encoding="utf-8")
