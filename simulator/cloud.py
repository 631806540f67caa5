"""The state of the simulated cloud and its changes, without sockets."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from uuid import uuid4

from .account import Account
from .camera import encrypt_picture
from .clock import now_ms, now_s
from .device import Device, secrets_of
from .device_log import EventType
from .errors import DEVICE_OFFLINE, ApiError
from .faults import Faults
from .firmware import Module
from .home import Home, asset_id_of, home_id_of
from .hub import DEVICE_EVENT, STATUS_REPORT, Hub
from .infrared import STATE_CODES, Infrared
from .json_types import JsonObject, JsonValue
from .live_view import LiveViews
from .queue import MessageQueue
from .reactions import Step, reactions_to
from .storage import Storage
from .tokens import TokenStore

# takes the id of a device and the values of a command, code -> value
type CommandListener = Callable[[str, Mapping[str, JsonValue]], None]

# data points that report an opening from afar
REMOTE_OPENINGS = ("unlock_app", "unlock_phone_remote")

REPORT_DELAY = 0.05  # seconds from a command to the device's report


class Cloud:
    """One cloud project with its account, home, tokens and hub."""

    def __init__(
        self,
        devices: Iterable[Device],
        *,
        account: Account,
        token_life: float,
        hub_life: float,
    ) -> None:
        """Take the devices that are bound at the start; lives are in seconds."""
        self.account = account
        self.home = Home(devices)
        self.infrared = Infrared(self.home)
        self.tokens = TokenStore(token_life)
        self.hub = Hub(hub_life, self._take_signal, self._wake)
        self.queue = MessageQueue(account)
        self.faults = Faults()
        self.storage = Storage(self.faults)
        self.live_views = LiveViews()
        self.calls: Counter[str] = Counter()
        self.command_listeners: list[CommandListener] = []
        self._passwords = [account.password]
        self._local_secrets = secrets_of(self.home.devices.values())
        self._tasks: set[asyncio.Task[None]] = set()
        self._movements: dict[str, asyncio.Task[None]] = {}

    async def stop(self) -> None:
        """Cancel all pending reports and movements."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Commands and reports

    def check_reachable(self, device: Device) -> None:
        """Raise ApiError 2001 when a device is offline."""
        if not self.home.is_online(device):
            raise ApiError(DEVICE_OFFLINE)

    def command(self, device: Device, changes: Mapping[str, JsonValue]) -> None:
        """Apply checked commands to a device and report the changes a little later.

        A new command ends the movement of an earlier one.
        """
        for listener in self.command_listeners:
            listener(device.id, changes)
        for code, value in changes.items():
            if not device.is_in_model_only(code):
                device.log.add(EventType.COMMAND, code, value)
        reported = device.apply(
            {code: value for code, value in changes.items() if device.reports(code)}
        )
        self._spawn(self._report_later(device, reported))
        steps = reactions_to(device, changes)
        if steps or "control" in changes:
            if (previous := self._movements.get(device.id)) is not None:
                previous.cancel()
            self._movements[device.id] = self._spawn(self._move(device, steps))

    def move_lock(self, device: Device, *, to_open: bool) -> None:
        """Open or lock a door lock, which reports its motor and the remote opening."""
        changes: dict[str, JsonValue] = {"lock_motor_state": to_open}
        if to_open:
            changes |= dict.fromkeys(REMOTE_OPENINGS, 1)
        reported = {
            code: value for code, value in changes.items() if device.reports(code)
        }
        device.apply(reported)
        self._spawn(self._report_later(device, reported))

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _report_later(
        self, device: Device, reported: Mapping[str, JsonValue]
    ) -> None:
        await asyncio.sleep(REPORT_DELAY)
        await self._report(device, reported)

    async def _move(self, device: Device, steps: Sequence[Step]) -> None:
        """Apply and report the steps that follow a command."""
        await asyncio.sleep(REPORT_DELAY)
        for step in steps:
            await asyncio.sleep(step.delay)
            await self._report(device, device.apply(step.changes))

    async def _report(self, device: Device, changes: Mapping[str, JsonValue]) -> None:
        """Push the values of some data points with the current time."""
        await self.push_status(
            device, [{"code": code, "value": value} for code, value in changes.items()]
        )

    async def push_status(
        self,
        device: Device,
        items: Sequence[JsonObject],
        *,
        t: int | None = None,
        data_id: str = "",
    ) -> None:
        """Push status items as a device reports them, at `t` in seconds or now.

        An item has `code`, `value` and optionally `t`. The time in the device's
        format and the numeric data point key are added. Of a data point that only the
        thing model has, the message holds the numeric key alone, as recorded.
        """
        if not items:
            return
        reported_at = device.clock.now_ms() if t is None else t * 1000
        item_time = device.time_format.express(reported_at)
        status: list[JsonValue] = []
        for item in items:
            code = str(item["code"])
            numeric: JsonObject = {str(device.dp_id(code)): item["value"]}
            if device.is_in_model_only(code):
                own_time = {"t": item["t"]} if "t" in item else {}
                status.append(own_time | numeric)
            else:
                status.append({"t": item_time} | item | numeric)
        data: JsonObject = {
            "dataId": data_id or uuid4().hex,
            "devId": device.id,
            "productKey": device.product_id,
            "status": status,
        }
        await self.push(STATUS_REPORT, data, t=reported_at // 1000)

    async def push(
        self,
        protocol: int,
        data: JsonObject,
        *,
        t: int | None = None,
        data_of_uids: Mapping[str, JsonObject] | None = None,
    ) -> None:
        """Send a message by the hub, and put it into the queue.

        `t` and `data_of_uids` are for the hub.
        """
        device = self.home.devices.get(str(data.get("devId")))
        codes = {} if device is None else device.model_codes
        self.queue.publish(protocol, data, codes)
        await self.hub.send(protocol, data, t=t, data_of_uids=data_of_uids, codes=codes)

    # Device events

    async def set_online(self, device: Device, *, online: bool) -> None:
        """Set a device online or offline, a gateway together with its sub-devices."""
        affected = [device, *self.home.sub_devices(device)]
        before = {each.id: self.home.is_online(each) for each in affected}
        device.online = online
        for each in affected:
            if (now := self.home.is_online(each)) != before[each.id]:
                each.log.add(EventType.ONLINE if now else EventType.OFFLINE)
                await self._push_event(
                    each, "online" if now else "offline", {"time": now_s()}
                )

    def update_firmware(self, device: Device, module: Module) -> None:
        """Start an update, and push its status and progress."""
        module.begin()
        self._spawn(self._update_firmware(device, module))

    async def _update_firmware(self, device: Device, module: Module) -> None:
        channel = module.channel
        await self._push_update(device, module)
        while True:
            await asyncio.sleep(module.step)
            if not module.advance():
                break
            await self._push_event(
                device,
                "upgradeProcess",
                {
                    "devId": device.id,
                    "firmwareType": channel,
                    "progress": module.progress,
                },
            )
        device.log.add(EventType.FIRMWARE, "", module.version)
        await self._push_update(device, module)

    async def _push_update(self, device: Device, module: Module) -> None:
        """Push the status of an update: texts, as the recorded form has them."""
        data: JsonObject = {
            "devId": device.id,
            "upgradeStatus": str(int(module.status)),
            "moduleType": str(module.channel),
            "description": module.notes,
        }
        await self._push_event(device, "upgradeStatus", data)

    async def bind(self, device: Device) -> None:
        """Add a device, or replace the one with its id."""
        self.home.devices[device.id] = device
        self._local_secrets += secrets_of([device])
        more: JsonObject = {"uuid": device.uuid, "token": uuid4().hex[:8]}
        if device.gateway:
            more["parentDevId"] = device.gateway
        await self._push_ownership(device, "bindUser", more)

    async def unbind(self, device: Device) -> None:
        """Remove a device."""
        del self.home.devices[device.id]
        await self._push_ownership(device, "delete", {})

    async def _push_ownership(
        self, device: Device, code: str, more: JsonObject
    ) -> None:
        """Push that a device has come or gone; `ownerId` is its home or its asset."""
        account = self.account
        messages: dict[str, JsonObject] = {}
        for uid, owner in (
            (account.uid, home_id_of(device)),
            (account.custom_uid, asset_id_of(device)),
        ):
            data: JsonObject = {"devId": device.id, "uid": uid, "ownerId": owner}
            messages[uid] = _event(device, code, data | more)
        await self.push(DEVICE_EVENT, messages[account.uid], data_of_uids=messages)

    async def rename(self, device: Device, name: str) -> None:
        """Rename a device."""
        device.name = name
        data: JsonObject = {
            "devId": device.id,
            "uid": self.account.uid,
            "name": name,
        }
        await self._push_event(device, "nameUpdate", data)

    async def rename_point(self, device: Device, code: str, name: str) -> None:
        """Rename a data point (a gang)."""
        device.point_names[code] = name
        data: JsonObject = {
            "devId": device.id,
            "dpId": str(device.dp_id(code)),
            "name": name,
        }
        await self._push_event(device, "dpNameUpdate", data)

    async def _push_event(self, device: Device, code: str, data: JsonObject) -> None:
        await self.push(DEVICE_EVENT, _event(device, code, data))

    async def set_air_state(self, device: Device, values: Mapping[str, int]) -> None:
        """Set the state of an air conditioner by its app, and push that."""
        remote = self.infrared.air_conditioner(device.id)
        remote.state |= {code: values[code] for code in STATE_CODES if code in values}
        items: list[JsonObject] = [
            {"code": code, "value": value} for code, value in values.items()
        ]
        await self.push_status(device, items)

    # Cameras

    def store_picture(self, device: Device, path: str, picture: bytes) -> None:
        """Upload a picture of a camera, encrypted as its device file says."""
        if device.camera is None:
            raise ValueError(f"{device.id} has no camera")
        key = device.camera.pictures[path]
        self.storage.files[path] = encrypt_picture(picture, key)

    def _take_signal(
        self, sender: str, device_id: str, message: JsonObject
    ) -> list[JsonValue]:
        """Return the answers of a camera to a message about a stream."""
        device = self.home.devices.get(device_id)
        if device is None or device.camera is None or not self.home.is_online(device):
            return []
        return device.camera.answer(sender, device_id, message)

    def _wake(self, device_id: str, content: bytes) -> None:
        """Wake a camera."""
        device = self.home.devices.get(device_id)
        if device is not None and device.camera is not None:
            device.camera.wake(device.local_key, content)

    # For tests

    def change_account(self, changes: Mapping[str, str]) -> None:
        """Change attributes of the account; raise ValueError for an unknown one."""
        for name, value in changes.items():
            if not hasattr(self.account, name):
                raise ValueError(f"an account has no {name}")
            setattr(self.account, name, value)
        self._passwords.append(self.account.password)

    def secrets(self) -> list[str]:
        """Return every secret the cloud holds or has issued."""
        found = [
            self.account.access_secret,
            self.queue.password,
            *self._local_secrets,
            *(group.local_key for group in self.home.groups.values()),
            *self._lock_secrets(),
            *self._camera_secrets(),
            *self.storage.issued,
            *self.live_views.issued,
            *self.tokens.issued,
        ]
        for password in self._passwords:
            known = Account(password=password)
            found += [password, known.password_md5, known.password_sha256]
        for credentials in self.hub.issued:
            found += [
                credentials.client_id,
                credentials.username,
                credentials.password,
                credentials.topic,
            ]
        return list(dict.fromkeys(found))

    def _camera_secrets(self) -> list[str]:
        cameras = (device.camera for device in self.home.devices.values())
        return [secret for camera in cameras if camera for secret in camera.secrets]

    def _lock_secrets(self) -> list[str]:
        locks = (device.door_lock for device in self.home.devices.values())
        return [secret for lock in locks if lock for secret in lock.secrets]


def _event(device: Device, code: str, data: JsonObject) -> JsonObject:
    """Return the data of protocol 20; that of online and offline has no time."""
    message: JsonObject = {
        "bizCode": code,
        "bizData": data,
        "devId": device.id,
        "productKey": device.product_id,
        "ts": now_ms(),
    }
    if code in ("online", "offline"):
        return message | {"ts": 0}
    return message | {"uuid": device.uuid}
