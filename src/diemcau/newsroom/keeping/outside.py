# SPDX-License-Identifier: Apache-2.0
"""What pages depend on besides the database: each kind of thing has a name and a fingerprint."""

from __future__ import annotations

from collections.abc import Callable

from diemcau.newsroom.keeping.notes import Outside
from diemcau.newsroom.keeping.rendering import current_rendering

Fingerprint = Callable[[str], str]
_FINGERPRINTS: dict[str, Fingerprint] = {}


def fingerprint(name: str) -> Callable[[Fingerprint], Fingerprint]:
    """Register how to tell whether a thing of this kind has changed: a function of whose it is."""

    def register(function: Fingerprint) -> Fingerprint:
        _FINGERPRINTS[name] = function
        return function

    return register


def depends_on(name: str, argument: str) -> None:
    """Say that the page which is being made shows such a thing. Call it *before* looking at the thing."""
    rendering = current_rendering()
    if rendering is not None:
        rendering.outside[Outside(name, argument, fingerprint_now(name, argument))] = None


def fingerprint_now(name: str, argument: str) -> str:
    """A thing's fingerprint as it is now. Raises: KeyError: nobody registered the name."""
    return _FINGERPRINTS[name](argument)
