# SPDX-License-Identifier: Apache-2.0
"""When a page's largest part is painted in Chromium over a thin line, and what it loads until then.

The line is the developer tools' “Fast 4G”: 9 Mb/s down, 1.5 Mb/s up, 165 ms there and back.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from statistics import median
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
HAS_CHROMIUM = CHROMIUM.exists()
TIMES = 5
LINE = {"offline": False, "latency": 165, "downloadThroughput": 9e6 / 8, "uploadThroughput": 1.5e6 / 8}
PHONE = {"width": 390, "height": 844}
_WATCH = """
window.seen = {lcp: 0, shift: 0};
new PerformanceObserver(list => { for (const one of list.getEntries()) window.seen.lcp = one.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => { for (const one of list.getEntries()) window.seen.shift += one.value; })
  .observe({type: 'layout-shift', buffered: true});
"""


async def painted(url: str) -> dict[str, Any]:
    """The median of five visits with an empty cache; None for each figure where there is no Chromium to ask."""
    try:
        api = importlib.import_module("playwright.async_api")  # a tool of the tests, not of the product
    except ModuleNotFoundError:
        api = None
    if api is None or not HAS_CHROMIUM:
        return {"js_kb": None, "lcp_ms": None, "layout_shift": None}
    async with api.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        visits = [await _visit(browser, url) for _ in range(TIMES)]
        await browser.close()
    return {
        "js_kb": round(max(visit["js_bytes"] for visit in visits) / 1000, 1),
        "lcp_ms": round(median(visit["lcp"] for visit in visits)),
        "layout_shift": round(max(visit["shift"] for visit in visits), 3),
        "line": "Fast 4G: 9 Mb/s down, 1.5 Mb/s up, 165 ms",
    }


async def _visit(browser: Any, url: str) -> dict[str, float]:
    context = await browser.new_context(viewport=PHONE, locale="vi-VN")
    page = await context.new_page()
    tools = await context.new_cdp_session(page)
    scripts: set[str] = set()
    bytes_of: dict[str, float] = {}
    tools.on("Network.responseReceived", lambda it: scripts.add(it["requestId"]) if it["type"] == "Script" else None)
    tools.on("Network.loadingFinished", lambda it: bytes_of.update({it["requestId"]: it["encodedDataLength"]}))
    await tools.send("Network.enable")
    await tools.send("Network.emulateNetworkConditions", LINE)
    await page.add_init_script(_WATCH)
    await page.goto(url, wait_until="networkidle")
    seen: dict[str, float] = await page.evaluate("window.seen")
    await context.close()
    return {**seen, "js_bytes": sum(bytes_of.get(one, 0) for one in scripts)}
