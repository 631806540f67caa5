"""The base class of the extras."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar, Final

from ..model.json_types import JsonValue
from ..sync.listeners import Listener, call_safely

# seconds until something that has changed is read again
SOON: Final = 2 * 60


class Extra(ABC):
    """One kind of optional thing that an account holds, such as its rooms."""

    # key in the store and in diagnostics
    name: ClassVar[str]
    # time between two reads
    interval: ClassVar[timedelta] = timedelta(days=1)

    def __init__(self) -> None:
        """Start without a document and listeners."""
        # as it is stored; None: never read
        self.document: JsonValue = None
        self._listeners: dict[Listener, None] = {}
        # whether to read before the interval is over
        self.is_outdated = False
        # set by the reader: called when the extra is outdated, with the seconds within
        # which to read it, and when its document has changed
        self.on_outdated: Callable[[float], None] = _ignore
        self.on_changed: Listener = _nobody

    @property
    def is_wanted(self) -> bool:
        """Return whether anything needs the extra; else it is not read."""
        return True

    @abstractmethod
    async def read(self) -> JsonValue:
        """Return the document read from the cloud, as it is stored.

        Raises CloudError.
        """

    @abstractmethod
    def take(self, document: JsonValue) -> None:
        """Use a document, stored or just read; skip what does not fit."""

    def forget(self) -> None:
        """Read in full with the next read, because a user asks for it."""
        self.is_outdated = True

    def change(self, document: JsonValue) -> None:
        """Replace the document by what a message or an action has changed in it."""
        self.document = document
        self.take(document)
        self.on_changed()
        self.notify()

    def read_soon(self, within: float = SOON) -> None:
        """Read again within some seconds, because something has changed.

        A service that the project does not have is not asked for earlier.
        """
        self.is_outdated = True
        self.on_outdated(within)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener after each change; return what ends the subscription."""
        self._listeners[listener] = None

        def unsubscribe() -> None:
            self._listeners.pop(listener, None)

        return unsubscribe

    def notify(self) -> None:
        """Call all listeners."""
        call_safely([*self._listeners])


def _ignore(_within: float) -> None:
    """Do nothing: the extra is read by nobody yet."""


def _nobody() -> None:
    """Do nothing: the extra is read by nobody yet."""
