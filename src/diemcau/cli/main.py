# SPDX-License-Identifier: Apache-2.0
"""The `diemcau` command: one subcommand a module."""

from __future__ import annotations

import sys

import structlog
import typer

from diemcau.cli import (
    bench,
    demo,
    editors,
    invitations,
    journal,
    links,
    load,
    organiser,
    papers,
    people,
    recorder,
    recording,
    rehearse,
    settings,
    stage,
    up,
)

# What a command prints may be piped into a file; what it logs is for the person at the terminal.
structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))

app = typer.Typer(no_args_is_help=True, add_completion=False, help="One conference in a hundred rooms.")
app.command("up")(up.up)
app.command("stage")(stage.stage)
app.command("recorder")(recorder.recorder)
app.command("load")(load.load)
app.command("links")(links.links)
app.command("demo")(demo.demo)
app.command("papers")(papers.papers)
app.command("invitations")(invitations.invitations)
app.command("recording")(recording.recording)
app.command("organiser")(organiser.organiser)
app.command("settings")(settings.show)
app.add_typer(rehearse.app, name="rehearse")
app.add_typer(people.app, name="people")
app.add_typer(editors.app, name="editor")
app.add_typer(journal.app, name="journal")
app.add_typer(bench.app, name="bench")
