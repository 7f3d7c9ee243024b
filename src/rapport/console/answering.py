"""What helps to answer in a thread: translations beside the talk, suggested answers, a model's draft."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from rapport.campaigns.actions.answers import let_answer
from rapport.campaigns.queries.answers import Draft
from rapport.campaigns.queries.campaigns import campaign
from rapport.campaigns.queries.speaking import Speaking
from rapport.campaigns.queries.suggestions import help_for
from rapport.console import entries
from rapport.console.desk import Desk, write
from rapport.console.translation import reader_language
from rapport.outreach.actions.answer_drafts import ask_for_draft
from rapport.outreach.actions.faq import note_sent, note_wrong
from rapport.outreach.actions.reading import translate_answer, translate_thread
from rapport.outreach.models import Message, Thread
from rapport.outreach.queries.faq import sent_by_itself
from rapport.outreach.queries.threads import thread
from rapport.outreach.queries.translation import beside, language_of, translation
from rapport.outreach.rules.languages import LANGUAGES
from rapport.shops.rules.roles import Ability


def helps(desk: Desk, speaking: Speaking, talk: list[Message], draft: Draft | None) -> dict[str, object]:
    """What the thread page shows beside the talk and above the box, and the box filled with what was chosen."""
    found, asked, reader = speaking.thread, desk.request.GET, reader_language()
    received = [one.text for one in talk if one.state == Message.State.RECEIVED and one.text]
    written = entries.row_id(asked.get("written", ""))
    row = translation(desk.workspace_id, written) if written is not None else None
    given = help_for(found, now=speaking.now, speaking=speaking)
    slug = asked.get("suggestion", "")
    text = given.text_of(slug) if slug else (row.result if row and asked.get("use") == "1" else "")
    return {
        "beside": beside(desk.workspace_id, received, reader),
        "served": given.is_served,
        "written": row,
        "creator_language": LANGUAGES.get(language_of(found), language_of(found)),
        "help": given,
        "by_itself": sent_by_itself(found),
        "suggestion": slug if text else "",
        "draft": replace(draft, text=text, no_words=None) if draft is not None and text else draft,
    }


def note_answer(desk: Desk, found: Thread, message: Message) -> None:
    """Count what became of the suggestion that the box was filled with."""
    sent = desk.request.POST
    slug = entries.text(sent, "suggestion")
    if slug:
        now = desk.now_of(found.shop)
        note_sent(message, slug[:40], entries.text(sent, "proposed"), by=desk.seat.actor, now=now)


@write(Ability.CONTACT)
def read_thread(desk: Desk, thread_id: int) -> HttpResponse:
    """Ask for what the creator wrote in the reader's language."""
    with desk.told():
        count = translate_thread(desk.workspace_id, thread_id, reader_language(), now=desk.machine_now)
        said = ngettext("%(num)d text is being translated.", "%(num)d texts are being translated.", count)
        desk.say(said % {"num": count})
    return desk.back("thread", thread_id)


@write(Ability.CONTACT)
def write_across(desk: Desk, thread_id: int) -> HttpResponse:
    """Ask for what a person wrote in the creator's language, to look at before it is sent."""
    with desk.told():
        text = entries.text(desk.request.POST, "text")
        row = translate_answer(desk.workspace_id, thread_id, text, reader_language(), now=desk.machine_now)
        return desk.to("thread", thread_id, written=row.pk, at="#across")
    return desk.back("thread", thread_id)


@write(Ability.CONTACT)
def ask_draft(desk: Desk, thread_id: int) -> HttpResponse:
    """Ask the model for a draft of an answer."""
    with desk.told():
        ask_for_draft(desk.workspace_id, thread_id, now=desk.machine_now)
        desk.say(gettext("The model is asked; its draft stands here in a moment."))
    return desk.back("thread", thread_id)


@write(Ability.CONTACT)
def call_wrong(desk: Desk, thread_id: int) -> HttpResponse:
    """A suggestion does not fit what was asked."""
    found = thread(desk.workspace_id, thread_id)
    slug, now = entries.text(desk.request.POST, "suggestion"), desk.now_of(found.shop)
    note_wrong(desk.workspace_id, found, slug, by=desk.seat.actor, now=now)
    desk.say(gettext("Noted: it does not fit."))
    return desk.back("thread", thread_id)


@write(Ability.PLAN)
def campaign_answers(desk: Desk, campaign_id: int) -> HttpResponse:
    """Let a campaign answer usual questions by itself, or no more."""
    found = campaign(desk.workspace_id, campaign_id)
    allowed = desk.request.POST.get("allowed") == "1"
    let_answer(found, allowed=allowed, by=desk.seat.actor, now=desk.now_of(found.shop))
    desk.say(gettext("From now on it answers usual questions by itself.") if allowed else gettext("A person answers."))
    return desk.back("campaign", campaign_id)
