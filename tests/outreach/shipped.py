"""What ships, asked for by tests: languages, texts, and the limits of every pack."""

from rapport.outreach.queries.templates import shipped_phrases, shipped_templates
from rapport.outreach.rules.checking import TYPICAL
from rapport.outreach.rules.wording import Known, Template
from rapport.policies.queries import pack, pack_names
from rapport.policies.rules.sections import Policy

LANGUAGES = ("de", "en", "es", "fil", "fr", "id", "it", "ja", "ms", "th", "vi", "zh")
POLICIES: list[Policy] = [
    rules.policy for name in pack_names() for rules in (*pack(name).regions.values(), pack(name).elsewhere)
]


def texts(language: str) -> list[Template]:
    return [one for one in shipped_templates() if one.language == language]


def all_known(greeting: str) -> Known:
    """Everything known, in the usual lengths, with sample and support both."""
    phrases = shipped_phrases()
    return Known(
        TYPICAL,
        phrases.gift,
        traffics=phrases.traffic,
        joined=phrases.joined,
        greetings=dict.fromkeys(LANGUAGES, greeting),
    )
