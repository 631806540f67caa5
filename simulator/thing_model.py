"""The thing model of a device file: properties with the numeric ids of data points.

Its form is that of `GET /v2.0/cloud/thing/{id}/model`, parsed. Source: Tuya's page
"Query Things Data Model", and recorded models, in which a property may lack
`abilityId` and a `typeSpec` may be null.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .json_types import JsonObject

# Types of data points in the thing model, by their names in the standard set.
THING_TYPES = {
    "Boolean": "bool",
    "Integer": "value",
    "Enum": "enum",
    "String": "string",
    "Json": "string",
    "Raw": "raw",
    "Bitmap": "bitmap",
}
STANDARD_TYPES = {
    "bool": "Boolean",
    "value": "Integer",
    "enum": "Enum",
    "string": "String",
    "raw": "Raw",
    "bitmap": "Bitmap",
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a thing model; `dp_id` and `type` are None where it has none."""

    code: str
    dp_id: int | None
    access: str
    type: str | None
    specification: JsonObject

    @property
    def writes(self) -> bool:
        """Return whether the property can be set."""
        return "w" in self.access

    @property
    def entry(self) -> JsonObject:
        """Return the property as the standard set describes a data point."""
        return {
            "type": STANDARD_TYPES.get(self.type or "", self.type),
            "value": self.specification,
        }


def parse_properties(model: JsonObject) -> Iterator[Property]:
    """Return the properties of all services of a thing model.

    Raises TypeError when the model has another form.
    """
    services = model.get("services")
    if not isinstance(services, list):
        raise TypeError("thing_model needs a list of services")
    for service in services:
        if not isinstance(service, dict):
            raise TypeError("a service of thing_model must be an object")
        properties = service.get("properties") or []
        if not isinstance(properties, list):
            raise TypeError("the properties of a service must be a list")
        for each in properties:
            if not isinstance(each, dict) or not isinstance(each.get("code"), str):
                raise TypeError("a property of thing_model needs a code")
            yield _parse_property(each)


def _parse_property(document: JsonObject) -> Property:
    specification = document.get("typeSpec")
    if not isinstance(specification, dict):
        specification = {}
    dp_id = document.get("abilityId")
    kind = specification.get("type")
    return Property(
        code=str(document["code"]),
        dp_id=dp_id if isinstance(dp_id, int) else None,
        access=str(document.get("accessMode", "rw")),
        type=kind if isinstance(kind, str) else None,
        specification=specification,
    )
