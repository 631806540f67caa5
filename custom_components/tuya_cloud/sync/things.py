"""Keeps the devices current that have data points beyond the standard ones.

Their data points come from the thing model, their values from the shadow, and their
commands go there. All other devices take no call for it.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from ..cloud.answers import DeviceDocument
from ..cloud.api import TuyaApi
from ..cloud.errors import CloudError
from ..const import LOGGER
from ..model.device import Device
from ..model.infrared_remote import is_any_remote
from ..model.json_types import JsonObject
from ..model.shadow import ShadowItem, names_in_shadow, parse_shadow
from ..model.specification import declared_codes, has_codes
from .clock import Clock
from .corrections import Corrections
from .devices import Devices
from .shadows import Shadow, Shadows
from .specifications import Specifications
from .stored_entry import StoredDevices
from .thing_models import ThingModels

# seconds after set-up until thing models and shadows are read
_MODEL_DELAY: Final = 5
_SHADOW_DELAY: Final = 30


class Things:
    """The devices that are read by their thing model and shadow."""

    def __init__(
        self,
        api: TuyaApi,
        clock: Clock,
        devices: Devices,
        corrections: Corrections,
    ) -> None:
        """Read through ``api`` into ``devices``."""
        self._devices = devices
        self._corrections = corrections
        self._dp_codes = devices.dp_codes
        self.models = ThingModels(api, clock, corrections, devices.dp_codes)
        self.specifications = Specifications(api, clock, corrections, self.models)
        self._shadows = Shadows(api, clock)
        # leave thing models and shadows to a time after start-up
        self.are_skipped = True
        # the messages of one product wait for one answer
        self._learning = asyncio.Lock()
        # ids of devices that were listed with standard values
        self._with_status: set[str] = set()

    def restore(self, stored: StoredDevices) -> None:
        """Start with the specifications and thing models that were stored."""
        self._dp_codes.restore(stored["dp_codes"])
        self.models.restore(stored["thing_models"])
        self.specifications.restore(stored["specifications"])

    def listed(self, documents: Iterable[DeviceDocument]) -> None:
        """Note which devices are listed with standard values."""
        for document in documents:
            if document["status"]:
                self._with_status.add(document["id"])
            else:
                self._with_status.discard(document["id"])

    def forget(self, device_id: str) -> None:
        """Drop what is known of a device that has left."""
        self.specifications.forget(device_id)
        self._shadows.forget(device_id)
        self._with_status.discard(device_id)

    def concerned(self) -> list[Device]:
        """Return the devices that are read by their thing model and shadow.

        These are those of which the cloud has neither standard data points nor values,
        and those for which a user asks for all data points.
        """
        return [device for device in self._devices.values() if self._concerns(device)]

    @property
    def delay_at_start(self) -> float:
        """Return the seconds after set-up until the first read.

        It is short where a device may have no entities without it.
        """
        is_new = any(map(self.models.is_due, self.concerned()))
        return _MODEL_DELAY if is_new else _SHADOW_DELAY

    def has_by_model(self, device: Device, code: str) -> bool:
        """Return whether commands to a data point go by its thing model.

        These are all but the standard ones, as far as anything declares them.
        """
        standard = self._standard_of(device)
        if standard is None or code in declared_codes(standard):
            return False
        return self.models.extends(device.id, device.product_id, standard) or any(
            each.code == code and each.dp_id is not None
            for each in self._corrections.of(device.id, device.product_id)
        )

    async def read(self) -> None:
        """Read the thing models and shadows that are due."""
        if self.are_skipped:
            return
        devices = self.concerned()
        asked = {device.id for device in devices if self.models.is_due(device)}
        if await self.models.ensure(devices):
            await self.follow()
        known = [
            device
            for device in devices
            if self.models.has(device.id, device.product_id)
            # without a thing model the shadow is read as rarely as that is asked for
            or (device.id in asked and not self.models.is_due(device))
        ]
        async for shadow in self._shadows.read_due(known):
            await self._apply(shadow)

    async def read_back(self, device: Device) -> bool:
        """Read the shadow of a device if it has one; return whether that is all.

        Raises CloudError.
        """
        if not self._concerns(device):
            return False
        await self._apply(await self._shadows.read(device))
        return self._is_bare(device)

    async def learn_numbers(
        self, device: Device, report_again: Callable[[], None]
    ) -> None:
        """Learn the numbers of a product's standard data points, once; then report.

        Messages of IoT Core have the codes of the thing model, which may be others.
        """
        async with self._learning:
            if not self._dp_codes.asked(device):
                try:
                    await self.models.learn_standard_codes(device)
                except CloudError as error:
                    LOGGER.debug("No dp ids of %s yet: %r", device.product_id, error)
        report_again()

    async def count_hidden(self, device: Device) -> int:
        """Return how many data points of its thing model a device does not show.

        Raises CloudError.
        """
        standard = self._standard_of(device)
        if standard is None:
            return 0
        if not self.models.has(device.id, device.product_id):
            await self.models.read(device)
        every = self.models.extended(device.id, device.product_id, standard)
        return len(declared_codes(every) - device.points.keys())

    def pushed(self, *, is_connected: bool) -> None:
        """Note whether push is connected: it makes most reads of shadows needless."""
        self._shadows.are_pushed = is_connected

    def reports_missed(self) -> None:
        """Read all shadows with the next pull."""
        self._shadows.expire()

    def retry(self) -> None:
        """Fetch with the next pull all that could not be fetched."""
        self.specifications.retry()
        self.models.retry()
        self._shadows.retry()

    async def follow(self) -> None:
        """Have the devices follow their specifications, which may be others now."""
        self.specifications.parse_again()
        await self._devices.follow(self.specifications)

    def refusal_of(self, device: Device) -> str:
        """Return why a device cannot be read by its thing model; "": it can."""
        return self.models.refusal_of(device) if self._concerns(device) else ""

    def _concerns(self, device: Device) -> bool:
        return self._is_bare(device) or (
            self._corrections.shows_all(device.id, device.product_id)
            and self._standard_of(device) is not None
        )

    def _is_bare(self, device: Device) -> bool:
        """Return whether a device has neither standard data points nor values.

        The remote of an infrared hub has none by its nature.
        """
        if device.id in self._with_status or is_any_remote(device, self._devices):
            return False
        standard = self._standard_of(device)
        return standard is not None and not has_codes(standard)

    def _standard_of(self, device: Device) -> JsonObject | None:
        return self.specifications.standard_of(device.id, device.product_id)

    async def _apply(self, shadow: Shadow) -> None:
        """Apply the values in a shadow to a device, but for the standard ones."""
        device = shadow.device
        if self._devices.get(device.id) is not device:
            return
        code_of = partial(self._dp_codes.of, device.id, device.product_id)
        self._devices.name_points(device, names_in_shadow(shadow.answer, code_of))
        items = self._beyond_standard(device, shadow.answer)
        numbers = [(item.dp_id, item.code) for item in items if item.dp_id is not None]
        self._dp_codes.learn_model(device, numbers)
        if self.models.complete(device, items):
            await self.follow()
        now_ms = time.time_ns() // 1_000_000
        reported = [
            item
            for item in items
            if item.raw is not None
            # the last command to what is never reported
            and ((point := device.points.get(item.code)) is None or point.readable)
        ]
        self._devices.pulled(
            device,
            {item.code: item.raw for item in reported},
            shadow.requested_at,
            {
                item.code: min(item.time, now_ms)
                for item in reported
                if item.time is not None
            },
        )

    def _beyond_standard(self, device: Device, answer: JsonObject) -> list[ShadowItem]:
        """Return the data points in a shadow that are not standard ones.

        The standard ones may have other codes there.
        """
        standard = declared_codes(self._standard_of(device) or {})
        code_of = partial(self._dp_codes.of, device.id, device.product_id)
        return [
            item
            for item in parse_shadow(answer, code_of)
            if item.code not in standard
            and (item.dp_id is None or code_of(item.dp_id) not in standard)
        ]
