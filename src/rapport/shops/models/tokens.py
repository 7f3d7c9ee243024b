"""Tokens with which programs use the API in a member's name; only a digest is kept."""

from django.db import models

from rapport.shops.models.workspaces import Member


class ApiToken(models.Model):
    """A program's key to one member's seat."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.label
