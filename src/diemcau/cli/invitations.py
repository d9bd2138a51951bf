# SPDX-License-Identifier: Apache-2.0
"""`diemcau invitations`: letters and badges of a conference, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diemcau.cli.django import set_up
from diemcau.config.environment import environment
from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal


def invitations(
    conference: Annotated[str, typer.Argument(help="Short name of the conference, as in its address")],
    folder: Annotated[Path, typer.Option("--out", file_okay=False, help="Where the files go")] = Path("papers"),
    venue: Annotated[str | None, typer.Option(help="Only this venue's")] = None,
) -> None:
    """Write the letters and badges of everybody invited, and tell how long it took."""
    set_up()
    from diemcau.conference.queries import conference_by_slug
    from diemcau.papers.inviting import write_invitations

    clock = SystemClock()
    began = clock.monotonic()
    try:
        for path in write_invitations(conference_by_slug(conference), folder, at=clock.now(), venue=venue):
            typer.echo(path)
    except Refusal as refusal:
        typer.echo(refusal.sentence(environment().language), err=True)
        raise typer.Exit(2) from refusal
    typer.echo(f"{clock.monotonic() - began:.1f} s")
