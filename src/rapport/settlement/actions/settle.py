"""Settling order lines: reckon, post the difference, remember the reckoning. Run twice, it posts nothing more."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction

from rapport.collaborations.queries import terms_of
from rapport.collaborations.rules.terms import TermsVersion, terms_in_force
from rapport.policies.rules.sections import Policy
from rapport.sales.models import OrderLine
from rapport.sales.queries import unsettled_lines
from rapport.sales.rules.lines import LineStatus
from rapport.settlement.models import LedgerEntry, Settled
from rapport.settlement.queries.ledger import balances_of, entry_counts, reckonings_of
from rapport.settlement.rules.commission import Breakdown, LineFacts, RefundFacts, breakdown
from rapport.settlement.rules.ledger import Balances, Posting, payment_postings, postings
from rapport.shared.money import Money
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

BATCH = 500
RECKONED = ("terms_id", "rate", "rate_source", "base_minor", "refunded_minor", "owed_minor", "final_at", "why")
COLUMNS = [name.removesuffix("_id") for name in RECKONED]
CLOSED = (LineStatus.CANCELLED, LineStatus.INELIGIBLE)


def settle_shop(shop: Shop, *, now: datetime) -> int:
    """Bring the ledger of a shop up to date with its order lines; how many entries were posted."""
    policy = policy_of(shop)
    lines = unsettled_lines(shop.pk)
    batches = (lines[start : start + BATCH] for start in range(0, len(lines), BATCH))
    return sum(_settle_batch(shop, batch, policy, now=now) for batch in batches)


@transaction.atomic
def _settle_batch(shop: Shop, lines: Sequence[OrderLine], policy: Policy, *, now: datetime) -> int:
    versions = _by_product(terms_of(shop.pk, sorted({line.creator_id for line in lines})))
    stands, counts, known = balances_of(lines), entry_counts(lines), reckonings_of(lines)
    reckoned, entries, done = [], [], []
    for line in lines:
        terms = _terms_for(line, versions.get(line.product_id, []), policy)
        result = breakdown(_facts(line, terms, now), _refunds(line), policy.settlement)
        posted = [*_postings(line, result, stands[line.pk], now), *_payments(line, stands[line.pk])]
        entries.extend(_entries(shop, line, posted, counts.get(line.pk, 0), now))
        reckoning = _reckoning(line, terms, result)
        if _differs(known.get(line.pk), reckoning):
            reckoned.append(reckoning)
        if _is_done(line, result, now):
            done.append(line.pk)
    Settled.objects.bulk_create(reckoned, update_conflicts=True, unique_fields=["line"], update_fields=COLUMNS)
    LedgerEntry.objects.bulk_create(entries)
    OrderLine.objects.filter(pk__in=done).update(settled=True)
    return len(entries)


def _differs(known: Settled | None, fresh: Settled) -> bool:
    return known is None or any(getattr(known, name) != getattr(fresh, name) for name in RECKONED)


def _terms_for(line: OrderLine, versions: Iterable[TermsVersion], policy: Policy) -> TermsVersion | None:
    return terms_in_force(
        versions,
        creator_id=line.creator_id,
        product_id=line.product_id,
        moment=line.ordered_at,
        priority=policy.commission.priority,
    )


def _facts(line: OrderLine, terms: TermsVersion | None, now: datetime) -> LineFacts:
    """A file tells no refunds, so its reported base stands; the API's lines are reckoned from refunds we read
    ourselves. What a file says was paid has been paid, even where its clock is ahead of ours. An order that the
    buyer has not paid, though it be delivered, is not final.
    """
    from_file = line.source == OrderLine.Source.FILE
    unpaid = line.status == LineStatus.AWAITING_PAYMENT
    reported = line.platform_base_minor if from_file else None
    return LineFacts(
        price=Money(line.price_minor, line.currency),
        quantity=line.quantity,
        paid=Money(line.paid_minor, line.currency),
        earns=line.earns,
        rate=terms.rate if terms else line.platform_rate or 0,
        delivered_at=None if from_file or unpaid else line.delivered_at,
        closed=line.status in CLOSED,
        reported_base=Money(reported, line.currency) if reported is not None else None,
        reported_final_at=_told_final(line, now) if from_file and not unpaid else None,
    )


def _told_final(line: OrderLine, now: datetime) -> datetime | None:
    if line.commission_paid_at is not None:
        return min(line.commission_paid_at, now)
    return line.delivered_at


def _refunds(line: OrderLine) -> list[RefundFacts]:
    return [RefundFacts(one.quantity, Money(one.amount_minor, line.currency)) for one in line.refunds.all()]


def _postings(line: OrderLine, result: Breakdown, stands: Balances, now: datetime) -> list[Posting]:
    if line.status == LineStatus.AWAITING_PAYMENT:
        return []
    return postings(result.owed, final=result.is_final(now), stands=stands)


def _payments(line: OrderLine, stands: Balances) -> list[Posting]:
    if line.status != LineStatus.COMPLETED or line.platform_commission_minor is None:
        return []
    return payment_postings(Money(line.platform_commission_minor, line.currency), stands)


def _entries(shop: Shop, line: OrderLine, posted: Sequence[Posting], count: int, now: datetime) -> list[LedgerEntry]:
    return [
        LedgerEntry(
            shop=shop,
            line=line,
            creator_id=line.creator_id,
            account=one.account.value,
            cause=one.cause.value,
            amount_minor=one.amount.minor,
            currency=one.amount.currency,
            posted_at=now,
            number=count + index,
        )
        for index, one in enumerate(posted, start=1)
    ]


def _reckoning(line: OrderLine, terms: TermsVersion | None, result: Breakdown) -> Settled:
    return Settled(
        line=line,
        terms_id=terms.terms_id if terms else None,
        rate=result.rate,
        rate_source="terms" if terms else "reported",
        base_minor=result.base.minor,
        refunded_minor=result.refunded.minor,
        owed_minor=result.owed.minor,
        final_at=result.final_at,
        why=result.reason.as_json(),
    )


def _is_done(line: OrderLine, result: Breakdown, now: datetime) -> bool:
    """Nothing more is expected: final here, and the platform has settled or closed it. A later refund reopens it."""
    closed_there = line.status in (LineStatus.COMPLETED, *CLOSED)
    return closed_there and (result.is_final(now) or line.status in CLOSED)


def _by_product(versions: Iterable[TermsVersion]) -> dict[int, list[TermsVersion]]:
    ordered = sorted(versions, key=lambda one: one.product_id)
    return {product: list(group) for product, group in groupby(ordered, key=lambda one: one.product_id)}
