"""Stand-ins of the three services: they answer in the services' own forms, and keep what they were asked.

Each "translates" by writing the target language before the text, so a test sees what was sent and what came back.
"""

import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

KEY = "a-key-nobody-may-see"
TAGGED = re.compile(r"<x>(.*?)</x>")
Words = Callable[[str, str], str]


def spoken(text: str, target: str) -> str:
    return f"({target}) {text}"


@dataclass
class Service:
    """What is told of the next requests comes first; then it translates in `words`."""

    told: deque[httpx.Response | httpx.TransportError] = field(default_factory=deque)
    requests: list[httpx.Request] = field(default_factory=list)
    words: Words = spoken
    detected: str = "en"

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._answer)

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(one.content) for one in self.requests]

    def says(self, status: int, body: object = None, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.told.append(httpx.Response(status, json=body, headers=named))

    def says_plainly(self, text: str) -> None:
        self.told.append(httpx.Response(200, text=text))

    def breaks(self, error: type[httpx.TransportError]) -> None:
        self.told.append(error("it broke"))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.told:
            said = self.told.popleft()
            if isinstance(said, httpx.TransportError):
                raise said
            return said
        body = json.loads(request.content)
        served = {"/translate": self._libretranslate, "/v2/translate": self._deepl, "/v1/chat/completions": self._chat}
        return served[request.url.path](request, body)

    def _libretranslate(self, _: httpx.Request, body: Any) -> httpx.Response:
        if body.get("api_key", KEY) != KEY:
            return httpx.Response(403, json={"error": "Invalid API key"})
        answer: dict[str, object] = {"translatedText": [self.words(text, body["target"]) for text in body["q"]]}
        if body["source"] == "auto":
            answer["detectedLanguage"] = [{"confidence": 90.0, "language": self.detected} for _ in body["q"]]
        return httpx.Response(200, json=answer)

    def _deepl(self, request: httpx.Request, body: Any) -> httpx.Response:
        if request.headers.get("authorization") != f"DeepL-Auth-Key {KEY}":
            return httpx.Response(403, json={"message": "Forbidden"})
        found = [self.words(text, body["target_lang"]) for text in body["text"]]
        detected = body.get("source_lang", self.detected.upper())
        listed = [{"detected_source_language": detected, "text": text} for text in found]
        return httpx.Response(200, json={"translations": listed})

    def _chat(self, request: httpx.Request, body: Any) -> httpx.Response:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return httpx.Response(401, json={"error": {"code": "invalid_api_key"}})
        given = json.loads(body["messages"][1]["content"])
        found = [self.words(text, given["to"]) for text in given["texts"]]
        return completion(json.dumps({"translations": found, "language": self.detected}))


def completion(content: str | None, finish: str = "stop") -> httpx.Response:
    """A chat model's answer."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    return httpx.Response(200, json={"id": "c-1", "object": "chat.completion", "choices": [choice], "usage": usage})
