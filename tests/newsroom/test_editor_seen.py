# SPDX-License-Identifier: Apache-2.0
"""The editor in Chromium: a figure goes in by its button, is kept as a token, and the preview has the number."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.prose import Token, pieces
from diemcau.newsroom.review.roles import EDITORS
from diemcau.rehearsal.browser import FLAGS, PROGRAMS
from factories.closed_conference import closed_conference
from support.newsroom_people import address, member, signed_in
from support.portal import plant_the_tree

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]

CHIPS = "[...document.querySelectorAll('.figure-chip')].map((chip) => chip.textContent)"
SHOWN = "[...document.querySelectorAll('.lead .figure')].map((figure) => [figure.dataset.query, figure.textContent])"
RULE = "Giấy mời: Người được mời theo kế hoạch, không kể khách mời danh dự."
LEAD, PARAGRAPH = '[data-contentpath="lead"]', '[data-contentpath="body"] .w-field--prose_area >> nth=0'


async def put_in(page: Page, field: Locator, figure: str, words: str) -> None:
    """A figure before the first word of a text, by the button and its list; then words behind it."""
    await field.locator("[contenteditable=true]").click()
    await page.keyboard.press("Control+Home")
    await field.get_by_role("button", name="Số liệu của hội nghị").click()
    await page.get_by_role("button", name=figure, exact=True).click()
    await page.wait_for_selector(".figure-list", state="detached")
    await page.keyboard.type(words)
    await page.wait_for_selector(
        f'input[value*="{words.strip()}"]', state="attached"
    )  # Draftail hands it on after a while


async def write(context: BrowserContext, form: str, draft: str) -> dict[str, object]:
    """What an editor sees who puts a figure into lead and paragraph, saves, and looks at the draft."""
    page = await context.new_page()
    await page.goto(form, wait_until="load")
    lead, paragraph = page.locator(LEAD), page.locator(PARAGRAPH)
    await put_in(page, lead, "Giấy mời: 9", " giấy mời. ")
    await put_in(page, paragraph, "Vắng: 2", " vắng. ")
    seen: dict[str, object] = {
        "chips": await page.evaluate(CHIPS),
        "on hover": await lead.locator(".figure-chip").first.get_attribute("title"),
    }
    async with page.expect_navigation():
        await page.locator("footer .action-save").first.click()
    seen["chips again"] = await page.evaluate(CHIPS)
    await page.goto(draft, wait_until="load")
    return seen | {"readers": await page.evaluate(SHOWN)}


def test_an_editor_puts_figures_in_without_knowing_their_names(live_server: LiveServer) -> None:
    plant_the_tree()
    report = publish_report(closed_conference())
    cookie = signed_in(member("bien-tap", EDITORS)).cookies[settings.SESSION_COOKIE_NAME].value

    async def scenario() -> dict[str, object]:
        from playwright.async_api import async_playwright

        program = next(found for name in PROGRAMS if (found := shutil.which(name)))
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            context = await browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
            await context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
            try:
                return await write(
                    context, live_server.url + address("edit", report), live_server.url + address("view_draft", report)
                )
            finally:
                await browser.close()

    seen = asyncio.run(scenario())
    draft: NewsArticlePage = NewsArticlePage.objects.get(pk=report.pk).get_latest_revision_as_object()
    paragraphs = [block.value for block in draft.body if block.block_type == "paragraph"]
    assert draft.lead == f"[[delegates.invited]] giấy mời. {report.lead}"
    assert paragraphs[0].startswith("[[delegates.absent]] vắng. ")
    named = [token.name for text in (draft.lead, *paragraphs) for token in pieces(text) if isinstance(token, Token)]
    numbers = [str(draft.bound_figures()[name].value) for name in named]
    assert seen == {
        "chips": numbers,
        "on hover": RULE,
        "chips again": numbers,
        "readers": [list(one) for one in zip(named[:3], numbers[:3], strict=True)],
    }
