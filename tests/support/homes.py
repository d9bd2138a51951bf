# SPDX-License-Identifier: Apache-2.0
"""Homes that installations of the tests begin with, made once a session and copied.

But for the one that shows how a first start goes, no test waits for migrations.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from support.migrated import DATABASE, migrated_database
from support.ports import free_port
from support.small_conference import write_small_conference

COMMAND = [sys.executable, "-c", "from diemcau.cli.main import app; app()"]
TESTS = Path(__file__).parents[1]


def environment_of(home: Path) -> dict[str, str]:
    """What commands on an installation of the test's own are started with."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DIEMCAU_")},
        "DIEMCAU_HOME": str(home),
        "DIEMCAU_PORT": free_port("tcp"),
        "DIEMCAU_RELAY_PORT": free_port("udp"),
        "DJANGO_SETTINGS_MODULE": "diemcau.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    return environment


def load(folder: Path, example: Path, environment: dict[str, str]) -> None:
    """Load an example's folder into an installation, as `diemcau load` does it."""
    subprocess.run([*COMMAND, "load", str(example)], cwd=folder, env=environment, check=True, capture_output=True)


def prepared() -> list[str]:
    """Our command for those of its words that make a home themselves: this one begins with a migrated database.

    It is found with `PYTHONPATH` being the folder of the tests.
    """
    return [sys.executable, "-m", "support.prepared", str(migrated_database())]


@cache
def home_of(example: Path) -> Path:
    """A home with the conference of an example's folder."""
    home = Path(tempfile.mkdtemp(prefix="diemcau-loaded-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    shutil.copyfile(migrated_database(), home / DATABASE)
    load(home, example, environment_of(home))
    return home


@cache
def small_home() -> Path:
    """A home with the small conference."""
    with tempfile.TemporaryDirectory() as folder:
        write_small_conference(Path(folder))
        return home_of(Path(folder))
