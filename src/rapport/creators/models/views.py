"""Saved views: screens over the library that people come back to."""

from django.conf import settings
from django.db import models

from rapport.creators.rules.naming import FOLDED_CHARS, NAME_CHARS
from rapport.shops.models import Workspace

SCREEN_CHARS, SORT_CHARS = 2000, 40


class SavedView(models.Model):
    """A screen as it is written, with a sort, under a name; others see it where its owner shares it."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    name = models.CharField(max_length=NAME_CHARS)
    folded = models.CharField(max_length=FOLDED_CHARS)
    screen = models.CharField(max_length=SCREEN_CHARS, blank=True)
    sort = models.CharField(max_length=SORT_CHARS, blank=True)
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "owner", "folded"], name="a_view_once_an_owner"),
        ]

    def __str__(self) -> str:
        return self.name
