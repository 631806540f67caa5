"""The form of a correction: the fields that fit a data point, filled in and read.

A field that is left as it was says nothing. One that is changed becomes part of the
correction, and one that is cleared stops to be part of it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import probatio
from homeassistant.components.sensor.const import SensorStateClass
from homeassistant.const import UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)

from ..catalog.units import normalize_unit
from ..discovery.appearances import composites_for
from ..discovery.discover import platforms_for
from ..discovery.entity_plan import EntityPlan
from ..discovery.naming import readable_name
from ..model.correction_text import (
    InvalidCorrectionError,
    correction_to_json,
    parse_correction,
)
from ..model.device import Device
from ..model.json_types import JsonObject, JsonValue
from ..model.points import Access, BitmapPoint, DataPoint, EnumPoint, ValuePoint
from ..model.points.appearance import UNUSED, Counts
from ..model.points.parsing import parse_values
from ..model.wire_values import parse_whole
from .correction_choices import (
    description_of,
    device_classes,
    directions,
    entity_of,
    given,
    scale_codes,
    units,
    usual_codes,
)
from .correction_data import name_of_point
from .correction_sections import in_sections, section_of
from .correction_words import NONE, names_of_options, no_role, no_unit

type Field = (
    BooleanSelector | NumberSelector | ObjectSelector | SelectSelector | TextSelector
)
type Fields = dict[str, Field]


@dataclass(slots=True)
class CorrectionForm:
    """The form for one data point of a device."""

    hass: HomeAssistant
    device: Device
    # the data point as it is now
    point: DataPoint
    # the plans of the device's entities
    plans: tuple[EntityPlan, ...]
    # the correction to change; {"code": ...} for a new one
    correction: JsonObject
    # by field: choice -> what stands for it in a correction
    _stands_for: Mapping[str, Mapping[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the choices that have another name in a correction."""
        self._stands_for = {
            "unit": {no_unit(self.hass): ""},
            "device_class": {NONE: ""},
            "state_class": {NONE: ""},
            "plays": {no_role(self.hass): UNUSED},
        }

    def fields(self, wrong: Collection[str] = ()) -> dict[Any, Any]:
        """Return the fields that fit the type of the data point, in sections.

        A section opens for what is corrected in it already, or ``wrong`` in it.
        """
        return in_sections(self._fields(), {*self.correction, *wrong})

    def place_of(self, error: InvalidCorrectionError) -> tuple[str, str]:
        """Return the field or section that shows an error, and its message.

        A section says which of its fields is wrong: those show no errors.
        """
        if error.field not in self._fields():
            return "base", error.key
        if title := section_of(error.field):
            is_value = error.key == "invalid_value"
            return title, "invalid_field" if is_value else error.key
        return error.field, error.key

    def values(self) -> dict[str, Any]:
        """Return what the fields are filled with: what holds now."""
        point, appearance = self.point, self.point.appearance
        values: dict[str, Any] = {
            "access": point.access,
            "options": self.correction.get("options"),
            "option_names": _records(self._names()),
            **description_of(entity_of(point, self.plans)),
            **given(appearance),
        }
        values["inverted"] = next(
            (
                way
                for way, inverted in directions(point, self.plans).items()
                if inverted is appearance.inverted
            ),
            None,
        )
        match point:
            case ValuePoint():
                values |= {"unit": point.unit, "scale": point.scale, **_limits(point)}
                values["factor"] = point.factor if point.factor != 1 else None
                values["offset"] = point.offset or None
            case BitmapPoint():
                values["labels"] = [*point.labels]
        for name, choices in self._stands_for.items():
            for choice, meaning in choices.items():
                if values.get(name) == meaning:
                    values[name] = choice
        return {
            name: _plain(values[name])
            for name, selector in self._fields().items()
            if _can_hold(selector, values.get(name))
        }

    def read(self, typed: Mapping[str, Any], before: Mapping[str, Any]) -> JsonObject:
        """Return the correction that a form describes; ``before`` it was filled with.

        Raises InvalidCorrectionError.
        """
        corrected = dict(self.correction)
        for name in self._fields():
            value = _without_empty_rows(typed.get(name))
            if value == before.get(name):
                continue
            new = None if value in (None, "", []) else self._value(name, value)
            if new in (None, {}):
                corrected.pop(name, None)
            else:
                corrected[name] = new
        if not self.point.specification and len(corrected) > 1:
            # the cloud lists no such code
            corrected.setdefault("type", self.point.type_name)
            corrected.setdefault("access", self.point.access.value)
        correction = parse_correction(corrected)
        low, high = typed.get("minimum"), typed.get("maximum")
        is_new = "minimum" in corrected or "maximum" in corrected
        if is_new and low is not None and high is not None and low >= high:
            raise InvalidCorrectionError("range", "maximum")
        return correction_to_json(correction)

    def _value(self, name: str, value: Any) -> JsonValue:
        """Return a field's value as a correction has it."""
        if isinstance(value, str) and value in self._stands_for.get(name, {}):
            return self._stands_for[name][value]
        if name == "inverted":
            return directions(self.point, self.plans)[value]
        if name == "option_names":
            return self._new_names(value)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        plain: JsonValue = value
        return plain

    def _fields(self) -> Fields:
        """Return the fields in their order."""
        point = self.point
        platforms = (*platforms_for(point), *composites_for(point))
        fields: Fields = {}
        match point:
            case ValuePoint():
                fields |= self._value_fields(point)
            case EnumPoint():
                fields |= _enum_fields(self.device.options(point.code))
            case BitmapPoint():
                fields["labels"] = TextSelector(TextSelectorConfig(multiple=True))
        if ways := directions(point, self.plans):
            fields["inverted"] = _select(ways, "correction_direction")
        if len(platforms) > 1:
            fields["platform"] = _select(
                platforms, "correction_platform", labels=readable_name
            )
        fields["name"] = TextSelector()
        if classes := device_classes(platforms, point):
            fields["device_class"] = _select(
                [NONE, *classes], "correction_class", labels=readable_name
            )
        if isinstance(point, ValuePoint):
            fields["state_class"] = _select(
                [NONE, *SensorStateClass], "correction_state_class"
            )
        if entity_of(point, self.plans) is not None:
            fields["enabled"] = BooleanSelector()
        fields["access"] = _select(Access, "correction_access")
        fields["plays"] = _select(
            [no_role(self.hass), *usual_codes(point)], labels=str, is_open=True
        )
        return fields

    def _value_fields(self, point: ValuePoint) -> Fields:
        number = NumberSelector(
            NumberSelectorConfig(step="any", mode=NumberSelectorMode.BOX)
        )
        fields: Fields = {
            "scale": number,
            "unit": _select(
                [no_unit(self.hass), *units(point)], labels=str, is_open=True
            ),
            **dict.fromkeys(("minimum", "maximum", "step", "factor", "offset"), number),
            "counts": _select(Counts, "correction_counts"),
        }
        unit = normalize_unit(point.unit)
        is_temperature = unit is None or unit in [*UnitOfTemperature]
        if is_temperature or "temperature_scale" in self.correction:
            scales = ["c", "f", *scale_codes(self.device.points)]
            fields["temperature_scale"] = _select(
                scales, "correction_temperature_scale", labels=self._label_of_code
            )
        return fields

    def _label_of_code(self, code: str) -> str:
        """Return the name of a data point of the device, with its code."""
        name = name_of_point(self.hass, self.device, code, self.plans)
        return f"{name} ({code})"

    def _names(self) -> dict[str, str]:
        """Return what the options of the data point are called now."""
        if not isinstance(self.point, EnumPoint):
            return {}
        plan = entity_of(self.point, self.plans)
        options = self.device.options(self.point.code)
        return names_of_options(self.hass, self.point, plan, options)

    def _new_names(self, records: Iterable[Mapping[str, str]]) -> JsonObject:
        """Return the names of options that differ, and those corrected before."""
        now, given = self._names(), self.correction.get("option_names")
        own = given if isinstance(given, dict) else {}
        names: JsonObject = {}
        for record in records:
            option, name = record["option"], record["name"]
            if option in names:
                raise InvalidCorrectionError("invalid_value", "option_names")
            names[option] = name
        return {
            option: name
            for option, name in names.items()
            if option in own or name != now.get(option)
        }


def _enum_fields(options: Iterable[str]) -> Fields:
    known = SelectSelector(
        SelectSelectorConfig(
            options=[*options], custom_value=True, mode=SelectSelectorMode.DROPDOWN
        )
    )
    return {
        "option_names": ObjectSelector(
            ObjectSelectorConfig(
                fields={
                    "option": ObjectSelectorField(selector=known, required=True),
                    "name": ObjectSelectorField(selector=TextSelector(), required=True),
                },
                multiple=True,
                label_field="option",
                description_field="name",
                translation_key="correction_option_names",
            )
        ),
        "options": TextSelector(TextSelectorConfig(multiple=True)),
    }


def _select(
    options: Iterable[str],
    translation_key: str = "",
    *,
    labels: Callable[[str], str] | None = None,
    is_open: bool = False,
) -> SelectSelector:
    """Return a selector of one option; those without a translation need a label.

    With ``is_open`` any other text may be given.
    """
    values = [str(option) for option in options]
    labeled = [
        SelectOptionDict(value=value, label=labels(value))
        for value in values
        if labels is not None
    ]
    config = SelectSelectorConfig(
        options=labeled or values,
        custom_value=is_open,
        mode=SelectSelectorMode.DROPDOWN,
    )
    if translation_key:
        config["translation_key"] = translation_key
    return SelectSelector(config)


def _limits(point: ValuePoint) -> dict[str, int | None]:
    """Return the limits of a value and its step as the specification has them."""
    entry = point.specification.get("function") or point.specification.get("status")
    written = entry.get("values") if isinstance(entry, dict) else None
    values = parse_values(written, lambda _warning: None)
    names = {"minimum": "min", "maximum": "max", "step": "step"}
    return {name: parse_whole(values.get(theirs)) for name, theirs in names.items()}


def _records(names: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"option": option, "name": name} for option, name in names.items()]


def _without_empty_rows(value: Any) -> Any:
    """Return the value of a field without texts that were added and left empty."""
    return [row for row in value if row != ""] if isinstance(value, list) else value


def _can_hold(selector: Field, value: Any) -> bool:
    """Return whether a field can be filled with a value, such as one of its choices."""
    if value in (None, []):
        return False
    try:
        selector(value)
    except probatio.Invalid:
        return False
    return True


def _plain(value: Any) -> Any:
    """Return an enum's member as the text it stands for."""
    return str(value) if isinstance(value, str) else value
