# SPDX-License-Identifier: Apache-2.0
"""A database file that has every migration behind it, made once for each state of the migrations."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "migrated"
DATABASE = "diemcau.sqlite3"


@cache
def migrated_database() -> Path:
    """The file. Two hundred migrations take a dozen seconds; its copies need none of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{_digest()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            _migrate(file)
    return file


def _migrate(file: Path) -> None:
    with tempfile.TemporaryDirectory(dir=FOLDER) as home:
        environment = os.environ | {"DIEMCAU_HOME": home, "DJANGO_SETTINGS_MODULE": "diemcau.config.settings"}
        environment.pop("DATABASE_URL", None)
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=environment, check=True)
        shutil.move(Path(home) / DATABASE, file)


def _digest() -> str:
    """Whatever the tables depend on: our migrations and settings, and the versions of all libraries."""
    source = ROOT / "src" / "diemcau"
    files = [ROOT / "requirements-dev.lock", source / "config" / "settings.py", *source.glob("*/migrations/*.py")]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
