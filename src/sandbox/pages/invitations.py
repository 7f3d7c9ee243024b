"""The creator's invitations: the list, one of them, accepting and turning down."""

import json

from sandbox.behaviour.playing import accept, decline, write
from sandbox.pages.forms import Form
from sandbox.pages.invited import Invited
from sandbox.pages.playing import ActPage, CreatorPage, Player, whole
from sandbox.pages.web import PageMissingError, Visit

ORDER = ("open", "accepted", "declined", "over")


class InvitationsPage(CreatorPage):
    """All invitations, those that wait for an answer first."""

    tab = "invitations"

    def show(self, visit: Visit, who: Player, **_path: str) -> str:
        groups = [(state, [item for item in who.invitations if item.state == state]) for state in ORDER]
        return self.page(visit, who, "invitations.html", groups=[group for group in groups if group[1]])


class InvitationPage(ActPage):
    """One invitation with its products and rates."""

    tab = "invitations"

    def show(self, visit: Visit, who: Player, **path: str) -> str:
        item = _invitation(who, path["collaboration"])
        contact = " · ".join(str(value) for value in json.loads(item.collaboration.contact).values() if value)
        return self.page(visit, who, "invitation.html", item=item, contact=contact)

    def act(self, visit: Visit, who: Player, form: Form, **path: str) -> tuple[str, str]:
        item, text = _invitation(who, path["collaboration"]), form.text("text")
        where = f"{who.home}/invitations/{item.id}"
        chosen, world = form.numbers("product"), visit.world
        if form.text("act") == "accept":
            accept(world, item.shop, who.number, visit.now, collaboration=item.id, products=chosen)
            done = "accepted"
        else:
            decline(world, item.shop, who.number, visit.now, collaboration=item.id)
            done = "declined"
        if text:
            write(world, item.shop, who.number, visit.now, type_="TEXT", content={"content": text[:2_000]})
        return where, done


def _invitation(who: Player, text: str) -> Invited:
    found = next((item for item in who.invitations if item.id == whole(text)), None)
    if found is None:
        raise PageMissingError
    return found
