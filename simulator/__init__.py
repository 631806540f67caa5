"""A Tuya cloud on your own machine: for the demo, development and tests.

An independent reading of Tuya's protocol: it imports nothing of the integration,
and the integration nothing of it.
"""

from .account import Account
from .server import Simulator

__all__ = ["Account", "Simulator"]
