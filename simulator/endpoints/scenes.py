"""Scenes and automations: of a home, and of a space of IoT Core."""

from ..errors import NO_SPACE_PERMISSION, PARAM_ILLEGAL, ApiError
from ..home import home_id
from ..json_types import JsonValue
from ..scenes import Scene, rule_json, scene_json
from .homes import home_of
from .router import HOME_TOKENS, Call, Route

HOME = "/v1.0/homes/{home_id}"
AUTOMATION = HOME + "/automations/{scene_id}/actions"
RULE = "/v2.0/cloud/scene/rule"


def _scenes_of(call: Call, home: int) -> list[Scene]:
    return [
        each for each in call.cloud.home.scenes.values() if home_id(each.home) == home
    ]


def _listed(call: Call, *, automation: bool) -> JsonValue:
    home = home_of(call)
    devices = call.cloud.home.devices_in_home(home)
    return [
        scene_json(each, devices)
        for each in _scenes_of(call, home)
        if each.automation is automation
    ]


async def list_scenes(call: Call) -> JsonValue:
    """Return the tap-to-run scenes of a home."""
    return _listed(call, automation=False)


async def list_automations(call: Call) -> JsonValue:
    """Return the automations of a home."""
    return _listed(call, automation=True)


async def list_rules(call: Call) -> JsonValue:
    """Return one page of the scenes and automations of a space."""
    space = call.query.get("space_id", "")
    if space not in map(str, call.cloud.home.homes):
        raise ApiError(NO_SPACE_PERMISSION)
    kinds = {"scene": (False,), "automation": (True,), "": (False, True)}
    wanted = kinds.get(call.query.get("type", ""))
    if wanted is None:
        raise ApiError(PARAM_ILLEGAL)
    rules = [
        rule_json(each, int(space))
        for each in _scenes_of(call, int(space))
        if each.automation in wanted
    ]
    size = call.number("page_size", 20, 100)
    start = size * (call.number("page_no", 1, 1_000_000) - 1)
    page: list[JsonValue] = [*rules[start : start + size]]
    return {
        "list": page,
        "total": len(rules),
        "has_more": start + size < len(rules),
    }


async def trigger_scene(call: Call) -> JsonValue:
    """Run a scene on every online device of its home that has its functions."""
    if "home_id" in call.path:
        home_of(call)
    scene = call.cloud.home.scenes.find(call.path["scene_id"], automation=False)
    scene.runs += 1
    for device in call.cloud.home.devices_in_home(home_id(scene.home)):
        changes = scene.effects_on(device)
        if changes and call.cloud.home.is_online(device):
            call.cloud.command(device, changes)
    return True


async def enable_automation(call: Call) -> JsonValue:
    """Switch an automation on."""
    return _switch(call, enabled=True)


async def disable_automation(call: Call) -> JsonValue:
    """Switch an automation off."""
    return _switch(call, enabled=False)


def _switch(call: Call, *, enabled: bool) -> JsonValue:
    home_of(call)
    scenes = call.cloud.home.scenes
    scenes.find(call.path["scene_id"], automation=True).enabled = enabled
    return True


async def set_rule_state(call: Call) -> JsonValue:
    """Switch automations on or off by `{"ids": "a,b", "is_enable": bool}`."""
    enabled = call.json.get("is_enable")
    if not isinstance(enabled, bool):
        raise ApiError(PARAM_ILLEGAL)
    scenes = call.cloud.home.scenes
    for rule in [
        scenes.find(each, automation=True) for each in call.text("ids").split(",")
    ]:
        rule.enabled = enabled
    return True


ROUTES = (
    Route("GET", HOME + "/scenes", list_scenes, HOME_TOKENS),
    Route("GET", "/v1.1/homes/{home_id}/scenes", list_scenes, HOME_TOKENS),
    Route("POST", HOME + "/scenes/{scene_id}/trigger", trigger_scene, HOME_TOKENS),
    Route("GET", HOME + "/automations", list_automations, HOME_TOKENS),
    Route("PUT", AUTOMATION + "/enable", enable_automation, HOME_TOKENS),
    Route("PUT", AUTOMATION + "/disable", disable_automation, HOME_TOKENS),
    Route("GET", RULE, list_rules, HOME_TOKENS),
    Route("POST", RULE + "/{scene_id}/actions/trigger", trigger_scene, HOME_TOKENS),
    Route("PUT", RULE + "/state", set_rule_state, HOME_TOKENS),
)
