"""Beginning and deciding a comparison of wordings; both are a person's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.outreach.actions.wordings import put_first
from rapport.outreach.models import Experiment
from rapport.outreach.models.experiments import EXPERIMENT_CHARS
from rapport.outreach.queries.experiments import experiment_row
from rapport.outreach.queries.templates import templates_of
from rapport.outreach.rules.experiments import check_arms
from rapport.outreach.rules.power import per_arm
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor


class ExperimentRuns(Refusal):
    """The shop compares wordings of this purpose already; two comparisons of one message would mix."""

    code = "experiments.runs_already"


class ExperimentDecided(Refusal):
    """Somebody has decided it already."""

    code = "experiments.decided"


class ExperimentNameless(Refusal):
    """An experiment has a name."""

    code = "experiments.nameless"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a person wants to know: rates in hundredths of a percent."""

    name: str
    purpose: Purpose
    arms: Sequence[str]
    base_rate: int
    wished_rate: int


@transaction.atomic
def begin_experiment(shop: Shop, wanted: Comparison, *, by: Actor, now: datetime) -> Experiment:
    """Compare wordings from now on. Refuses with ExperimentNameless, ArmsInvalid, DifferenceInvalid or
    ExperimentRuns.
    """
    name = wanted.name.strip()[:EXPERIMENT_CHARS]
    if not name:
        raise ExperimentNameless
    usable = {one.name for one in templates_of(shop.workspace_id) if one.purpose is wanted.purpose}
    check_arms(wanted.arms, sorted(usable))
    planned = per_arm(wanted.base_rate, wanted.wished_rate)
    running = Experiment.objects.select_for_update().filter(
        shop=shop, purpose=wanted.purpose.value, state=Experiment.State.RUNNING
    )
    if running.exists():
        raise ExperimentRuns(purpose=wanted.purpose.value)
    made = Experiment.objects.create(
        shop=shop,
        purpose=wanted.purpose.value,
        name=name,
        arms=list(wanted.arms),
        base_rate=wanted.base_rate,
        wished_rate=wanted.wished_rate,
        per_arm=planned,
        started_at=now,
    )
    record(shop.workspace_id, by, "experiment.begin", name, now=now, purpose=wanted.purpose.value, per_arm=planned)
    return made


@transaction.atomic
def decide_experiment(one: Experiment, kept: str, *, by: Actor, now: datetime) -> None:
    """End a comparison and try `kept` before all others from now on; empty leaves the order as it is.

    Refuses with ExperimentDecided, or ArmsInvalid for a wording that was not compared.
    """
    if kept:
        check_arms([kept, *(name for name in one.arms if name != kept)], one.arms)
    reached = experiment_row(one, now).result.is_reached
    running = Experiment.objects.filter(pk=one.pk, state=Experiment.State.RUNNING)
    if not running.update(
        state=Experiment.State.DECIDED, decided_at=now, decided_by=by.label[:80], kept=kept, was_reached=reached
    ):
        raise ExperimentDecided(name=one.name)
    if kept:
        put_first(one.shop.workspace_id, Purpose(one.purpose), kept)
    record(one.shop.workspace_id, by, "experiment.decide", one.name, now=now, kept=kept, reached=reached)
