"""tuya-iot-py-sdk: OpenAPI, hub, device manager and home manager."""

from typing import Any

from tuya_iot import (
    AuthType,
    TuyaDevice,
    TuyaDeviceListener,
    TuyaDeviceManager,
    TuyaHomeManager,
    TuyaOpenAPI,
    TuyaOpenMQ,
)

from .program import Simulator, until

NEW_DEVICE = {
    "id": "new",
    "name": "New",
    "category": "kg",
    "product_id": "newproduct",
    "product_name": "New",
    "function": {"switch_1": {"type": "Boolean", "value": {}}},
    "status_range": {"switch_1": {"type": "Boolean", "value": {}}},
    "status": {"switch_1": True},
}


class Listener(TuyaDeviceListener):
    """A listener that keeps what it was called with."""

    def __init__(self) -> None:
        """Start without a call."""
        self.updated: list[str] = []
        self.added: list[str] = []
        self.removed: list[str] = []

    def update_device(self, device: TuyaDevice) -> None:
        """Keep the id of a device with a new value."""
        self.updated.append(device.id)

    def add_device(self, device: TuyaDevice) -> None:
        """Keep the id of a new device."""
        self.added.append(device.id)

    def remove_device(self, device_id: str) -> None:
        """Keep the id of a device that is gone."""
        self.removed.append(device_id)


def explore(simulator: Simulator, kind: AuthType, *credentials: str) -> dict[str, Any]:
    """Return what the SDK finds, from its sign-in to what is pushed to it."""
    api = TuyaOpenAPI(
        simulator.endpoint, simulator.access_id, simulator.access_secret, kind
    )
    found: dict[str, Any] = {"sign_in": api.connect(*credentials)["success"]}
    hub = TuyaOpenMQ(api)
    hub.start()
    manager = TuyaDeviceManager(api, hub)
    home = TuyaHomeManager(api, hub, manager)
    listener = Listener()
    manager.add_device_listener(listener)
    home.update_device_cache()
    devices = manager.device_map
    found["devices"] = sorted(devices)
    found["specifications"] = {
        device_id: {
            "function": {code: each.values for code, each in device.function.items()},
            "status_range": sorted(device.status_range),
        }
        for device_id, device in devices.items()
    }
    found["status"] = dict(devices["bulb"].status)
    until(lambda: simulator.order("GET", "/hub")["connected"], "a hub connection")

    answer = manager.send_commands("bulb", [{"code": "bright_value_v2", "value": 77}])
    found["command"] = answer["result"]
    until(lambda: devices["bulb"].status["bright_value_v2"] == 77, "the command's push")
    wrong = manager.send_commands("bulb", [{"code": "switch_led", "value": "on"}])
    found["wrong_command"] = [wrong["code"], wrong["msg"]]

    simulator.order("POST", "/reports", {"reports": {"blind": {"percent_state": 42}}})
    until(lambda: devices["blind"].status["percent_state"] == 42, "a push")
    simulator.order("POST", "/devices/blind/name", {"name": "Shade"})
    until(lambda: devices["blind"].name == "Shade", "the new name")
    simulator.order("POST", "/devices/blind/online", {"online": False})
    until(lambda: devices["blind"].online is False, "offline")
    simulator.order("POST", "/devices", NEW_DEVICE)
    until(lambda: listener.added == ["new"], "a new device")
    found["new_status"] = dict(devices["new"].status)
    simulator.order("DELETE", "/devices/new")
    until(lambda: listener.removed == ["new"], "a removed device")
    found["updated"] = sorted(set(listener.updated))
    found["functions"] = manager.get_category_functions("dj")["success"]
    found["scenes"] = [scene.name for scene in home.query_scenes()]
    return found
