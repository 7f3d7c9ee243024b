"""Creators in the control interface: who they are, and tokens to call as one of them."""

import falcon
import numpy as np

from sandbox.creator_tokens import renewed_for_creator
from sandbox.desk import Desk
from sandbox.identifiers import open_id
from sandbox.store import played


class CreatorRoute:
    """One creator by handle, with valid tokens."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        world = self._desk.world
        found = np.flatnonzero(world.population["handle"] == (req.get_param("handle") or "").encode())
        if not len(found):
            raise falcon.HTTPNotFound(description="Nobody has this handle.")
        number = int(found[0])
        with self._desk.turn() as now:
            pair = renewed_for_creator(world, number, now)
            resp.media = {
                "handle": world.population.handle(number),
                "nickname": world.population.nickname(number),
                "region": world.population.market(number).region,
                "open_id": open_id(world.chance, number),
                "is_played": played.is_played(world.db, number),
                "access_token": pair.access.text,
                "access_token_expire_in": pair.access.expires_at,
                "refresh_token": pair.refresh.text,
                "refresh_token_expire_in": pair.refresh.expires_at,
            }


def add_creator_control(app: "falcon.App[falcon.Request, falcon.Response]", desk: Desk, prefix: str) -> None:
    """Add this to the control interface."""
    app.add_route(prefix + "creator", CreatorRoute(desk))
