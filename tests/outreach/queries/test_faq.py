"""The shipped questions: each with an answer in every language that any pack lets through."""

import pytest
from tests.outreach.shipped import LANGUAGES, POLICIES

from rapport.outreach.queries.faq import shipped_entries
from rapport.outreach.rules.forbidden import forbidden_in


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_holds_nothing_that_a_pack_forbids(language: str) -> None:
    for one in shipped_entries():
        answer = one.wordings[language].answer
        assert answer.strip()
        assert [forbidden_in(answer, policy.contact, language) for policy in POLICIES] == [[]] * len(POLICIES)
