# SPDX-License-Identifier: Apache-2.0
"""Headers of static files."""

from __future__ import annotations

from collections.abc import MutableMapping

DESK_WORKER = "/desk-worker.js"


def isolate(headers: MutableMapping[str, str], _path: str, url: str) -> None:
    """Let isolated pages load our files, as scripts of workers too.

    The desk's service worker lies among the static files and serves the pages under `/c/`.
    """
    headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["X-Content-Type-Options"] = "nosniff"
    if url.endswith(DESK_WORKER):
        headers["Service-Worker-Allowed"] = "/c/"
        headers["Content-Security-Policy"] = "default-src 'self'"
