"""A program that calls the API with a token."""

import json
from collections.abc import Mapping
from typing import Any

from django.test import Client

API = "/api/v1"


class Program:
    """It holds one token."""

    def __init__(self, token: str) -> None:
        self.client = Client(headers={"authorization": f"Bearer {token}"})

    def get(self, path: str, **query: str | int) -> Any:
        answer = self.client.get(f"{API}{path}", query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def refused(self, path: str, **query: str | int) -> tuple[int, Any]:
        answer = self.client.get(f"{API}{path}", query)
        return answer.status_code, answer.json()

    def post(self, path: str, body: Mapping[str, object] | None = None) -> tuple[int, Any]:
        answer = self.client.post(f"{API}{path}", json.dumps(body or {}), content_type="application/json")
        return answer.status_code, answer.json() if answer.content else None

    def put(self, path: str, body: dict[str, object]) -> tuple[int, Any]:
        answer = self.client.put(f"{API}{path}", json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()
