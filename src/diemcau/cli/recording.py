# SPDX-License-Identifier: Apache-2.0
"""`diemcau recording`: what was on air as one film with chapters, without re-encoding."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diemcau.cli.django import set_up
from diemcau.config.environment import environment
from diemcau.lib.refusal import Refusal


def recording(
    conference: Annotated[str, typer.Argument(help="Short name of the conference, as in its address")],
    out: Annotated[Path, typer.Option(dir_okay=False, help="The MP4 file to write")],
) -> None:
    """Join what has been recorded of a conference so far; it may still be going on."""
    set_up()
    from django.conf import settings

    from diemcau.recording.archive import folder_of
    from diemcau.recording.film import write_film
    from diemcau.recording.finishing import titled_chapters
    from diemcau.recording.shelf import read_playlist

    folder = folder_of(settings.RECORDINGS, conference)
    playlist = read_playlist(folder)
    try:
        name, chapters = titled_chapters(conference, playlist)
        write_film(folder, playlist, chapters, out, title=name)
    except Refusal as refusal:
        typer.echo(refusal.sentence(environment().language), err=True)
        raise typer.Exit(2) from refusal
    typer.echo(f"{out}: {playlist.lasts_s:.0f} s, {playlist.segments} segments, {len(chapters)} chapters")
