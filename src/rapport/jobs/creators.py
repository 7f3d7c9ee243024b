"""What the library learns by itself: scores and dealings. One look serves all shops of a workspace."""

from rapport.campaigns.actions.dealings import learn_dealings
from rapport.creators.actions.scoring import score_if_due
from rapport.jobs.errand import Errand


def score_creators(errand: Errand) -> None:
    """`creators.score`: the scoring pass, where another shop's errand did not make it today."""
    score_if_due(errand.shop.workspace_id, now=errand.now)


def look_at_dealings(errand: Errand) -> None:
    """`creators.dealings`: what was written, answered, sampled, posted and sold, put beside each creator."""
    learn_dealings(errand.shop.workspace_id, now=errand.now)
