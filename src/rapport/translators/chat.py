"""
A chat model behind the form that many servers speak: `POST {base}/chat/completions` with a bearer key.

Answers `choices[0].message.content`. Source: the public reference of that interface; vLLM, Ollama, llama.cpp and most
vendors answer in the same form.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapport.translators.errors import AnswerUnreadable
from rapport.translators.wire import Wire

FENCE = re.compile(r"^```(?:json)?\s*|\s*```$")
PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class ChatModel:
    """One model at one server."""

    wire: Wire
    model: str

    def ask(self, system: str, given: Mapping[str, object]) -> Mapping[str, object]:
        """Return the object that the model answers with; what it is given travels as JSON, apart from the order."""
        body: dict[str, object] = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": json.dumps(given, ensure_ascii=False)},
            ],
        }
        try:
            told: object = json.loads(FENCE.sub("", _content(self.wire.post(PATH, body)).strip()))
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise AnswerUnreadable("the model did not answer with a JSON object")
        return told


def nothing_left(told: object) -> bool:
    """Whether a 429 is about credit and not about speed."""
    error = told.get("error") if isinstance(told, dict) else None
    return isinstance(error, dict) and "insufficient_quota" in (error.get("code"), error.get("type"))


def _content(answer: Mapping[str, object]) -> str:
    choices = answer.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, dict) or first.get("finish_reason") not in (None, "stop"):
        raise AnswerUnreadable("the model did not finish its answer")
    message = first.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str):
        raise AnswerUnreadable("the model's answer holds no text")
    return content
