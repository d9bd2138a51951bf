# SPDX-License-Identifier: Apache-2.0
"""A whole installation as processes of its own: `diemcau up` with the small conference."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from support.homes import COMMAND, environment_of, small_home
from support.migrated import DATABASE
from support.small_conference import write_small_conference


@contextmanager
def installed(folder: Path, *options: str, **settings: str) -> Iterator[dict[str, str]]:
    """The environment of a running installation with the small conference, in `folder`.

    `options` are those of `diemcau up`; `settings` further environment variables.
    """
    environment = loaded(folder, **settings)
    with running(environment, folder, *options):
        yield environment


def loaded(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of an installation that has the small conference and doesn't run yet."""
    write_small_conference(folder / "example")
    return copied(small_home(), folder, **settings)


def copied(home: Path, folder: Path, **settings: str) -> dict[str, str]:
    """The environment of an installation that begins with a copy of another one's home."""
    shutil.copytree(home, folder / "home")
    environment = environment_of(folder / "home") | settings
    # The portal's address is the one under which it was set up.
    with closing(sqlite3.connect(folder / "home" / DATABASE)) as database, database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [environment["DIEMCAU_PORT"]])
    return environment


@contextmanager
def running(environment: dict[str, str], folder: Path, *options: str) -> Iterator[None]:
    """The installation runs; it is ended in good order."""
    with subprocess.Popen(
        [*COMMAND, "up", *options], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as up:
        try:
            assert up.stderr is not None
            said = up.stderr.readline()
            assert "Điểm cầu" in said, said + up.stderr.read()
            yield
        finally:
            up.terminate()
            up.wait(timeout=30)


def link_of(
    environment: dict[str, str], folder: Path, role: str, *, venue: str | None = None, slug: str = "nho"
) -> str:
    """The address of the first link of a role, or of its first link at a venue."""
    return links_of(environment, folder, role, venue=venue, slug=slug)[0]


def links_of(
    environment: dict[str, str], folder: Path, role: str, *, venue: str | None = None, slug: str = "nho"
) -> list[str]:
    """The addresses of all links of a role, in the plan's order, as `diemcau links` writes them."""
    asked = ["--role", role, *(["--venue", venue] if venue else [])] if role == "delegate" else []
    rows = _handed_out(frozenset(environment.items()), folder, slug, *asked)
    return [row[2] for row in rows if row[0] == role and venue in (None, row[1].partition(" ")[0])]


@cache
def _handed_out(environment: frozenset[tuple[str, str]], folder: Path, slug: str, *options: str) -> list[list[str]]:
    """Role, holder and address of each link; without options of the director and all venues."""
    file = folder / "links.csv"
    subprocess.run(
        [*COMMAND, "links", slug, "--csv", str(file), *options],
        cwd=folder, env=dict(environment), check=True, capture_output=True,
    )  # fmt: skip
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.reader(rows))[1:]
