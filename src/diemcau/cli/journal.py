# SPDX-License-Identifier: Apache-2.0
"""`diemcau journal`: check the record, hand it out, make its tables anew, destroy a text.

Exit codes: 0 all is well; 1 the journal is not the one that was written; 2 it couldn't be looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from diemcau.cli.django import set_up
from diemcau.config.environment import environment
from diemcau.journal.chain import Walk
from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Language, Refusal

BAD_JOURNAL = 1
REFUSED = 2
FAULTS = {
    "missing": ("không còn trong nhật ký", "is no longer in the journal"),
    "altered": (
        "không phải là mục đã được ghi, hoặc mục đứng ngay trước nó đã bị lấy đi",
        "isn't the one that was written, or the one before it was taken out",
    ),
    "foreign": ("đã bị chèn vào hoặc ghi đè", "was put in or written over"),
    "text": ("có văn bản không khớp với mã băm đã ghi", "has a free text that doesn't match its digest"),
}

app = typer.Typer(no_args_is_help=True, help="The record of what happened: verify, export, rebuild, shred.")
OneConference = Annotated[str, typer.Argument(help="Short name or UUID of a conference")]
ConferenceOrAll = Annotated[str, typer.Argument(help="Short name or UUID of a conference; all when left out")]


@app.command()
def verify(
    conference: ConferenceOrAll = "",
    manifest: Annotated[
        Path | None, typer.Option(help="manifest.json of an earlier export, to find a cut-off or rewritten end")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="proof.json of a news page, to be held against an export: then name its folder")
    ] = None,
) -> None:
    """Walk the hash chain; name the first bad entry and exit with 1 if there is one."""
    if page is not None:
        _hold_page(page, Path(conference))
        return
    with _ready():
        from diemcau.journal import verify as journal

        walks = {each: journal.verify(each, manifest=manifest) for each in _chosen(conference)}
    for each, walk in walks.items():
        _say(**_verdict(each, walk))
    if any(walk.fault for walk in walks.values()):
        raise typer.Exit(BAD_JOURNAL)


@app.command()
def export(
    conference: OneConference,
    folder: Annotated[Path, typer.Argument(help="Folder for journal.jsonl and manifest.json")],
) -> None:
    """Write the journal as JSON Lines, with a manifest."""
    with _ready():
        from diemcau.journal.export import export_journal

        manifest = export_journal(_uuid_of(conference), folder, at=SystemClock().now())
    _say(
        vi=f"Đã xuất {manifest.entries} mục vào {folder}. Mã băm cuối: {manifest.head}",
        en=f"{manifest.entries} entries exported to {folder}. Head: {manifest.head}",
    )


@app.command()
def rebuild(conference: ConferenceOrAll = "") -> None:
    """Drop the tables that summarise the journal, and make them anew from it."""
    with _ready():
        from diemcau.journal import projections

        replayed = {each: projections.rebuild(each) for each in _chosen(conference)}
    for each, entries in replayed.items():
        _say(
            vi=f"Hội nghị {each}: đã dựng lại các bảng từ {entries} mục nhật ký.",
            en=f"Conference {each}: tables made anew from {entries} entries.",
        )


@app.command()
def shred(conference: OneConference, seq: Annotated[int, typer.Argument(min=1, help="Number of the entry")]) -> None:
    """Destroy the free text of one entry for good; its digest and the chain stay."""
    with _ready():
        from diemcau.journal import shredding

        count = shredding.shred(_uuid_of(conference), seq)
    _say(
        vi=f"Mục số {seq}: đã hủy {count} đoạn văn bản. Bản sao lưu và bản xuất cũ phải được hủy riêng.",
        en=f"Entry {seq}: {count} texts destroyed. Backups and earlier exports have to be seen to separately.",
    )


def _hold_page(page: Path, export: Path) -> None:
    """Hold a page's proof against an export; exit with 1 when they differ."""
    set_up()
    from diemcau.newsroom.page_check import differences

    try:
        proof = json.loads(page.read_text("utf-8"))
        found = differences(proof, export)
    except (OSError, ValueError, KeyError, TypeError, Refusal) as error:
        _say(vi=f"Không đọc được tệp: {error}", en=f"A file can't be read: {error}")
        raise typer.Exit(REFUSED) from error
    for one in found:
        _say(vi=one.vi, en=one.en)
    if found:
        raise typer.Exit(BAD_JOURNAL)
    number = len(proof["figures"])
    _say(vi=f"{number} số liệu đều khớp với nhật ký.", en=f"All {number} figures agree with the journal.")


def _verdict(conference: UUID, walk: Walk) -> dict[Language, str]:
    if walk.fault is None:
        head = walk.head.hash.hex()
        return {
            "vi": f"Hội nghị {conference}: {walk.head.seq} mục, nhật ký nguyên vẹn. Mã băm cuối: {head}",
            "en": f"Conference {conference}: {walk.head.seq} entries, all as written. Head: {head}",
        }
    vi, en = FAULTS[walk.fault.reason]
    return {
        "vi": f"Hội nghị {conference}: mục số {walk.fault.seq} {vi}. Các mục trước đó nguyên vẹn.",
        "en": f"Conference {conference}: entry {walk.fault.seq} {en}. The entries before it are as written.",
    }


def _chosen(conference: str) -> list[UUID]:
    from diemcau.journal.queries import conferences_with_entries

    return [_uuid_of(conference)] if conference else conferences_with_entries()


def _uuid_of(conference: str) -> UUID:
    """The id of a conference that has a journal. Raises: UnknownConference, JournalIsEmpty."""
    from diemcau.conference.queries import conference_by_slug
    from diemcau.journal.queries import head_seq
    from diemcau.journal.refusals import JournalIsEmpty

    try:
        uuid = UUID(conference)
    except ValueError:
        uuid = conference_by_slug(conference).uuid
    if head_seq(uuid) == 0:
        raise JournalIsEmpty(conference=conference)
    return uuid


@contextmanager
def _ready() -> Iterator[None]:
    """Django set up; whatever stands in the way told in the installation's language."""
    set_up()
    from django.db import Error

    from diemcau.journal.refusals import JournalIsUnreadable

    try:
        try:
            yield
        except (Error, OSError) as error:
            raise JournalIsUnreadable(home=str(environment().home.resolve()), cause=str(error)) from error
    except Refusal as refusal:
        typer.echo(refusal.sentence(environment().language), err=True)
        raise typer.Exit(REFUSED) from refusal


def _say(*, vi: str, en: str) -> None:
    typer.echo(vi if environment().language == "vi" else en)
