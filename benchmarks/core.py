"""A Home Assistant in the process of the benchmark, without a user interface."""

import logging
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from homeassistant import loader
from homeassistant.auth import auth_manager_from_config
from homeassistant.bootstrap import async_load_base_functionality
from homeassistant.components.network.network import async_get_network
from homeassistant.config_entries import SOURCE_USER, ConfigEntries, ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.setup import async_setup_component

from benchmarks import bare

_BARE: Final = loader.Manifest(
    domain=bare.DOMAIN,
    name="Bare sensors",
    version="1.0.0",
    config_flow=True,
    dependencies=[],
    requirements=[],
)


# warns of custom integrations at each start
logging.getLogger("homeassistant.loader").setLevel(logging.ERROR)
# logs a traceback where libturbojpeg is missing, which no measurement uses
logging.getLogger("homeassistant.components.camera.img_util").setLevel(logging.CRITICAL)


@asynccontextmanager
async def running_core(
    config: Path, platforms: Iterable[Platform]
) -> AsyncIterator[HomeAssistant]:
    """Run Home Assistant in a configuration folder, with the platforms' components.

    Files of an earlier run are loaded, and stored again at the end.
    """
    hass = HomeAssistant(str(config))
    hass.config.skip_pip = True
    hass.config_entries = ConfigEntries(hass, {})
    loader.async_setup(hass)
    custom = await loader.async_get_custom_components(hass)
    folder = Path(bare.__file__).parent
    files = {path.name for path in folder.iterdir()}
    custom[bare.DOMAIN] = loader.Integration(
        hass, bare.__name__, folder, _BARE.copy(), files
    )
    try:
        await async_load_base_functionality(hass)
        hass.auth = await auth_manager_from_config(hass, [], [])
        # required by HTTP sessions
        await async_get_network(hass)
        async_get_clientsession(hass)
        for domain in ("homeassistant", *platforms):
            if not await async_setup_component(hass, domain, {}):
                raise RuntimeError(f"{domain} was not set up")
        hass.set_state(CoreState.running)
        await hass.async_block_till_done()
        yield hass
    finally:
        await hass.async_stop(force=True)


async def set_up(hass: HomeAssistant, domain: str, data: Mapping[str, Any]) -> None:
    """Set up the entry of an integration; create it if there is none."""
    if stored := hass.config_entries.async_entries(domain):
        entry = stored[0]
        await hass.config_entries.async_setup(entry.entry_id)
    else:
        entry = new_entry(domain, data)
        await hass.config_entries.async_add(entry)
    await hass.async_block_till_done()
    if entry.state.value != "loaded":
        raise RuntimeError(f"{domain} was not set up: {entry.reason}")


def new_entry(domain: str, data: Mapping[str, Any]) -> ConfigEntry:
    """Return a config entry."""
    return ConfigEntry(
        data=data,
        discovery_keys=MappingProxyType({}),
        domain=domain,
        minor_version=1,
        options={},
        source=SOURCE_USER,
        subentries_data=None,
        title="Benchmark",
        unique_id=domain,
        version=1,
    )
