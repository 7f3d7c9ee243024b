"""Words by which people ask us to stop, in every language, and words that only look like them."""

import pytest

from rapport.outreach.channels.opting_out import asks_to_stop
from rapport.outreach.queries.channel_rules import footers, stop_words

STOPS = [
    "STOP", "Stop.", " stop! ", "Unsubscribe", "please unsubscribe me", "Don’t contact me again",
    "退订", "请不要再发了，谢谢",
    "หยุด", "อย่าส่งมาอีกนะคะ", "Đừng nhắn nữa nhé", "jangan hubungi saya lagi ya", "Jangan hantar mesej lagi", "Itigil",
    "Bitte nicht mehr anschreiben", "Baja", "ne me contactez plus svp", "Non scrivetemi più, grazie", "配信停止",
]  # fmt: skip
GOES_ON = [
    "I can't stop using it!", "When does the campaign stop?", "不合适", "No thanks, not for me",
    "I unsubscribed from them, not you",
    "Is the shop non-stop open?", "", "Basta pasta! I love it", "我停止更新了一周，不好意思",
]  # fmt: skip


@pytest.mark.parametrize("text", STOPS)
def test_they_want_no_more(text: str) -> None:
    assert asks_to_stop(text, stop_words())


@pytest.mark.parametrize("text", GOES_ON)
def test_they_only_talk(text: str) -> None:
    assert not asks_to_stop(text, stop_words())


def test_whatever_a_footer_offers_is_heeded() -> None:
    assert all("STOP" in words["reply"] for words in footers().values())
    assert all(set(words) == {"why", "stop", "reply", "ask", "button", "done"} for words in footers().values())
