# SPDX-License-Identifier: Apache-2.0
"""The product's settings in a home folder of the test process's own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="diemcau-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["DIEMCAU_HOME"] = _home

from diemcau.config.settings import *  # noqa: E402, F403 - the environment has to be set before

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A file, as in an installation: threads and processes can't share a database that is in memory.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405 - from the settings above
    DATABASES["default"]["TEST"] = {"NAME": f"{_home}/test.sqlite3"}  # noqa: F405 - from the settings above
