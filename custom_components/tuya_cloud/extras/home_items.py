"""What users make in the homes of the app: how its lists are read and kept."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Protocol, override

from ..cloud.account import ProjectType
from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..model.identity import shown_name
from ..model.json_types import JsonObject, JsonValue
from .extra import Extra
from .home_list import HomeList


class HomeItem(Protocol):
    """A thing that has a name in a home."""

    @property
    def id(self) -> str:
        """Its id, unique in the account."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def home_id(self) -> str:
        """The id of its home."""


class HomeItems[Item: HomeItem](Extra):
    """The items of one kind in all homes, such as the scenes.

    The document is {"homes": {home id: name}, the name of the extra: [item],
    "was_empty": whether the last list was empty although items were known}.
    """

    def __init__(self, api: TuyaApi, home_list: HomeList) -> None:
        """Start without items."""
        super().__init__()
        self._api = api
        self._home_list = home_list
        # by id
        self.items: dict[str, Item] = {}
        # the names of homes, by id
        self._names: dict[str, str] = {}
        self._was_empty = False

    @property
    @override
    def is_wanted(self) -> bool:
        """Return whether the account has homes."""
        is_custom = self._api.account.project_type is ProjectType.CUSTOM
        return not is_custom and bool(self._api.owner_uid)

    @override
    async def read(self) -> JsonValue:
        """Read the items of all homes.

        A home that the cloud refuses keeps those it has. An empty list is believed the
        second time: an expired plan returns empty lists.
        """
        homes = await self._home_list.read()
        items: list[Item] = []
        refusals: list[CloudError] = []
        for home in homes:
            try:
                items += await self._read_home(home.id)
            except CloudError as error:
                if error.advice is not Advice.DEVICE:
                    raise
                refusals.append(error)
                items += (
                    item for item in self.items.values() if item.home_id == home.id
                )
        if refusals and len(refusals) == len(homes):
            raise refusals[0]
        if not items and self.items and not self._was_empty:
            return self._document(self._names, self.items.values(), was_empty=True)
        return self._document({home.id: home.name for home in homes}, items)

    @override
    def take(self, document: JsonValue) -> None:
        """Keep the items and the names of the homes."""
        kept = document if isinstance(document, dict) else {}
        listed = kept.get(self.name)
        items = map(self._kept_item, listed if isinstance(listed, list) else [])
        self.items = {item.id: item for item in items if item is not None}
        homes = kept.get("homes")
        names = homes.items() if isinstance(homes, dict) else ()
        self._names = {key: shown_name(str(name or "")) for key, name in names}
        self._was_empty = kept.get("was_empty") is True

    @property
    def used(self) -> list[Item]:
        """Return the items that have entities."""
        return [*self.items.values()]

    @property
    def homes(self) -> dict[str, str]:
        """Return the names of the homes whose items have entities, by id."""
        return {item.home_id: self._names.get(item.home_id, "") for item in self.used}

    def _replace(self, item: Item) -> None:
        """Put an item in the place of the one with its id."""
        items = self.items | {item.id: item}
        self.change(self._document(self._names, items.values()))

    @abstractmethod
    async def _read_home(self, home_id: str) -> list[Item]:
        """Return the items of a home, read from the cloud. Raises CloudError."""

    @abstractmethod
    def _store(self, item: Item) -> JsonObject:
        """Return an item as the document has it: id, name, home_id and the rest."""

    @abstractmethod
    def _restore(self, item_id: str, name: str, home_id: str, kept: JsonObject) -> Item:
        """Return an item of the document, whose further fields are in ``kept``."""

    def _document(
        self, homes: dict[str, str], items: Iterable[Item], *, was_empty: bool = False
    ) -> JsonObject:
        return {
            "homes": {**homes},
            self.name: [self._store(item) for item in items],
            "was_empty": was_empty,
        }

    def _kept_item(self, kept: JsonValue) -> Item | None:
        """Return an item of the document; None: it is broken."""
        if not isinstance(kept, dict):
            return None
        item_id, home_id, name = kept.get("id"), kept.get("home_id"), kept.get("name")
        if not (isinstance(item_id, str) and item_id and isinstance(home_id, str)):
            return None
        shown = shown_name(str(name or "")) or item_id
        return self._restore(item_id, shown, home_id, kept)
