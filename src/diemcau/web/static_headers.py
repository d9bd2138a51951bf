# SPDX-License-Identifier: Apache-2.0
"""Headers of static files."""

from __future__ import annotations

from collections.abc import MutableMapping


def isolate(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """Let isolated pages load our files, as scripts of workers too."""
    headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["X-Content-Type-Options"] = "nosniff"
