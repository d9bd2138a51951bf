# SPDX-License-Identifier: Apache-2.0
"""The demonstration's newsroom: drafts approved through signed links, a notice, a late mark, a correction.

The record drafts the report by itself; people only look at it. What stands on the page is then
held against an export of the journal, as an outsider would.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

from diemcau.lib.clock import SystemClock
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.refusals import PageDidNotCome
from diemcau.rehearsal.verdict import PressFound

EDITOR = "bien-tap"
REVIEWER = "Người duyệt bài"
DONE = {
    "vi": "Ban tổ chức đã liên hệ điểm cầu và theo dõi đến khi khắc phục xong.",
    "en": "The organisers called the venue and stayed with it until it was settled.",
}
PATIENCE_S = 60.0
POLL_S = 0.3
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An unpublished page of the conference's report: where it is reviewed."""

    language: str
    review: str


@dataclass(kw_only=True)
class Press:
    """Puts the report out and corrects it on a running installation."""

    installation: Installation
    languages: Sequence[str]
    folder: Path

    async def put_out(self, *, has_film: bool) -> str:
        """Wait for the record's drafts, approve each through its signed link, and return the page's address.

        Raises: PageDidNotCome.
        """
        slug = self.installation.slug
        drafts = await _until(lambda: _complete_drafts(slug, self.languages, has_film=has_film), what="draft")
        for draft in drafts:
            await self._approve(draft)
        return await _until(lambda: _address_in(slug, self.languages), what="report")

    async def tell_of_incidents(self) -> None:
        """Wait for the record's drafts of notices, complete and publish them. Raises: PageDidNotCome."""
        await _until(lambda: _publish_notices(self.installation.slug), what="notice")

    async def _approve(self, draft: Draft) -> None:
        async with httpx.AsyncClient(base_url=self.installation.url, trust_env=False, timeout=PATIENCE_S) as reviewer:
            shown = await reviewer.get(draft.review)
            shown.raise_for_status()
            found = _CSRF.search(shown.text)
            if found is None:
                raise PageDidNotCome(what=f"review ({draft.language})")
            decision = {"csrfmiddlewaretoken": found[1], "decision": "approve", "comment": ""}
            (await reviewer.post(draft.review, data=decision, follow_redirects=True)).raise_for_status()

    async def look_at(self, page: str) -> PressFound:
        """What stands on the page, held against an export of the journal made now."""
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as outsider:
            proof = (await outsider.get(f"{page}proof.json")).raise_for_status().json()
        return await asyncio.to_thread(_found, self.installation.slug, proof, self.folder)

    async def mark_late(self, bearers: Sequence[Bearer]) -> None:
        """A desk's mark that arrives after the closing: of somebody who wasn't there, or, if all were, a withdrawal."""
        rolls = {bearer: await self.installation.read(f"venues/{bearer.venue}/roll", bearer) for bearer in bearers}
        people = [(bearer, person) for bearer, roll in rolls.items() for person in roll["people"]]
        bearer, person = next(((b, p) for b, p in people if p["status"] == "expected"), people[0])
        action = "checkins" if person["status"] == "expected" else "withdrawals"
        await self.installation.command(
            f"venues/{bearer.venue}/{action}",
            bearer,
            person=person["uuid"],
            noted_at=SystemClock().now().isoformat(),
            seen=person["mark"],
        )

    async def correct(self) -> float:
        """Publish the correction that the record drafts, and return how long it took to draft it, in seconds.

        Raises: PageDidNotCome.
        """
        started_s = time.monotonic()
        await _until(lambda: _is_correction_drafted(self.installation.slug), what="correction")
        drafted_s = time.monotonic() - started_s
        await asyncio.to_thread(_closing_connections, lambda: _publish_correction(self.installation.slug))
        return drafted_s


async def _until(ask: Callable[[], T], *, what: str) -> T:
    """What the database comes to answer. Raises: PageDidNotCome."""
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s:
        if answer := await asyncio.to_thread(_closing_connections, ask):
            return answer
        await asyncio.sleep(POLL_S)
    raise PageDidNotCome(what=what)


def _closing_connections(ask: Callable[[], T]) -> T:
    from django.db import connections

    try:
        return ask()
    finally:
        connections.close_all()


def _complete_drafts(slug: str, languages: Sequence[str], *, has_film: bool) -> list[Draft]:
    """The drafts, each with a link for a reviewer; none while a language or the pictures of the film are missing."""
    from django.urls import reverse

    from diemcau.newsroom.models import NewsArticlePage
    from diemcau.newsroom.review.links import issue_review_link, review_token

    pages = list(NewsArticlePage.objects.filter(conference__slug=slug, live=False).select_related("locale"))
    drafts = [page.get_latest_revision_as_object() for page in pages]
    if {page.locale.language_code for page in pages} < set(languages):
        return []
    if has_film and not all(draft.photo_id for draft in drafts):
        return []
    editor = _editor()
    links = [
        issue_review_link(page.latest_revision, reviewer=REVIEWER, issued_by=editor, at=SystemClock().now())
        for page in pages
    ]
    return [
        Draft(language=page.locale.language_code, review=reverse("review", args=[review_token(link)]))
        for page, link in zip(pages, links, strict=True)
    ]


def _publish_notices(slug: str) -> bool:
    """Have the editor say what was done where the record left it open, and somebody else approve; whether any was."""
    from diemcau.newsroom.models import IncidentNoticePage
    from diemcau.newsroom.review.approving import Reviewer, approve, submit

    editor = _editor()
    pages = list(IncidentNoticePage.objects.filter(conference__slug=slug, live=False).select_related("locale"))
    for page in pages:
        if not page.what_was_done:
            page.what_was_done = DONE[page.locale.language_code]
            page.save_revision(user=editor)
        approve(submit(page, user=editor), reviewer=Reviewer(name=REVIEWER))
    return bool(pages)


def _address_in(slug: str, languages: Sequence[str]) -> str:
    """The address of the report in the first language, once it is out in all of them; empty before."""
    from diemcau.newsroom.models import NewsArticlePage

    live = {
        page.locale.language_code: page
        for page in NewsArticlePage.objects.live().filter(conference__slug=slug).select_related("locale")
    }
    return str(live[languages[0]].full_url) if live.keys() >= set(languages) else ""


def _found(slug: str, proof: dict[str, Any], folder: Path) -> PressFound:
    """Hold a page's proof against a fresh export of the conference's journal."""
    from diemcau.conference.queries import conference_by_slug
    from diemcau.journal.export import export_journal
    from diemcau.newsroom.models import IncidentNoticePage, NewsArticlePage
    from diemcau.newsroom.page_check import differences

    def look() -> PressFound:
        shutil.rmtree(folder, ignore_errors=True)
        export_journal(conference_by_slug(slug).uuid, folder, at=SystemClock().now())
        (folder / "proof.json").write_text(json.dumps(proof, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        live = NewsArticlePage.objects.live().filter(conference__slug=slug).select_related("locale")
        notices = IncidentNoticePage.objects.live().filter(conference__slug=slug).select_related("locale")
        return PressFound(
            languages=sorted(page.locale.language_code for page in live),
            with_picture=sum(page.photo_id is not None for page in live),
            figures={figure["name"]: figure["value"] for figure in proof["figures"]},
            differences=[one.en for one in differences(proof, folder)],
            noticed=sorted({page.locale.language_code for page in notices}),
        )

    return _closing_connections(look)


def _is_correction_drafted(slug: str) -> bool:
    return bool(_drafted_corrections(slug).exists())


def _publish_correction(slug: str) -> None:
    from diemcau.newsroom.correcting import publish_correction

    publish_correction(_drafted_corrections(slug).get(), by=_editor(), at=SystemClock().now())


def _drafted_corrections(slug: str) -> Any:
    from diemcau.newsroom.models import Correction, CorrectionState, NewsArticlePage

    keys = NewsArticlePage.objects.filter(conference__slug=slug).values("translation_key")
    return Correction.objects.filter(article_key__in=keys, state=CorrectionState.DRAFTED)


def _editor() -> Any:
    """The demonstration's editor: no password, so that nobody signs in by it."""
    from django.contrib.auth import get_user_model

    account, is_new = get_user_model().objects.get_or_create(username=EDITOR, defaults={"first_name": "Biên tập viên"})
    if is_new:
        account.set_unusable_password()
        account.save()
    return account
