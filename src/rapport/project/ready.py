"""Imported first by every way into the product: chooses the data folder and sets Django up.

What comes after it in the same file may import models. `rapport story` lives in a folder of its own, whatever is set.
"""

import gc
import os
import sys
import tempfile

import django

from rapport.project.home import home, prepare

STORY = "story"
YOUNG, MIDDLE, OLD = 50_000, 20, 100
"""How many new objects a collection of cycles waits for: rows come and go by the thousand and rarely hold cycles."""


def _own_folder_for_a_story() -> None:
    """A story's folder goes when it is told, so nothing in it has to survive the machine's failing."""
    os.environ["RAPPORT_HOME"] = tempfile.mkdtemp(prefix="rapport-story-")
    os.environ["RAPPORT_DURABLE"] = "0"
    os.environ.pop("DATABASE_URL", None)


if sys.argv[1:2] == [STORY]:
    _own_folder_for_a_story()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.project.settings")
prepare(home())
django.setup()
gc.freeze()
gc.set_threshold(YOUNG, MIDDLE, OLD)
