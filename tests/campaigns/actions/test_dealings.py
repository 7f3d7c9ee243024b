"""Looking at all that was dealt with creators."""

from datetime import timedelta

from tests import sampling, selling
from tests.cast import NOW, Cast
from tests.outreach.stage import invited, writes

from rapport.campaigns.actions.dealings import learn_dealings
from rapport.creators.actions.dealings import DealingsKept
from rapport.creators.models import Dealings

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def happened(cast: Cast) -> None:
    """Anna was invited, answered, had a sample, posted and sold; Bao stayed silent."""
    for who in (cast.anna, cast.bao):
        invited(cast, who)
    writes(cast.uk, cast.anna, "Tell me more", NOW + HOUR)
    sample = sampling.asked(cast.uk, cast.anna, cast.serum, "COMPLETED")
    sampling.posted(cast.uk, cast.anna, cast.serum, sample=sample)
    selling.sold(cast.uk)
    selling.came_back(cast.uk, 3_000)


def test_everything_that_happened_is_put_beside_the_creator(cast: Cast) -> None:
    happened(cast)
    assert learn_dealings(cast.moonwell.pk, now=NOW + 6 * DAY) == DealingsKept(2, 2, 0)
    anna, bao = (Dealings.objects.get(creator=who) for who in (cast.anna, cast.bao))
    assert (anna.contacts, anna.invitations, anna.replies, anna.median_reply_minutes) == (2, 1, 1, 60)
    assert (anna.samples_received, anna.samples_with_content, anna.contents) == (1, 1, 1)
    assert (anna.paid_orders, anna.paid_gmv_minor, anna.currency) == (1, 10_000, "GBP")
    assert (anna.refunds, anna.refunded_minor, anna.fulfilment_rate_n) == (1, 3_000, 1)
    assert (bao.replies, bao.reply_rate_n, bao.active_invitation) == (0, 1, True)
    assert (anna.reply_rate, bao.reply_rate) == (2475, 1225)


def test_looking_again_writes_only_what_time_or_a_creator_changed(cast: Cast) -> None:
    happened(cast)
    learn_dealings(cast.moonwell.pk, now=NOW + DAY)
    assert learn_dealings(cast.moonwell.pk, now=NOW + 2 * DAY) == DealingsKept(2, 0, 0)
    assert learn_dealings(cast.moonwell.pk, now=NOW + 6 * DAY) == DealingsKept(2, 1, 0)
    writes(cast.uk, cast.bao, "Sorry, I was away", NOW + 6 * DAY)
    assert learn_dealings(cast.moonwell.pk, now=NOW + 6 * DAY) == DealingsKept(2, 1, 0)
    assert Dealings.objects.get(creator=cast.bao).replies == 1
