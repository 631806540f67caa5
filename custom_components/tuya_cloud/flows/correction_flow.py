"""The forms that correct a data point, and change or share a correction."""

from collections.abc import Iterable
from typing import Any, Final

import probatio
from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    TextSelector,
    TextSelectorConfig,
)

from ..coordinator import Coordinator, TuyaConfigEntry
from ..discovery.entity_plan import EntityPlan
from ..model.correction_text import (
    InvalidCorrectionError,
    correction_to_json,
    parse_correction,
)
from ..model.corrections import WHOLE_DEVICE, Correction
from ..model.device import Device
from ..model.json_types import JsonObject
from ..model.points import DataPoint
from ..sync.corrections import Scope
from .correction_choices import directions
from .correction_data import Subject, name_of_point
from .correction_form import CorrectionForm
from .correction_preview import (
    as_received,
    as_shown,
    corrected_point,
    misfit,
    plans_to_be,
)
from .correction_sections import flat, nested
from .correction_share import correction_in, shared_text
from .correction_words import changes_in_words, label_of_field
from .options_flow import names_in_registry, one_of
from .subject_form import CONF_DEVICE, CONF_SCOPE, subject_fields

CONF_CODE: Final = "code"
CONF_TEXT: Final = "text"

type Input = dict[str, Any] | None


class CorrectionFlow(ConfigSubentryFlow):
    """The flow of a correction: device, data point, form, preview.

    A correction that exists is changed by the same form, or shared.
    """

    _subject: Subject
    # a device that the correction is for
    _device: Device
    # the correction that a reconfiguration changes
    _replaced: Correction | None = None
    # the correction to save
    _new: JsonObject
    _form: CorrectionForm
    # its data stays usable when the entry is unloaded in the meantime
    _coordinator: Coordinator

    def __init__(self) -> None:
        """Begin with empty forms."""
        # the last input of the forms, for users who come back to them
        self._chosen: dict[str, Any] = {CONF_SCOPE: Scope.DEVICE.value}
        self._typed: dict[str, Any] = {}
        self._filled_in: dict[str, Any] = {}

    # -- a new correction ------------------------------------------------------------

    async def async_step_user(self, user_input: Input = None) -> SubentryFlowResult:
        """Let the user choose a data point, or take over a text."""
        del user_input  # menus send none
        if self._entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        self._coordinator = self._entry.runtime_data
        if not any(device.points for device in self._devices()):
            return self.async_abort(reason="no_devices")
        return self.async_show_menu(
            step_id="user", menu_options=["device", "import_text"]
        )

    async def async_step_device(self, user_input: Input = None) -> SubentryFlowResult:
        """Ask for the device, and whether its product is corrected."""
        errors: dict[str, str] = {}
        if user_input is not None:
            self._chosen |= user_input
            if not (errors := self._choose_subject()):
                return await self.async_step_point()
        return self._show("device", self._subject_fields(), self._chosen, errors)

    async def async_step_point(self, user_input: Input = None) -> SubentryFlowResult:
        """Ask for the data point."""
        errors: dict[str, str] = {}
        if user_input is not None:
            self._chosen |= user_input
            code = user_input[CONF_CODE]
            point = self._device.points.get(code)
            if point is None:
                errors[CONF_CODE] = "no_such_point"
            elif self._is_corrected(code):
                errors[CONF_CODE] = "already_corrected"
            else:
                self._start(point, {CONF_CODE: code})
                return await self.async_step_correct()
        names = {code: self._label(code) for code in self._device.points}
        fields = {probatio.Required(CONF_CODE): one_of(names)}
        placeholders = {"device": self._subject_name}
        return self._show("point", fields, self._chosen, errors, placeholders)

    async def async_step_import_text(
        self, user_input: Input = None
    ) -> SubentryFlowResult:
        """Ask for the text of a correction, and for what it corrects."""
        errors: dict[str, str] = {}
        placeholders = {"field": ""}
        if user_input is not None:
            self._chosen |= user_input
            errors = self._choose_subject()
            try:
                correction = correction_in(user_input[CONF_TEXT])
            except InvalidCorrectionError as error:
                is_field = error.key == "invalid_value"
                errors[CONF_TEXT] = "invalid_field" if is_field else error.key
                placeholders["field"] = error.field
            else:
                errors |= {} if errors else self._refuse_import(correction)
                if not errors:
                    return await self._preview_import(correction)
        fields = {
            probatio.Required(CONF_TEXT): TextSelector(
                TextSelectorConfig(multiline=True)
            ),
            **self._subject_fields(),
        }
        return self._show("import_text", fields, self._chosen, errors, placeholders)

    def _refuse_import(self, correction: Correction) -> dict[str, str]:
        """Return why a correction cannot be taken over; {}: it can."""
        code = correction.code
        if self._is_corrected(code):
            return {CONF_TEXT: "already_corrected"}
        is_known = code in self._device.points or code == WHOLE_DEVICE
        if not is_known and correction.type is None:
            return {CONF_TEXT: "no_such_point"}
        return {}

    async def _preview_import(self, correction: Correction) -> SubentryFlowResult:
        self._new = correction_to_json(correction)
        point = self._corrected(correction)
        if point is not None:
            self._start(point, self._new)
        return await self.async_step_preview()

    # -- a correction that exists ----------------------------------------------------

    async def async_step_reconfigure(
        self, user_input: Input = None
    ) -> SubentryFlowResult:
        """Let the user change the correction or share it."""
        del user_input  # menus send none
        if self._entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        self._coordinator = self._entry.runtime_data
        data = self._get_reconfigure_subentry().data
        try:
            self._replaced = parse_correction(data["correction"])
        except InvalidCorrectionError:
            return self.async_abort(reason="invalid")
        self._subject = Subject.from_data(data)
        self._new = correction_to_json(self._replaced)
        code = self._replaced.code
        concerned = [*filter(self._subject.concerns, self._devices())]
        if not concerned:
            return self.async_abort(reason="no_device")
        self._device = next(
            (device for device in concerned if code in device.points), concerned[0]
        )
        options = ["share"]
        if (point := self._device.points.get(code)) is not None:
            self._start(point, self._new)
            options.insert(0, "correct")
        return self.async_show_menu(
            step_id="reconfigure",
            menu_options=options,
            description_placeholders=self._placeholders(code)
            | {"changes": self._changes(self._device.points.get(code), self._plans)},
        )

    async def async_step_share(self, user_input: Input = None) -> SubentryFlowResult:
        """Show the correction as text."""
        if user_input is not None:
            return await self.async_step_reconfigure()
        fields = {
            probatio.Optional(CONF_TEXT): TextSelector(
                TextSelectorConfig(multiline=True)
            )
        }
        text = shared_text(self._device, self._document, self._new)
        return self._show("share", fields, {CONF_TEXT: text})

    # -- the form and its preview ----------------------------------------------------

    def _start(self, point: DataPoint, correction: JsonObject) -> None:
        """Begin with a form that is filled with what holds now."""
        self._form = CorrectionForm(
            self.hass, self._device, point, self._plans, correction
        )
        self._typed = self._filled_in = self._form.values()

    async def async_step_correct(self, user_input: Input = None) -> SubentryFlowResult:
        """Ask what is right about the data point."""
        errors: dict[str, str] = {}
        placeholders = self._placeholders(self._form.point.code) | {"field": ""}
        wrong = ""
        if user_input is not None:
            self._typed = flat(user_input)
            try:
                self._new = self._read_form(self._typed)
            except InvalidCorrectionError as error:
                wrong = error.field
                place, key = self._form.place_of(error)
                errors[place] = key
                placeholders["field"] = label_of_field(self.hass, wrong)
            else:
                return await self.async_step_preview()
        fields = self._form.fields(wrong={wrong})
        values = nested(self._typed)
        return self._show("correct", fields, values, errors, placeholders)

    def _read_form(self, typed: dict[str, Any]) -> JsonObject:
        """Return the correction in the form.

        Raises InvalidCorrectionError, also for what its entity could not follow.
        """
        new = self._form.read(typed, self._filled_in)
        point = self._corrected(parse_correction(new))
        field = misfit(self._device, point) if point is not None else ""
        if field and typed.get(field) != self._filled_in.get(field):
            raise InvalidCorrectionError("misfit", field)
        return new

    async def async_step_preview(self, user_input: Input = None) -> SubentryFlowResult:
        """Show what the present value becomes, before anything is saved."""
        del user_input  # menus send none
        code = str(self._new[CONF_CODE])
        point = self._corrected(parse_correction(self._new))
        plans = () if point is None else plans_to_be(self._device, point)
        becomes = as_shown(self.hass, self._device, point, plans)
        can_change = code in self._device.points
        return self.async_show_menu(
            step_id="preview",
            menu_options=["save", *(["correct"] if can_change else [])],
            description_placeholders=self._placeholders(code)
            | {"becomes": becomes, "changes": self._changes(point, plans)},
        )

    def _changes(self, point: DataPoint | None, plans: Iterable[EntityPlan]) -> str:
        """Return the new correction in words; ``point`` is the one it makes."""
        ways = directions(point, plans) if point else {}
        return changes_in_words(self.hass, self._new, ways)

    async def async_step_save(self, user_input: Input = None) -> SubentryFlowResult:
        """Save the correction, which applies at once."""
        del user_input  # menus send none
        data = self._subject.data(self._new)
        if self.source == "reconfigure":
            return self.async_update_and_abort(
                self._entry, self._get_reconfigure_subentry(), data=data
            )
        code = str(self._new[CONF_CODE])
        return self.async_create_entry(
            title=f"{self._subject_name}: {self._name(code)}",
            data=data,
            unique_id=self._subject.unique_id(code),
        )

    def _corrected(self, correction: Correction) -> DataPoint | None:
        """Return the data point as a new correction makes it."""
        code = correction.code
        applied = self._device.specification.corrections.get(code, ())
        others = [
            each.correction for each in applied if each.correction != self._replaced
        ]
        return corrected_point(
            self._document, self._device, code, (*others, correction)
        )

    # -- devices and data points -----------------------------------------------------

    @property
    def _entry(self) -> TuyaConfigEntry:
        return self._get_entry()

    @property
    def _document(self) -> JsonObject:
        return self._coordinator.devices.document_of(self._device)

    @property
    def _plans(self) -> tuple[EntityPlan, ...]:
        return self._coordinator.plans.of(self._device).all

    def _devices(self) -> list[Device]:
        return [*self._coordinator.devices.values()]

    def _choose_subject(self) -> dict[str, str]:
        """Take the device and the scope that are chosen; return errors about them."""
        device = self._coordinator.devices.get(self._chosen[CONF_DEVICE])
        scope = Scope(self._chosen[CONF_SCOPE])
        if device is None:
            return {CONF_DEVICE: "device_gone"}
        if scope is Scope.PRODUCT and not device.product_id:
            return {CONF_SCOPE: "no_product"}
        self._device = device
        self._subject = Subject.of(device, scope)
        return {}

    def _is_corrected(self, code: str) -> bool:
        """Return whether there is a correction of a data point already."""
        unique_id = self._subject.unique_id(code)
        subentries = self._entry.subentries.values()
        return any(subentry.unique_id == unique_id for subentry in subentries)

    def _subject_fields(self) -> dict[Any, Any]:
        """Return the fields that choose a device, and the scope."""
        devices = [device for device in self._devices() if device.points]
        return subject_fields(self.hass, self._entry, devices)

    @property
    def _subject_name(self) -> str:
        registered = names_in_registry(self.hass, self._entry)
        name = registered.get(self._device.id, self._device.name)
        return self._subject.name(self.hass, self._device, name)

    def _name(self, code: str) -> str:
        return name_of_point(self.hass, self._device, code, self._plans)

    def _label(self, code: str) -> str:
        """Return a data point as it is offered: with code and present value."""
        received = as_received(self.hass, self._device, code)
        return f"{self._name(code)} ({code}): {received} → {self._shown(code)}"

    def _placeholders(self, code: str) -> dict[str, str]:
        return {
            "device": self._subject_name,
            "point": self._name(code),
            "code": code,
            "received": as_received(self.hass, self._device, code),
            "shown": self._shown(code),
        }

    def _shown(self, code: str) -> str:
        """Return the value of a data point as it is shown now."""
        point = self._device.points.get(code)
        return as_shown(self.hass, self._device, point, self._plans)

    @callback
    def _show(
        self,
        step_id: str,
        fields: dict[Any, Any],
        values: dict[str, Any],
        errors: dict[str, str] | None = None,
        placeholders: dict[str, str] | None = None,
    ) -> SubentryFlowResult:
        """Show a form filled with values."""
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(
                probatio.Schema(fields), values
            ),
            errors=errors,
            description_placeholders=placeholders,
            last_step=False,
        )
