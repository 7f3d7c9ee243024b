"""A thousand kills over stories with faults on: `python -m tests.stories.thousand [KILLS [SEED]]`.

A proof by itself, not a test. Stories of three weeks and two shops follow each other, each on a database of its own,
the worker killed at random moments while the sandbox cuts lines before and after the write, answers 429, 500 and 503.
In the end the sandbox's own count must lie within every cap, nothing may have gone out twice, and every message that a
creator wrote must be here.
On PostgreSQL under `scripts/with-postgres`.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.stories.own_database import environment
from tests.stories.test_kills import free_port

KILLS, A_STORY = 1_000, 125


def main() -> None:
    """Play until so many kills are done, tell each story, and leave with an error for the first that is not right."""
    wanted, seed = (int(given) if given else usual for given, usual in zip(arguments(), (KILLS, 1), strict=True))
    done = 0
    while done < wanted:
        told = story(min(A_STORY, wanted - done), seed)
        done, seed = done + told["kills"], seed + 1
        line = {"seed": seed - 1, **{name: told[name] for name in TOLD}, "kills so far": done}
        print(json.dumps(line), flush=True)  # noqa: T201
        if told["over_cap"] or told["sent_twice"] or told["lost_answers"] or not told["kills"]:
            sys.exit(f"not as it must be: {told['troubles']}")


def arguments() -> list[str]:
    """What was given of the two: how many kills, and the first story's seed."""
    return [*sys.argv[1:3], "", ""][:2]


TOLD = ("kills", "in_mid_send", "faults", "sent", "answers", "over_cap", "sent_twice", "lost_answers")


def story(kills: int, seed: int) -> dict[str, Any]:
    """One story with so many kills and faults."""
    with tempfile.TemporaryDirectory(prefix="rapport-kills-") as folder:
        command = [sys.executable, "-m", "tests.stories.killing", folder, str(kills), str(seed), str(free_port())]
        place = {**environment(Path(folder)), "RAPPORT_FAULTS": "1"}
        ended = subprocess.run(
            [*command, "uk,th", "3", "3000"], env=place, stdout=subprocess.PIPE, stderr=log(), check=True, text=True
        )
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def log() -> int | None:
    """Where the workers' complaints go: nowhere, unless somebody wants to see them."""
    return None if os.environ.get("SHOW_LOG") else subprocess.DEVNULL


if __name__ == "__main__":
    main()
