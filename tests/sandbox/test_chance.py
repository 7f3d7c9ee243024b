"""Chance has no state: names decide, not order; columns and single draws agree."""

from sandbox.chance import Chance

CHANCE = Chance(7)


def test_a_draw_depends_on_seed_purpose_and_key_alone() -> None:
    assert CHANCE.uniform("reply", 1, 2) == Chance(7).uniform("reply", 1, 2)
    draws = {
        CHANCE.uniform("reply", 1, 2),
        CHANCE.uniform("reply", 2, 1),
        CHANCE.uniform("accept", 1, 2),
        Chance(8).uniform("reply", 1, 2),
    }
    assert len(draws) == 4


def test_columns_hold_the_single_draws() -> None:
    assert CHANCE.uniforms("size", 5)[3] == CHANCE.uniform("size", 3)
    assert CHANCE.uniforms("ages", 5, 2)[4] == CHANCE.uniform("ages", 2, 4)
    assert CHANCE.normals("size", 5)[3] == CHANCE.normal("size", 3)


def test_a_column_begins_alike_in_every_length() -> None:
    assert CHANCE.uniforms("size", 10)[:4].tolist() == CHANCE.uniforms("size", 4).tolist()


def test_uniform_draws_are_spread_evenly() -> None:
    column = CHANCE.uniforms("even", 100_000)
    assert column.min() > 0
    assert column.max() < 1
    assert abs(column.mean() - 0.5) < 0.005


def test_poisson_and_gamma_have_their_means() -> None:
    counts = [CHANCE.poisson(2.5, "count", turn) for turn in range(20_000)]
    delays = [CHANCE.gamma(9, "delay", turn) for turn in range(20_000)]
    assert abs(sum(counts) / 20_000 - 2.5) < 0.05
    assert abs(sum(delays) / 20_000 - 9) < 0.15


def test_between_reaches_both_ends() -> None:
    assert {CHANCE.between(2, 4, "die", turn) for turn in range(100)} == {2, 3, 4}
