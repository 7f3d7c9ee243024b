"""The app's scopes in the control interface."""

import falcon

from sandbox import scopes
from sandbox.desk import Desk


class ScopesRoute:
    """Which scopes the app has."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        with self._desk.turn():
            resp.media = scopes.granted(self._desk.world, scopes.KNOWN)

    def on_put(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Replace them: a list of names. Refuses a name that is none."""
        wanted = req.get_media()
        if not isinstance(wanted, list) or not all(name in scopes.KNOWN for name in wanted):
            raise falcon.HTTPBadRequest(description=f"A list of scopes is wanted, of these: {', '.join(scopes.KNOWN)}")
        with self._desk.turn():
            scopes.grant(self._desk.world, wanted)
        resp.media = [name for name in scopes.KNOWN if name in wanted]


def add_scope_control(app: "falcon.App[falcon.Request, falcon.Response]", desk: Desk, prefix: str) -> None:
    app.add_route(prefix + "scopes", ScopesRoute(desk))
