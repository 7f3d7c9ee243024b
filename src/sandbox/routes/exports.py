"""Compass exports: asked for, listed, fetched as a file."""

import csv
from base64 import b64encode
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

from sandbox import report
from sandbox.behaviour.attribution import SHOP_PLAN
from sandbox.calls import Call, whole_id
from sandbox.errors import DATE_NOT_READY, INVALID_PARAMETERS, THROTTLED, RefusedError
from sandbox.fields import OneOf, Shape
from sandbox.identifiers import decimal_id
from sandbox.store import exports, open_collaborations, sales
from sandbox.store.exports import Export
from sandbox.world import World

MODULES, PLANS = ("BASE", "CREATOR"), ("ALL", "OPEN", "PARTNER", "TARGET")
_FIRST_DAY = date(2020, 1, 1)
_KEPT = 7 * 86_400

CREATE_BODY: Shape = {
    "module_type": OneOf(MODULES),
    "window_type": OneOf(tuple(report.SPANS)),
    "end_day": int,
    "plan_type": OneOf(PLANS),
}
LIST_QUERY: Shape = {"doc_type*": str}


def create(world: World, call: Call) -> dict[str, Any]:
    """Ask for an export of some days that are over; the same one cannot be asked for while it is made."""
    body, yesterday = call.body, _today(call) - timedelta(days=1)
    end_day = _day(body.get("end_day")) or yesterday
    if end_day > yesterday:
        raise RefusedError(DATE_NOT_READY)
    module, span = body.get("module_type", MODULES[0]), body.get("window_type", "PAST_7_DAYS")
    plan, number = body.get("plan_type", PLANS[0]), int(f"{end_day:%Y%m%d}")
    identifier = decimal_id(world.chance, "export", call.shop.key, call.now, module, span, plan, number)
    wanted = Export(identifier, call.shop.id, module, span, number, plan, call.now)
    for row in exports.since(world.db, call.shop.id, call.now - exports.RUNS):
        if row.file_name == wanted.file_name and not row.is_ready(call.now):
            raise RefusedError(THROTTLED)
    exports.add(world.db, wanted)
    return {"task": {"id": str(identifier)}}


def _today(call: Call) -> date:
    return datetime.fromtimestamp(call.now, call.shop.zone).date()


def _day(number: int | None) -> date | None:
    """Return a day told as YYYYMMDD. Refuses what is none, and days before there were any shops."""
    if number is None:
        return None
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    try:
        found = date(year, month, day)
    except (OverflowError, ValueError):
        found = date.min
    if found < _FIRST_DAY:
        raise RefusedError(INVALID_PARAMETERS, "EndDay must be YYYYMMDD.")
    return found


def tasks(world: World, call: Call) -> dict[str, Any]:
    """Return the tasks of the last seven days; a document type that is a module narrows them to it."""
    wanted = call.query["doc_type"]
    rows = exports.since(world.db, call.shop.id, call.now - _KEPT)
    return {
        "tasks": [
            {
                "module_type": row.module,
                "id": str(row.id),
                "file_name": row.file_name,
                "status": "SUCCEEDED" if row.is_ready(call.now) else "RUNNING",
            }
            for row in rows
            if wanted not in MODULES or row.module == wanted
        ]
    }


def download(world: World, call: Call) -> dict[str, Any]:
    """Return a finished file: a table with commas, in base64."""
    export = exports.find(world.db, call.shop.id, whole_id(call.path["task_id"], "TaskId"))
    if export is None or not export.is_ready(call.now):
        raise RefusedError(INVALID_PARAMETERS, "TaskId is unknown, or its file is not ready.")
    text = StringIO(newline="")
    csv.writer(text).writerows(_rows(world, call, export))
    return {"file": {"base64": b64encode(text.getvalue().encode()).decode()}}


def _rows(world: World, call: Call, export: Export) -> list[list[str]]:
    shop, end_day = call.shop, _day(export.end_day) or _today(call)
    since, until = report.bounds(end_day, report.SPANS[export.span], shop.zone)
    opened = open_collaborations.identifiers(world.db, shop.id)

    def fits(collaboration: int) -> bool:
        plan = "OPEN" if collaboration in opened or collaboration == SHOP_PLAN else "TARGET"
        return export.plan in {"ALL", plan}

    found = report.Found(
        [line for line in sales.lines_between(world.db, shop.id, since, until) if fits(line.collaboration)],
        [item for item in sales.contents_between(world.db, shop.id, since, until) if fits(item.collaboration)],
        export.asked_at,
    )
    basis = shop.rules.refund_basis
    if export.module == "BASE":
        return report.by_day(found, shop.market, basis)
    return report.by_creator(found, shop.market, basis, world.population.handle)
