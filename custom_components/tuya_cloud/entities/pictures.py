"""Images of what cameras, doorbells and video locks have pictured last."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import override

from homeassistant.components.image import ImageEntity, infer_image_type
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..coordinator import Coordinator, TuyaConfigEntry
from ..discovery.entity_plan import EntityPlan
from ..entity import TuyaEntity
from ..model.device import Device
from ..model.packed.camera_picture import PictureFile, picture_in
from .by_device import follow_devices


class Picture(ImageEntity):
    """An image that costs a call when somebody looks at it for the first time."""

    _coordinator: Coordinator
    _file: PictureFile | None = None

    def picture_device(self) -> Device:
        """Return the device that has announced the picture."""
        raise NotImplementedError

    @property
    @override
    def available(self) -> bool:
        """Whether the cloud can be asked; the camera need not be online."""
        return self._coordinator.available

    @callback
    def show(
        self, file: PictureFile | None, reported_at: int | None, *, is_shown: bool
    ) -> None:
        """Note a new picture; one that is withdrawn stays.

        Its time is that of the report, or the one in its name: a picture that was
        pulled has none. ``is_shown`` is whether Home Assistant has the entity already.
        """
        if file is None or file == self._file:
            return
        self._file = file
        taken_at = reported_at or file.taken_at
        self._attr_image_last_updated = (
            datetime.fromtimestamp(taken_at / 1000, UTC)
            if taken_at
            else dt_util.utcnow()
        )
        if file.address and is_shown:
            # it is dead after a minute, and downloading it costs no call
            self._coordinator.run(self._fetch_at_once(), "picture")

    async def _fetch_at_once(self) -> None:
        with suppress(HomeAssistantError):
            await self.async_image()

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture; the first time costs a call."""
        if self._file is None:
            return None
        pictures = self._coordinator.extras.pictures
        content = await pictures.get(self.picture_device().id, self._file)
        self._attr_content_type = infer_image_type(content) or self._attr_content_type
        return content


class TuyaPicture(TuyaEntity, Picture):
    """The last picture that one point has announced."""

    def __init__(
        self, coordinator: Coordinator, device: Device, plan: EntityPlan
    ) -> None:
        """Start without a picture."""
        super().__init__(coordinator, device, plan)
        ImageEntity.__init__(self, coordinator.hass, verify_ssl=True)

    @property
    @override
    def available(self) -> bool:
        """Whether the cloud can be asked; the camera need not be online."""
        return self._coordinator.available

    @override
    def picture_device(self) -> Device:
        """Return the device of the point."""
        return self.device

    @override
    @callback
    def update_from_device(self) -> None:
        """Show the picture of the point."""
        reading = self.device.readings.get(self.plan.main.code)
        reported_at = None if reading is None else reading.reported_at
        self.show(self.unpack(picture_in), reported_at, is_shown=self.is_added)


class LastPicture(Picture):
    """The last picture of a device, from any of the points that announce pictures."""

    _attr_has_entity_name = True
    _attr_translation_key = "last_picture"

    def __init__(self, coordinator: Coordinator, device: Device) -> None:
        """Show a device."""
        super().__init__(coordinator.hass, verify_ssl=True)
        self._coordinator = coordinator
        self._device = device
        self._attr_unique_id = f"{device.id}_last_picture"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, device.id)})

    @override
    def picture_device(self) -> Device:
        """Return the device."""
        return self._device

    @property
    def _codes(self) -> frozenset[str]:
        plans = self._coordinator.plans.of(self._device).by_platform
        return frozenset(
            plan.main.code for plan in plans.get(Platform.IMAGE, {}).values()
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the points that announce pictures."""
        self.async_on_remove(
            self._coordinator.devices.subscribe(
                self._device, self._codes, self._on_points_changed
            )
        )
        self._update(is_shown=False)

    @callback
    def _on_points_changed(self) -> None:
        self._update(is_shown=True)
        self.async_write_ha_state()

    def _update(self, *, is_shown: bool) -> None:
        if found := newest_picture(self._device, self._codes):
            self.show(*found, is_shown=is_shown)


async def add_last_pictures(
    entry: TuyaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add an image for each device that announces pictures."""
    coordinator = entry.runtime_data

    def build(device: Device) -> list[LastPicture]:
        has_pictures = Platform.IMAGE in coordinator.plans.of(device).by_platform
        return [LastPicture(coordinator, device)] if has_pictures else []

    await follow_devices(entry, async_add_entities, build)


def newest_picture(
    device: Device, codes: Iterable[str]
) -> tuple[PictureFile, int | None] | None:
    """Return the picture reported last, and when, in ms since the epoch.

    A picture that was pulled has no time but that in its name. None: there is no
    picture.
    """
    found: tuple[PictureFile, int | None] | None = None
    newest = -1
    for code in codes:
        file = device.unpacked(code, picture_in)
        if file is None:
            continue
        reported_at = device.readings[code].reported_at
        time = reported_at or file.taken_at or 0
        if time > newest:
            found, newest = (file, reported_at), time
    return found
