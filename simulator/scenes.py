"""Scenes that run at a tap, and automations, of the homes of an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .device import Device
from .errors import SCENE_MISSING, ApiError
from .json_types import JsonObject, JsonValue


@dataclass(kw_only=True)
class Scene:
    """A scene or an automation; `home` is the name of its home, "" the first one.

    `effects` are the commands for every device of the home with such a function.
    """

    id: str
    name: str
    home: str = ""
    effects: dict[str, JsonValue] = field(default_factory=dict)
    automation: bool = False
    enabled: bool = True
    # how often it was run
    runs: int = 0

    def effects_on(self, device: Device) -> dict[str, JsonValue]:
        """Return the commands for a device."""
        return {
            code: value
            for code, value in self.effects.items()
            if code in device.function
        }


class Scenes(dict[str, Scene]):
    """All scenes and automations by id."""

    def __init__(self) -> None:
        """Start with those of the demo home."""
        super().__init__()
        for scene in (
            Scene(id="SceneLightsOff1", name="Lights off"),
            Scene(id="SceneLeaveHome2", name="Leave home"),
            Scene(id="AutoNightfall03", name="Lights on at dusk", automation=True),
        ):
            scene.effects["switch_led"] = scene.automation
            self[scene.id] = scene
        self["SceneLeaveHome2"].effects["control"] = "close"

    def find(self, scene_id: str, *, automation: bool) -> Scene:
        """Return a scene or an automation; raise ApiError 2505 for an unknown one."""
        scene = self.get(scene_id)
        if scene is None or scene.automation is not automation:
            raise ApiError(SCENE_MISSING)
        return scene

    def put(self, scene_id: str, document: Mapping[str, Any]) -> None:
        """Add a scene, or change attributes of one; raise TypeError for wrong ones."""
        known = self.get(scene_id)
        before = {} if known is None else vars(known)
        self[scene_id] = Scene(**{**before, **document, "id": scene_id})


def scene_json(scene: Scene, devices: list[Device]) -> JsonObject:
    """Return a scene or an automation as smart home projects list it."""
    actions: list[JsonValue] = [
        {
            "entity_id": device.id,
            "executor_property": effects,
            "action_executor": "dpIssue",
        }
        for device in devices
        if (effects := scene.effects_on(device))
    ]
    common: JsonObject = {
        "name": scene.name,
        "background": "",
        "enabled": scene.enabled,
        "actions": actions,
    }
    if scene.automation:
        conditions: list[JsonValue] = [
            {
                "display": {"code": "sunsetrise", "operator": "==", "value": "sunset"},
                "entity_id": "100180366",
                "entity_type": 3,
                "order_num": 1,
            }
        ]
        return common | {
            "automation_id": scene.id,
            "match_type": 1,
            "conditions": conditions,
            "preconditions": [],
        }
    return common | {"scene_id": scene.id, "status": "1"}


def rule_json(scene: Scene, home: int) -> JsonObject:
    """Return a scene or an automation as IoT Core lists it."""
    return {
        "id": scene.id,
        "name": scene.name,
        "space_id": str(home),
        "status": "enable" if scene.enabled else "disable",
        "type": "automation" if scene.automation else "scene",
        "running_mode": "cloud",
    }
