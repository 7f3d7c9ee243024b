"""The command line: defaults, and refusals in one sentence."""

import pytest

from sandbox.__main__ import main, parser


def test_defaults() -> None:
    chosen = parser().parse_args(["serve"])
    assert (chosen.port, chosen.seed, chosen.creators, chosen.clock) == (8100, 7, 20_000, "real")


def test_a_shop_nobody_knows_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--shop", "FR:guidebook"]) == 2
    assert capsys.readouterr().err == "sandbox: There is no market 'FR'; known are US, GB, DE, TH, VN, ID, PH, MY.\n"
