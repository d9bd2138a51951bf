# SPDX-License-Identifier: Apache-2.0
"""Identifiers that are made without asking anyone."""

from __future__ import annotations

from uuid import UUID

from uuid_utils import compat


def new_uid() -> UUID:
    """A fresh UUIDv7: unique everywhere, and sorted roughly by the time it was made."""
    return compat.uuid7()
