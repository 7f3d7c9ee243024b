"""What a message says: templates with variables, never sent with one empty (brief S2, 优化邀约话术)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapport.outreach.rules.forbidden import forbidden_in
from rapport.outreach.rules.values import tidy
from rapport.policies.rules.sections import ContactPolicy
from rapport.shared.refusals import Data, Refusal

VARIABLE = re.compile(r"\{(\w+)\}")
GREETING = "greeting"
VARIABLES = frozenset(
    {"creator", "video_title", "brand", "product", "rate", "gift", "traffic", "extra", "shop", GREETING}
)
"""`extra` is the gift, the traffic support, or both joined as the language joins them."""
GREETING_CHARS = 80


class Purpose(StrEnum):
    """What a message is for; a message sequence has one template or more of each."""

    INVITE = "invite"
    REMIND = "remind"
    ANSWER = "answer"
    SAMPLE_NOTICE = "sample_notice"
    REINVITE = "reinvite"


class NoTemplateFits(Refusal):
    """Every template of this purpose and language asks for something that is not known of this creator."""

    code = "wording.no_template_fits"


class TemplateInvalid(Refusal):
    """A template names a variable that does not exist."""

    code = "wording.template_invalid"


class MessageTooLong(Refusal):
    """The filled message is longer than the platform takes."""

    code = "wording.message_too_long"


class FilledForbidden(Refusal):
    """Put together, the message holds something that no message may hold."""

    code = "wording.filled_forbidden"


@dataclass(frozen=True, slots=True)
class Template:
    """One text for one purpose in one language; earlier templates of a purpose are preferred.

    `name` is the wording's: texts of one purpose and name are the same wording in several languages.
    """

    purpose: Purpose
    language: str
    text: str
    name: str = ""

    def variables(self) -> list[str]:
        return VARIABLE.findall(self.text)


def check_template(template: Template) -> None:
    """Refuses with TemplateInvalid."""
    for name in template.variables():
        if name not in VARIABLES:
            raise TemplateInvalid(variable=name, known=", ".join(sorted(VARIABLES)))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a message is composed.

    `words` by variable. By language: `gifts` names the free sample, for where `words` holds no gift, `traffics` the
    support, `joined` joins both, `greetings` greets on the day of sending. `said` are texts this creator had from us
    before, which are not sent a second time.
    """

    words: Mapping[str, str]
    gifts: Mapping[str, str]
    said: Collection[str] = ()
    traffics: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)
    greetings: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, language: str) -> dict[str, str]:
        """Every variable's value in a language, tidied; empty where nothing is known."""
        gift = self.words.get("gift") or self.gifts.get(language, "")
        traffic = self.words.get("traffic") or self.traffics.get(language, "")
        both = _filled(self.joined.get(language, "{gift}, {traffic}"), {"gift": gift, "traffic": traffic})
        extra = both if gift.strip() and traffic.strip() else gift or traffic
        greeting = self.words.get(GREETING) or self.greetings.get(language, "")
        whole = {**self.words, "gift": gift, "traffic": traffic, "extra": extra, GREETING: greeting}
        return {name: tidy(value) for name, value in whole.items()}


@dataclass(frozen=True, slots=True)
class Composed:
    """A whole message, and the template that it was made of."""

    text: str
    template: Template


def compose(
    templates: Sequence[Template],
    purpose: Purpose,
    languages: Sequence[str],
    known: Known,
    *,
    chars_max: int,
    contact: ContactPolicy | None = None,
) -> Composed:
    """The first template of the purpose that can be filled wholly, is not too long, holds nothing forbidden and was
    not said before, in the first language with one. `contact` says what is forbidden.

    Refuses with NoTemplateFits, or with MessageTooLong or FilledForbidden where only that stands in the way.
    """
    missing: set[str] = set()
    refused: list[Refusal] = []
    for language in languages:
        words = known.in_language(language)
        for template in templates:
            if template.purpose is not purpose or template.language != language:
                continue
            unknown = [name for name in template.variables() if not words.get(name, "")]
            missing.update(unknown)
            if unknown or _was_said(template, words, known.said):
                continue
            text = _filled(template.text, words)
            why = _trouble(text, language, chars_max, contact)
            if why is None:
                return Composed(text, template)
            refused.append(why)
    if refused:
        raise min(refused, key=_nearest)
    raise NoTemplateFits(purpose=purpose.value, languages=", ".join(languages), missing=", ".join(sorted(missing)))


def _trouble(text: str, language: str, chars_max: int, contact: ContactPolicy | None) -> Refusal | None:
    if len(text) > chars_max:
        return MessageTooLong(characters=len(text), most=chars_max)
    for one in forbidden_in(text, contact, language) if contact else ():
        return FilledForbidden(kind=one.kind, words=text[one.start : one.end])
    return None


def _nearest(refusal: Refusal) -> int:
    """The refusal to tell when there are several: the shortest text, for a person can shorten it."""
    data: Data = refusal.data
    return int(data.get("characters") or 0)


def _was_said(template: Template, words: Mapping[str, str], said: Collection[str]) -> bool:
    """Whether the creator had these words before, under any day's greeting."""
    if not said:
        return False
    if GREETING not in template.variables():
        return _filled(template.text, words) in said
    parts = (_filled(part, words) if part else "" for part in template.text.split(f"{{{GREETING}}}"))
    pattern = re.compile(rf".{{0,{GREETING_CHARS}}}".join(map(re.escape, parts)), re.DOTALL)
    return any(pattern.fullmatch(one) for one in said)


def _filled(text: str, words: Mapping[str, str]) -> str:
    return VARIABLE.sub(lambda found: words.get(found[1], "").strip(), text).strip()
