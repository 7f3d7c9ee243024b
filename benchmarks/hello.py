"""A bare application on a port, for the sandbox's benchmark to stand beside: `python -m benchmarks.hello PORT`."""

import json
import sys
from collections.abc import Callable
from typing import Any

import falcon
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

HELLO = json.dumps({"code": 0, "message": "Success", "data": {}}).encode()


class Hello:
    """Answers whatever comes with one small envelope."""

    def on_post(self, _request: falcon.Request, response: falcon.Response) -> None:
        response.content_type = "application/json"
        response.data = HELLO


def application() -> Callable[..., Any]:
    app = falcon.App()
    app.add_route("/hello", Hello())
    return app


def main(port: int) -> None:
    """Serve with the same server and the same number of threads as the sandbox."""
    server = Granian(
        "hello", address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=1, blocking_threads=1,
        log_level=LogLevels.warning,
    )  # fmt: skip
    server.serve(target_loader=application, wrap_loader=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
