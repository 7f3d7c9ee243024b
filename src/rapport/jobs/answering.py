"""`campaigns.answer`: usual questions answered without a person, where a campaign allows it."""

from rapport.campaigns.actions.answers import answer_usual_questions
from rapport.jobs.errand import Errand

ANSWER = "campaigns.answer"


def answer(errand: Errand) -> None:
    """Answer what is surely asked; the planner sees what is left."""
    errand.hold()
    answer_usual_questions(errand.shop, now=errand.now)
