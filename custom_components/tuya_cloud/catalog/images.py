"""Which data points say where a picture is."""

from dataclasses import dataclass
from typing import ClassVar, Final

from homeassistant.components.image import ImageEntityDescription
from homeassistant.const import Platform

from ..model.points import JsonPoint, RawPoint, TextPoint
from .categories import CAMERAS
from .composite import CompositeMeaning
from .lookup import Catalog
from .roles import Requirement


@dataclass(frozen=True, kw_only=True)
class ImageMeaning(CompositeMeaning, ImageEntityDescription):
    """A picture that a point announces; its sensor and its event stay."""

    platform: ClassVar[Platform] = Platform.IMAGE
    anchor: ClassVar[Requirement] = Requirement((JsonPoint, RawPoint, TextPoint))

    claims_anchor: bool = False
    # the last picture of the device is enabled
    entity_registry_enabled_default: bool = False


IMAGES: Final = Catalog(
    (
        ImageMeaning(key="movement_detect_pic", translation_key="movement_picture"),
        ImageMeaning(key="doorbell_pic", translation_key="doorbell_picture"),
        ImageMeaning(key="initiative_message", translation_key="message_picture"),
        ImageMeaning(
            key="alarm_message",
            translation_key="alarm_picture",
            categories=CAMERAS,
        ),
    )
)
