# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from uuid import UUID

from diemcau.lib.ids import new_uid


def test_new_uid_is_a_version_7_uuid_of_the_standard_library() -> None:
    uid = new_uid()
    assert type(uid) is UUID
    assert uid.version == 7


def test_new_uids_differ_and_sort_by_age() -> None:
    uids = [new_uid() for _ in range(1000)]
    assert len(set(uids)) == 1000
    assert uids == sorted(uids)
