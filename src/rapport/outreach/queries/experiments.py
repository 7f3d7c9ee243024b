"""Comparisons of wordings with their counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from rapport.outreach.models import Experiment, Message, MessageWording
from rapport.outreach.rules.experiments import REPLY_DAYS, ArmCount, Result, result
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import NotFound

REPLY_TIME = timedelta(days=REPLY_DAYS)
Counts = dict[tuple[int | None, int | None], tuple[int, int, int]]
"""Sent, settled and replied by experiment and arm."""


@dataclass(frozen=True, slots=True)
class ExperimentRow:
    """A comparison and what it says now."""

    experiment: Experiment
    result: Result


def running_experiments(shop_id: int) -> dict[Purpose, Experiment]:
    """What a shop compares now, by purpose."""
    rows = Experiment.objects.filter(shop_id=shop_id, state=Experiment.State.RUNNING)
    return {Purpose(one.purpose): one for one in rows}


def experiment(workspace_id: int, experiment_id: int) -> Experiment:
    """Refuses with NotFound."""
    found = Experiment.objects.filter(pk=experiment_id, shop__workspace_id=workspace_id)
    row = found.select_related("shop__connection", "shop__playbook", "shop__workspace").first()
    if row is None:
        raise NotFound(what="experiment", id=experiment_id)
    return row


def experiment_rows(workspace_id: int, now_by_shop: dict[int, datetime]) -> list[ExperimentRow]:
    """Every comparison of a workspace, those that run first, then the newest."""
    rows = Experiment.objects.filter(shop__workspace_id=workspace_id).select_related("shop")
    listed = sorted(rows, key=lambda one: (one.state != Experiment.State.RUNNING, -one.pk))
    return _counted(listed, now_by_shop)


def experiment_row(one: Experiment, now: datetime) -> ExperimentRow:
    """One comparison with its counts."""
    return _counted([one], {one.shop_id: now})[0]


def with_outcomes(rows: QuerySet[MessageWording], now: datetime) -> QuerySet[MessageWording]:
    """Sent messages, each with `is_settled` (its time to be answered is over) and `is_replied` (it was, in time)."""
    in_time = ExpressionWrapper(OuterRef("message__sent_at") + REPLY_TIME, output_field=DateTimeField())
    answers = Message.objects.filter(
        thread=OuterRef("message__thread"),
        state=Message.State.RECEIVED,
        sent_at__gt=OuterRef("message__sent_at"),
        sent_at__lte=in_time,
    )
    sent = rows.filter(message__state=Message.State.SENT, message__sent_at__isnull=False)
    return sent.annotate(is_replied=Exists(answers), is_settled=Q(message__sent_at__lte=now - REPLY_TIME))


def _counted(listed: Sequence[Experiment], now_by_shop: dict[int, datetime]) -> list[ExperimentRow]:
    found: Counts = {}
    for shop_id in {one.shop_id for one in listed}:
        numbers = [one.pk for one in listed if one.shop_id == shop_id]
        rows = with_outcomes(MessageWording.objects.filter(experiment__in=numbers), now_by_shop[shop_id])
        counted = rows.values("experiment_id", "arm").annotate(
            sent=Count("message__thread__creator", distinct=True),
            settled=Count("message__thread__creator", distinct=True, filter=Q(is_settled=True)),
            replied=Count("message__thread__creator", distinct=True, filter=Q(is_settled=True, is_replied=True)),
        )
        for one in counted.order_by():
            found[one["experiment_id"], one["arm"]] = (one["sent"], one["settled"], one["replied"])
    return [ExperimentRow(one, _result(one, found)) for one in listed]


def _result(one: Experiment, found: Counts) -> Result:
    arms = [ArmCount(name, *found.get((one.pk, number), (0, 0, 0))) for number, name in enumerate(one.arms)]
    return result(arms, one.per_arm)
