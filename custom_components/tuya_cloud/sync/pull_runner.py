"""Runs the pulls of a config entry when they are due, and handles their outcome."""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from ..cloud.api import TuyaApi
from ..cloud.errors import Advice, CloudError
from ..const import LOGGER
from .background import BackgroundTasks
from .call_ledger import CallLedger
from .clock import Clock
from .incoming import IncomingMessages
from .issues import Issues, Topic
from .outage import Outage
from .pull_schedule import FIRST_POLL, PullSchedule
from .pulls import PullResult, Pulls
from .push import Push

# seconds until the cloud lists a device that was just added or shared
LIST_SETTLES: Final = 8
# seconds that a pull waits for the hub, which is reconnected before it
RENEWAL_PATIENCE: Final = 10


class PullRunner:
    """The pulls that are due by schedule, and those that an event asks for."""

    def __init__(
        self,
        api: TuyaApi,
        clock: Clock,
        background: BackgroundTasks,
        pulls: Pulls,
        push: Push,
        incoming: IncomingMessages,
        ledger: CallLedger,
        issues: Issues,
        *,
        on_read: Callable[[PullResult], None],
        on_outcome: Callable[[], None],
    ) -> None:
        """Prepare; nothing is due before the first pull.

        ``on_read`` gets what a pull brought. ``on_outcome`` is called after each pull,
        also a failed one.
        """
        # when the last pull succeeded, and why the last one failed
        self.pulled_at: datetime | None = None
        self.problem: CloudError | None = None
        self._api = api
        self._clock = clock
        self._background = background
        self._pulls = pulls
        self._push = push
        self._incoming = incoming
        self._ledger = ledger
        self._issues = issues
        self._outage = Outage(issues)
        self._on_read = on_read
        self._on_outcome = on_outcome
        self._schedule = PullSchedule(
            clock,
            lambda: background.start(self._run_if_useful(), "pull"),
            # a bare project is pushed to only where the cloud lets it be
            only_polls=lambda: (
                not (api.account.project_type.has_users or push.has_worked)
            ),
        )
        # monotonic seconds: when push last said that the cloud lists other devices
        self._list_changed_at = -math.inf
        # whether devices were bound that the hub may not carry yet
        self._has_bound = False

    # -- pulls -----------------------------------------------------------------------

    async def run(self) -> None:
        """Pull and handle a failure, unless a pull is waiting already."""
        if self._pulls.is_waiting:
            return
        try:
            await self.pull()
        except CloudError as error:
            self.failed(error)
        except Exception:
            # after any failure there has to be a next pull
            LOGGER.exception("Reading the devices failed in an unforeseen way")
            self._schedule.poll()

    async def pull(self) -> None:
        """Read all devices and statuses. Raises CloudError."""
        self._pulls.things.pushed(is_connected=self._push.is_connected)
        if self._missed_reports:
            self._pulls.things.reports_missed()
        result = await self._pulls.pull()
        self._on_read(result)
        if result.changes:
            self._push.renew_if_silent(self.pulled_at)
        if self._outage.pulled():
            self._push.retry()
        self.problem = None
        self.pulled_at = datetime.now(UTC)
        self._incoming.pulled()
        self._push.start()
        self._schedule.succeeded(
            calls=result.calls,
            is_complete=result.is_complete,
            is_pushed=self._push.is_connected,
        )
        if self._list_has_changed:
            self._pull_list()
        self._issues.devices_read()
        self._warn_ahead()
        self._on_outcome()

    def failed(self, problem: CloudError) -> None:
        """Handle the failure of a pull."""
        self.problem = problem
        self._outage.pull_failed(problem, is_pushed=self._push.is_connected)
        if problem.advice is Advice.REAUTH:
            # repeated attempts with refused credentials may lock the account
            self._push.give_up()
        self._schedule.failed(problem)
        self._issues.note(Topic.CLOUD, problem)
        self._on_outcome()

    def stop(self) -> None:
        """Cancel the pull that is due."""
        self._schedule.stop()

    # -- events that ask for a pull ----------------------------------------------------

    def released(self) -> None:
        """Pull again if push has connected during start-up."""
        if self._missed_reports:
            self.push_connected()

    def push_connected(self) -> None:
        """Pull, because the hub replays no missed reports."""
        self._schedule.push_connected(use_reserve=not self._ledger.is_tight)

    def push_lost(self) -> None:
        """Poll until push is back, unless pulls fail anyway."""
        if self.problem is None:
            self._schedule.push_lost()

    def bound(self) -> None:
        """Pull soon, because a device has joined the account."""
        self._has_bound = True
        self.list_changed()

    def sharing_changed(self) -> None:
        """Pull soon, because users share other devices with the account."""
        self._pulls.relist_shared()
        self.list_changed()

    def list_changed(self) -> None:
        """Pull soon, because the cloud lists other devices."""
        self._list_changed_at = self._clock.now()
        self._pull_list()

    def outdated(self) -> None:
        """Pull within a minute, because states have changed without being shown."""
        self._schedule.no_later_than(FIRST_POLL)

    def taken_over(self) -> None:
        """Pull now, because devices have come from another entry."""
        self._pulls.relist_shared()
        self._background.start(self.run(), "devices taken over")

    def shared_due(self) -> None:
        """Pull now, with the shared devices that were skipped during start-up."""
        self._pulls.include_shared()
        self._background.start(self.run(), "shared devices")

    @property
    def _missed_reports(self) -> bool:
        """Return whether push has connected since the statuses were asked for."""
        return self._push.has_connected_since(self._pulls.requested_at)

    @property
    def _list_has_changed(self) -> bool:
        """Return whether the cloud may list other devices than in the last pull."""
        return self._list_changed_at > self._pulls.requested_at

    def _pull_list(self) -> None:
        use_reserve = not self._ledger.is_tight
        self._schedule.no_later_than(LIST_SETTLES, use_reserve=use_reserve)

    async def _run_if_useful(self) -> None:
        """Pull, unless push is up and the budget is tight.

        Devices that were bound need the hub to be reconnected. That asks for a pull.
        """
        if self._has_bound and self._push.renew_for_bound():
            self._has_bound = False
            self._schedule.spent(1)
            self._schedule.within(RENEWAL_PATIENCE)
            return
        is_outdated = self._missed_reports or self._list_has_changed
        if self._ledger.is_tight and self._push.is_connected and not is_outdated:
            self._schedule.schedule_reconcile()
            self._warn_ahead()
        else:
            await self.run()

    def _warn_ahead(self) -> None:
        self._issues.warn_ahead(self._ledger, is_contested=self._api.is_contested)
