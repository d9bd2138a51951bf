# SPDX-License-Identifier: Apache-2.0
"""Changes of a JSON value, written as a JSON value: RFC 7396."""

from __future__ import annotations

from typing import Any


def merged(value: Any, patch: Any) -> Any:
    """What a merge patch makes of a value; neither is changed.

    Source: RFC 7396 §2.
    """
    if not isinstance(patch, dict):
        return patch
    result = dict(value) if isinstance(value, dict) else {}
    for name, change in patch.items():
        if change is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), change)
    return result
