"""A translation is asked for once, counted before it is paid for, and never paid for twice."""

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import writes
from tests.outreach.translating import KEY, URL, Kind, counted, lines, served, settled

from rapport.outreach.actions.forgetting import forget_talks
from rapport.outreach.actions.reading import SameLanguage, ask_for_incoming, translate_answer, translate_thread
from rapport.outreach.actions.translating import (
    NothingToTranslate,
    NoTranslator,
    ask_translation,
    begin_call,
    record_translated,
    settle_call,
    settle_lost_calls,
    wait_on,
)
from rapport.outreach.actions.translator import (
    AddressMissing,
    TermEmpty,
    Wish,
    choose_translator,
    keep_term,
    remove_term,
)
from rapport.outreach.models import GlossaryTerm, Translation, TranslationCall, TranslatorAccount
from rapport.outreach.queries.translation import account_of, beside, terms_for
from rapport.outreach.rules.languages import LanguageUnknown
from rapport.outreach.rules.spending import CapReached, TextTooLong
from rapport.shared.refusals import NotFound, Reason
from rapport.shops.models import AuditLine
from rapport.work.models import Job

TRANSLATE = TranslationCall.Purpose.TRANSLATE
DOWN = Reason("translation.service_down")


def asks(cast: Cast, text: str = "Hello", target: str = "th") -> Translation:
    return ask_translation(cast.moonwell.pk, text, "en", target, now=NOW)


def test_without_a_service_nothing_is_asked(cast: Cast) -> None:
    with pytest.raises(NoTranslator):
        asks(cast)
    assert not Job.objects.exists()


def test_a_text_is_asked_for_once_and_the_worker_woken(cast: Cast) -> None:
    served(cast)
    assert asks(cast) == asks(cast)
    assert list(Job.objects.values_list("name", "key")) == [("outreach.translate", f"workspace:{cast.moonwell.pk}")]


@pytest.mark.parametrize(
    ("text", "target", "refusal"),
    [("  ", "th", NothingToTranslate), ("Hi", "xx", LanguageUnknown), ("a" * 10_001, "th", TextTooLong)],
)
def test_what_cannot_be_translated_is_refused(text: str, target: str, refusal: type[Exception], cast: Cast) -> None:
    served(cast)
    with pytest.raises(refusal):
        asks(cast, text, target)


def test_a_finished_translation_is_taken_from_where_it_is_kept(cast: Cast) -> None:
    account, row = served(cast), asks(cast)
    call = begin_call(account, TRANSLATE, 5, texts=1, target="th", now=NOW)
    record_translated(call, [row], {row.pk: ("สวัสดี", "en")}, now=NOW)
    Job.objects.all().delete()
    assert settled(asks(cast)) == ("done", "สวัสดี", "")
    assert not Job.objects.exists()


def test_another_model_or_glossary_is_another_translation(cast: Cast) -> None:
    account, first = served(cast, Kind.CHAT), asks(cast)
    call = begin_call(account, TRANSLATE, 5, texts=1, now=NOW)
    record_translated(call, [first], {first.pk: ("สวัสดี", "")}, now=NOW)
    wish = Wish(Kind.CHAT, account.base_url, model="large", monthly_cap=10_000)
    choose_translator(cast.moonwell.pk, wish, by=MEI, now=NOW)
    second = asks(cast)
    keep_term(cast.moonwell.pk, "Hello", "", "", by=MEI, now=NOW)
    assert len({first.pk, second.pk, asks(cast).pk}) == 2
    assert settled(second)[0] == "asked"
    assert Translation.objects.get(pk=second.pk).glossary_version == 2


def test_characters_are_taken_before_the_call_and_the_cap_holds(cast: Cast) -> None:
    account = served(cast, cap=100)
    begin_call(account, TRANSLATE, 60, texts=1, now=NOW)
    with pytest.raises(CapReached) as told:
        begin_call(account, TRANSLATE, 41, texts=1, now=NOW)
    assert told.value.data == {"cap": 100, "used": 60, "left": 40, "asked": 41}
    begin_call(account, TRANSLATE, 40, texts=1, now=NOW)
    assert counted(cast, NOW) == 100


def test_a_request_that_certainly_cost_nothing_gives_its_characters_back_once(cast: Cast) -> None:
    call = begin_call(served(cast), TRANSLATE, 60, texts=1, now=NOW)
    settle_call(call, DOWN, charged=False)
    settle_call(call, DOWN, charged=False)
    assert (counted(cast, NOW), lines(cast)) == (0, [("refused", 1, 60)])


def test_a_request_that_may_be_charged_stays_counted(cast: Cast) -> None:
    account = served(cast)
    settle_call(begin_call(account, TRANSLATE, 60, texts=1, now=NOW), DOWN, charged=True)
    begin_call(account, TRANSLATE, 7, texts=1, now=NOW)
    assert settle_lost_calls(cast.moonwell.pk) == 1
    assert (counted(cast, NOW), lines(cast)) == (67, [("unclear", 1, 60), ("unclear", 1, 7)])


def test_what_waits_for_a_service_that_is_down_is_given_up_in_the_end(cast: Cast) -> None:
    served(cast)
    row = asks(cast)
    for _ in range(7):
        wait_on([row], DOWN, now=NOW)
    assert settled(row) == ("asked", "", "translation.service_down")
    wait_on([row], DOWN, now=NOW)
    assert settled(row) == ("failed", "", "translation.service_down")
    assert settled(asks(cast)) == ("asked", "", "")


def test_the_key_is_kept_encrypted_stays_where_it_is_and_goes_to_no_other_address(cast: Cast) -> None:
    served(cast)
    again = Wish(Kind.DEEPL, URL, "", monthly_cap=5)
    assert choose_translator(cast.moonwell.pk, again, by=MEI, now=NOW).key == KEY
    assert KEY not in str(list(AuditLine.objects.values_list("data", flat=True)))
    stored = TranslatorAccount.objects.extra(select={"raw": "key"}).values_list("raw", flat=True)
    assert KEY not in str(list(stored))
    moved = Wish(Kind.DEEPL, "https://elsewhere.example", "", monthly_cap=5)
    assert choose_translator(cast.moonwell.pk, moved, by=MEI, now=NOW).key == ""


def test_a_changed_service_lays_down_what_was_asked_of_the_other(cast: Cast) -> None:
    served(cast)
    row = asks(cast)
    served(cast, Kind.LIBRETRANSLATE)
    assert settled(row) == ("failed", "", "translation.service_changed")


@pytest.mark.parametrize("wish", [Wish(Kind.DEEPL), Wish(Kind.CHAT, URL), Wish(Kind.DEEPL, "ftp://x.example")])
def test_a_service_without_an_address_is_refused(wish: Wish, cast: Cast) -> None:
    with pytest.raises(AddressMissing):
        choose_translator(cast.moonwell.pk, wish, by=MEI, now=NOW)


def test_the_glossary_s_line_for_a_language_stands_before_the_one_for_all(cast: Cast) -> None:
    keep_term(cast.moonwell.pk, "gift", "", "", by=MEI, now=NOW)
    keep_term(cast.moonwell.pk, "gift", "de", "Geschenk", by=MEI, now=NOW)
    assert terms_for(cast.moonwell.pk, "de") == {"Moonwell": "", "gift": "Geschenk"}
    assert terms_for(cast.moonwell.pk, "th") == {"Moonwell": "", "gift": ""}
    remove_term(cast.moonwell.pk, GlossaryTerm.objects.earliest("pk").pk, by=MEI, now=NOW)
    assert account_of(cast.moonwell.pk).glossary_version == 4


def test_terms_are_a_workspace_s_own(cast: Cast) -> None:
    made = keep_term(cast.moonwell.pk, "gift", "", "", by=MEI, now=NOW)
    assert terms_for(cast.harbour.pk, "de") == {"Harbour": ""}
    with pytest.raises(NotFound):
        remove_term(cast.harbour.pk, made.pk, by=MEI, now=NOW)
    with pytest.raises(TermEmpty):
        keep_term(cast.moonwell.pk, " ", "", "x", by=MEI, now=NOW)


def test_a_thread_is_asked_for_in_the_reader_s_language(cast: Cast) -> None:
    served(cast)
    thread = writes(cast.uk, cast.anna, "How much?", NOW)
    writes(cast.uk, cast.anna, "👍", NOW)
    writes(cast.uk, cast.anna, "多少钱？", NOW)
    assert translate_thread(cast.moonwell.pk, thread.pk, "zh", now=NOW) == 1
    row = Translation.objects.get()
    assert (row.text, row.source, row.target, row.thread_id) == ("How much?", "en", "zh", thread.pk)
    assert beside(cast.moonwell.pk, ["How much?"], "zh") == {"How much?": row}


def test_an_answer_is_asked_for_in_the_creator_s_language(cast: Cast) -> None:
    served(cast)
    thread = writes(cast.uk, cast.anna, "How much?", NOW)
    row = translate_answer(cast.moonwell.pk, thread.pk, "佣金 20%", "zh", now=NOW)
    assert (row.text, row.source, row.target) == ("佣金 20%", "zh", "en")
    with pytest.raises(SameLanguage):
        translate_answer(cast.moonwell.pk, thread.pk, "Gladly", "en", now=NOW)


def test_what_creators_write_is_asked_for_by_itself_where_that_is_set(cast: Cast) -> None:
    writes(cast.uk, cast.anna, "How much?", NOW)
    served(cast)
    assert ask_for_incoming(cast.moonwell.pk, now=NOW) == 0
    served(cast, incoming_to="zh")
    assert ask_for_incoming(cast.moonwell.pk, now=NOW) == 1
    assert ask_for_incoming(cast.moonwell.pk, now=NOW) == 0


def test_translations_are_forgotten_with_the_talk(cast: Cast) -> None:
    served(cast)
    thread = writes(cast.uk, cast.anna, "How much?", NOW)
    translate_thread(cast.moonwell.pk, thread.pk, "zh", now=NOW)
    forget_talks([cast.anna.pk], by=MEI, now=NOW)
    assert not Translation.objects.exists()
