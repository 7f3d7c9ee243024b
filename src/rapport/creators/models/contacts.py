"""Addresses at which creators may be reached outside the platform."""

from django.db import models

from rapport.creators.models.creator import Creator
from rapport.creators.rules.contact_points import (
    ADDRESS_CHARS,
    PROOF_CHARS,
    SOURCE_CHARS,
    Basis,
    ContactKind,
    ContactPoint,
)


class CreatorContact(models.Model):
    """One address with its source and the basis on which it is held. It goes when the creator is forgotten."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ContactKind])
    address = models.CharField(max_length=ADDRESS_CHARS)
    source = models.CharField(max_length=SOURCE_CHARS)
    basis = models.CharField(max_length=12, choices=[(basis.value, basis.value) for basis in Basis])
    proof = models.CharField(max_length=PROOF_CHARS, blank=True)
    """Where the consent or the publication can be looked up, in a person's words."""
    seen_at = models.DateTimeField()
    bad_since = models.DateTimeField(null=True)
    """Since when what is sent there comes back."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["creator", "kind", "address"], name="a_contact_once_a_creator")]
        indexes = [models.Index(fields=["address", "kind"], name="creators_by_contact")]

    def __str__(self) -> str:
        return f"{self.creator_id} {self.kind}"

    def point(self) -> ContactPoint:
        """The row as rules see it."""
        return ContactPoint(
            ContactKind(self.kind),
            self.address,
            self.source,
            Basis(self.basis),
            self.seen_at,
            is_bad=self.bad_since is not None,
        )
