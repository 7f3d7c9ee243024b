"""`rapport policies`: the packs that ship, each value with its source, and what is wrong with a file."""

from pathlib import Path

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import command, put
from rapport.policies.queries import pack, pack_file, pack_names
from rapport.shops.rules.regions import region


@click.group(help=gettext_lazy("What the platform allows, as dated and sourced data."))
def policies() -> None:
    """What the platform allows."""


@command(policies, "list", help=gettext_lazy("Every pack with the regions that it names."))
def list_packs(*, as_json: bool) -> None:
    rows = [
        {
            "pack": name,
            "effective_from": pack(name).head.effective_from.isoformat(),
            "regions": list(pack(name).regions),
        }
        for name in pack_names()
    ]
    lines = [f"{row['pack']:<14} {row['effective_from']}  {', '.join(row['regions'])}" for row in rows]
    put(rows, as_json=as_json, text=lambda: "\n".join(lines))


@command(
    policies, "show", help=gettext_lazy("What PACK says for REGION, value by value, with source, date and confidence.")
)
@click.argument("name", metavar="PACK")
@click.argument("place", metavar="REGION")
def show_pack(*, name: str, place: str, as_json: bool) -> None:
    rules = pack(name).for_region(region(place).code)
    values = rules.policy.model_dump(mode="json", by_alias=True)
    rows = [
        {
            "field": field,
            "value": values[section][key],
            "source": origin.source,
            "as_of": origin.as_of.isoformat(),
            "confidence": origin.confidence,
        }
        for field, origin in rules.provenance.items()
        for section, key in [field.split(".", 1)]
    ]
    lines = [f"{row['field']:<38} {row['value']!s:<24} {row['confidence']:<11} {row['as_of']}" for row in rows]
    put(rows, as_json=as_json, text=lambda: "\n".join(lines))


@command(policies, "check", help=gettext_lazy("Check a pack FILE of your own before it is used."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check_pack(*, file: Path, as_json: bool) -> None:
    found = pack_file(file.stem, file.read_text(encoding="utf-8"))
    regions = ", ".join(found.regions)
    said = gettext("%(pack)s is a whole policy pack for %(regions)s.")
    put(
        {"pack": found.head.name, "regions": list(found.regions)},
        as_json=as_json,
        text=lambda: said % {"pack": found.head.name, "regions": regions},
    )
