"""Finds the app and the data center of an account, by signing in."""

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
    AccountNotAllowedError,
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

# Errors that an account of another app would explain, the most informative first. When
# every app refuses, a wrong password says more than a missing link, because an app
# refuses unknown accounts as wrong passwords too. An unknown app says least, because
# the user did not choose it.
MAYBE_ANOTHER_APP: Final = (
    CredentialsError,
    AccountNotLinkedError,
    AccountNotAllowedError,
    CountryError,
    AppSchemaError,
)

# Errors that an account in another data center would explain, the most informative
# first. A missing link is by far the usual answer to a wrong country, data center or
# app (section 12 of the protocol reference).
MAYBE_ELSEWHERE: Final = (
    CredentialsError,
    AccountNotLinkedError,
    AccountNotAllowedError,
    CountryError,
    AccessIdError,
    DataCenterSuspendedError,
    CrossRegionError,
)


class NowhereError(Exception):
    """No data center knows the account; answers holds their errors by URL."""

    def __init__(self, answers: dict[str, CloudError]) -> None:
        """Describe the failure; the answers are in the order of the attempts."""
        super().__init__("no data center knows the account")
        self.answers = answers

    @property
    def cause(self) -> CloudError:
        """Return the most informative answer.

        That is the first one that a wrong data center does not explain, or else the
        first of all. A data center that could not be reached says nothing.
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
        """Return all answers in one line."""
        return "; ".join(
            f"{URL(endpoint).host}: {answer}"
            for endpoint, answer in self.answers.items()
        )


async def async_sign_in(hass: HomeAssistant, account: Account) -> TuyaApi:
    """Sign in to the first app that accepts the account; return the client.

    An app_schema of "" means to try all apps. Raises the most informative CloudError
    when every app refuses.
    """
    # only smart home projects have app accounts
    tries_all = (
        account.project_type is ProjectType.SMART_HOME and not account.app_schema
    )
    schemas: Iterable[str] = APP_SCHEMAS if tries_all else (account.app_schema,)
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


async def async_sign_in_by_country(
    hass: HomeAssistant, account: Account, others: Iterable[str]
) -> TuyaApi:
    """Sign in where accounts of the country live: the account's data center or others.

    ``others`` are base URLs. Raises the most informative CloudError.
    """
    endpoints = (account.endpoint, *others)
    refusals: list[CloudError] = []
    for endpoint in endpoints:
        try:
            return await _enter(
                hass,
                replace(account, endpoint=endpoint),
                is_certain=len(endpoints) == 1,
            )
        except MAYBE_ELSEWHERE as error:
            refusals.append(error)
    raise min(refusals, key=lambda error: MAYBE_ELSEWHERE.index(type(error)))


async def async_search(hass: HomeAssistant, account: Account) -> TuyaApi:
    """Sign in to the first data center that accepts the account; return the client.

    The account's own is tried first, then the others one after another. Each one tried
    receives the credentials, and none after the one that accepts them. Raises
    NowhereError.
    """
    answers: dict[str, CloudError] = {}
    for endpoint in dict.fromkeys((account.endpoint, *DATA_CENTERS.values())):
        try:
            return await _enter(
                hass, replace(account, endpoint=endpoint), is_certain=False
            )
        except CloudError as error:
            answers[endpoint] = error
    raise NowhereError(answers)


async def _enter(hass: HomeAssistant, account: Account, *, is_certain: bool) -> TuyaApi:
    """Sign in to one data center; ``is_certain`` is whether no other is possible."""
    api = await async_sign_in(hass, account)
    if not is_certain and not account.project_type.has_users:
        # every data center accepts a project; only its own lists the devices
        await count_devices(api)
    return api
