"""The steps of the wizard until the account: kind of project, its keys, the forms."""

from collections.abc import Mapping
from typing import Any, Final, override

import probatio
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigFlow,
    ConfigFlowResult,
)

from ..cloud.account import ProjectType
from ..cloud.regions import DATA_CENTERS
from ..const import CONF_ACCESS_ID, CONF_PROJECT_TYPE
from .account_form import ADVANCED, account_schema, field_names, keys_schema
from .account_input import flat
from .console_pictures import PICTURES, async_serve_pictures
from .form_errors import NO_ERROR, OF_KEYS, FormError, ShownError, wizard_error
from .sign_in import MAYBE_ELSEWHERE, NowhereError

# Addresses that the translations quote.
ADDRESSES: Final = {
    "console": "https://platform.tuya.com",
    "example": DATA_CENTERS["central_europe"],
}

# The step that asks for the account, by project type.
ACCOUNT_STEPS: Final = {
    ProjectType.SMART_HOME: "account",
    ProjectType.CUSTOM: "project_user",
    ProjectType.PROJECT_ONLY: "project_place",
}


class FormSteps(ConfigFlow):
    """A flow with the forms for a project and an account, which keep their input."""

    def __init__(self) -> None:
        """Begin with empty forms."""
        # the last input of all steps, for users who come back to one
        self._form: dict[str, Any] = {}
        self._offers_search = False

    # -- the kind of project ---------------------------------------------------------

    @override
    async def async_step_user(
        self,
        user_input: dict[str, Any] | None = None,  # menus send none
    ) -> ConfigFlowResult:
        """Ask what kind of project there is."""
        return self.async_show_menu(
            step_id="user",
            menu_options=["smart_home", "new_project", "custom", "project_only"],
            description_placeholders=ADDRESSES,
        )

    async def async_step_new_project(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show how to create a project."""
        if user_input is not None:
            return await self.async_step_link_app()
        await async_serve_pictures(self.hass)
        return self._show_pictures("new_project")

    async def async_step_link_app(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show how to link the app to the project, and where its keys are."""
        if user_input is not None:
            return await self.async_step_smart_home()
        return self._show_pictures("link_app")

    def _show_pictures(self, step_id: str) -> ConfigFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=probatio.Schema({}),
            description_placeholders={**ADDRESSES, **PICTURES},
            last_step=False,
        )

    async def async_step_smart_home(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Connect an app account."""
        return self._begin(ProjectType.SMART_HOME)

    async def async_step_custom(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Connect a user of a custom project."""
        return self._begin(ProjectType.CUSTOM)

    async def async_step_project_only(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Connect a project without a user."""
        return self._begin(ProjectType.PROJECT_ONLY)

    def _begin(self, project_type: ProjectType) -> ConfigFlowResult:
        self._form[CONF_PROJECT_TYPE] = project_type.value
        return self._show_keys()

    # -- keys and account ------------------------------------------------------------

    async def async_step_keys(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the keys of the project."""
        if user_input is None:
            return self._show_keys()
        self._keep(keys_schema(), user_input)
        connected = self._connected_types()
        if connected and self._form[CONF_PROJECT_TYPE] not in connected:
            return await self.async_step_other_type()
        return self._show_account()

    async def async_step_other_type(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002  # menus send none
    ) -> ConfigFlowResult:
        """Offer the types as which the project is connected already."""
        return self.async_show_menu(
            step_id="other_type", menu_options=[*self._connected_types(), "keys"]
        )

    def _connected_types(self) -> list[str]:
        """Return the types as which the project is connected already.

        Another type would see the same devices with sessions of its own.
        """
        return sorted(
            {
                entry.data[CONF_PROJECT_TYPE]
                for entry in self._async_current_entries(include_ignore=False)
                if entry.data[CONF_ACCESS_ID] == self._form[CONF_ACCESS_ID]
            }
        )

    # -- forms -----------------------------------------------------------------------

    @property
    def _project_type(self) -> ProjectType:
        return ProjectType(self._form[CONF_PROJECT_TYPE])

    def _keep(self, schema: probatio.Schema, user_input: Mapping[str, Any]) -> None:
        """Remember the input of a form; a field that is not sent was cleared."""
        cleared = field_names(schema)
        others = {
            name: value for name, value in self._form.items() if name not in cleared
        }
        self._form = others | flat(user_input)

    def _show_keys(self, error: ShownError = NO_ERROR) -> ConfigFlowResult:
        is_stored = self.source == SOURCE_RECONFIGURE
        return self._show(
            "reconfigure" if is_stored else "keys",
            keys_schema(is_stored=is_stored),
            self._form,
            error,
        )

    def _show_account(self, error: ShownError = NO_ERROR) -> ConfigFlowResult:
        schema = self._account_schema(expand=ADVANCED in error.messages)
        values = {**self._form, ADVANCED: self._form}
        return self._show(ACCOUNT_STEPS[self._project_type], schema, values, error)

    def _account_schema(self, *, expand: bool = False) -> probatio.Schema:
        return account_schema(
            self._project_type,
            self.hass.config.country,
            is_stored=self.source == SOURCE_RECONFIGURE,
            offer_search=self._offers_search,
            expand=expand,
        )

    def _show_error(self, error: FormError) -> ConfigFlowResult:
        """Show the form with the field that an error is about.

        After an error that another data center would explain, the form for the account
        offers to try them all.
        """
        cause = error.cause if isinstance(error, NowhereError) else error
        self._offers_search = isinstance(cause, MAYBE_ELSEWHERE)
        shown = wizard_error(error, self._project_type, self._form)
        if isinstance(cause, OF_KEYS):
            return self._show_keys(shown)
        return self._show_account(shown)

    def _show(
        self,
        step_id: str,
        schema: probatio.Schema,
        values: Mapping[str, Any],
        error: ShownError = NO_ERROR,
    ) -> ConfigFlowResult:
        """Show a form filled with values, and an error about them."""
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors={**error.messages},
            description_placeholders={**ADDRESSES, **error.placeholders},
            last_step=step_id not in ("keys", "reconfigure"),
        )
