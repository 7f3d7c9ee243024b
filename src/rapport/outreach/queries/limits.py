"""What every shop of a workspace may write: the shortest limit and all that any of its packs forbids."""

from dataclasses import dataclass

from rapport.policies.queries import pack
from rapport.policies.rules.packs import RegionNotCovered
from rapport.policies.rules.sections import ContactPolicy, Policy
from rapport.shops.queries.shops import policy_of, shops_of

OTHERWISE = "guidebook"
"""The pack whose limits hold before a shop is connected."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a message may be, and what it must not hold."""

    chars_max: int
    contact: ContactPolicy


def limits_of(workspace_id: int) -> Limits:
    """A template is used by all shops of a workspace, so that the strictest limits hold."""
    policies = _policies(workspace_id) or [pack(OTHERWISE).elsewhere.policy]
    return Limits(min(one.collaboration.message_chars_max for one in policies), _all_forbidden(policies))


def _policies(workspace_id: int) -> list[Policy]:
    found = []
    for shop in shops_of(workspace_id):
        try:
            found.append(policy_of(shop))
        except RegionNotCovered:
            continue
    return found


def _all_forbidden(policies: list[Policy]) -> ContactPolicy:
    shapes = tuple(dict.fromkeys(shape for one in policies for shape in one.contact.forbidden_shapes))
    words = tuple(dict.fromkeys(group for one in policies for group in one.contact.forbidden_words))
    return policies[0].contact.model_copy(update={"forbidden_shapes": shapes, "forbidden_words": words})
