"""Each service is asked in its own form, and whatever it answers is read or refused, never guessed."""

import json

import httpx
import pytest
from tests.translators.services import KEY, Service, completion

from rapport.translators import (
    Account,
    AllowanceUsedUp,
    AnswerLost,
    AnswerUnreadable,
    Busy,
    KeyRefused,
    NeverArrived,
    Patience,
    RequestRefused,
    Translated,
    Translator,
    TranslatorError,
    batches,
    open_chat,
    open_translator,
)

KINDS = ("libretranslate", "deepl", "chat")
URLS = {"libretranslate": "https://lt.example", "deepl": "https://dl.example/", "chat": "https://ai.example/v1"}


def opened(
    kind: str, service: Service, *, key: str = KEY, glossary_id: str = "", slept: list[float] | None = None
) -> Translator:
    account = Account(URLS[kind], key, model="small", glossary_id=glossary_id)
    patience = Patience(sleep=(slept if slept is not None else []).append, chance=lambda: 0.0)
    return open_translator(kind, account, service.transport, patience)


def test_libretranslate_is_asked_in_its_own_form() -> None:
    service = Service(detected="tl")
    found = opened("libretranslate", service).translate(["Hi [[0]]", "Bye"], source="", target="fil")
    assert service.bodies == [
        {"q": ["Hi [[0]]", "Bye"], "source": "auto", "target": "tl", "format": "text", "api_key": KEY}
    ]
    assert found == [Translated("(tl) Hi [[0]]", "fil"), Translated("(tl) Bye", "fil")]


def test_a_server_of_one_s_own_is_sent_no_key() -> None:
    service = Service()
    found = opened("libretranslate", service, key="").translate(["Hi"], source="en", target="th")
    assert "api_key" not in service.bodies[0]
    assert found == [Translated("(th) Hi", "")]


def test_deepl_keeps_placeholders_in_tags_it_is_told_to_ignore() -> None:
    service = Service()
    found = opened("deepl", service).translate(["Hi [[0]] & <you>"], source="", target="zh")
    [request] = service.requests
    assert str(request.url) == "https://dl.example/v2/translate"
    assert request.headers["authorization"] == f"DeepL-Auth-Key {KEY}"
    assert service.bodies == [
        {
            "text": ["Hi <x>[[0]]</x> &amp; &lt;you&gt;"],
            "target_lang": "ZH-HANS",
            "tag_handling": "xml",
            "ignore_tags": ["x"],
            "preserve_formatting": True,
        }
    ]
    assert found == [Translated("(ZH-HANS) Hi [[0]] & <you>", "en")]


def test_deepl_s_glossary_goes_with_a_known_source_alone() -> None:
    service = Service()
    for source in ("", "en"):
        opened("deepl", service, glossary_id="g-1").translate(["Hi"], source=source, target="en")
    assert [body.get("glossary_id") for body in service.bodies] == [None, "g-1"]
    assert [body["target_lang"] for body in service.bodies] == ["EN-GB", "EN-GB"]


def test_a_chat_model_is_given_the_texts_as_material() -> None:
    service = Service(detected="th")
    found = opened("chat", service).translate(["Hi [[0]]"], source="", target="de")
    [body] = service.bodies
    assert service.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["temperature"], body["response_format"]) == ("small", 0, {"type": "json_object"})
    assert [one["role"] for one in body["messages"]] == ["system", "user"]
    given = {"from": "find out", "to": "German", "texts": ["Hi [[0]]"]}
    assert json.loads(body["messages"][1]["content"]) == given
    assert found == [Translated("(German) Hi [[0]]", "th")]


def test_a_model_may_fence_its_answer() -> None:
    service = Service()
    service.told.append(completion('```json\n{"translations": ["Hallo"]}\n```'))
    assert opened("chat", service).translate(["Hi"], source="en", target="de") == [Translated("Hallo", "")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("status", "error"),
    [(401, KeyRefused), (403, KeyRefused), (456, AllowanceUsedUp), (402, AllowanceUsedUp), (400, RequestRefused)],
)
def test_a_lasting_refusal_is_told_at_once(kind: str, status: int, error: type[TranslatorError]) -> None:
    service = Service()
    service.says(status, {"error": "no", "message": "no"})
    with pytest.raises(error) as told:
        opened(kind, service).translate(["Hi"], source="en", target="de")
    assert (len(service.requests), told.value.passing, told.value.charged) == (1, False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_busy_service_is_asked_again_after_the_pause_it_names(kind: str) -> None:
    service, slept = Service(), list[float]()
    service.says(429, {"error": "slow down"}, retry_after="7")
    service.says(503)
    assert len(opened(kind, service, slept=slept).translate(["Hi"], source="en", target="de")) == 1
    assert slept == [7.0, 2.0]


def test_a_long_pause_is_left_to_the_caller() -> None:
    service = Service()
    service.says(429, {}, retry_after="3600")
    with pytest.raises(Busy) as told:
        opened("deepl", service).translate(["Hi"], source="en", target="de")
    assert (told.value.retry_after_s, told.value.passing, len(service.requests)) == (3600, True, 1)


def test_used_up_credit_is_no_matter_of_speed() -> None:
    service = Service()
    service.says(429, {"error": {"type": "insufficient_quota", "code": "insufficient_quota"}})
    with pytest.raises(AllowanceUsedUp):
        opened("chat", service).translate(["Hi"], source="en", target="de")


def test_what_never_arrived_is_asked_again_and_what_may_be_charged_is_not() -> None:
    service = Service()
    service.breaks(httpx.ConnectError)
    assert len(opened("deepl", service).translate(["Hi"], source="en", target="de")) == 1
    service.breaks(httpx.ReadTimeout)
    with pytest.raises(AnswerLost) as told:
        opened("deepl", service).translate(["Hi"], source="en", target="de")
    assert (told.value.charged, len(service.requests)) == (True, 3)


def test_a_service_that_is_down_is_given_up_after_a_few_tries() -> None:
    service, slept = Service(), list[float]()
    for _ in range(3):
        service.breaks(httpx.ConnectTimeout)
    with pytest.raises(NeverArrived):
        opened("libretranslate", service, slept=slept).translate(["Hi"], source="en", target="de")
    assert slept == [1.0, 2.0]


GARBAGE = [
    *[(kind, "<html>Welcome</html>") for kind in KINDS],
    *[(kind, "[]") for kind in KINDS],
    *[(kind, "{}") for kind in KINDS],
    ("libretranslate", '{"translatedText": "Hallo"}'),
    ("libretranslate", '{"translatedText": ["Hallo", "Tag"]}'),
    ("libretranslate", '{"translatedText": [7]}'),
    ("deepl", '{"translations": []}'),
    ("deepl", '{"translations": [{"texts": "Hallo"}]}'),
    ("deepl", '{"translations": [{"text": null}]}'),
    ("chat", '{"choices": []}'),
]


@pytest.mark.parametrize(("kind", "answer"), GARBAGE)
def test_garbage_is_refused_and_may_be_charged(kind: str, answer: str) -> None:
    service = Service()
    service.says_plainly(answer)
    with pytest.raises(AnswerUnreadable) as told:
        opened(kind, service).translate(["Hi"], source="en", target="de")
    assert (told.value.charged, told.value.passing) == (True, False)


@pytest.mark.parametrize(
    ("content", "finish"),
    [
        ("Hallo", "stop"),
        ('["Hallo"]', "stop"),
        ('{"translations": "Hallo"}', "stop"),
        ('{"translations": []}', "stop"),
        ('{"translations": ["Hallo"]}', "length"),
        ('{"translations": ["Hallo"]}', "content_filter"),
        (None, "stop"),
    ],
)
def test_a_model_that_answers_otherwise_is_refused(content: str | None, finish: str) -> None:
    service = Service()
    service.told.append(completion(content, finish))
    with pytest.raises(AnswerUnreadable):
        opened("chat", service).translate(["Hi"], source="en", target="de")


def test_no_error_tells_the_key_or_the_text() -> None:
    service = Service()
    service.says(403, {"message": f"Forbidden: {KEY}"})
    with pytest.raises(KeyRefused) as told:
        opened("deepl", service).translate(["a secret offer"], source="en", target="de")
    assert KEY not in repr(told.value)
    assert KEY not in repr(Account("https://dl.example", KEY))
    assert "secret" not in str(told.value)


def test_texts_are_cut_into_lots_that_a_request_may_hold() -> None:
    translator = opened("chat", Service())
    assert [len(lot) for lot in batches(["a"] * 17, translator)] == [8, 8, 1]
    assert [len(lot) for lot in batches(["a" * 3_000, "b" * 3_000, "c" * 9_000], translator)] == [1, 1, 1]
    assert list(batches([], translator)) == []


def test_a_model_can_be_asked_for_other_things() -> None:
    service = Service()
    service.told.append(completion('{"answer": "Gladly."}'))
    model = open_chat(Account(URLS["chat"], KEY, "small"), service.transport)
    assert model.ask("Answer.", {"message": "Hi"}) == {"answer": "Gladly."}
