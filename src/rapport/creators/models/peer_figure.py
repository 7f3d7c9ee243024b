"""What is usual among a workspace's creators of one region and follower band."""

from django.db import models

from rapport.creators.rules.peers import Peers
from rapport.shops.models import Workspace


class PeerFigure(models.Model):
    """One measure's quantiles over the creators of a band, as the library stood on a day."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    region = models.CharField(max_length=2)
    band_from = models.BigIntegerField()
    """The band's lower bound of followers; 0 holds those below the first."""
    measure = models.CharField(max_length=20)
    peers = models.PositiveIntegerField()
    low = models.BigIntegerField()
    middle = models.BigIntegerField()
    high = models.BigIntegerField()
    taken_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "region", "band_from", "measure"], name="one_figure_a_band")
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.band_from}+ {self.measure}"

    @property
    def quantiles(self) -> Peers:
        return Peers(self.peers, self.low, self.middle, self.high)
