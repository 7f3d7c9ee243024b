"""Imported first: gives a benchmark a data folder of its own, which goes with its process."""

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="rapport-benchmark-")
os.environ["RAPPORT_HOME"] = folder
atexit.register(shutil.rmtree, folder, ignore_errors=True)
