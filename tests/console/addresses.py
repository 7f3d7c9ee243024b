"""Every address of the console with the parts and the form that make it do something in the world of `world.py`.

The names come from `rapport.console.urls` itself: an address that is missing here fails its tests.
"""

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import NOW
from tests.console.world import World
from tests.outreach.channels.stage import META
from tests.sheets import SHOP_CREATORS, orders, sheet

from rapport.console.urls import urlpatterns
from rapport.creators.models import CreatorContact
from rapport.outreach.models import ChannelAccount, Message, StrayMessage

NAMES = [str(one.name) for one in urlpatterns]
WITH_ID = [str(one.name) for one in urlpatterns if one.pattern.converters]
Form = Mapping[str, str | SimpleUploadedFile]

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8
SELLER = {"creator": "linh", "followers": "221.7K", "category": "Beauty"}


def upload(content: bytes, name: str = "from-my-desk.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


PARTS: Mapping[str, Callable[[World], tuple[int, ...]]] = {
    "thread": lambda world: (world.thread.pk,),
    "send": lambda world: (world.thread.pk,),
    "no_answer": lambda world: (world.thread.pk,),
    "translate_thread": lambda world: (world.thread.pk,),
    "translate_answer": lambda world: (world.thread.pk,),
    "ask_draft": lambda world: (world.thread.pk,),
    "wrong_suggestion": lambda world: (world.thread.pk,),
    "translation_state": lambda world: (world.translation.pk,),
    "approve_template_draft": lambda world: (world.template_draft.pk,),
    "drop_template_draft": lambda world: (world.template_draft.pk,),
    "remove_term": lambda world: (world.term.pk,),
    "campaign_answers": lambda world: (world.campaign.pk,),
    "close_invitation": lambda world: (world.invitation.pk,),
    "save_channel": lambda world: (world.cast.uk.pk,),
    "turn_channel": lambda _: (ChannelAccount.objects.earliest("pk").pk,),
    "settle_stranger": lambda _: (StrayMessage.objects.earliest("pk").account_id,),
    "settle_unclear": lambda _: (Message.objects.get(state="unclear").pk,),
    "reach": lambda world: (world.cast.bao.pk,),
    "send_on_channel": lambda world: (world.cast.dara.pk,),
    "keep_contact": lambda world: (world.cast.bao.pk,),
    "drop_contact": lambda _: (CreatorContact.objects.earliest("pk").pk,),
    "presence": lambda world: (world.thread.pk,),
    "assign_thread": lambda world: (world.thread.pk,),
    "thread_note": lambda world: (world.thread.pk,),
    "thread_words": lambda world: (world.thread.pk,),
    "send_card": lambda world: (world.thread.pk,),
    "send_picture": lambda world: (world.thread.pk,),
    "picture": lambda world: (world.picture.message_id,),
    "reopen_invitation": lambda world: (world.closed.pk,),
    "end_cooldown": lambda world: (world.closed.pk,),
    "opt_out": lambda world: (world.cast.anna.pk,),
    "consent": lambda world: (world.cast.chai.pk,),
    "task": lambda world: (world.task.pk,),
    "answer_task": lambda world: (world.task.pk,),
    "close_task": lambda world: (world.task.pk,),
    "export_task": lambda world: (world.task.pk,),
    "approve_line": lambda world: (world.line.pk,),
    "skip_line": lambda world: (world.line.pk,),
    "propose_again": lambda world: (world.skipped.pk,),
    "want_creator": lambda world: (world.line.pk,),
    "undo_wish": lambda world: (world.wish.pk,),
    "settle_lines": lambda world: (world.cast.uk.pk,),
    "stop_shop": lambda world: (world.cast.uk.pk,),
    "resume_shop": lambda world: (world.cast.us.pk,),
    "approve_all": lambda world: (world.cast.uk.pk,),
    "plan_anew": lambda world: (world.cast.uk.pk,),
    "quota": lambda world: (world.cast.uk.pk,),
    "quota_replay": lambda world: (world.cast.uk.pk,),
    "quota_week": lambda world: (world.line.plan.window_id,),
    "creator": lambda world: (world.cast.anna.pk,),
    "similar": lambda world: (world.cast.anna.pk,),
    "similar_to_best": lambda world: (world.cast.uk.pk,),
    "block": lambda world: (world.cast.anna.pk,),
    "add_note": lambda world: (world.cast.anna.pk,),
    "forget_creator": lambda world: (world.cast.dara.pk,),
    "forget_creator_now": lambda world: (world.cast.dara.pk,),
    "accept_proposal": lambda world: (world.proposal.pk,),
    "refuse_proposal": lambda world: (world.proposal.pk,),
    "undo_merge": lambda world: (world.merge.pk,),
    "merge_creator": lambda world: (world.cast.anna.pk,),
    "rename_view": lambda world: (world.view.pk,),
    "remove_view": lambda world: (world.view.pk,),
    "remove_note": lambda world: (world.note.pk,),
    "creator_list": lambda world: (world.list.pk,),
    "rename_list": lambda world: (world.list.pk,),
    "remove_list": lambda world: (world.list.pk,),
    "rename_tag": lambda world: (world.tag.pk,),
    "remove_tag": lambda world: (world.tag.pk,),
    "campaign": lambda world: (world.campaign.pk,),
    "rebuild_shortlist": lambda world: (world.campaign.pk,),
    "campaign_state": lambda world: (world.campaign.pk,),
    "campaign_approval": lambda world: (world.campaign.pk,),
    "campaign_limits": lambda world: (world.campaign.pk,),
    "mark_candidate": lambda world: (world.campaign.pk, world.cast.anna.pk),
    "collaboration": lambda world: (world.invitation.collaboration_id,),
    "end_collaboration": lambda world: (world.invitation.collaboration_id,),
    "decide_sample": lambda world: (world.sample.pk,),
    "statement": lambda world: (world.cast.uk.statement_set.earliest("pk").pk,),
    "order_line": lambda world: (world.order_line.pk,),
    "review": lambda world: (world.review.pk,),
    "settle_action": lambda world: (world.review.actions.earliest("pk").pk,),
    "import_run": lambda world: (world.import_run.pk,),
    "refused_file": lambda world: (world.import_run.pk,),
    "incoming": lambda world: (world.incoming.pk,),
    "incoming_columns": lambda world: (world.incoming.pk,),
    "save_columns": lambda world: (world.incoming.pk,),
    "import_incoming": lambda world: (world.incoming.pk,),
    "incoming_progress": lambda world: (world.asked_file.pk,),
    "discard_incoming": lambda world: (world.incoming.pk,),
    "forget_mapping": lambda world: (world.mapping.pk,),
    "run_search": lambda world: (world.search.pk,),
    "rest_search": lambda world: (world.search.pk,),
    "remove_search": lambda world: (world.search.pk,),
    "shop_rules": lambda world: (world.cast.uk.pk,),
    "save_rules": lambda world: (world.cast.uk.pk,),
    "shop_playbook": lambda world: (world.cast.uk.pk,),
    "save_playbook": lambda world: (world.cast.uk.pk,),
    "try_again": lambda world: (world.job.pk,),
    "remove_wording": lambda world: (world.template.pk,),
}
FORMS: Mapping[str, Callable[[World], Form]] = {
    "move_clock": lambda _: {"span": "day"},
    "workspace": lambda world: {"workspace": str(world.cast.moonwell.pk)},
    "language": lambda _: {"language": "en"},
    "send": lambda world: {"text": "Gladly!", "key": f"thread:{world.thread.pk}:9"},
    "no_answer": lambda _: {},
    "translate_thread": lambda _: {},
    "translate_answer": lambda _: {"text": "佣金是多少？"},
    "ask_draft": lambda _: {},
    "wrong_suggestion": lambda _: {"suggestion": "product"},
    "campaign_answers": lambda _: {"allowed": "1"},
    "translate_template": lambda _: {"template": "0", "into": "fr"},
    "approve_template_draft": lambda _: {"text": "Hallo {creator}, noch ein Wort?"},
    "drop_template_draft": lambda _: {},
    "keep_question": lambda _: {"question": "sample", "language": "en", "phrases": "any?", "answer": "Yes."},
    "add_question": lambda _: {"title": "Vegan", "category": "product"},
    "allow_question": lambda _: {"question": "sample", "allowed": "0"},
    "remove_question": lambda _: {"question": "brand"},
    "restore_questions": lambda _: {},
    "save_translator": lambda _: {"kind": "deepl", "base_url": "https://d.example", "key": "k", "monthly_cap": "5万"},
    "try_translation": lambda _: {"text": "你好", "target": "en"},
    "keep_term": lambda _: {"term": "Moonwell", "language": "de", "fixed": "Mondbrunnen"},
    "remove_term": lambda _: {},
    "close_invitation": lambda _: {"ending": "declined"},
    "save_channel": lambda _: {"channel": "whatsapp", **META},
    "turn_channel": lambda _: {"act": "off"},
    "settle_stranger": lambda _: {"address": "9001", "handle": "@chai"},
    "settle_unclear": lambda _: {"was_sent": "yes"},
    "send_on_channel": lambda world: {
        "shop": str(world.cast.uk.pk),
        "channel": "hand",
        "text": "Hello!",
        "address": "@dara",
        "key": f"channel:hand:{world.cast.uk.pk}:{world.cast.dara.pk}:1",
        "confirmed": "yes",
    },
    "keep_contact": lambda _: {"kind": "email", "address": "bao@two.example", "basis": "consent"},
    "drop_contact": lambda _: {},
    "presence": lambda _: {"seen": "0", "typing": "1", "up_to": NOW.isoformat()},
    "assign_thread": lambda world: {"member": str(world.cast.mei.member_set.get().pk)},
    "thread_note": lambda _: {"text": "Ask about the spring line."},
    "send_card": lambda world: {"card": "PRODUCT_CARD:1001", "key": f"thread:{world.thread.pk}:9"},
    "send_picture": lambda world: {"picture": upload(PNG, "serum.png"), "key": f"thread:{world.thread.pk}:9"},
    "bulk_invitations": lambda world: {"act": "withdraw", "invitation": str(world.invitation.pk)},
    "reopen_invitation": lambda _: {"why": "she called"},
    "end_cooldown": lambda _: {"why": "she called"},
    "opt_out": lambda _: {"why": "said so on the phone"},
    "consent": lambda _: {"consent": "asked for the autumn line"},
    "ask_manager": lambda world: {
        "request": "Please nudge them.",
        "creator": str(world.cast.anna.pk),
        "due": "2026-03-06",
    },
    "answer_task": lambda _: {"answer": "Done on Tuesday."},
    "close_task": lambda _: {},
    "export_task": lambda _: {},
    "approve_line": lambda _: {"text": "Would you try our serum?"},
    "skip_line": lambda _: {},
    "propose_again": lambda _: {},
    "want_creator": lambda _: {"kind": "forbid", "scope": "shop", "why": "sells to our rival"},
    "undo_wish": lambda _: {},
    "settle_lines": lambda world: {"line": str(world.line.pk), "deed": "approve"},
    "stop_shop": lambda _: {"why": "wrong price"},
    "resume_shop": lambda _: {},
    "approve_all": lambda world: {"seen": world.line.plan.made_at.isoformat()},
    "plan_anew": lambda _: {},
    "block": lambda _: {"why": "asked us to stop"},
    "bulk_creators": lambda world: {"creator": str(world.cast.bao.pk), "act": "tag", "tag": "Spring"},
    "add_note": lambda _: {"text": "Prefers mornings."},
    "forget_creator_now": lambda _: {"handle": "@Dara"},
    "export_deidentified": lambda world: {"list": str(world.list.pk)},
    "export_everything": lambda world: {"list": str(world.list.pk)},
    "accept_proposal": lambda _: {},
    "refuse_proposal": lambda _: {},
    "undo_merge": lambda _: {},
    "merge_creator": lambda _: {"handle": "@dara"},
    "save_view": lambda _: {"name": "Core", "screen": "followers >= 10k", "sort": "gmv", "shared": "1"},
    "rename_view": lambda _: {"name": "Large"},
    "remove_view": lambda _: {},
    "remove_note": lambda _: {},
    "open_list": lambda _: {"name": "Autumn"},
    "rename_list": lambda _: {"name": "Autumn"},
    "remove_list": lambda _: {},
    "rename_tag": lambda _: {"name": "Autumn"},
    "remove_tag": lambda _: {},
    "create_campaign": lambda world: {
        "shop": str(world.cast.uk.pk),
        "name": "Summer",
        "goal": "sales",
        "approval": "person",
        "product": str(world.cast.candle.pk),
        f"rate_{world.cast.candle.pk}": "22.5%",
        "followers_from": "2万",
        "per_day_max": "3",
        "starts": "2026-03-02",
        "ends": "2026-05-31",
    },
    "rebuild_shortlist": lambda _: {},
    "campaign_state": lambda _: {"state": "paused"},
    "campaign_approval": lambda _: {"approval": "automatic"},
    "campaign_limits": lambda _: {
        "per_day_max": "7",
        "per_hour_max": "4",
        "works_on": "monday",
        "works_from": "10:00",
        "works_until": "18:30",
        "minds_holidays": "on",
    },
    "mark_candidate": lambda _: {"mark": "pin"},
    "end_collaboration": lambda _: {},
    "decide_sample": lambda _: {"decision": "approve"},
    "settle_action": lambda _: {"state": "done"},
    "take_creators": lambda _: {"file": upload(sheet(SHOP_CREATORS, [SELLER])), "region": "VN"},
    "save_columns": lambda _: {"field_0": "handle", "field_1": "category", "field_2": "followers"},
    "import_incoming": lambda _: {"region": "VN"},
    "discard_incoming": lambda _: {},
    "forget_mapping": lambda _: {},
    "create_search": lambda world: {"shop": str(world.cast.uk.pk), "name": "Beauty", "followers_from": "2万"},
    "run_search": lambda _: {},
    "rest_search": lambda _: {"state": "paused"},
    "remove_search": lambda _: {},
    "take_orders": lambda world: {"file": upload(orders({})), "shop": str(world.cast.uk.pk)},
    "save_rules": lambda _: {"pack": "guidebook", "cap": "35"},
    "save_playbook": lambda _: {"follow_up.remind_after_hours": "36"},
    "new_token": lambda _: {"member": "mei", "label": "warehouse"},
    "end_token": lambda _: {"label": "till 0"},
    "try_again": lambda _: {},
    "add_wording": lambda _: {"purpose": "remind", "language": "en", "text": "Hello {creator}, one more word."},
    "remove_wording": lambda _: {},
}
"""What each form sends; every other address is a page."""
QUERIES: Mapping[str, Callable[[World], Form]] = {
    "compare_creators": lambda world: {"creator": str(world.cast.anna.pk)},
    "campaign_bounds": lambda world: {"shop": str(world.cast.uk.pk), "preset": "sales"},
    "campaign_count": lambda world: {"shop": str(world.cast.uk.pk), "followers_from": "20000"},
}
WRITES = [name for name in NAMES if name in FORMS]
PAGES = [name for name in NAMES if name not in FORMS]
FRAGMENTS = frozenset({"clock", "campaign_bounds", "campaign_count", "incoming_progress", "translation_state"})
FRAGMENTS = frozenset({"clock", "thread_words", "campaign_bounds", "campaign_count", "incoming_progress"})
"""Parts of pages, fetched by htmx."""
FILES = frozenset({"refused_file", "picture"})
"""Files to keep, which no browser shows."""


def address(name: str, world: World) -> str:
    parts = PARTS[name](world) if name in WITH_ID else ()
    return reverse(name, args=parts)


def query(name: str, world: World) -> Form:
    return QUERIES[name](world) if name in QUERIES else {}
