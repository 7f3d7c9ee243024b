"""Who works here: users, workspaces, members."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models

from rapport.shops.rules.roles import Role


class User(AbstractUser):
    """A person who signs in; `language` is the one they chose by the switch."""

    language = models.CharField(max_length=10, blank=True)


class Workspace(models.Model):
    """One seller or agency: everything else belongs to exactly one workspace."""

    name = models.CharField(max_length=80)
    brand = models.CharField(max_length=80, blank=True)
    contact_email = models.EmailField(blank=True)
    """Given to invited creators; the platform asks for one in each target collaboration."""
    is_demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A user's seat in a workspace."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_seat_per_user_and_workspace")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.workspace_id} as {self.role}"
