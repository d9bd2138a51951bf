# SPDX-License-Identifier: Apache-2.0
"""The stream key, as the director has it on the console."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from diemcau.conference.models import Role
from diemcau.conference.stream_keys import holder_of_key
from diemcau.lib.clock import SystemClock
from diemcau.lib.ids import new_uid
from diemcau.stage.sources.noticeboard import Noticeboard
from diemcau.stage.sources.refusals import StreamKeyIsWrong
from factories.closed_conference import planned_conference
from support.served import Api, link_for, serve

pytestmark = pytest.mark.django_db(transaction=True)


def asked(*orders: Mapping[str, object]) -> list[Any]:
    """What the director reads, and is answered to each renewal."""
    link = link_for(planned_conference().conference, Role.DIRECTOR)

    async def scenario(api: Api) -> list[Any]:
        headers = {**await api.sign_in(link), "Accept-Language": "vi"}
        first = (await api.get("/ingest", headers)).json()
        return [first, *[(await api.send("/ingest/keys", headers, order)).json() for order in orders]]

    return serve(scenario)


def test_key_is_made_at_random_when_it_is_first_asked_for_and_renewed_once_a_command() -> None:
    renewal = {"uid": str(new_uid())}
    first, renewed, again, once_more = (one["key"] for one in asked(renewal, renewal, {}))
    assert len(first) == 24
    assert renewed == again
    assert len({first, renewed, once_more}) == 3


def test_installation_that_awaits_no_desk_says_so() -> None:
    (told,) = asked()
    assert (told["address"], told["is_listening"], told["trouble"]) == (None, False, None)


def test_console_is_told_who_was_sent_away_in_its_own_language(settings: Settings, tmp_path: Path) -> None:
    settings.DIEMCAU_HOME = tmp_path
    noticeboard = Noticeboard(folder=tmp_path / "run", clock=SystemClock())
    noticeboard.open(1935)
    noticeboard.tell(StreamKeyIsWrong(peer="192.168.1.20"))
    (told,) = asked()
    assert told["is_listening"]
    assert told["trouble"]["message"].startswith("Máy 192.168.1.20 gửi RTMP bằng khóa luồng sai")


def test_key_opens_its_own_conference_alone() -> None:
    keys = {"a": "0123", "b": "4567"}
    assert [holder_of_key(keys, key) for key in ("0123", "4567", "", "0123é")] == ["a", "b", None, None]
