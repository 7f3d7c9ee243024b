"""Faults and request limits in the control interface."""

from dataclasses import asdict
from typing import Any

import falcon

from sandbox.desk import Desk
from sandbox.faults import SECONDS, Fault, FaultKind, When
from sandbox.limits import Ceiling


class FaultsRoute:
    """Switch faults on; an empty list switches all of them off."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        resp.media = [asdict(fault) for fault in self._desk.faults.listed()]

    def on_put(self, req: falcon.Request, resp: falcon.Response) -> None:
        wanted = req.get_media()
        if not isinstance(wanted, list):
            raise falcon.HTTPBadRequest(description="A list of faults is wanted.")
        faults = [_fault(row) for row in wanted]
        with self._desk.pause():
            self._desk.faults.switch(faults)
        self.on_get(req, resp)


def _fault(row: Any) -> Fault:
    try:
        kind, times = FaultKind(str(row["kind"])), row.get("times")
        return Fault(
            operation=str(row["operation"]),
            when=When(row.get("when", "before")),
            kind=kind,
            times=None if times is None else int(times),
            chance=float(row.get("chance", 1)),
            seconds=float(row.get("seconds", SECONDS.get(kind, 0))),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as broken:
        said = f"A fault has operation and kind, and may have when, times, chance and seconds: {broken}"
        raise falcon.HTTPBadRequest(description=said) from broken


class LimitsRoute:
    """Switch request limits on, or off with null."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        resp.media = asdict(self._desk.limits.ceiling)

    def on_put(self, req: falcon.Request, resp: falcon.Response) -> None:
        match req.get_media():
            case {"per_second": int() | None as second, "per_day": int() | None as day}:
                ceiling = _ceiling(second, day)
            case _:
                raise falcon.HTTPBadRequest(description="Say per_second and per_day, each a number or null.")
        with self._desk.pause():
            self._desk.limits.switch(ceiling)
        self.on_get(req, resp)


def _ceiling(second: int | None, day: int | None) -> Ceiling:
    try:
        return Ceiling(second, day)
    except ValueError as broken:
        raise falcon.HTTPBadRequest(description=str(broken)) from broken


def add_fault_control(app: "falcon.App[falcon.Request, falcon.Response]", desk: Desk, prefix: str) -> None:
    """Add these to the control interface."""
    app.add_route(prefix + "faults", FaultsRoute(desk))
    app.add_route(prefix + "limits", LimitsRoute(desk))
