# SPDX-License-Identifier: Apache-2.0
"""Holding a page's proof against an export of the journal, by the product's own folds.

Needs no database and no installation. `ops/check-page` does the same by an independent reading
of the rules, for whoever doesn't trust these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from diemcau.board.state import BOARD_FOLD
from diemcau.journal.chain import Link, walk
from diemcau.journal.export import ENTRIES_NAME, iter_exported
from diemcau.journal.records import record_of
from diemcau.newsroom.figure_labels import Bilingual
from diemcau.outcome.chronicle import SESSION_FOLD
from diemcau.outcome.figures import figures_at
from diemcau.outcome.tally import tally


def differences(proof: Mapping[str, Any], export: Path) -> list[Bilingual]:
    """Everything in which a page and an export differ; empty when all agrees.

    Args:
        proof: what the page's `proof.json` says.
        export: the folder, or the file of entries in it.

    Raises: ExportIsDamaged; KeyError, TypeError: not a proof.
    """
    links = list(iter_exported(export / ENTRIES_NAME if export.is_dir() else export))
    fault = walk(links).fault
    if fault is not None:
        return [
            Bilingual(
                vi=f"Mục số {fault.seq} của nhật ký bị thiếu hoặc không còn như lúc được ghi.",
                en=f"Entry {fault.seq} of the journal is missing or isn't as it was written.",
            )
        ]
    return [*_journal(proof, links), *_figures(proof, links)]


def _journal(proof: Mapping[str, Any], links: Sequence[Link]) -> Iterator[Bilingual]:
    if links and str(links[0].conference) != proof["conference"]:
        yield Bilingual(vi="Nhật ký này của hội nghị khác.", en="This is the journal of another conference.")
    head = proof["journal"]
    if head and not _holds(head, links):
        yield Bilingual(
            vi=f"Bản xuất không có mục số {head['seq']} mà trang dẫn làm mục cuối của nhật ký.",
            en=f"The export lacks entry {head['seq']}, where the page says the journal ended.",
        )


def _figures(proof: Mapping[str, Any], links: Sequence[Link]) -> Iterator[Bilingual]:
    counts: dict[int, dict[str, int]] = {}
    for figure in proof["figures"]:
        seq, label = figure["seq"], figure["label"]
        if not _holds(figure, links):
            yield Bilingual(
                vi=f"{label['vi']}: bản xuất không có mục số {seq} mà trang dẫn.",
                en=f"{label['en']}: the export lacks entry {seq}, which the page names.",
            )
            continue
        if seq not in counts:
            counts[seq] = _counted(links[:seq])
        value = counts[seq].get(figure["name"])
        if value != figure["value"]:
            yield Bilingual(
                vi=f"{label['vi']}: trang ghi {figure['value']}, nhật ký đến mục số {seq} cho {value}.",
                en=f"{label['en']}: the page says {figure['value']}, the journal up to entry {seq} gives {value}.",
            )


def _holds(named: Mapping[str, Any], links: Sequence[Link]) -> bool:
    return bool(0 < named["seq"] <= len(links) and links[named["seq"] - 1].hash.hex() == named["hash"])


def _counted(links: Sequence[Link]) -> dict[str, int]:
    records = [record_of(link) for link in links]
    counted = tally(BOARD_FOLD.over(records), SESSION_FOLD.over(records))
    return {name: one.value for name, one in figures_at(counted, seq=len(links), at=links[-1].at).items()}
