# SPDX-License-Identifier: Apache-2.0
"""Whatever a newsroom does, a kept page says what a page made just now would say."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from pytest_django import Settings

from support.busy_newsroom import BusyNewsroom
from support.kept import kept, made_anew, read
from support.portal import kept_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Wagtail leaves opened pictures to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
DEEDS, VISITS = 12, 5


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT, settings.RECORDINGS = str(tmp_path / "media"), tmp_path / "recordings"
    with kept_in(tmp_path / "portal", settings):
        yield
    gc.collect()


@pytest.mark.parametrize("seed", [2022, 10])
def test_kept_pages_are_as_made_anew_after_whatever_a_newsroom_does(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - nothing is kept secret by it
    newsroom = BusyNewsroom(dice)
    done: list[str] = []
    for deed in dice.sample(newsroom.deeds(), DEEDS):
        for address in dice.sample(newsroom.addresses(), VISITS):
            read(address)
        deed()
        done.append(deed.__name__)
        stale = {address for address, body in kept().items() if made_anew(address) != body}
        assert (done, stale) == (done, set())
