"""Imported first by every way into the product: chooses the data folder and sets Django up.

What comes after it in the same file may import models. `rapport story` lives in a folder of its own, whatever is set.
"""

import os
import sys
import tempfile

import django

from rapport.project.home import home, prepare

STORY = "story"


def _own_folder_for_a_story() -> None:
    os.environ["RAPPORT_HOME"] = tempfile.mkdtemp(prefix="rapport-story-")
    os.environ.pop("DATABASE_URL", None)


if sys.argv[1:2] == [STORY]:
    _own_folder_for_a_story()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.project.settings")
prepare(home())
django.setup()
