"""Eight processes race for a cap of twenty: exactly twenty places are granted, whatever is counted."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.stories.own_database import environment

RACERS, ATTEMPTS, CAP = 8, 12, 20


@pytest.mark.faults
@pytest.mark.parametrize(("region", "pack", "creators"), [("GB", "guidebook", 3), ("US", "us-2025", 40)])
def test_eight_racers_get_twenty_places(region: str, pack: str, creators: int, tmp_path: Path) -> None:
    place = environment(tmp_path)
    track = [sys.executable, "-m", "tests.stories.racetrack", region, pack, str(CAP), str(creators)]
    shop = subprocess.run(track, env=place, stdout=subprocess.PIPE, check=True, text=True).stdout.strip()
    racers = [racer(shop, place) for _ in range(RACERS)]
    for one in racers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    results = [one.communicate("go\n") for one in racers]
    assert sum(int(printed) for printed, _ in results) == CAP


def racer(shop: str, place: dict[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.stories.racing", shop, str(ATTEMPTS)]
    return subprocess.Popen(command, env=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
