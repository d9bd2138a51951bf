# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from uuid import UUID

import pytest

from diemcau.lib.ids import new_uid


@pytest.fixture
def conference() -> UUID:
    """A conference that nobody else writes to."""
    return new_uid()
