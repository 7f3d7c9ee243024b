"""What a message says: templates with variables, never sent with one empty (brief S2, 优化邀约话术)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapport.shared.refusals import Refusal

VARIABLE = re.compile(r"\{(\w+)\}")
VARIABLES = frozenset({"creator", "video_title", "brand", "product", "rate", "gift", "shop"})


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


@dataclass(frozen=True, slots=True)
class Template:
    """One text for one purpose in one language; earlier templates of a purpose are preferred."""

    purpose: Purpose
    language: str
    text: str

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

    `words` by variable; `gifts` names the free sample by language, for where `words` holds no gift; `said` are
    texts this creator had from us before, which are not sent a second time.
    """

    words: Mapping[str, str]
    gifts: Mapping[str, str]
    said: Collection[str] = ()

    def in_language(self, language: str) -> dict[str, str]:
        return {**self.words, "gift": self.words.get("gift") or self.gifts.get(language, "")}


def compose(
    templates: Sequence[Template], purpose: Purpose, languages: Sequence[str], known: Known, *, chars_max: int
) -> str:
    """The first template of the purpose that can be filled wholly, is not too long and was not said before, in the
    first language with one.

    Refuses with NoTemplateFits, or with MessageTooLong where only the length stands in the way.
    """
    missing: set[str] = set()
    too_long: list[int] = []
    for language in languages:
        words = known.in_language(language)
        for template in templates:
            if template.purpose is not purpose or template.language != language:
                continue
            unknown = [name for name in template.variables() if not words.get(name, "").strip()]
            missing.update(unknown)
            text = "" if unknown else _filled(template.text, words)
            if text and text not in known.said:
                if len(text) <= chars_max:
                    return text
                too_long.append(len(text))
    if too_long:
        raise MessageTooLong(characters=min(too_long), most=chars_max)
    raise NoTemplateFits(purpose=purpose.value, languages=", ".join(languages), missing=", ".join(sorted(missing)))


def _filled(text: str, words: Mapping[str, str]) -> str:
    return VARIABLE.sub(lambda found: words[found[1]].strip(), text).strip()
