"""The command line: defaults, and refusals in one sentence."""

import pytest

from sandbox.__main__ import main, parser, wanted_shops


def test_defaults() -> None:
    chosen = parser().parse_args(["serve"])
    assert (chosen.port, chosen.seed, chosen.creators, chosen.clock) == (8100, 7, 20_000, "real")


def test_a_shop_nobody_knows_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--shop", "FR:guidebook"]) == 2
    assert capsys.readouterr().err == "sandbox: There is no market 'FR'; known are US, GB, DE, TH, VN, ID, PH, MY.\n"


def test_a_pack_nobody_knows_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--policy", "nothing"]) == 2
    assert capsys.readouterr().err == "sandbox: There is no policy pack named nothing.\n"


@pytest.mark.parametrize(
    ("shops", "policy", "wanted"),
    [
        (None, None, ("GB:guidebook", "TH:guidebook", "US:us-2025")),
        (None, "us-2025", ("US:us-2025",)),
        (["GB", "US:us-2025"], "guidebook", ("GB:guidebook", "US:us-2025")),
        (["GB:guidebook"], None, ("GB:guidebook",)),
    ],
)
def test_shops_by_region_and_pack(shops: list[str] | None, policy: str | None, wanted: tuple[str, ...]) -> None:
    assert wanted_shops(shops, policy) == wanted


def test_an_address_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--redirect", "desk.example"])
    assert "'desk.example' is no http address" in capsys.readouterr().err
