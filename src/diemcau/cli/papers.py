# SPDX-License-Identifier: Apache-2.0
"""`diemcau papers`: minutes, attendance sheet and news page of a closed conference."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diemcau.cli.django import set_up
from diemcau.config.environment import environment
from diemcau.lib.refusal import Refusal


def papers(
    conference: Annotated[str, typer.Argument(help="Short name of the conference, as in its address")],
    folder: Annotated[Path, typer.Option(file_okay=False, help="Where the files go")] = Path("papers"),
    *,
    publish: Annotated[bool, typer.Option(help="Publish the news page too")] = True,
) -> None:
    """Write the papers of a closed conference and publish its report."""
    set_up()
    from diemcau.conference.queries import conference_by_slug
    from diemcau.newsroom.actions import publish_report
    from diemcau.papers.actions import write_papers

    try:
        closed = conference_by_slug(conference)
        for path in write_papers(closed, folder):
            typer.echo(path)
        if publish:
            typer.echo(publish_report(closed).full_url)
    except Refusal as refusal:
        typer.echo(refusal.sentence(environment().language), err=True)
        raise typer.Exit(2) from refusal
