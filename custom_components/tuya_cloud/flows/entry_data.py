"""Converts an account to the data of a config entry, and back."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import CONF_USERNAME

from ..cloud.account import Account, ProjectType
from ..cloud.api import TuyaApi
from ..const import (
    CONF_ACCESS_ID,
    CONF_ACCESS_SECRET,
    CONF_APP_SCHEMA,
    CONF_ASSETS,
    CONF_COUNTRY_CODE,
    CONF_ENDPOINT,
    CONF_PASSWORD_DIGEST,
    CONF_PROJECT_TYPE,
)
from ..coordinator import TuyaConfigEntry


def account_of(entry: TuyaConfigEntry) -> Account:
    """Return the account of an entry's data and options."""
    data: Mapping[str, Any] = entry.data
    return Account(
        access_id=data[CONF_ACCESS_ID],
        access_secret=data[CONF_ACCESS_SECRET],
        endpoint=data[CONF_ENDPOINT],
        project_type=ProjectType(data[CONF_PROJECT_TYPE]),
        country_code=data[CONF_COUNTRY_CODE],
        app_schema=data[CONF_APP_SCHEMA],
        username=data[CONF_USERNAME],
        password_digest=data[CONF_PASSWORD_DIGEST],
        assets=tuple(entry.options.get(CONF_ASSETS, ())),
    )


def entry_data(api: TuyaApi) -> dict[str, str]:
    """Return the entry data of a signed-in account.

    The endpoint is the one that the cloud has redirected the client to.
    """
    account = api.account
    return {
        CONF_ACCESS_ID: account.access_id,
        CONF_ACCESS_SECRET: account.access_secret,
        CONF_ENDPOINT: api.endpoint,
        CONF_PROJECT_TYPE: account.project_type.value,
        CONF_COUNTRY_CODE: account.country_code,
        CONF_APP_SCHEMA: account.app_schema,
        CONF_USERNAME: account.username,
        CONF_PASSWORD_DIGEST: account.password_digest,
    }
