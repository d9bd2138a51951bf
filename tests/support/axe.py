# SPDX-License-Identifier: Apache-2.0
"""What axe finds on an open page: the rules of WCAG 2.2 A and AA, as Deque publishes them to npm."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Page

SCRIPT = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GRAVE = {"serious", "critical"}


@cache
def _source() -> str:
    return SCRIPT.read_text(encoding="utf-8")


async def grave_faults(page: Page) -> list[str]:
    """Each rule that the page breaks gravely, and where."""
    await page.evaluate(_source())
    found: list[dict[str, Any]] = await page.evaluate(
        "tags => axe.run(document, { runOnly: { type: 'tag', values: tags } }).then(({ violations }) => violations)",
        TAGS,
    )
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]
