"""A plugin that gives a test run a data folder of its own, before anything of Django is imported."""

import os
import tempfile

os.environ["RAPPORT_HOME"] = tempfile.mkdtemp(prefix="rapport-test-")
