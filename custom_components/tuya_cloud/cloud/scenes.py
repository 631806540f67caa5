"""Scenes that run at a tap, and automations, of the app's homes.

IoT Core lists both in one call. Where the project may not use it, the older calls of
smart home projects are made. Documented only: section 8 of the protocol reference, part
two, and Tuya's page "Enable/Disable Automation".
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from .answers import LEFT_OUT, array, object_, objects, text
from .api import TuyaApi
from .errors import NO_SERVICE, CloudError, CommandRejectedError
from .json_types import JsonObject, JsonValue

_PAGE_SIZE: Final = 100
# pages of a home; more are a cloud that repeats itself
_MOST_PAGES: Final = 50
_AUTOMATION: Final = "automation"


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene that runs at a tap, or an automation."""

    id: str
    name: str
    home_id: str
    is_automation: bool
    is_enabled: bool
    # whether the older calls know it
    is_older: bool = False


async def list_scenes(api: TuyaApi, home_id: str) -> list[Scene]:
    """Return the scenes and automations of a home.

    Takes one call, or two more where the first is refused.
    """
    try:
        return await _list_rules(api, home_id)
    except NO_SERVICE as refusal:
        try:
            return await _list_older(api, home_id)
        except NO_SERVICE:
            raise refusal from None


async def run_scene(api: TuyaApi, scene: Scene) -> None:
    """Run a scene. Raises CloudError."""

    async def run() -> JsonValue:
        template = "/v2.0/cloud/scene/rule/{id}/actions/trigger"
        return await api.post(template, path={"id": scene.id})

    async def run_older() -> JsonValue:
        template = "/v1.0/homes/{home_id}/scenes/{id}/trigger"
        path = {"home_id": scene.home_id, "id": scene.id}
        return await api.post(template, path=path)

    await _try_both(run, run_older, older_first=scene.is_older)


async def set_automation(api: TuyaApi, scene: Scene, *, is_enabled: bool) -> None:
    """Switch an automation on or off. Raises CloudError."""

    async def switch() -> JsonValue:
        return await api.put(
            "/v2.0/cloud/scene/rule/state",
            params={"space_id": scene.home_id},
            body={"ids": scene.id, "is_enable": is_enabled},
            repeatable=True,
        )

    async def switch_older() -> JsonValue:
        action = "enable" if is_enabled else "disable"
        return await api.put(
            f"/v1.0/homes/{{home_id}}/automations/{{id}}/actions/{action}",
            path={"home_id": scene.home_id, "id": scene.id},
            repeatable=True,
        )

    await _try_both(switch, switch_older, older_first=scene.is_older)


async def _try_both(
    newer: Callable[[], Awaitable[JsonValue]],
    older: Callable[[], Awaitable[JsonValue]],
    *,
    older_first: bool,
) -> None:
    """Make a call, and the other one if the project may not make the first."""
    first, second = (older, newer) if older_first else (newer, older)
    try:
        accepted = await first()
    except NO_SERVICE as refusal:
        try:
            accepted = await second()
        except NO_SERVICE:
            raise refusal from None
    if accepted is not True and accepted is not LEFT_OUT:
        raise CommandRejectedError("The cloud did not accept the command")


async def _list_rules(api: TuyaApi, home_id: str) -> list[Scene]:
    """Return what IoT Core lists, without duplicates."""
    found: dict[str, Scene] = {}
    for page_no in range(1, _MOST_PAGES + 1):
        result = await api.get(
            "/v2.0/cloud/scene/rule",
            params={"space_id": home_id, "page_no": page_no, "page_size": _PAGE_SIZE},
        )
        page = object_(result)
        known = len(found)
        for rule in objects(page.get("list")):
            if rule_id := text(rule.get("id")):
                found[rule_id] = Scene(
                    id=rule_id,
                    name=text(rule.get("name")),
                    home_id=home_id,
                    is_automation=rule.get("type") == _AUTOMATION,
                    is_enabled=rule.get("status") != "disable",
                )
        if page.get("has_more") is not True or len(found) == known:
            break
    return [*found.values()]


async def _list_older(api: TuyaApi, home_id: str) -> list[Scene]:
    """Return what smart home projects list; automations may be refused alone."""
    path = {"home_id": home_id}
    scenes = array(await api.get("/v1.1/homes/{home_id}/scenes", path=path))
    automations: list[JsonValue] = []
    try:
        automations = array(
            await api.get("/v1.0/homes/{home_id}/automations", path=path)
        )
    except CloudError as error:
        if not isinstance(error, NO_SERVICE):
            raise
    return [
        scene
        for is_automation, listed in ((False, scenes), (True, automations))
        for item in objects(listed)
        if (scene := _older(item, home_id, is_automation=is_automation)).id
    ]


def _older(item: JsonObject, home_id: str, *, is_automation: bool) -> Scene:
    key = "automation_id" if is_automation else "scene_id"
    return Scene(
        id=text(item.get(key)),
        name=text(item.get("name")),
        home_id=home_id,
        is_automation=is_automation,
        is_enabled=item.get("enabled") is not False,
        is_older=True,
    )
