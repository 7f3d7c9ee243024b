"""A shop's approved WhatsApp templates, as a person writes them down: name, language and text with named places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapport.outreach.channels.channel import TemplateCall
from rapport.shared.refusals import Refusal

PLACES = ("creator", "brand", "shop")
PLACE = re.compile(r"\{(\w+)\}")
NAME = re.compile(r"[a-z0-9_]{1,512}")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2,4})?")
PARTS = 3


class TemplateUnreadable(Refusal):
    """A line is no template: `name | language | text`, with the places {creator}, {brand} and {shop}."""

    code = "channel.template_unreadable"


class TemplateUnfilled(Refusal):
    """What a place of the template asks for is not known, or no template of this name is written down."""

    code = "channel.template_unfilled"


@dataclass(frozen=True, slots=True)
class ApprovedTemplate:
    """A text that Meta approved. Its places are numbered there in the order in which they stand here."""

    name: str
    language: str
    text: str

    def filled(self, words: Mapping[str, str]) -> tuple[TemplateCall, str]:
        """The call with its values, and what the creator reads. Refuses with TemplateUnfilled."""
        places = PLACE.findall(self.text)
        values = tuple(" ".join(words.get(place, "").split()) for place in places)
        for place, value in zip(places, values, strict=True):
            if not value:
                raise TemplateUnfilled(template=self.name, place=place)
        known = dict(zip(places, values, strict=True))
        return TemplateCall(self.name, self.language, values), PLACE.sub(lambda found: known[found[1]], self.text)


def approved(typed: str) -> tuple[ApprovedTemplate, ...]:
    """The templates of a setting, one a line. Refuses with TemplateUnreadable."""
    return tuple(_read(line) for line in typed.splitlines() if line.strip())


def _read(line: str) -> ApprovedTemplate:
    parts = [part.strip() for part in line.split("|", PARTS - 1)]
    if len(parts) != PARTS or not parts[2] or not NAME.fullmatch(parts[0]) or not LANGUAGE.fullmatch(parts[1]):
        raise TemplateUnreadable(line=line.strip()[:80])
    unknown = [place for place in PLACE.findall(parts[2]) if place not in PLACES]
    if unknown:
        raise TemplateUnreadable(line=line.strip()[:80])
    return ApprovedTemplate(*parts)


def chosen(templates: tuple[ApprovedTemplate, ...], name: str) -> ApprovedTemplate:
    """The template that `name|language` names. Refuses with TemplateUnfilled."""
    found = next((one for one in templates if f"{one.name}|{one.language}" == name), None)
    if found is None:
        raise TemplateUnfilled(template=name, place="")
    return found
