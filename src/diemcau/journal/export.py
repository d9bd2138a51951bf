# SPDX-License-Identifier: Apache-2.0
"""A journal on paper, so to speak: JSON Lines and a manifest that anybody can check without us.

`docs/journal.md` says how, in a few lines of Python that import nothing of this package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import rfc8785
from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from diemcau.journal.chain import Head, Link, Text, instant
from diemcau.journal.refusals import ExportIsDamaged, ManifestIsUnreadable
from diemcau.journal.rows import head_of, iter_links

SCHEMA: Literal["diemcau.journal/1"] = "diemcau.journal/1"
ENTRIES_NAME = "journal.jsonl"
MANIFEST_NAME = "manifest.json"


class Manifest(BaseModel):
    """What an export holds, and where the chain ended then.

    `head` is the last entry's hash in hex. Kept apart from the database, it tells of a journal
    whose end was cut off or written anew.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["diemcau.journal/1"] = SCHEMA
    conference: UUID
    entries: NonNegativeInt
    first_seq: NonNegativeInt
    last_seq: NonNegativeInt
    head: str
    exported_at: datetime
    file: str = ENTRIES_NAME


def export_journal(conference: UUID, folder: Path, *, at: datetime) -> Manifest:
    """Write the journal as it stands into `folder`, made when missing; files of that name are replaced.

    Raises: OSError: the folder can't be written; what was there before is left as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    head = head_of(conference)
    fresh = folder / f".{ENTRIES_NAME}"
    with fresh.open("wb") as lines:
        for link in iter_links(conference, upto_seq=head.seq):
            lines.write(line_of(link) + b"\n")
    fresh.replace(folder / ENTRIES_NAME)
    manifest = Manifest(
        conference=conference, entries=head.seq, first_seq=min(head.seq, 1), last_seq=head.seq,
        head=head.hash.hex(), exported_at=at,
    )  # fmt: skip
    (folder / MANIFEST_NAME).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return manifest


def read_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises: ManifestIsUnreadable."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ManifestIsUnreadable(path=str(path)) from error


def iter_exported(path: Path) -> Iterator[Link]:
    """The entries of an exported file. Raises: ExportIsDamaged: a line isn't an entry."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                link = link_of(line)
            except ValueError as error:
                raise ExportIsDamaged(path=str(path), seq=number) from error
            yield link


def line_of(link: Link) -> bytes:
    """One entry as a line of an export: canonical JSON, hashes in hex, what isn't shredded under `texts`."""
    texts = {name: {"salt": text.salt.hex(), "text": text.text} for name, text in link.texts.items()}
    return rfc8785.dumps(
        {
            "conference": str(link.conference), "seq": link.seq, "at": instant(link.at), "uid": str(link.uid),
            "actor": link.actor, "kind": link.kind, "version": link.version, "payload": json.loads(link.payload),
            "prev": link.prev.hex(), "hash": link.hash.hex(), "texts": texts,
        }
    )  # fmt: skip


def link_of(line: bytes) -> Link:
    """Read a line of an export. Raises: ValueError."""
    try:
        return _link(json.loads(line))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not an entry of a journal") from error


def _link(entry: dict[str, Any]) -> Link:
    return Link(
        conference=UUID(entry["conference"]), seq=entry["seq"], at=datetime.fromisoformat(entry["at"]),
        uid=UUID(entry["uid"]), actor=entry["actor"], kind=entry["kind"], version=entry["version"],
        payload=rfc8785.dumps(entry["payload"]).decode(),
        prev=bytes.fromhex(entry["prev"]), hash=bytes.fromhex(entry["hash"]),
        texts={
            name: Text(salt=bytes.fromhex(text["salt"]), text=text["text"]) for name, text in entry["texts"].items()
        },
    )  # fmt: skip


def head_of_manifest(manifest: Manifest) -> Head:
    """Where the chain ended when it was exported."""
    return Head(seq=manifest.last_seq, hash=bytes.fromhex(manifest.head))
