"""The packs' own page names every field of the schema, with the words each may hold."""

import re
from pathlib import Path
from typing import Any, get_args

import policy_packs
from rapport.policies.rules.sections import ChangeEffect, Policy, QuotaPolicy, SettlementPolicy, TermsKind
from rapport.policies.rules.sourced import Confidence

README = (Path(next(iter(policy_packs.__path__))) / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (`.+?`) \| (.+?) \| .+ \|$", re.MULTILINE)


def named_in_readme() -> dict[str, str]:
    """Each field of the page's table with its type; `_time` and bare names are written out."""
    types: dict[str, str] = {}
    for names, kind in ROW.findall(README):
        first, *others = re.findall(r"`([^`]+)`", names)
        section, _, field = first.partition(".")
        if field:
            fields = [f"{field.rpartition('_')[0]}{name}" if name.startswith("_") else name for name in others]
            types |= {f"{section}.{name.removeprefix(f'{section}.')}": kind for name in [field, *fields]}
    return types


def fields_of_the_schema() -> set[str]:
    return {
        f"{section}.{field.alias or name}"
        for section, part in Policy.model_fields.items()
        for name, field in part.annotation.model_fields.items()  # type: ignore[union-attr]  # sections are models
    }


def test_the_page_and_the_schema_name_the_same_fields() -> None:
    assert set(named_in_readme()) == fields_of_the_schema()


def test_the_page_lists_the_words_that_a_field_may_hold() -> None:
    types = named_in_readme()
    words: dict[str, Any] = {
        "quota.unit": QuotaPolicy.model_fields["unit"].annotation,
        "settlement.refund_basis": SettlementPolicy.model_fields["refund_basis"].annotation,
        "change.raise": ChangeEffect,
        "change.cut_target": ChangeEffect,
        "change.cut_open": ChangeEffect,
        "commission.priority": TermsKind,
    }
    for field, choice in words.items():
        assert re.findall(r"`([^`]+)`", types[field]) == list(get_args(choice))


def test_the_page_says_how_far_a_value_can_be_trusted() -> None:
    [row] = [line for line in README.splitlines() if line.startswith("| `confidence`")]
    assert re.findall(r"`([^`]+)`", row)[1:] == list(get_args(Confidence))
