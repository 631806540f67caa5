"""The scenes and automations of the app."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import ClassVar, override

from ..cloud.account import ProjectType
from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..cloud.homes import Home
from ..cloud.scenes import Scene, list_scenes, run_scene, set_automation
from ..model.identity import shown_name
from ..model.json_types import JsonObject, JsonValue
from ..sync.service_errors import command_failed
from .extra import Extra
from .home_list import HomeList

type AppScene = Scene


class Scenes(Extra):
    """The scenes that run at a tap, and the automations, of all homes.

    The document is {"homes": {home id: name}, "scenes": [scene], "was_empty": whether
    the last list was empty although scenes were known}.
    """

    name: ClassVar[str] = "scenes"

    def __init__(self, api: TuyaApi, home_list: HomeList) -> None:
        """Start without scenes."""
        super().__init__()
        self._api = api
        self._home_list = home_list
        # by id
        self.scenes: dict[str, Scene] = {}
        # the names of those with scenes or automations, by id
        self.homes: dict[str, str] = {}
        self._was_empty = False

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether the account has homes."""
        is_custom = self._api.account.project_type is ProjectType.CUSTOM
        return not is_custom and bool(self._api.owner_uid)

    @override
    async def read(self) -> JsonValue:
        """Read the scenes of all homes.

        A home that the cloud refuses keeps those it has. An empty list is believed the
        second time: an expired plan returns empty lists.
        """
        homes = await self._home_list.read()
        scenes: list[Scene] = []
        refusals: list[CloudError] = []
        for home in homes:
            try:
                scenes += await list_scenes(self._api, home.id)
            except CloudError as error:
                if error.advice is not Advice.DEVICE:
                    raise
                refusals.append(error)
                scenes += self._scenes_of(home)
        if refusals and len(refusals) == len(homes):
            raise refusals[0]
        if not scenes and self.scenes and not self._was_empty:
            return _document(self.homes, self.scenes.values(), was_empty=True)
        names = {home.id: home.name for home in homes}
        return _document(names, scenes)

    @override
    def take(self, document: JsonValue) -> None:
        """Keep the scenes, and the homes that have any."""
        kept = document if isinstance(document, dict) else {}
        listed = kept.get("scenes")
        scenes = map(_scene, listed if isinstance(listed, list) else [])
        self.scenes = {scene.id: scene for scene in scenes if scene is not None}
        homes = kept.get("homes")
        names = homes if isinstance(homes, dict) else {}
        self.homes = {
            scene.home_id: shown_name(str(names.get(scene.home_id) or ""))
            for scene in self.scenes.values()
        }
        self._was_empty = kept.get("was_empty") is True

    @property
    def tap_to_run(self) -> dict[str, AppScene]:
        """Return the scenes that run at a tap, by id."""
        return {
            key: each for key, each in self.scenes.items() if not each.is_automation
        }

    @property
    def automations(self) -> dict[str, AppScene]:
        """Return the automations, by id."""
        return {key: each for key, each in self.scenes.items() if each.is_automation}

    async def run(self, scene: Scene) -> None:
        """Run a scene. Raises HomeAssistantError."""
        try:
            await run_scene(self._api, scene)
        except CloudError as error:
            raise command_failed(error) from error

    async def switch(self, scene: Scene, *, is_enabled: bool) -> None:
        """Switch an automation on or off. Raises HomeAssistantError."""
        try:
            await set_automation(self._api, scene, is_enabled=is_enabled)
        except CloudError as error:
            raise command_failed(error) from error
        switched = replace(scene, is_enabled=is_enabled)
        scenes = self.scenes | {scene.id: switched}
        self.change(_document(self.homes, scenes.values()))

    def _scenes_of(self, home: Home) -> list[Scene]:
        return [each for each in self.scenes.values() if each.home_id == home.id]


def _document(
    homes: dict[str, str], scenes: Iterable[Scene], *, was_empty: bool = False
) -> JsonObject:
    return {
        "homes": {**homes},
        "scenes": [asdict(scene) for scene in scenes],
        "was_empty": was_empty,
    }


def _scene(kept: JsonValue) -> Scene | None:
    """Return a scene of a document; None: it is broken."""
    if not isinstance(kept, dict):
        return None
    scene_id, home_id, name = kept.get("id"), kept.get("home_id"), kept.get("name")
    if not (isinstance(scene_id, str) and scene_id and isinstance(home_id, str)):
        return None
    return Scene(
        id=scene_id,
        name=shown_name(str(name or "")) or scene_id,
        home_id=home_id,
        is_automation=kept.get("is_automation") is True,
        is_enabled=kept.get("is_enabled") is not False,
        is_older=kept.get("is_older") is True,
    )
