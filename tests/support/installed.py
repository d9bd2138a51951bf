# SPDX-License-Identifier: Apache-2.0
"""A whole installation as processes of its own: `diemcau up` with the small conference."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.ports import free_port
from support.small_conference import write_small_conference

COMMAND = [sys.executable, "-c", "from diemcau.cli.main import app; app()"]


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


@contextmanager
def installed(folder: Path, *options: str, **settings: str) -> Iterator[dict[str, str]]:
    """The environment of a running installation with the small conference, in `folder`.

    `options` are those of `diemcau up`; `settings` further environment variables.
    """
    write_small_conference(folder / "example")
    with installed_with(folder, folder / "example", *options, **settings) as environment:
        yield environment


@contextmanager
def installed_with(folder: Path, example: Path, *options: str, **settings: str) -> Iterator[dict[str, str]]:
    """As :func:`installed`, with the conference of an example folder."""
    environment = loaded(folder, example, **settings)
    with running(environment, folder, *options):
        yield environment


def loaded(folder: Path, example: Path, **settings: str) -> dict[str, str]:
    """The environment of an installation that has a conference and doesn't run yet."""
    environment = environment_of(folder / "home") | settings
    subprocess.run([*COMMAND, "load", str(example)], cwd=folder, env=environment, check=True, capture_output=True)
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


def link_of(environment: dict[str, str], folder: Path, role: str, *options: str, slug: str = "nho") -> str:
    """The address of the first link of a role, as `diemcau links` writes it."""
    return links_of(environment, folder, role, *options, slug=slug)[0]


def links_of(environment: dict[str, str], folder: Path, role: str, *options: str, slug: str = "nho") -> list[str]:
    """The addresses of all links of a role, in the plan's order."""
    file = folder / f"links-{role}.csv"
    subprocess.run(
        [*COMMAND, "links", slug, "--role", role, "--csv", str(file), *options],
        cwd=folder, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    return [line.rpartition(",")[2] for line in file.read_text("utf-8-sig").splitlines()[1:]]
