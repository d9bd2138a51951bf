# SPDX-License-Identifier: Apache-2.0
"""A command of ours, in whose home every migration is done already.

    python -m support.prepared DATABASE bench fanout

is `diemcau bench fanout` but for its home, which begins with a copy of that database.
"""

from __future__ import annotations

import shutil
import sys

from diemcau.cli import django
from diemcau.config.environment import environment


def main(database: str, *words: str) -> None:
    """Run the command with these words."""
    set_up = django.set_up

    def set_up_quickly(*, migrate: bool = False) -> None:
        if migrate:
            shutil.copyfile(database, environment().home / "diemcau.sqlite3")
        set_up(migrate=migrate)

    django.set_up = set_up_quickly

    from diemcau.cli.main import app

    app(list(words))


if __name__ == "__main__":
    main(*sys.argv[1:])
