# SPDX-License-Identifier: Apache-2.0
"""A disk without room: readers get their pages, nothing half is kept, and a correction is read at once all the same."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from factories.portal_pages import written_article
from support.articles import put_live
from support.kept import kept, made_anew, read
from support.portal import kept_in

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
DISK = 256 * 1024
BLOCK = 4 * 1024


@pytest.fixture
def small_disk(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(tmp_path)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root can mount a small disk")
    with kept_in(tmp_path, settings):
        yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def leave_free(disk: Path, size_bytes: int) -> None:
    """Fill the disk but for so much."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(BLOCK))
        except OSError:
            file.truncate(max(0, file.tell() - size_bytes))


def files_of_pages(disk: Path) -> set[str]:
    found = (path for name in ("pages", "notes") for path in (disk / name).rglob("*") if path.is_file())
    return {str(path.relative_to(disk)) for path in found}


def test_a_page_is_kept_whole_or_not_at_all_and_read_either_way(small_disk: Path) -> None:
    address = written_article("Đĩa đầy", "Tin.", slug="dia-day").url
    whole = read(address)
    kept_whole = files_of_pages(small_disk)
    assert len(kept_whole) == 3
    found = []
    for size in range(0, 40 * BLOCK, BLOCK):
        for name in files_of_pages(small_disk):
            (small_disk / name).unlink()
        leave_free(small_disk, size)
        assert read(address) == whole
        found.append(frozenset(files_of_pages(small_disk)))
    assert set(found) == {frozenset(), frozenset(kept_whole)}


def test_a_correction_empties_pages_on_a_disk_without_room(small_disk: Path) -> None:
    article = written_article("Đĩa đầy", "Tin.", slug="dia-day")
    read(article.url)
    assert kept().keys() == {article.url}
    leave_free(small_disk, 0)
    article.title, article.change_reason = "Đã đính chính", "Sửa"
    put_live(article)
    assert kept() == {}
    assert read(article.url) == made_anew(article.url)
