"""Writes of playbooks."""

from rapport.policies.models import PlaybookRecord
from rapport.policies.queries import default_playbook
from rapport.policies.rules.playbooks import Overrides, with_overrides

NAME_CHARS = 60


def save_playbook(name: str, overrides: Overrides, record: PlaybookRecord | None = None) -> PlaybookRecord:
    """Keep a shop's own playbook values, new or in place of an earlier record's.

    Refuses with DataFileInvalid that names the wrong field; nothing is saved then.
    """
    with_overrides(default_playbook().values, overrides)
    kept = record or PlaybookRecord(name=name[:NAME_CHARS])
    kept.overrides = {section: dict(values) for section, values in overrides.items()}
    kept.save()
    return kept
