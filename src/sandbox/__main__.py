"""The command line: `python -m sandbox serve`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sandbox.opening import StateMismatchError
from sandbox.policy import PolicyGapError, regions_of
from sandbox.serving import Options, serve
from sandbox.waking import is_address

DEFAULT_SHOPS = ("GB:guidebook", "TH:guidebook", "US:us-2025")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    found = argparse.ArgumentParser(prog="sandbox", description=sys.modules["sandbox"].__doc__)
    command = found.add_subparsers(required=True).add_parser("serve", help="serve on a port")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    command.add_argument("--port", type=int, default=8100, help="port to listen on (8100)")
    command.add_argument("--seed", type=int, default=7, help="what the whole world is grown from (7)")
    command.add_argument("--creators", type=int, default=20_000, help="size of the population (20000)")
    command.add_argument("--state", type=Path, help="file that keeps the world; without it, memory")
    command.add_argument("--clock", choices=("manual", "real"), default="real", help="how time passes (real)")
    command.add_argument("--start", type=_moment, metavar="ISO", help="what a new world's clock shows first (now)")
    command.add_argument(
        "--policy", metavar="PACK", help="pack of the shops; without --shop, one shop in each region it knows"
    )
    command.add_argument("--shop", action="append", metavar="REGION[:PACK]", help="a demonstration shop; repeat it")
    command.add_argument("--redirect", type=_address, metavar="URL", help="where the consent page sends owners back to")
    command.add_argument("--keep-retired", action="store_true", help="serve versions beyond their retirement")
    command.add_argument("--json", action="store_true", help="describe the sandbox as JSON on the first line")
    return found


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _address(text: str) -> str:
    if not is_address(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no http address")
    return text


def wanted_shops(shops: Sequence[str] | None, policy: str | None) -> tuple[str, ...]:
    """Return `REGION:PACK` for each shop. Raises PolicyGapError for a pack nobody knows."""
    if policy is None:
        return tuple(shops or DEFAULT_SHOPS)
    regions = regions_of(policy)
    return tuple(shop if ":" in shop else f"{shop}:{policy}" for shop in shops or regions)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    chosen = parser().parse_args(arguments)
    try:
        serve(_options(chosen))
    except (PolicyGapError, StateMismatchError) as refused:
        sys.stderr.write(f"sandbox: {refused}\n")
        return 2
    return 0


def _options(chosen: argparse.Namespace) -> Options:
    return Options(
        host=chosen.host,
        port=chosen.port,
        seed=chosen.seed,
        creators=chosen.creators,
        state=chosen.state,
        clock=chosen.clock,
        start=chosen.start,
        redirect=chosen.redirect,
        shops=wanted_shops(chosen.shop, chosen.policy),
        as_json=chosen.json,
        keeps_retired=chosen.keep_retired,
    )


if __name__ == "__main__":
    sys.exit(main())
