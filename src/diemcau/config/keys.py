# SPDX-License-Identifier: Apache-2.0
"""Secrets of one installation: made at the first start, kept in the home folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_create_secret(path: Path, *, size_bytes: int = 48) -> str:
    """Return the secret in `path`, creating it (mode 0600) when it isn't there.

    Two processes may start at once: the file is created exclusively, and whoever loses
    the race reads the winner's.

    Returns: URL-safe text of `size_bytes` random bytes.
    Raises: OSError: the folder can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    try:
        fresh.write_text(secrets.token_urlsafe(size_bytes))
        try:
            os.link(fresh, path)
        except FileExistsError:
            return path.read_text()
        return path.read_text()
    finally:
        fresh.unlink()
