"""Which sentences the catalogues must hold: the codes of reasons and refusals, and the word families pages look up.

Codes are read out of the source, so that a new one is asked for without being listed anywhere; those that are put
together while the program runs are spelled out here.
"""

import ast
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import get_args

import rapport.project.ready  # noqa: F401  isort:skip

from rapport.campaigns.actions.campaigns import APPROVAL_CHANGED
from rapport.campaigns.models import Campaign, Candidate, PlanLine
from rapport.campaigns.rules.planner import Act
from rapport.campaigns.rules.wishes import WishKind
from rapport.collaborations.models import CollaborationCreator, TargetCollaboration, Terms
from rapport.console.channels import FORBIDDEN as FORBIDDEN_WAYS
from rapport.console.reviews import FIGURES
from rapport.console.screen_text import form_of
from rapport.console.screens import PRESETS
from rapport.console.values import Value, playbook_sections, policy_sections
from rapport.creators.actions.exporting import EXPORTED, EXPORTED_WITHOUT_NAMES
from rapport.creators.actions.merging import MERGED, PARTED
from rapport.creators.models import IncomingFile
from rapport.creators.queries.imports import creator_layouts
from rapport.creators.rules.comparing import DEALINGS as COMPARED_DEALINGS
from rapport.creators.rules.contact_points import Basis
from rapport.creators.rules.definitions import DEFINITIONS
from rapport.creators.rules.identity import Confidence
from rapport.creators.rules.imports.mappings import FIELDS as MAPPABLE
from rapport.creators.rules.imports.mappings import KIND as MAPPED
from rapport.creators.rules.marketplace import (
    AGENCIES,
    AGES,
    CONTENTS,
    GENDERS,
    GMV_BANDS,
    POST_RATES,
    UNIT_BANDS,
)
from rapport.creators.rules.marketplace import FIELDS as SEARCH_FIELDS
from rapport.creators.rules.peers import MEASURES
from rapport.creators.rules.screens import FIELDS, Verdict
from rapport.creators.rules.standings import WEIGHTS
from rapport.jobs.handlers import CONNECTION_HANDLERS, FILE_HANDLERS, HANDLERS, WORKSPACE_HANDLERS
from rapport.outreach.channels.accounts import SECURITIES
from rapport.outreach.channels.accounts import SETTINGS as CHANNEL_SETTINGS
from rapport.outreach.channels.channel import Account as ChannelStanding
from rapport.outreach.channels.channel import Channel
from rapport.outreach.channels.consent import ColdContact
from rapport.outreach.channels.hand.rules import App
from rapport.outreach.models import (
    Experiment,
    FaqEntry,
    ManagerTask,
    Message,
    OptOut,
    QuotaEntry,
    Reservation,
    TranslationCall,
    TranslatorAccount,
)
from rapport.outreach.queries.faq import SHIPPED
from rapport.outreach.queries.phrases import matters_for_a_person
from rapport.outreach.queries.templates import shipped_templates
from rapport.outreach.rules.faq import Sureness
from rapport.outreach.rules.life import Ending, Stage
from rapport.outreach.rules.platform_words import SeatWord
from rapport.outreach.rules.quota import Kind, Pool
from rapport.outreach.rules.sequences import LanguageRule
from rapport.outreach.rules.standing import Mark
from rapport.outreach.rules.wording import VARIABLES, Purpose
from rapport.platform_client import MessageType, PlatformError
from rapport.policies.queries import pack, pack_names
from rapport.policies.rules.forbidden import ForbiddenKind, ForbiddenShape
from rapport.policies.rules.playbooks import SECTIONS
from rapport.policies.rules.sections import Policy
from rapport.review.models import ReviewAction
from rapport.review.rules.findings import Finding
from rapport.review.rules.tiers import Tier
from rapport.sales.models import OrderLine
from rapport.sales.queries import order_layouts
from rapport.sales.rules.lines import LineStatus
from rapport.samples.rules.deadlines import SampleStage
from rapport.settlement.rules.ledger import Account, Cause
from rapport.shared.periods import WEEKDAYS
from rapport.shops.models import Connection, Shop
from rapport.shops.rules.roles import Ability, Role

SOURCE = Path(__file__).resolve().parents[1] / "src" / "rapport"
OF_CREATORS = tuple(one.name for one in creator_layouts() if not one.elsewhere)
LAYOUTS = {one.name: one for one in (*creator_layouts(), *order_layouts())}
SHAPES = ("at_least", "at_most", "between", "region", "category", "one_of", "part")
CHANNEL_TROUBLES = (
    *("access_lost", "address_refused", "bounced", "nobody_there", "not_heard", "sender_refused", "throttled"),
    *("turned_down", "unclear", "wants_no_more", "window_closed_there"),
)
"""What clients of channels say of a send, as rows keep it."""
PUT_TOGETHER = (
    *(f"screen.{kind}_{verdict}" for kind, verdict in product(SHAPES, Verdict)),
    *(f"score.by_{part}" for part in WEIGHTS),
    *(f"suspicion.{measure}_low" for measure in MEASURES),
    *(f"identity.same_{trace}" for trace in ("email", "phone", "instagram", "link", "avatar")),
    "content.only_shoppable_listed",
    "content.ads_not_told",
    "settlement.base_by_amount",
    "answered_before_reminder",
    "settlement.base_by_quantity",
    *(f"closed_{ending.value}" for ending in Ending),
    "shops.authorize_again",
    *(f"channel.account_{state.value}" for state in ChannelStanding if state is not ChannelStanding.READY),
    *(f"channel.cold_{cold.value}" for cold in (ColdContact.CONFIRM, ColdContact.CONSENT)),
    *(f"channel.{channel.value}_they_first" for channel in (Channel.INSTAGRAM, Channel.MESSENGER)),
    *(f"channel.{trouble}" for trouble in CHANNEL_TROUBLES),
    "packing.stands",
    "packing.wanted_twice",
    "pace.quiet_hours",
    "pace.holiday",
    "pace.day_without_work",
    "pace.outside_hours",
    "platform.conflict",
    "platform.unknown_participants",
)
"""Codes the source puts together from parts, or keeps on rows without a Reason around them."""


TOLD_BY_NAME = {
    APPROVAL_CHANGED,
    MERGED,
    PARTED,
    EXPORTED,
    EXPORTED_WITHOUT_NAMES,
    *(f"review.{state}" for state in ReviewAction.State.values),
}
"""Deeds whose calls of `record` name a constant or a state."""


def _values() -> list[Value]:
    """Every value of a policy and of a playbook."""
    rules = pack(pack_names()[0])
    sections = policy_sections(rules.for_region(next(iter(rules.regions)))) + playbook_sections(Shop())
    return [one for section in sections for one in section.values]


def _calls(named: str) -> list[ast.Call]:
    """Every call of this name in the source."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == named]


def _deeds() -> set[str]:
    """What the trail's lines say was done: the action named in each call of `record`."""
    return {text for call in _calls("record") for given in call.args[2:3] for text in _texts(given)} | TOLD_BY_NAME


def _given(called: str, keyword: str) -> set[str]:
    """Every text that the source hands to this keyword of this call."""
    given = (one.value for call in _calls(called) for one in call.keywords if one.arg == keyword)
    return {text for value in given for text in _texts(value)}


def _texts(value: ast.expr) -> Iterator[str]:
    """The texts an expression may be: itself, or either side of a choice."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)


FAMILIES: dict[str, Iterable[str]] = {
    "ability": Ability,
    "account": Account,
    "act": Act,
    "age_band": AGES,
    "agency": AGENCIES,
    "app": App,
    "asked_as": {form_of(one) for one in FIELDS.values()},
    "approval": Campaign.Approval.values,
    "approval_hint": Campaign.Approval.values,
    "basis": Basis,
    "campaign": Campaign.State.values,
    "candidate": Candidate.State.values,
    "cause": Cause,
    "channel": Channel,
    "channel_cost": Channel,
    "channel_risk": Channel,
    "channel_setting": sorted({one.name for fields in CHANNEL_SETTINGS.values() for one in fields}),
    "choice": sorted({choice for one in _values() for choice in one.choices}),
    "column": sorted({*MAPPABLE, *(name for one in creator_layouts() for name in one.fields)}),
    "collaboration": TargetCollaboration.State.values,
    "confidence": ("official", "measured", "secondary", "unverified", "assumed", *Confidence),
    "connection": Connection.Kind.values,
    "contact_source": ("bio", "hand", "wrote"),
    "content": ("VIDEO", "LIVE", "SHOP", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE", "SHOWCASE"),
    "content_format": CONTENTS,
    "dealing": [one.name for one in COMPARED_DEALINGS],
    "did": sorted(_deeds()),
    "ending": Ending,
    "experiment": Experiment.State.values,
    "figure_by": {one.by for one in DEFINITIONS.values()},
    "figure_made": {one.made for one in DEFINITIONS.values()},
    "formula": DEFINITIONS,
    "field": ("ends_at", "limits", "name", "products"),
    "finding": Finding,
    "forbidden_way": FORBIDDEN_WAYS,
    "forbidden_why": FORBIDDEN_WAYS,
    "elsewhere": sorted({one.elsewhere for one in LAYOUTS.values() if one.elsewhere}),
    "forbidden": (*get_args(ForbiddenKind), *get_args(ForbiddenShape)),
    "gender": GENDERS,
    "gmv_band": GMV_BANDS,
    "goal": Campaign.Goal.values,
    "goal_hint": Campaign.Goal.values,
    "incoming": IncomingFile.State.values,
    "job": (*HANDLERS, *CONNECTION_HANDLERS, *FILE_HANDLERS, *WORKSPACE_HANDLERS),
    "kind": Kind,
    "language_rule": LanguageRule,
    "layout": (*LAYOUTS, MAPPED),
    "line": LineStatus,
    "mark": Mark,
    "matter": matters_for_a_person(),
    "message": Message.State.values,
    "message_type": MessageType,
    "metric": (*FIELDS, *DEFINITIONS),
    "opt_out": OptOut.Via.values,
    "plan": PlanLine.State.values,
    "post_rate": POST_RATES,
    "platform_word": (*SeatWord, "unseen"),
    "preset": PRESETS,
    "purpose": Purpose,
    "question": (*SHIPPED, "draft"),
    "question_about": FaqEntry.Category.values,
    "quota_unit": ("message", "creator_week"),
    "rate_source": ("terms", "reported"),
    "quota_event": QuotaEntry.Event.values,
    "quota_pool": Pool,
    "reservation": (*Reservation.State.values, QuotaEntry.Event.SKIPPED.value),
    "review": ReviewAction.State.values,
    "role": Role,
    "row_trouble": ("bytes", "cut_off", "long", "quote"),
    "sample": SampleStage,
    "search_field": (*SEARCH_FIELDS, "every_days", "followers"),
    "seat": CollaborationCreator.State.values,
    "security": SECURITIES,
    "section": (*Policy.model_fields, *SECTIONS),
    "shipped_wording": sorted({one.name for one in shipped_templates()}),
    "task": ManagerTask.State.values,
    "sighting": ("marketplace", "order", "wrote_first", "forgotten", MAPPED, *OF_CREATORS),
    "source": OrderLine.Source.values,
    "stage": Stage,
    "sureness": Sureness,
    "terms": Terms.Kind.values,
    "tier": Tier,
    "translation_call": TranslationCall.Purpose.values,
    "translation_state": TranslationCall.State.values,
    "translator": TranslatorAccount.Kind.values,
    "told": ("entered", "pack", "platform", "refusal"),
    "unit_band": UNIT_BANDS,
    "unreadable": sorted(_given("FileUnreadable", "why")),
    "variable": sorted(VARIABLES),
    "value": sorted({one.name for one in _values()}),
    "week": [name for name, _ in FIGURES],
    "weekday": WEEKDAYS,
    "wish": WishKind,
    "what": sorted(_given("NotFound", "what")),
}  # fmt: skip
"""The words behind values, by the family a page names: `{{ stage|word("stage") }}` looks up `stage.invited`."""


def all_codes() -> list[str]:
    """Every code and family word, in order."""
    words = (f"{family}.{word}" for family, known in FAMILIES.items() for word in known)
    return sorted({*source_codes(), *PUT_TOGETHER, *words, *platform_codes()})


def source_codes() -> set[str]:
    """Codes written in the source: of `Reason(…)` and of the classes of refusals."""
    files = (path for path in SOURCE.rglob("*.py") if "platform_client" not in path.parts)
    return {code for path in files for code in _codes_in(ast.parse(path.read_text(encoding="utf-8")))}


def platform_codes() -> set[str]:
    """One for each kind of refusal that the client knows."""
    found, open_ones = set(), [PlatformError]
    while open_ones:
        kind = open_ones.pop()
        open_ones.extend(kind.__subclasses__())
        found.add(f"platform.{kind.__name__}")
    return found


def _codes_in(tree: ast.Module) -> Iterator[str]:
    named = {name: list(_texts(value)) for name, value in _assigned(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from (text for name, value in _assigned(node) if name == "code" for text in _texts(value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason" and node.args:
            given = node.args[0]
            yield from named.get(given.id, ()) if isinstance(given, ast.Name) else _texts(given)


def _assigned(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
