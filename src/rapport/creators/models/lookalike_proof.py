"""What likeness was worth in a library: whether it found good creators better than the plain sort by sales."""

from django.db import models

from rapport.creators.rules.lookalikes import Proof
from rapport.shops.models import Workspace


class LookalikeProof(models.Model):
    """The proof of one region, as the library stood on a day; see `creators.rules.lookalikes.proof`."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    region = models.CharField(max_length=2)
    good = models.PositiveIntegerField()
    pool = models.PositiveIntegerField()
    alike = models.PositiveIntegerField(null=True)
    sort = models.PositiveIntegerField(null=True)
    low = models.IntegerField(null=True)
    high = models.IntegerField(null=True)
    taken_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "region"], name="one_proof_a_region")]

    def __str__(self) -> str:
        return f"{self.region} {self.taken_on}"

    @property
    def proof(self) -> Proof:
        return Proof(self.good, self.pool, self.alike, self.sort, self.low, self.high)
