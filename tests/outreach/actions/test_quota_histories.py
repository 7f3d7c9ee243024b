"""Whatever a shop lives through, its quota holds: any order of taking, sending, giving back, live answers, closing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Sum
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.cast import NOW, Cast, creator

from rapport.creators.models import Creator
from rapport.outreach.actions.quota import back_to_held, release, reserve, spend, start_sending
from rapport.outreach.actions.windows import LiveQuota, close_window, open_window, record_live_quota
from rapport.outreach.models import CreatorWeek, QuotaEntry, QuotaWindow, Reservation
from rapport.outreach.rules.quota import Kind, QuotaUsedUp
from rapport.shared.periods import Period
from rapport.shops.models import Shop

State = Reservation.State
OPEN = (State.HELD, State.SENDING)
DAY = timedelta(days=1)
choices = st.integers(0, 9)


@dataclass
class Stage:
    """The shop and its creators, put in place once; every history is undone after it was lived."""

    shop: Shop
    creators: list[Creator]


class History(RuleBasedStateMachine):
    """Three creators, some weeks. `stage` is given by the test that runs it."""

    stage: Stage

    @initialize(cap=st.integers(0, 6))
    def begins(self, cap: int) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now, self.closed = NOW, set[int]()
        self.tells(cap, 0)

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @rule(days=st.integers(1, 8))
    def passes_time(self, days: int) -> None:
        self.now += days * DAY

    @rule(who=choices, intent=st.integers(0, 3), kind=st.sampled_from(Kind))
    def takes_a_place(self, who: int, intent: int, kind: Kind) -> None:
        chosen = self.stage.creators[who % 3]
        before = self.counts()
        try:
            reserve(self.stage.shop, chosen, kind, f"{chosen.handle}:{intent}", now=self.now)
        except QuotaUsedUp:
            assert self.counts() == before

    @rule(which=choices)
    def begins_to_send(self, which: int) -> None:
        def move(place: Reservation) -> None:
            try:
                start_sending(place, self.stage.shop, now=self.now)
            except QuotaUsedUp:
                place.refresh_from_db()
                assert place.state in OPEN

        self.with_one(which, move)

    @rule(which=choices)
    def is_not_heard(self, which: int) -> None:
        self.with_one(which, lambda place: back_to_held(place, now=self.now))

    @rule(which=choices, twice=st.booleans())
    def sends(self, which: int, twice: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
        for _ in range(1 + twice):
            self.with_one(which, lambda place: spend(place, now=self.now), states=State.values)

    @rule(which=choices, twice=st.booleans())
    def gives_back(self, which: int, twice: bool) -> None:  # noqa: FBT001
        for _ in range(1 + twice):
            self.with_one(which, lambda place: release(place, now=self.now), states=State.values)

    @rule(cap=st.none() | st.integers(0, 8), used=st.integers(0, 8))
    def tells(self, cap: int | None, used: int) -> None:
        """The platform answers."""
        window = open_window(self.stage.shop, now=self.now)
        period = Period(window.starts_at, window.ends_at)
        record_live_quota(self.stage.shop, LiveQuota(period, cap, used, max_followers=None), now=self.now)

    @rule()
    def closes(self) -> None:
        window = close_window(self.stage.shop, now=self.now)
        self.closed.add(window.pk)

    @invariant()
    def never_holds_more_than_its_cap(self) -> None:
        for window in QuotaWindow.objects.filter(shop=self.stage.shop):
            taken = window.held + window.spent + window.elsewhere
            assert window.cap is None or taken <= window.cap

    @invariant()
    def counts_what_its_places_say(self) -> None:
        for window in QuotaWindow.objects.filter(shop=self.stage.shop):
            assert (window.held, window.spent) == self.sums(window)

    @invariant()
    def grants_nothing_in_a_closed_window(self) -> None:
        for window in QuotaWindow.objects.filter(pk__in=self.closed):
            assert window.cap == window.held + window.spent + window.elsewhere

    @invariant()
    def is_the_sum_of_its_ledger(self) -> None:
        for window in QuotaWindow.objects.filter(shop=self.stage.shop):
            entries = QuotaEntry.objects.filter(window=window)
            sums = entries.aggregate(held=Sum("held"), spent=Sum("spent"), elsewhere=Sum("elsewhere"))
            assert sums == {"held": window.held, "spent": window.spent, "elsewhere": window.elsewhere}

    def counts(self) -> list[tuple[int | None, int, int]]:
        rows = QuotaWindow.objects.filter(shop=self.stage.shop).order_by("pk")
        return list(rows.values_list("cap", "held", "spent"))

    def sums(self, window: QuotaWindow) -> tuple[int, int]:
        places = Reservation.objects.filter(window=window)
        held = places.filter(state__in=OPEN).aggregate(sum=Sum("units"))["sum"] or 0
        spent = places.filter(state=State.SPENT).aggregate(sum=Sum("units"))["sum"] or 0
        return held, spent

    def with_one(
        self, which: int, move: Callable[[Reservation], object], states: tuple[str, ...] | list[str] = OPEN
    ) -> None:
        places = list(Reservation.objects.filter(window__shop=self.stage.shop, state__in=states).order_by("pk"))
        if places:
            move(places[which % len(places)])


class MessageHistory(History):
    """Each message counts."""


class CreatorHistory(History):
    """Each creator counts once a week."""

    def sums(self, window: QuotaWindow) -> tuple[int, int]:
        weeks = CreatorWeek.objects.filter(window=window)
        return weeks.filter(is_spent=False, open_reservations__gt=0).count(), weeks.filter(is_spent=True).count()

    @invariant()
    def a_creator_costs_at_most_one_unit_a_week(self) -> None:
        for window in QuotaWindow.objects.filter(shop=self.stage.shop):
            written_to = Reservation.objects.filter(window=window).exclude(state=State.RELEASED)
            assert window.held + window.spent == written_to.values("creator").distinct().count()

    @invariant()
    def knows_how_many_places_each_creator_has_open(self) -> None:
        for week in CreatorWeek.objects.filter(window__shop=self.stage.shop):
            places = Reservation.objects.filter(window=week.window_id, creator=week.creator_id)
            assert week.open_reservations == places.filter(state__in=OPEN).count()


def lived(history: type[History], stage: Stage) -> None:
    history.stage = stage
    run_state_machine_as_test(history, settings=settings(max_examples=25, stateful_step_count=25, deadline=None))


def test_where_messages_are_counted_no_history_overspends(cast: Cast) -> None:
    lived(MessageHistory, Stage(cast.uk, [cast.anna, cast.bao, cast.chai]))


def test_where_creators_are_counted_no_history_overspends(cast: Cast) -> None:
    finn, gwen = (creator(cast.moonwell, handle, "US", 4_000) for handle in ("finn", "gwen"))
    lived(CreatorHistory, Stage(cast.us, [cast.emma, finn, gwen]))
