# SPDX-License-Identifier: Apache-2.0
"""Whether a journal is still the one that was written, and which entry is the first that isn't."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from uuid import UUID

from diemcau.journal.chain import BEGINNING, Fault, Head, Link, Walk, walk
from diemcau.journal.export import Manifest, head_of_manifest, iter_exported, read_manifest
from diemcau.journal.refusals import ExportIsDamaged, ManifestOfAnotherConference
from diemcau.journal.rows import iter_links


def verify(conference: UUID, *, manifest: Path | None = None) -> Walk:
    """Walk a conference's chain; with a manifest, also hold it against what was exported then.

    Only a manifest can show that the end of a journal was cut off or written anew. With the
    exported entries beside it, the first bad one is named even then.

    Raises: ManifestIsUnreadable, ManifestOfAnotherConference, ExportIsDamaged.
    """
    found = walk(iter_links(conference))
    faults = [found.fault, _fault_against(conference, manifest) if manifest else None]
    first = min((fault for fault in faults if fault), key=lambda fault: fault.seq, default=None)
    return Walk(head=found.head, fault=first)


def _fault_against(conference: UUID, path: Path) -> Fault | None:
    manifest = read_manifest(path)
    if manifest.conference != conference:
        raise ManifestOfAnotherConference(path=str(path), own=str(manifest.conference), asked=str(conference))
    entries = path.parent / manifest.file
    stored = iter_links(conference, upto_seq=manifest.last_seq)
    if entries.exists():
        _require_whole(entries, manifest)
        return _first_difference(stored, iter_exported(entries))
    return _difference_at_head(stored, head_of_manifest(manifest))


def _require_whole(entries: Path, manifest: Manifest) -> None:
    """An export that was tampered with itself can't bear witness."""
    found, head = walk(iter_exported(entries)), head_of_manifest(manifest)
    if found.fault is not None:
        raise ExportIsDamaged(path=str(entries), seq=found.fault.seq)
    if found.head != head:
        raise ExportIsDamaged(path=str(entries), seq=min(found.head.seq + 1, head.seq))


def _first_difference(stored: Iterable[Link], exported: Iterable[Link]) -> Fault | None:
    for position, (own, other) in enumerate(zip_longest(stored, exported), start=1):
        if own is None:
            return Fault(seq=position, reason="missing")
        if other is None or own.hash != other.hash:
            return Fault(seq=position, reason="altered")
    return None


def _difference_at_head(stored: Iterable[Link], head: Head) -> Fault | None:
    last = BEGINNING
    for link in stored:
        last = Head(seq=link.seq, hash=link.hash)
    if last == head:
        return None
    return Fault(seq=last.seq, reason="altered") if last.seq == head.seq else Fault(seq=last.seq + 1, reason="missing")
