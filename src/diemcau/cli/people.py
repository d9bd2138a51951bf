# SPDX-License-Identifier: Apache-2.0
"""`diemcau people`: lists of delegates into a conference, looked at first, and taken back."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from diemcau.cli import django
from diemcau.cli.telling import refusals_told
from diemcau.config.environment import environment
from diemcau.lib.clock import SystemClock

if TYPE_CHECKING:
    from diemcau.conference.models import Conference
    from diemcau.people.importing.lists import Roster
    from diemcau.people.importing.reports import RosterPlan

app = typer.Typer(no_args_is_help=True, help="Lists of delegates: look, import, undo.")
ACTOR = "cli"
_FILE_WIDTH = 160
_COLOURS = {"new": "green", "changed": "yellow", "doubtful": "dark_orange", "wrong": "red", "repeated": "dim"}
Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help=".xlsx, .xls, .ods or .csv")]
Slug = Annotated[
    str,
    typer.Option("--conference", help="Short name of the conference; needless where there is one alone"),
]


@app.command("import")
def import_files(
    files: Files,
    conference: Slug = "",
    *,
    dry_run: Annotated[bool, typer.Option(help="Only show what would change")] = False,
    without_held: Annotated[bool, typer.Option(help="Take the good rows though others are doubtful or wrong")] = False,
) -> None:
    """Show row by row what lists would change, then take them. Who is on no list stays invited."""
    django.set_up()
    from diemcau.people.importing.comparing import compared
    from diemcau.people.importing.drafts import SentFile, apply_draft, begin_draft
    from diemcau.people.importing.lists import read_roster

    with refusals_told():
        plan_for = _conference(conference)
        sent = [SentFile(name=path.name, content=path.read_bytes()) for path in files]
        begun = time.perf_counter()
        rosters: list[Roster] = [read_roster(file.content, file=file.name) for file in sent]
        plan = compared(plan_for, rosters)
        took_s = time.perf_counter() - begun
        _print(plan, dict(plan_for.venues.values_list("code", "name")), took_s=took_s)
        if not dry_run:
            draft = begin_draft(plan_for, sent, by=ACTOR, at=SystemClock().now())
            applied = apply_draft(draft, actor=ACTOR, at=SystemClock().now(), without_held=without_held)
            typer.echo(f"#{applied.pk}" if applied else "–")


@app.command()
def undo(number: Annotated[int, typer.Argument(help="The number that the import printed")]) -> None:
    """Take an import back; what was changed since stays, and is counted."""
    django.set_up()
    from diemcau.people.importing.drafts import take_back
    from diemcau.people.importing.models import AppliedImport

    applied = AppliedImport.objects.filter(pk=number).first()
    if applied is None:
        raise typer.BadParameter(str(number))
    with refusals_told():
        undone = take_back(applied, actor=ACTOR, at=SystemClock().now())
    typer.echo(", ".join(f"{name}: {n}" for name, n in undone.undo.items()))


def _conference(slug: str) -> Conference:
    from diemcau.conference.models import Conference
    from diemcau.conference.queries import conference_by_slug

    slugs = list(Conference.objects.values_list("slug", flat=True))
    if not slug and len(slugs) != 1:
        raise typer.BadParameter(f"--conference {' | '.join(slugs)}")
    return conference_by_slug(slug or slugs[0])


def _print(plan: RosterPlan, venues: dict[str, str], *, took_s: float) -> None:
    from diemcau.people.importing.wording import (
        FIELDS,
        VERDICTS,
        change_sentences,
        difference_sentence,
        reasons,
        word,
    )

    language = environment().language
    console = Console() if Console().is_terminal else Console(width=_FILE_WIDTH)
    table = Table("", *(word(FIELDS, name, language) for name in ("name", "venue")), "", "")
    for row in plan.rows:
        told = [*change_sentences(row, language, venues).values(), *reasons(row, language)]
        if row.verdict != "same" and (told or row.verdict != "new"):
            where = f"{row.place.file}:{row.place.row}"
            verdict = word(VERDICTS, row.verdict, language)
            style = _COLOURS.get(row.verdict, "")
            table.add_row(
                where, row.entrant.name, venues.get(row.entrant.venue, "–"), verdict, "\n".join(told), style=style
            )
    console.print(table)
    counts = ", ".join(f"{word(VERDICTS, name, language)}: {n}" for name, n in plan.verdicts.items())
    console.print(f"{difference_sentence(plan.difference, language)} ({counts})", highlight=False)
    console.print(f"{len(plan.rows):,} rows in {took_s:.2f} s", highlight=False)
