"""A worker killed fifty times over one story: nothing lost, nothing twice, nothing over the quota."""

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.stories.own_database import environment

KILLS = 50
SEED = 7


def story(folder: Path, kills: int) -> dict[str, Any]:
    """Two weeks of two shops, the worker killed so many times, half of them in the middle of a send."""
    command = [sys.executable, "-m", "tests.stories.killing", str(folder), str(kills), str(SEED), str(free_port())]
    ended = subprocess.run(
        [*command, "uk,th", "2", "3000"], env=environment(folder), stdout=subprocess.PIPE, check=True, text=True
    )
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.mark.faults
def test_a_story_with_fifty_kills_ends_as_the_undisturbed_one(tmp_path: Path) -> None:
    (tmp_path / "calm").mkdir()
    (tmp_path / "rough").mkdir()
    calm, rough = story(tmp_path / "calm", 0), story(tmp_path / "rough", KILLS)
    assert (calm["kills"], rough["kills"]) == (0, KILLS)
    assert rough["in_mid_send"] >= KILLS // 4
    assert rough["rows"] == calm["rows"]
    assert rough["actions"] == calm["actions"]
    assert rough["sent_twice"] == 0
    for row in rough["rows"]:
        assert row["sent_ledger"] == row["sent_platform"] <= row["cap"]
