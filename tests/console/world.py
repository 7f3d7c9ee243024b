"""Mei's workspace in the middle of its work: of everything that a page lists there are as many as a test asks for."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tests.cast import MEI, NOW, Cast, creator
from tests.outreach.channels.stage import mailbox, mailed, meta, reachable
from tests.sheets import SHOP_CREATORS, sheet

from rapport.campaigns.actions.approve import skip_line
from rapport.campaigns.actions.campaigns import CampaignDraft, open_campaign
from rapport.campaigns.actions.people import merge_people
from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.actions.wishes import make_wish
from rapport.campaigns.models import Campaign, Plan, PlanLine, Wish
from rapport.campaigns.rules.wishes import WishKind
from rapport.collaborations.actions.plans import Offer
from rapport.creators.actions.incoming import ask_for_import, take_in
from rapport.creators.actions.labels import tag_creators
from rapport.creators.actions.lists import put_on_list
from rapport.creators.actions.mappings import remember_mapping
from rapport.creators.actions.notes import write_note
from rapport.creators.actions.searches import save_search
from rapport.creators.actions.views import ViewDraft, save_view
from rapport.creators.models import (
    ColumnMapping,
    Creator,
    CreatorList,
    CreatorNote,
    IncomingFile,
    Merge,
    Proposal,
    SavedSearch,
    SavedView,
    Tag,
)
from rapport.creators.rules.contact_points import ContactKind
from rapport.creators.rules.imports.proposals import Column
from rapport.creators.rules.marketplace import Wanted
from rapport.creators.rules.screens import Screen
from rapport.outreach.actions.departures import stop_shop
from rapport.outreach.actions.experiments import Comparison, begin_experiment, decide_experiment
from rapport.outreach.actions.inbox import write_thread_note
from rapport.outreach.actions.invitations import InvitationWords, close_invitation, queue_invitation
from rapport.outreach.actions.opt_outs import opt_out, opt_out_by_hand
from rapport.outreach.actions.pictures import keep_fetched
from rapport.outreach.actions.receiving import SeenMessage, keep_messages, open_thread
from rapport.outreach.actions.sending import record_collaboration_made
from rapport.outreach.actions.tasks import Asking, ask_manager
from rapport.outreach.actions.template_drafts import translate_template
from rapport.outreach.actions.templates import add_template
from rapport.outreach.actions.translating import ask_translation
from rapport.outreach.actions.translator import Wish as Choice
from rapport.outreach.actions.translator import choose_translator, keep_term
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import (
    Experiment,
    GlossaryTerm,
    Invitation,
    ManagerTask,
    Message,
    MessageTemplate,
    OptOut,
    Picture,
    StrayMessage,
    TemplateDraft,
    Thread,
    Translation,
    TranslatorAccount,
)
from rapport.outreach.rules.life import Ending
from rapport.outreach.rules.wording import Purpose, Template
from rapport.review.actions import review_week
from rapport.review.models import WeeklyReview
from rapport.sales.actions.lines import keep_lines
from rapport.sales.models import OrderLine
from rapport.sales.rules.lines import LineStatus, SeenLine
from rapport.samples.actions import SeenRequest, keep_request
from rapport.samples.models import SampleRequest
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.actions.statements import make_statements
from rapport.shared.conditions import Within
from rapport.shared.refusals import Reason
from rapport.shops.actions.tokens import make_token
from rapport.shops.actions.trail import ImportReport, RefusedRow, record_import
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.models import ImportRun
from rapport.shops.queries.shops import policy_of
from rapport.shops.rules.roles import WORKER, Actor, Role
from rapport.work.models import Job

WEEK = timedelta(days=7)
SCREEN = Screen.of("GB", ranges=(Within("followers", low=10_000),))
JOBS = ("outreach.deliver", "campaigns.plan", "sales.pull")


@dataclass(frozen=True)
class World:
    """What stands in the workspace; of each, the first one made."""

    cast: Cast
    campaign: Campaign
    thread: Thread
    invitation: Invitation
    line: PlanLine
    skipped: PlanLine
    wish: Wish
    sample: SampleRequest
    order_line: OrderLine
    review: WeeklyReview
    import_run: ImportRun
    job: Job
    template: MessageTemplate
    experiment: Experiment
    tag: Tag
    list: CreatorList
    note: CreatorNote
    view: SavedView
    incoming: IncomingFile
    """A file of creators that nobody has asked to import yet."""
    asked_file: IncomingFile
    mapping: ColumnMapping
    search: SavedSearch
    proposal: Proposal
    merge: Merge
    term: GlossaryTerm
    template_draft: TemplateDraft
    translation: Translation
    closed: Invitation
    """Closed in silence this morning; the platform was not told yet."""
    picture: Picture
    task: ManagerTask


def at_work(cast: Cast, rows: int = 1) -> World:
    """So many partners who were invited, wrote, ask for a sample and sold, so many weeks, files and the rest."""
    partners = [creator(cast.moonwell, f"partner{number}", "GB", 30_000 + number) for number in range(rows)]
    for number in range(rows - 1):
        creator(cast.moonwell, f"prospect{number}", "GB", 40_000 + number)
    campaigns = [_campaign(cast, f"Spring {number}") for number in range(rows)]
    invitations = [_invited(cast, one, f"Tried {number}") for number, one in enumerate(partners)]
    threads = [_wrote(cast, one) for one in partners]
    samples = [_asked(cast, one) for one in partners]
    lines = _sold(cast, partners)
    reviews = [review_week(cast.uk, NOW - WEEK * number, now=NOW) for number in range(1, rows + 1)]
    runs = [_file(cast, number) for number in range(rows)]
    jobs = [Job.objects.create(name=name, key=f"shop:{cast.uk.pk}", state="dead", run_at=NOW) for name in JOBS[:rows]]
    templates = [_template(cast, number) for number in range(rows)]
    files = [_sent(cast, f"sent-{number}.csv") for number in range(rows)]
    asked = [_asked_for(cast, f"asked-{number}.csv") for number in range(rows)]
    mappings = [_mapped(cast, f"粉丝 {number}") for number in range(rows)]
    searches = [_looked_for(cast, f"search {number}") for number in range(rows)]
    for number in range(rows):
        seat_member(cast.moonwell.pk, f"viewer{number}", Role.VIEWER, by=MEI, now=NOW)
        make_token(cast.moonwell.pk, "mei", f"till {number}", by=MEI, now=NOW)
    _reached_otherwise(cast, rows)
    closed, picture, task = _inbox(cast, threads)
    plan = plan_shop(cast.uk, now=NOW)
    line = plan.lines.filter(act="invite").order_by("position")[0]
    term, template_draft, asked_translation = _translated(cast, rows)
    stop_shop(cast.us, "wrong price", by=MEI, now=NOW)
    return World(
        cast,
        campaigns[0],
        threads[0],
        invitations[0],
        line,
        _skipped(cast, plan),
        make_wish(cast.uk, cast.emma.pk, WishKind.FORBID, why="sells to our rival", by=MEI, now=NOW),
        samples[0],
        lines[0],
        reviews[0],
        runs[0],
        jobs[0],
        templates[0],
        _compared(cast, rows),
        *_written_down(cast, partners),
        _saved_view(cast),
        files[0],
        asked[0],
        mappings[0],
        searches[0],
        *_same_people(cast, rows),
        term,
        template_draft,
        asked_translation,
        closed=closed,
        picture=picture,
        task=task,
    )


def _reached_otherwise(cast: Cast, rows: int) -> None:
    """A mailbox and a page, an address, a mail that may or may not have gone, strangers, and who wants no more."""
    mailbox(cast.uk)
    page = meta(cast.uk, Channel.MESSENGER)
    reachable(cast.bao, ContactKind.EMAIL, "bao@creators.example")
    unclear = mailed(cast.uk, cast.bao)
    Message.objects.filter(pk=unclear.pk).update(state="unclear", claimed_at=NOW)
    for number in range(rows):
        lone = creator(cast.moonwell, f"stopped{number}", "GB", 9_000)
        opt_out(lone, OptOut.Via.WORDS, "stop", channel=Channel.EMAIL, by=WORKER, now=NOW)
        StrayMessage.objects.create(account=page, address=f"900{number + 1}", outer_id=f"m{number}", text="Hi", at=NOW)


def _inbox(cast: Cast, threads: Sequence[Thread]) -> tuple[Invitation, Picture, ManagerTask]:
    """A closed invitation, a creator who opted out, and in each thread a note and a picture; as many requests."""
    for number, thread in enumerate(threads):
        write_thread_note(cast.moonwell.pk, thread.pk, "Likes tea.", by=MEI, now=NOW)
        told = f'{{"url":"https://pictures.example/{number}.png"}}'
        keep_messages(thread, [SeenMessage(f"p-{number}", from_creator=True, content_type="IMAGE", text=told, at=NOW)])
        keep_fetched(Message.objects.get(platform_id=f"p-{number}").pk, b"GIF89a-picture")
        asking = Asking("Please nudge them.", [thread.creator_id], cast.uk.pk)
        ask_manager(cast.moonwell.pk, asking, by=MEI, now=NOW)
    opt_out_by_hand(cast.moonwell.pk, cast.chai.pk, "by phone", by=MEI, now=NOW)
    closed = _invited(cast, creator(cast.moonwell, "closed", "GB", 30_000), "Closed")
    close_invitation(closed, Ending.SILENT, by=MEI, now=NOW)
    return closed, Picture.objects.earliest("pk"), ManagerTask.objects.earliest("pk")


def _written_down(cast: Cast, partners: Sequence[Creator]) -> tuple[Tag, CreatorList, CreatorNote]:
    """A tag, a list and a note for each partner, and all of them on Anna as well."""
    for number, one in enumerate(partners):
        put_on_list(cast.moonwell.pk, [one.pk, cast.anna.pk], f"List {number}", by=MEI, now=NOW)
        put_on_list(cast.moonwell.pk, [one.pk], "List 0", by=MEI, now=NOW)
        tag_creators(cast.moonwell.pk, [one.pk, cast.anna.pk], f"Tag {number}", by=MEI, now=NOW)
        write_note(cast.moonwell.pk, cast.anna.pk, f"Asked {number} times.", by=MEI, now=NOW)
    return Tag.objects.earliest("pk"), CreatorList.objects.earliest("pk"), CreatorNote.objects.earliest("pk")


def _same_people(cast: Cast, rows: int) -> tuple[Proposal, Merge]:
    """Records that may be one person, and some that were made one."""
    for number in range(rows):
        for region in ("GB", "US"):
            creator(cast.moonwell, f"twin{number}", region, 20_000, open_id=f"open-twin{number}-{region}")
        alone = creator(cast.moonwell, f"alone{number}", "GB", 20_000, open_id="")
        merge_people(cast.moonwell.pk, cast.anna.pk, alone.pk, by=MEI, now=NOW)
    return Proposal.objects.earliest("pk"), Merge.objects.latest("pk")


def _skipped(cast: Cast, plan: Plan) -> PlanLine:
    """The plan's last invitation, which Mei skipped."""
    last = plan.lines.filter(act="invite").order_by("-position")[0]
    skip_line(cast.moonwell.pk, last.pk, by=MEI, now=NOW)
    return last


def _saved_view(cast: Cast) -> SavedView:
    """One of Mei's own."""
    by = Actor("mei", cast.mei.pk)
    return save_view(cast.moonwell.pk, ViewDraft("Mine", "followers >= 20k", "gmv"), by=by, now=NOW)


def _campaign(cast: Cast, name: str) -> Campaign:
    draft = CampaignDraft(
        name=name,
        goal=Campaign.Goal.SALES,
        screen=SCREEN,
        rates={cast.serum.pk: 2000},
        starts_at=NOW,
        ends_at=NOW + timedelta(days=90),
    )
    return open_campaign(cast.uk, draft, by=MEI, now=NOW)


def _invited(cast: Cast, partner: Creator, label: str) -> Invitation:
    offer = Offer(label, {cast.candle.pk: 2000}, NOW + timedelta(days=90))
    words = InvitationWords(f"Hello {partner.nickname}", Reason("plan.invite", {}))
    made = queue_invitation(cast.uk, partner, offer, words, by=MEI, now=NOW - WEEK)
    record_collaboration_made(made.collaboration_id, f"c-{partner.handle}", now=NOW - WEEK)
    made.refresh_from_db()
    return made


def _wrote(cast: Cast, partner: Creator) -> Thread:
    thread = open_thread(cast.uk, partner.pk, f"talk-{partner.handle}", f"im-{partner.handle}")
    said = SeenMessage(f"m-{partner.handle}", from_creator=True, content_type="TEXT", text="Tell me more", at=NOW)
    keep_messages(thread, [said])
    thread.refresh_from_db()
    return thread


def _asked(cast: Cast, partner: Creator) -> SampleRequest:
    seen = SeenRequest(f"s-{partner.handle}", "PENDING", partner, cast.serum, available=5)
    return keep_request(cast.uk, seen, policy_of(cast.uk).samples, now=NOW)


def _sold(cast: Cast, partners: Sequence[Creator]) -> list[OrderLine]:
    """An order each, a week apart and long delivered, for which the platform paid a penny less than is owed."""
    seen = [
        SeenLine(
            order_id=f"o-{partner.handle}",
            sku_id="1",
            product_id=cast.serum.platform_id,
            product_title=cast.serum.title,
            creator_handle=partner.handle,
            status=LineStatus.COMPLETED,
            price=1490,
            quantity=1,
            paid=1490,
            ordered_at=NOW - WEEK * (10 + number),
            delivered_at=NOW - WEEK * (9 + number),
            platform_rate=2000,
            platform_base=1490,
            platform_commission=297,
        )
        for number, partner in enumerate(partners)
    ]
    creators = {partner.handle: partner.pk for partner in partners}
    keep_lines(cast.uk, seen, creators, {cast.serum.platform_id: cast.serum.pk}, OrderLine.Source.API)
    settle_shop(cast.uk, now=NOW)
    make_statements(cast.uk, now=NOW)
    return list(OrderLine.objects.filter(shop=cast.uk).order_by("pk"))


def _file(cast: Cast, number: int) -> ImportRun:
    refused = RefusedRow(2, Reason("figures.unreadable", {"text": "many"}))
    report = ImportReport("creators", f"creators-{number}.csv", 2, 1, (refused,))
    return record_import(cast.moonwell.pk, MEI, report, now=NOW)


def sent_file() -> bytes:
    """What every file that was sent holds."""
    return sheet(SHOP_CREATORS, [{"creator": "linh", "followers": "221.7K", "category": "Beauty"}])


def _sent(cast: Cast, name: str) -> IncomingFile:
    return take_in(cast.moonwell.pk, io.BytesIO(sent_file()), name, by=MEI, now=NOW, machine_now=NOW)


def _asked_for(cast: Cast, name: str) -> IncomingFile:
    made = _sent(cast, name)
    ask_for_import(made, in_background=True, by=MEI, now=NOW, machine_now=NOW)
    return made


def _mapped(cast: Cast, followers: str) -> ColumnMapping:
    columns = [Column("主播", ("@anna",)), Column(followers, ("2万",))]
    chosen = [("主播", "handle"), (followers, "followers")]
    return remember_mapping(cast.moonwell.pk, columns, chosen, by=MEI, now=NOW)


def _looked_for(cast: Cast, name: str) -> SavedSearch:
    wanted = Wanted(keyword="serum", followers_from=20_000, gmv_bands=("from_1000",), gender="female")
    return save_search(cast.uk, name, wanted, every_days=7, by=MEI, now=NOW)


def _translated(cast: Cast, rows: int) -> tuple[GlossaryTerm, TemplateDraft, Translation]:
    """A chat model that translates and drafts, terms it keeps to, drafts of templates, what the partners wrote."""
    base_url = "http://model.invalid/v1"
    wish = Choice(TranslatorAccount.Kind.CHAT, base_url, "key", "small", monthly_cap=9_000, drafts_answers=True)
    choose_translator(cast.moonwell.pk, wish, by=MEI, now=NOW)
    for number in range(rows):
        keep_term(cast.moonwell.pk, f"Gift {number}", "", "", by=MEI, now=NOW)
        template = Template(Purpose.REMIND, "en", f"Hello {{creator}}, {number} more words?")
        translate_template(cast.moonwell.pk, template, ["de"], by=MEI, now=NOW)
    asked = ask_translation(cast.moonwell.pk, "Tell me more", "en", "zh", now=NOW)
    return GlossaryTerm.objects.earliest("pk"), TemplateDraft.objects.earliest("pk"), asked


def _compared(cast: Cast, rows: int) -> Experiment:
    """One comparison that runs, and before it so many that were decided."""
    wanted = Comparison("Long or short", Purpose.INVITE, ["offer", "short"], 1400, 2800)
    for _ in range(rows - 1):
        decide_experiment(begin_experiment(cast.uk, wanted, by=MEI, now=NOW), "", by=MEI, now=NOW)
    return begin_experiment(cast.uk, wanted, by=MEI, now=NOW)


def _template(cast: Cast, number: int) -> MessageTemplate:
    template = Template(Purpose.REMIND, "en", f"Hello {{creator}}, still keen? ({number})")
    return add_template(cast.moonwell.pk, template, by=MEI, now=NOW)
