"""E-mails as they are built and as they are read, whoever wrote them."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.outreach.channels.channel import Outgoing
from rapport.outreach.channels.email.concerning import concerns_us
from rapport.outreach.channels.email.footer import footer, language_of
from rapport.outreach.channels.email.wire import Sender, built, message_id, own_words, read
from rapport.outreach.queries.channel_rules import footers

MEI = Sender("mei@moonwell.example", "Mei, Moonwell 美")
LINK = "https://desk.moonwell.example/stop/abc/"


def mail(**changed: object) -> Outgoing:
    told = {
        "key": "channel:email:1:2:1",
        "address": "anna@creators.example",
        "text": "Hi Anna! 你好",
        "outer_id": "<rapport.1@moonwell.example>",
        "subject": "A serum for you",
        "footer": "-- \nMoonwell",
        "stop_link": LINK,
    }
    return Outgoing(**(told | changed))  # type: ignore[arg-type]


def test_a_mail_is_plain_text_that_any_program_reads() -> None:
    found = message_from_bytes(built(mail(), MEI, NOW).as_bytes(), policy=policy.default)
    assert found["From"] == '"Mei, Moonwell 美" <mei@moonwell.example>'
    assert found["Date"] == "Mon, 02 Mar 2026 09:00:00 +0000"
    assert found["List-Unsubscribe"] == f"<{LINK}>, <mailto:mei@moonwell.example?subject=unsubscribe>"
    assert found.get_content().replace("\r\n", "\n") == "Hi Anna! 你好\n\n-- \nMoonwell\n"


def test_without_a_public_address_it_is_stopped_by_mail() -> None:
    made = built(mail(stop_link=""), MEI, NOW)
    assert made["List-Unsubscribe"] == "<mailto:mei@moonwell.example?subject=unsubscribe>"
    assert "List-Unsubscribe-Post" not in made


def test_no_line_of_a_subject_becomes_a_header() -> None:
    made = built(mail(subject="Hello\r\nBcc: everybody@elsewhere.example"), MEI, NOW)
    assert made["Subject"] == "Hello Bcc: everybody@elsewhere.example"
    assert "Bcc" not in made


def test_an_answer_names_what_it_answers() -> None:
    made = built(mail(in_reply_to="<b@x>", references=("<a@x>",)), MEI, NOW)
    assert (made["In-Reply-To"], made["References"]) == ("<b@x>", "<a@x> <b@x>")


def test_an_intent_has_one_message_id() -> None:
    one, same = (message_id("k", "hook", "mei@moonwell.example") for _ in range(2))
    assert one == same
    assert one.endswith("@moonwell.example>")
    assert one != message_id("k", "another", "mei@moonwell.example")


def test_the_footer_speaks_the_creator_s_language() -> None:
    known = footers()
    assert [language_of(known, [one]) for one in ("zh-Hans", "pt-BR", "xx")] == ["zh", "pt", "en"]
    said = footer(known["de"], brand="Moonwell", postal_address="1 Harbour\nRoad", stop_link="")
    assert said.splitlines()[-2:] == [
        "Sie möchten nichts mehr von uns hören? Antworten Sie mit STOP.",
        "Moonwell, 1 Harbour Road",
    ]


@pytest.mark.parametrize(
    "header", ["Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes", "List-Id: <l.example>"]
)
def test_what_nobody_wrote_is_automatic(header: str) -> None:
    assert read(f"From: a@b.example\r\n{header}\r\n\r\nAway".encode()).automatic


def test_an_html_mail_is_read_as_words() -> None:
    raw = b"From: A <a@b.example>\r\nContent-Type: text/html\r\n\r\n<style>x{}</style><p>Hi &amp; hello</p><br>Anna"
    assert read(raw).text == "Hi & hello\n\nAnna"


def test_what_they_quote_is_left() -> None:
    assert own_words("Gladly!\r\n\r\nOn Mon, 2 Mar 2026, Mei wrote:\r\n> Would you?") == "Gladly!"
    assert own_words("好的\n\n在 2026年3月2日，Mei 写道：\n> 您好") == "好的"
    assert own_words("> only a quotation") == "> only a quotation"


@given(st.binary(max_size=400))
def test_whatever_arrives_is_read(raw: bytes) -> None:
    read(raw)
    concerns_us(raw.decode("utf-8", "replace"), set(), set())


def test_only_what_concerns_us_is_opened() -> None:
    headers = "From: Anna <Anna@Creators.example>\r\nIn-Reply-To: <a@x.example>\r\n"
    assert concerns_us(headers, {"<a@x.example>"}, set())
    assert concerns_us(headers, set(), {"anna@creators.example"})
    assert not concerns_us(headers, {"<b@x.example>"}, {"bao@creators.example"})
