"""The owner's first page: the clock and the faults, and the forms that change them."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.clock import Clock, ClockRefusalError
from sandbox.creator_operations import CREATOR_OPERATIONS
from sandbox.faults import WEBHOOK, Fault, FaultKind, When
from sandbox.operations import OPERATIONS
from sandbox.pages.owner import ActFailedError, OwnerForm, OwnerPage
from sandbox.pages.web import Visit
from sandbox.reading import read_whole
from sandbox.waking import wake

SPEEDS = (0, 1, 60, 3_600)
JUMPS = {"hour": 3_600, "day": 86_400, "week": 604_800}
NAMES = ("*", WEBHOOK, *sorted([*(row.name for row in OPERATIONS), *(row.name for row in CREATOR_OPERATIONS)]))
_MOST_TIMES = 1_000
_ALWAYS = 100  # percent


class ControlPage(OwnerPage):
    """Time, faults, and how the shops stand."""

    tab = "clock"

    def show(self, visit: Visit, **_path: str) -> str:
        zones = {shop.market.region: shop.zone for shop in visit.world.shops.values()}
        faults = {"listed": self.desk.faults.listed(), "whens": list(When), "kinds": list(FaultKind), "names": NAMES}
        values = {"zones": zones, "local": _local(visit.now), "speeds": SPEEDS, "jumps": JUMPS}
        return self.page(visit, "control.html", **values, faults=faults, shops=list(visit.world.shops.values()))


def _local(now: int) -> Callable[[ZoneInfo], str]:
    """Return how to write the moment in a zone."""
    return lambda zone: f"{datetime.fromtimestamp(now, zone):%m-%d %H:%M}"


class ClockForm(OwnerForm):
    """Pause, speed, or a jump."""

    def act(self, given: dict[str, str]) -> str:
        """Move as asked and wake who listens. Fails for what is no move."""
        jump = JUMPS.get(given.get("jump", ""))
        speed = given.get("speed", "")
        if jump is None and not (speed.isascii() and speed.isdigit() and len(speed) < 7):  # noqa: PLR2004 - a million times faster
            raise ActFailedError("no_move")
        try:
            self._move(
                lambda clock, real: clock.at_speed(int(speed), real) if jump is None else clock.advanced(jump, real)
            )
        except ClockRefusalError as refused:
            raise ActFailedError("no_move") from refused
        return "moved"

    def _move(self, move: Callable[[Clock, float], Clock]) -> None:
        reading = self.desk.move_clock(move)
        with self.desk.turn():
            urls = self.desk.world.db.setting("wake") or ()
        wake(urls, reading)


class FaultsForm(OwnerForm):
    """Switch one fault on beside those that are, or all off."""

    def act(self, given: dict[str, str]) -> str:
        if given.get("act") == "off":
            self.desk.faults.switch([])
            return "faults_off"
        self.desk.faults.switch([*self.desk.faults.listed(), fault_of(given)])
        return "fault_on"


def fault_of(given: dict[str, str]) -> Fault:
    """Return the fault that a form describes; no number of times is for as long as it is on. Fails for what is none."""
    times, percent = read_whole(given.get("times", "")), read_whole(given.get("chance", "100"))
    if given.get("operation") not in NAMES or percent is None or not 1 <= percent <= _ALWAYS:
        raise ActFailedError("no_fault")
    if times is None and given.get("times"):
        raise ActFailedError("no_fault")
    try:
        when, kind = When(given.get("when", "")), FaultKind(given.get("kind", ""))
        limit = None if times is None else max(1, min(times, _MOST_TIMES))
        return Fault(given["operation"], when, kind, limit, percent / _ALWAYS)
    except ValueError as broken:
        raise ActFailedError("no_fault") from broken
