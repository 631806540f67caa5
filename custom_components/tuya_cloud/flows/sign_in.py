"""Finds where an account lives: in which app, and in which data center."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from ..cloud.account import Account, ProjectType
from ..cloud.api import TuyaApi
from ..cloud.endpoints import count_devices
from ..cloud.errors import (
    AccessIdError,
    AccountNotLinkedError,
    Advice,
    AppSchemaError,
    CloudError,
    CountryError,
    CredentialsError,
    CrossRegionError,
    DataCenterSuspendedError,
)
from ..cloud.regions import APP_SCHEMAS, DATA_CENTERS

# Refusals that an account of the other app would explain, the most telling first.
# When every app refuses, a wrong password says more than a missing link, because
# accounts that do not exist in an app are refused as wrong passwords too; and that
# an app is unknown says least, because the user did not choose it.
MAYBE_ANOTHER_APP: Final = (
    CredentialsError,
    AccountNotLinkedError,
    CountryError,
    AppSchemaError,
)

# Refusals that an account in another data center would explain.
MAYBE_ELSEWHERE: Final = (
    CredentialsError,
    AccountNotLinkedError,
    CountryError,
    AccessIdError,
    DataCenterSuspendedError,
    CrossRegionError,
)


class NowhereError(Exception):
    """No data center knows the account; answers holds what each said, by its URL."""

    def __init__(self, answers: dict[str, CloudError]) -> None:
        """Keep the answers, that of the data center tried first coming first."""
        super().__init__("no data center knows the account")
        self.answers = answers

    @property
    def cause(self) -> CloudError:
        """The most telling answer.

        That is one which no wrong data center explains, or else the first. A data
        center that could not be asked tells nothing.
        """
        answers = list(self.answers.values())
        return next(
            (
                answer
                for answer in answers
                if not isinstance(answer, MAYBE_ELSEWHERE)
                and answer.advice is not Advice.RETRY
            ),
            answers[0],
        )

    @property
    def summary(self) -> str:
        """What each data center said, in one line."""
        return "; ".join(
            f"{URL(endpoint).host}: {answer}"
            for endpoint, answer in self.answers.items()
        )


async def async_sign_in(hass: HomeAssistant, account: Account) -> TuyaApi:
    """Return an API client that has signed in, in the first app that lets it.

    An app_schema of "" means that the app is to be found. Raises the most telling
    CloudError when every app refuses.
    """
    # Only app accounts are accounts of an app.
    is_open = account.project_type is ProjectType.SMART_HOME and not account.app_schema
    schemas: Iterable[str] = APP_SCHEMAS if is_open else (account.app_schema,)
    session = async_get_clientsession(hass)
    refusals: list[CloudError] = []
    for schema in schemas:
        api = TuyaApi(session, replace(account, app_schema=schema))
        try:
            await api.login()
        except MAYBE_ANOTHER_APP as error:
            refusals.append(error)
        else:
            return api
    raise min(refusals, key=lambda error: MAYBE_ANOTHER_APP.index(type(error)))


async def async_search(hass: HomeAssistant, account: Account) -> TuyaApi:
    """Return a client that has signed in, in the first data center that lets it.

    The account's own is tried first, then the others one after another; each gets to
    see what signing in sends, and none does after the one that lets the account in.
    Raises NowhereError.
    """
    answers: dict[str, CloudError] = {}
    for endpoint in dict.fromkeys((account.endpoint, *DATA_CENTERS.values())):
        try:
            api = await async_sign_in(hass, replace(account, endpoint=endpoint))
            if not account.project_type.has_users:
                # a project itself is let in everywhere, but not to the devices
                await count_devices(api)
        except CloudError as error:
            answers[endpoint] = error
        else:
            return api
    raise NowhereError(answers)
