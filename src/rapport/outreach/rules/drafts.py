"""What may be said without a person: a model drafts and never decides a price; an automatic answer keeps to the terms.

"A model may draft, never decide a price": a draft names no figure at all; rates come in as `{rate}`, which the campaign
fills. What goes out by itself may name the campaign's own rates and nothing else.
"""

import re
from collections.abc import Collection, Mapping

from rapport.outreach.rules.figures import amounts_in, names_figures, rates_in
from rapport.outreach.rules.intent import declines, said_in
from rapport.outreach.rules.wording import VARIABLE, Purpose, Template, check_template
from rapport.shared.money import percent
from rapport.shared.refusals import Reason, Refusal

CONTACT = re.compile(
    r"https?://|www\.|[\w.+-]+@[\w-]+\.\w|(?<!\w)@\w|\+?\d[\d ()-]{6,}\d"
    r"|whats\s?app|we\s?chat|微信|telegram|(?<!\w)line\s?(?:id|:)|zalo|instagram|(?<!\w)ig:|facebook|messenger|e-?mail|邮箱|メール",
    re.IGNORECASE,
)


class DraftEmpty(Refusal):
    """The model wrote nothing."""

    code = "drafts.empty"


class DraftTooLong(Refusal):
    """The draft is longer than the platform takes."""

    code = "drafts.too_long"


class DraftNamesPrice(Refusal):
    """The draft names a figure, rate or amount: a person decides those."""

    code = "drafts.names_price"


class DraftNamesPromise(Refusal):
    """The draft promises something."""

    code = "drafts.names_promise"


class DraftNamesContact(Refusal):
    """The draft names contact data or another channel."""

    code = "drafts.names_contact"


class OtherRate(Refusal):
    """An answer names a rate that the campaign does not offer."""

    code = "answers.other_rate"


class OtherAmount(Refusal):
    """An answer names an amount of money; the campaign's terms have none."""

    code = "answers.other_amount"


class AnswerNamesContact(Refusal):
    """An answer names contact data, which the platform forbids in its messages."""

    code = "answers.names_contact"


def check_draft(text: str, promises: Collection[str], *, chars_max: int) -> str:
    """A model's draft, its variables still open, trimmed.

    Refuses with DraftEmpty, DraftTooLong, TemplateInvalid, DraftNamesPrice, DraftNamesPromise or DraftNamesContact.
    """
    if not text.strip():
        raise DraftEmpty
    if len(text) > chars_max:
        raise DraftTooLong(characters=len(text), most=chars_max)
    check_template(Template(Purpose.ANSWER, "", text))
    bare = VARIABLE.sub(" ", text)
    if names_figures(bare):
        raise DraftNamesPrice
    promised = said_in(bare, promises)
    if promised:
        raise DraftNamesPromise(phrase=promised[0].rstrip("*"))
    contact = CONTACT.search(bare)
    if contact:
        raise DraftNamesContact(what=contact[0].strip())
    return text.strip()


def check_automatic(text: str, rates: Collection[int]) -> None:
    """Whether an answer, its variables filled, may go out without a person; `rates` are the campaign's, hundredths of a
    percent. Refuses with OtherRate, OtherAmount or AnswerNamesContact.
    """
    other = sorted(rates_in(text) - set(rates))
    if other:
        raise OtherRate(rate=max(other[0], 0))
    amounts = amounts_in(text)
    if amounts:
        raise OtherAmount(amount=amounts[0])
    contact = CONTACT.search(text)
    if contact:
        raise AnswerNamesContact(what=contact[0].strip())


def for_a_person(
    text: str, matters: Mapping[str, Collection[str]], refusals: Collection[str], rates: Collection[int]
) -> Reason | None:
    """Why a creator's message is answered by a person and by nobody else; None where the usual answers may do.

    `matters` are phrases by matter (`money`, `complaint`, `legal`), `refusals` those of a no, `rates` the campaign's.
    """
    for matter, phrases in matters.items():
        found = said_in(text, phrases)
        if found:
            return Reason("answers.for_a_person", {"matter": matter, "phrase": found[0].rstrip("*")})
    if declines(text, refusals):
        return Reason("answers.declines")
    other = sorted(rates_in(text, asking=True) - set(rates))
    if other:
        named = percent(other[0]) if other[0] >= 0 else "%"
        return Reason("answers.for_a_person", {"matter": "money", "phrase": named})
    amounts = amounts_in(text)
    return Reason("answers.for_a_person", {"matter": "money", "phrase": amounts[0]}) if amounts else None
