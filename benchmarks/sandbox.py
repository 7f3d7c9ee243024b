"""What the sandbox and the platform client cost: `python -m benchmarks.sandbox [--json]`.

The sandbox serves on a port with its world in a file; beside it, in the same run, a bare application that answers one
small envelope, by the same server with as many threads. The client's own cost for each call (signing, sending, reading
the answer into records) is measured without a network, beside the client of the package index and beside plain httpx.
"""

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
from benchmarks.timing import Timing, tell, timed
from tiktok_shop_api import TikTokShop
from tiktok_shop_api.generated.models import SearchCreatorsInCreatorMarketplaceRequest

from rapport.platform_client import (
    AffiliateOrder,
    AppCredentials,
    AuthorizationClient,
    CreatorSearch,
    PlatformClient,
    ProductTerms,
    SampleOffer,
    SellerContact,
    ShopAccess,
)

HELLO = "a bare application"
PLAIN = "plain httpx and json"
INVITED, PLANS, SEASON = 50, 4, timedelta(days=56)
PARALLEL = 4
PAGE_SIZE = 20
WARM_UP = 3
A_DAY = timedelta(days=1)
Call = Callable[[], object]


def main() -> None:
    asked = _arguments()
    with ExitStack() as stack:
        hello = stack.enter_context(_hello())
        told = stack.enter_context(_sandbox(asked.creators))
        seller = Seller(told, sends=asked.calls * 2 + WARM_UP)
        seller.live_a_season()
        calls = seller.calls()
        baseline = timed(HELLO, hello, calls=asked.calls)
        timings = [timed(name, call, calls=asked.calls, warm_up=WARM_UP) for name, call in calls.items()]
        rates = {name: _a_second(call, asked.calls) for name, call in {HELLO: hello, **calls}.items()}
        plain, clients = _client_costs(seller, asked.calls)
    if asked.json:
        print(json.dumps(_told(asked.creators, [baseline, *timings], rates, [plain, *clients])))
        return
    tell(timings, baseline)
    print("\nrequests a second, four at once")
    for name, rate in rates.items():
        print(f"{name:<24}{rate:>8.0f}  {rates[HELLO] / rate:>8.1f} x fewer than {HELLO}")
    print("\none search through a client, without a network")
    tell(clients, plain)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--creators", type=int, default=20_000)
    parser.add_argument("--calls", type=int, default=150, help="how often each operation is called")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


class Seller:
    """A shop of the sandbox in the United States, whose weekly quota allows a thousand messages."""

    def __init__(self, told: Mapping[str, Any], sends: int) -> None:
        self.told = told
        self.shop = next(shop for shop in told["shops"] if shop["region"] == "US")
        self.http = httpx.Client(base_url=told["base_url"], headers={"x-control-token": told["control_token"]})
        self.app = AppCredentials(told["app_key"], told["app_secret"])
        self.moment = self._moment()
        self.token = str(self.shop["access_token"])
        self.client = self.client_with(self.token)
        self.strangers = iter(list(islice(self._strangers(), PLANS * INVITED + sends)))

    def live_a_season(self) -> None:
        """Invite creators and let weeks pass, so that there are orders."""
        products = [ProductTerms(one.id, 2_500) for one in self.client.products.search().items]
        for number in range(PLANS):
            self.client.collaborations.create(
                name=f"Plan {number}",
                ends_at=self.moment + timedelta(days=90),
                products=products,
                creator_open_ids=list(islice(self.strangers, INVITED)),
                contact=SellerContact(email="ops@lavender.test"),
                sample_offer=SampleOffer(is_offered=False),
            )
        length = int(SEASON.total_seconds())
        self.http.post("/control/clock", json={"advance_seconds": length}, timeout=120).raise_for_status()
        self.moment = self._moment()
        authorization = AuthorizationClient(
            app=self.app,
            clock=lambda: self.moment,
            base_url=self.told["base_url"],
            authorization_url=self.told["auth_url"],
        )
        tokens = authorization.refresh_tokens(refresh_token=self.shop["refresh_token"])
        self.token = tokens.access_token
        self.client = self.client_with(self.token)

    def client_with(self, token: str, transport: httpx.BaseTransport | None = None) -> PlatformClient:
        return PlatformClient(
            base_url=self.told["base_url"],
            app=self.app,
            access=ShopAccess(self.shop["cipher"], token),
            clock=lambda: self.moment,
            transport=transport,
        )

    def calls(self) -> dict[str, Call]:
        """The operations that are timed; every message goes to another creator."""
        client = self.client
        talks = iter([client.conversations.open(creator_open_id=one).id for one in self.strangers])

        def orders() -> tuple[AffiliateOrder, ...]:
            return client.orders.search_affiliate(created_from=self.moment - A_DAY, created_before=self.moment)

        if not orders():
            raise RuntimeError("a day without an order")
        return {
            "search of creators": lambda: client.creators.search(search=CreatorSearch(followers_from=10_000)),
            "send of a message": lambda: client.conversations.send_text(
                conversation_id=next(talks), text="Hello, would you like to try our serum?"
            ),
            "orders of a day": orders,
        }

    def _moment(self) -> datetime:
        return datetime.fromisoformat(self.http.get("/control/clock").raise_for_status().json()["shown"])

    def _strangers(self) -> Iterator[str]:
        for page in self.client.creators.search_pages(search=CreatorSearch(followers_from=1_000, followers_to=20_000)):
            yield from (one.creator_open_id for one in page.items)


def _client_costs(seller: Seller, calls: int) -> tuple[Timing, list[Timing]]:
    """A recorded answer read by plain httpx, by our client, and by the package index's."""
    kept: list[bytes] = []

    def recording(request: httpx.Request) -> httpx.Response:
        answer = seller.http.request(request.method, request.url, headers=request.headers, content=request.content)
        kept.append(answer.content)
        return httpx.Response(200, content=answer.content)

    asked = CreatorSearch(keyword="a")
    seller.client_with(seller.token, httpx.MockTransport(recording)).creators.search(search=asked, page_size=PAGE_SIZE)
    replay = httpx.MockTransport(lambda _: httpx.Response(200, content=kept[0]))
    base_url, app = seller.told["base_url"], seller.app
    client, plain = seller.client_with(seller.token, replay), httpx.Client(transport=replay, base_url=base_url)
    theirs = TikTokShop(app.key, app.secret, "token", "cipher", base_url=base_url, transport=replay).affiliate_seller
    wanted = SearchCreatorsInCreatorMarketplaceRequest(keyword="a")
    return timed(PLAIN, lambda: plain.post("/search", json={"keyword": "a"}).json(), calls=calls), [
        timed("our client", lambda: client.creators.search(search=asked, page_size=PAGE_SIZE), calls=calls),
        timed(
            "tiktok-shop-api",
            lambda: theirs.search_creators_in_creator_marketplace(body=wanted, page_size=PAGE_SIZE),
            calls=calls,
        ),
    ]


def _a_second(call: Call, calls: int) -> float:
    """How many calls a second are answered when several callers ask at once."""
    start = time.perf_counter()
    with ThreadPoolExecutor(PARALLEL) as callers:
        for done in [callers.submit(call) for _ in range(calls)]:
            done.result()
    return calls / (time.perf_counter() - start)


@contextmanager
def _hello() -> Iterator[Call]:
    port = _free_port()
    with _process("benchmarks.hello", str(port)):
        _wait_for(port)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
            yield lambda: client.post("/hello", json={"keyword": "a"}).json()


@contextmanager
def _sandbox(creators: int) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        options = ["--port", str(_free_port()), "--creators", str(creators), "--clock", "manual", "--json"]
        with _process("sandbox", "serve", *options, "--state", str(Path(folder, "sandbox.sqlite3"))) as process:
            if process.stdout is None:
                raise RuntimeError("a process without an output")
            yield json.loads(process.stdout.readline())


@contextmanager
def _process(module: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"nothing listens on {port}")


def _told(creators: int, calls: list[Timing], rates: Mapping[str, float], clients: list[Timing]) -> dict[str, object]:
    return {
        "creators": creators,
        "calls": [_row(one, calls[0]) | {"a_second": round(rates[one.name])} for one in calls],
        "client": [_row(one, clients[0]) for one in clients],
    }


def _row(one: Timing, baseline: Timing) -> dict[str, object]:
    return {
        "name": one.name,
        "p50_ms": round(one.median, 3),
        "p95_ms": round(one.p95, 3),
        "ratio": round(one.median / baseline.median, 2),
    }


if __name__ == "__main__":
    main()
