"""The scenes and automations of the app."""

from dataclasses import asdict, replace
from typing import ClassVar, override

from ..cloud.errors import CloudError
from ..cloud.scenes import Scene, list_scenes, run_scene, set_automation
from ..model.json_types import JsonObject
from ..sync.service_errors import command_failed
from .home_items import HomeItems

type AppScene = Scene


class Scenes(HomeItems[Scene]):
    """The scenes that run at a tap, and the automations, of all homes."""

    name: ClassVar[str] = "scenes"

    @property
    def tap_to_run(self) -> dict[str, AppScene]:
        """Return the scenes that run at a tap, by id."""
        return {key: each for key, each in self.items.items() if not each.is_automation}

    @property
    def automations(self) -> dict[str, AppScene]:
        """Return the automations, by id."""
        return {key: each for key, each in self.items.items() if each.is_automation}

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
        self._replace(replace(scene, is_enabled=is_enabled))

    @override
    async def _read_home(self, home_id: str) -> list[Scene]:
        return await list_scenes(self._api, home_id)

    @override
    def _store(self, item: Scene) -> JsonObject:
        return asdict(item)

    @override
    def _restore(
        self, item_id: str, name: str, home_id: str, kept: JsonObject
    ) -> Scene:
        return Scene(
            id=item_id,
            name=name,
            home_id=home_id,
            is_automation=kept.get("is_automation") is True,
            is_enabled=kept.get("is_enabled") is not False,
            is_older=kept.get("is_older") is True,
        )
