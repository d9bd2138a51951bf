# SPDX-License-Identifier: Apache-2.0
"""`diemcau load`: a folder of plan and workbooks into the installation, with a report row by row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from diemcau.cli import django
from diemcau.config.environment import environment
from diemcau.lib.refusal import Refusal

if TYPE_CHECKING:
    from diemcau.people.loading import Loaded

Folder = Annotated[
    Path, typer.Argument(exists=True, file_okay=False, help="Folder with conference.toml, venues.csv and workbooks")
]
_FILE_WIDTH = 140
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write what was loaded to this file")]


def load(folder: Folder, json_file: JsonFile = None) -> None:
    """Load a conference's plan and its delegates. Nothing is changed if anything can't be taken."""
    django.set_up(migrate=True)
    from diemcau.cli import load_report
    from diemcau.newsroom.actions import set_up_portal

    language = environment().language
    console = Console() if Console().is_terminal else Console(width=_FILE_WIDTH)
    try:
        loaded = _load_with_progress(folder)
    except Refusal as refusal:
        load_report.print_refusal(console, refusal, language=language)
        raise typer.Exit(1) from refusal
    plan = loaded.conference
    set_up_portal(
        organisation=plan.organiser,
        section=plan.section,
        organisation_en=plan.organiser_en,
        section_en=plan.section_en,
    )
    load_report.print_report(console, loaded, language=language)
    if json_file is not None:
        json_file.write_text(json.dumps(load_report.summary(loaded), ensure_ascii=False, indent=1) + "\n")


def _load_with_progress(folder: Path) -> Loaded:
    from diemcau.people.loading import files_in, load_folder

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(folder.name, total=len(files_in(folder)))

        def step(file: str) -> None:
            progress.update(task, advance=1, description=file)

        return load_folder(folder, actor="load", on_file=step)
