"""Home Assistant asks for a config flow before it sets up an entry."""

from homeassistant.config_entries import ConfigFlow

from . import DOMAIN


class BareConfigFlow(ConfigFlow, domain=DOMAIN):
    """A flow without steps: benchmarks add the entry themselves."""
