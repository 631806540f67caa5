"""A Tuya cloud on your own machine: for the demo, development and tests.

It is an independent implementation of Tuya's protocol: it imports nothing from the
integration, and the integration nothing from it.
"""

from .account import Account
from .server import Simulator

__all__ = ["Account", "Simulator"]
