# SPDX-License-Identifier: Apache-2.0
"""The proof of an article: every figure with the entry that it holds at, so that an outsider can count again.

`ops/check-page` and `diemcau journal verify --page` read it beside an export of the journal.
It holds numbers, times and hashes, and no person.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from diemcau.journal.chain import instant
from diemcau.journal.queries import entries_at, last_entry
from diemcau.newsroom.figure_labels import ROUNDING, label_of
from diemcau.newsroom.report import prose_digest
from diemcau.outcome.figures import Figure

if TYPE_CHECKING:
    from diemcau.newsroom.models import NewsArticlePage

FORMAT = "diemcau.proof/1"
_KEPT_S = 60


def proof_answer(request: HttpRequest, page: NewsArticlePage) -> HttpResponse:
    """The proof as JSON, which caches may keep for a minute: the journal's head moves on."""
    answer: HttpResponse = JsonResponse(
        proof_of(page, address=request.build_absolute_uri(page.get_url(request))),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    etag = quote_etag(hashlib.sha256(answer.content).hexdigest())
    answer["Cache-Control"] = f"max-age={_KEPT_S}"
    answer["ETag"] = etag
    conditional: HttpResponse | None = get_conditional_response(request, etag=etag, response=answer)
    return conditional or answer


def proof_of(page: NewsArticlePage, *, address: str) -> dict[str, Any]:
    """What `proof.json` says. `conference` and `journal` are null for an article about no conference."""
    figures = list(page.bound_figures().values())
    conference = page.conference.uuid if page.conference else None
    return {
        "format": FORMAT,
        "article": {
            "headline": page.title,
            "url": address,
            "language": page.locale.language_code,
            "digest": version_digest(page),
        },
        "conference": str(conference) if conference else None,
        "journal": _head(conference),
        "rounding": ROUNDING.as_dict(),
        "figures": _figures(conference, figures),
    }


def version_digest(page: NewsArticlePage) -> str:
    """SHA-256 of an article's words and of the figures that are filled into them, hexadecimal."""
    bound = sorted((figure.name, figure.seq, figure.value) for figure in page.bound_figures().values())
    words = prose_digest(page.title, page.lead, page.words())
    return hashlib.sha256(json.dumps([words, bound]).encode()).hexdigest()


def _head(conference: UUID | None) -> dict[str, Any] | None:
    entry = last_entry(conference) if conference else None
    return {"seq": entry.seq, "hash": entry.hash.hex(), "at": instant(entry.at)} if entry else None


def _figures(conference: UUID | None, figures: Sequence[Figure]) -> list[dict[str, Any]]:
    entries = entries_at(conference, {figure.seq for figure in figures}) if conference else {}
    labels = {figure.name: label_of(figure.name) for figure in figures}
    return [
        {
            "name": figure.name,
            "label": labels[figure.name].name.as_dict(),
            "counted": labels[figure.name].counted.as_dict(),
            "value": figure.value,
            "seq": figure.seq,
            "at": instant(figure.at),
            "hash": entries[figure.seq].hash.hex() if figure.seq in entries else None,
        }
        for figure in figures
    ]
