# SPDX-License-Identifier: Apache-2.0
"""The desk in a real Chromium: the server goes away, the power goes away, and nothing is lost or counted twice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, async_playwright

from diemcau.people.badge_keys import read_or_create_badge_key
from diemcau.people.badges import badge_token
from diemcau.rehearsal.browser import FLAGS, PROGRAMS
from diemcau.rehearsal.installation import Bearer, Installation
from support.homes import COMMAND
from support.installed import link_of, loaded, running

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.timeout(480)]

HERE, ELSEWHERE = "HQ-1-1", "HQ-2-1"
PATIENCE_S = 60.0
SUBSTITUTE, VISITOR = "Trần Văn Thay", "K’ Brèm"

READY = "document.querySelector('.device p')?.textContent.startsWith('Đã gửi hết')"
WAITING = "document.querySelector('.device[data-state=waiting] p')?.textContent ?? ''"
ROWS = """Object.fromEntries([...document.querySelectorAll('.row')].map((row) => [
  row.querySelector('strong').textContent,
  row.dataset.status + (row.hasAttribute('data-pending') ? ' waiting' : ''),
]))"""
# As a hand scanner does: letters in a burst, Enter at the end.
SCAN = """(text) => {
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  for (const key of [...text, "Enter"]) press(key);
}"""


@asynccontextmanager
async def browser_on(profile: Path) -> AsyncIterator[Page]:
    """A page of a Chromium with a profile on the disk, whose power is cut at the end."""
    program = next(found for name in PROGRAMS if (found := shutil.which(name)))
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            profile, executable_path=program, args=FLAGS, locale="vi-VN"
        )
        try:
            yield context.pages[0]
        finally:
            # The lock of the profile names who holds it: `host-pid`.
            os.kill(int((profile / "SingletonLock").readlink().name.rpartition("-")[2]), signal.SIGKILL)
            with contextlib.suppress(PlaywrightError):
                await context.close()


async def until(page: Page, condition: str) -> Any:
    # Playwright's own waiting needs `eval`, which the pages' policy forbids.
    async with asyncio.timeout(PATIENCE_S):
        while not (found := await page.evaluate(condition)):
            await asyncio.sleep(0.1)
    return found


async def fold_of(page: Page, name: str, label: str) -> None:
    """Open a person's row and press one of the rarer buttons."""
    row = page.locator(".row", has_text=name)
    await row.locator(".more").click()
    await row.locator(".row-fold button", has_text=label).click()


async def mark_everybody(page: Page, tokens: dict[str, str]) -> None:
    """One mark of each kind, and a second tick and a second scan, which change nothing."""
    await page.locator(".row", has_text="Đại Biểu An Nhất").locator(".tick").click()
    await until(page, "document.querySelectorAll('.row[data-pending]').length === 1")
    await page.locator(".row", has_text="Đại Biểu An Nhất").locator(".tick").click()
    await page.evaluate(SCAN, tokens["Đại Biểu An Nhì"])
    await until(page, "document.querySelector('.arrival').textContent.includes('Đại Biểu An Nhì')")
    await until(page, "document.querySelectorAll('.row[data-pending]').length === 2")
    await page.evaluate(SCAN, tokens["Đại Biểu An Nhì"])
    await until(page, "document.querySelector('.arrival').dataset.tone === 'known'")
    await page.evaluate(SCAN, tokens["Đại Biểu Phát Nhất"])
    await until(page, "document.querySelectorAll('.row[data-pending]').length === 3")
    await page.evaluate(SCAN, tokens["Đại Biểu An Nhì"][:-9] + "AAAAAAAAA")
    await until(page, "document.querySelector('.arrival').textContent.includes('không hợp lệ')")
    await fold_of(page, "Đại Biểu An Ba", "Đi thay")
    await page.locator("[name=substitute_name]").fill(SUBSTITUTE)
    await page.locator("dialog .suggestion").first.click()
    await page.locator("dialog .primary").click()
    await fold_of(page, "Đại Biểu An Tư", "Vắng có lý do")
    await page.locator("dialog .suggestion").first.click()
    await page.locator("dialog .primary").click()
    await page.locator(".roll-ways .button", has_text="Thêm khách").click()
    await page.locator("[name=name]").fill(VISITOR)
    await page.locator("dialog .primary").click()
    await until(page, "document.querySelectorAll('.row[data-pending]').length === 6")


async def tokens_of(installation: Installation, director: Bearer, home: Path) -> dict[str, str]:
    """What the QR of each letter says, by the delegate's name."""
    conference = UUID((await installation.read("plan", director))["conference"]["uuid"])
    key = read_or_create_badge_key(home / "keys")
    people = [
        person
        for venue in (HERE, ELSEWHERE)
        for person in (await installation.read(f"venues/{venue}/roll", director))["people"]
    ]
    return {person["name"]: badge_token(key, conference=conference, badge=UUID(person["badge"])) for person in people}


def journal_of(environment: dict[str, str], folder: Path) -> Counter[str]:
    """How many entries of each kind the journal has."""
    command = [*COMMAND, "journal", "export", "nho", str(folder / "journal")]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    lines = (folder / "journal" / "journal.jsonl").read_text("utf-8").splitlines()
    return Counter(json.loads(line)["kind"] for line in lines)


async def test_nothing_is_lost_without_server_and_without_power_and_everything_arrives_once(tmp_path: Path) -> None:
    environment = loaded(tmp_path)
    url = f"http://127.0.0.1:{environment['DIEMCAU_PORT']}"
    desk = f"{url}/c/nho/desk/{HERE}/"
    director_link = link_of(environment, tmp_path, "director")

    async with browser_on(tmp_path / "profile") as page:
        with running(environment, tmp_path):
            async with Installation(url=url, slug="nho") as installation:
                director = await installation.sign_in(director_link.rpartition("/")[2])
                tokens = await tokens_of(installation, director, tmp_path / "home")
            await page.goto(link_of(environment, tmp_path, "venue", venue=HERE))
            await page.goto(desk)
            await until(page, READY)
        await mark_everybody(page, tokens)
        marked = await page.evaluate(ROWS)

    async with browser_on(tmp_path / "profile") as page:
        await page.goto(desk)
        assert "6 ghi nhận" in await until(page, WAITING)
        await until(page, "document.querySelectorAll('.row').length === 7")
        assert await page.evaluate(ROWS) == marked
        with running(environment, tmp_path):
            await until(page, READY)
            async with Installation(url=url, slug="nho") as installation:
                director = await installation.sign_in(director_link.rpartition("/")[2])
                roll = (await installation.read(f"venues/{HERE}/roll", director))["people"]

    assert {person["name"]: person["status"] for person in roll} == {
        "Đại Biểu An Nhất": "present",
        "Đại Biểu An Nhì": "present",
        "Đại Biểu Phát Nhất": "present",
        "Đại Biểu An Ba": "substituted",
        "Đại Biểu An Tư": "excused",
        "Đại Biểu An Năm": "expected",
        VISITOR: "present",
    }
    assert [person["substitute"] for person in roll if person["substitute"]] == [SUBSTITUTE]
    kinds = journal_of(environment, tmp_path)
    assert {
        kind: count
        for kind, count in kinds.items()
        if kind.split(".")[0] in {"checkin", "substitute", "excuse", "walkin"}
    } == {
        "checkin.recorded": 3,
        "substitute.recorded": 1,
        "excuse.recorded": 1,
        "walkin.recorded": 1,
    }
