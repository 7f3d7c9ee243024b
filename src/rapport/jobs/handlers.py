"""Every queued name and its handler, and how often each is woken by itself, in the shop's own time."""

from collections.abc import Callable
from datetime import timedelta

from rapport.creators.rules.imports.arrivals import DROP, IMPORT
from rapport.jobs.answering import ANSWER, answer
from rapport.jobs.channel_reading import check_channels, read_channels
from rapport.jobs.channels import deliver_on_channels
from rapport.jobs.clocks import move_on
from rapport.jobs.collaborations import follow_collaborations, pull_products
from rapport.jobs.comparing import compare
from rapport.jobs.conversations import read_replies
from rapport.jobs.creators import look_at_dealings, score_creators
from rapport.jobs.deliver import deliver
from rapport.jobs.drafting import draft_answers
from rapport.jobs.errand import Errand, Outside
from rapport.jobs.files import drop_file, import_file
from rapport.jobs.hooks import register_hooks
from rapport.jobs.indexing import indexed
from rapport.jobs.marketplace import run_searches, search_marketplace
from rapport.jobs.pictures import fetch_pictures
from rapport.jobs.quota import sync_quota
from rapport.jobs.sales import pull_sales
from rapport.jobs.samples import follow_samples, review_samples
from rapport.jobs.tokens import refresh_token
from rapport.jobs.translating import translate
from rapport.jobs.week import plan, review, settle
from rapport.outreach.actions.answer_drafts import DRAFT
from rapport.outreach.actions.translating import TRANSLATE
from rapport.work.queue import Lease

Handler = Callable[[Errand], None]
ConnectionHandler = Callable[[Lease, Outside], None]
FileHandler = Callable[[Lease, Outside], None]
WorkspaceHandler = Callable[[Lease, Outside], None]

HANDLERS: dict[str, Handler] = {
    "shops.refresh_token": refresh_token,
    "products.pull": pull_products,
    "creators.search": indexed(search_marketplace),
    "creators.score": indexed(score_creators),
    "creators.dealings": indexed(look_at_dealings),
    "creators.saved_searches": indexed(run_searches),
    "outreach.sync_quota": sync_quota,
    "outreach.read_replies": read_replies,
    "collaborations.follow": follow_collaborations,
    "samples.follow": follow_samples,
    "samples.review": review_samples,
    "sales.pull": pull_sales,
    "settlement.settle": settle,
    ANSWER: answer,
    "campaigns.plan": plan,
    "outreach.deliver": deliver,
    "review.write": review,
    "creators.compare": indexed(compare),
    "outreach.channels_check": check_channels,
    "outreach.channels_deliver": deliver_on_channels,
    "outreach.channels_read": read_channels,
    "shops.register_hooks": register_hooks,
    "outreach.fetch_pictures": fetch_pictures,
}

CONNECTION_HANDLERS: dict[str, ConnectionHandler] = {"shops.move_clock": move_on}
"""Those whose key is a connection and not a shop."""

FILE_HANDLERS: dict[str, FileHandler] = {IMPORT: import_file, DROP: drop_file}
"""Those whose key is a file that was sent."""

WORKSPACE_HANDLERS: dict[str, WorkspaceHandler] = {TRANSLATE: translate, DRAFT: draft_answers}
"""Those whose key is a workspace: what is done for all its shops, in real time."""

EVERY: dict[str, timedelta] = {
    "shops.refresh_token": timedelta(days=1),
    "products.pull": timedelta(days=7),
    "creators.saved_searches": timedelta(hours=6),
    "outreach.sync_quota": timedelta(hours=6),
    "outreach.read_replies": timedelta(hours=1),
    "collaborations.follow": timedelta(hours=6),
    "samples.follow": timedelta(hours=6),
    "sales.pull": timedelta(days=1),
    "creators.score": timedelta(days=1),
    "creators.dealings": timedelta(days=1),
    "campaigns.plan": timedelta(days=1),
    "outreach.deliver": timedelta(hours=1),
    "review.write": timedelta(days=1),
    "creators.compare": timedelta(days=1),
    "shops.register_hooks": timedelta(days=1),
}
"""In the order in which they are due together: first what tells us something, then what acts on it.

Reading a reply wakes the planner, new sales wake settlement, and both, like what was sent, the look at dealings.
"""
CHANNELS_EVERY: dict[str, timedelta] = {
    "outreach.channels_read": timedelta(minutes=10),
    "outreach.channels_deliver": timedelta(hours=1),
}
"""For shops with an account of their own outside the platform, also where they live on files alone."""
