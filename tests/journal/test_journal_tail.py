# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import aclosing
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import Settings

from diemcau.journal.bells import bell_folder
from diemcau.journal.commands import Command
from diemcau.journal.committer import GroupCommitter
from diemcau.journal.queries import records
from diemcau.journal.records import Record
from diemcau.journal.rows import CHUNK
from diemcau.journal.tail import tail
from diemcau.lib.ids import new_uid
from support.journals import command, hand, write

pytestmark = pytest.mark.django_db(transaction=True)
NEVER_S = 3600.0


async def follow(conference: UUID, *, after_seq: int, count: int, poll_s: float = NEVER_S) -> list[Record]:
    found: list[Record] = []
    async with aclosing(tail(conference, after_seq=after_seq, poll_s=poll_s)) as journal:
        async for record in journal:
            found.append(record)
            if len(found) == count:
                break
    return found


async def followed_while_writing(commands: list[Command], *, conference: UUID, poll_s: float = NEVER_S) -> list[Record]:
    """Follow from the start while another connection writes, one command after the other."""
    async with asyncio.timeout(30), GroupCommitter() as committer, asyncio.TaskGroup() as tasks:
        following = tasks.create_task(follow(conference, after_seq=0, count=len(commands), poll_s=poll_s))
        for each in commands:
            await committer.execute(each)
    return following.result()


def test_what_is_there_already_comes_first_and_in_order(conference: UUID) -> None:
    journal = write(conference, [hand()] * (CHUNK + 5))
    found = asyncio.run(follow(conference, after_seq=2, count=CHUNK + 3))
    assert found == journal[2:]


def test_bell_brings_each_new_entry(conference: UUID) -> None:
    commands = [command(conference) for _ in range(20)]
    found = asyncio.run(followed_while_writing(commands, conference=conference))
    assert found == list(records(conference))


def test_several_followers_hear_the_same(conference: UUID) -> None:
    async def run() -> list[list[Record]]:
        async with asyncio.timeout(30), GroupCommitter() as committer, asyncio.TaskGroup() as tasks:
            followers = [tasks.create_task(follow(conference, after_seq=0, count=10)) for _ in range(3)]
            for _ in range(10):
                await committer.execute(command(conference))
        return [follower.result() for follower in followers]

    assert asyncio.run(run()) == [list(records(conference))] * 3


def test_bell_of_another_conference_brings_nothing(conference: UUID) -> None:
    other = new_uid()
    commands = [command(other), command(conference), command(other), command(conference)]

    async def run() -> list[Record]:
        async with asyncio.timeout(30), GroupCommitter() as committer, asyncio.TaskGroup() as tasks:
            following = tasks.create_task(follow(conference, after_seq=0, count=2))
            for each in commands:
                await committer.execute(each)
        return following.result()

    assert [record.uid for record in asyncio.run(run())] == [commands[1].uid, commands[3].uid]


def test_lost_bell_costs_time_but_no_entry(conference: UUID, settings: Settings, tmp_path: Path) -> None:
    """The follower's bell can't be made: its folder is a file. On PostgreSQL this changes nothing."""
    settings.DIEMCAU_HOME = tmp_path
    (tmp_path / "run").write_text("")
    commands = [command(conference) for _ in range(5)]
    found = asyncio.run(followed_while_writing(commands, conference=conference, poll_s=0.02))
    assert [record.seq for record in found] == [1, 2, 3, 4, 5]


def test_home_with_a_path_too_long_for_a_socket_has_its_bell(
    conference: UUID, settings: Settings, tmp_path: Path
) -> None:
    settings.DIEMCAU_HOME = tmp_path / ("x" * 150)
    commands = [command(conference) for _ in range(5)]
    found = asyncio.run(followed_while_writing(commands, conference=conference))
    assert [record.seq for record in found] == [1, 2, 3, 4, 5]


@pytest.mark.skipif(sys.platform != "linux", reason="sockets of dead processes are told by ECONNREFUSED there")
def test_socket_of_a_dead_listener_is_cleared_away(conference: UUID, settings: Settings, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL carries its bells itself")
    settings.DIEMCAU_HOME = tmp_path
    bell_folder().mkdir()
    abandoned = bell_folder() / "1-0.bell"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(abandoned))
    other_file = bell_folder() / "uvicorn.pid"
    other_file.write_text("1")
    write(conference, [hand()])
    assert list(bell_folder().iterdir()) == [other_file]


def test_listener_that_does_not_listen_holds_nobody_up(conference: UUID, settings: Settings, tmp_path: Path) -> None:
    settings.DIEMCAU_HOME = tmp_path
    bell_folder().mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as deaf:
        deaf.bind(str(bell_folder() / "1-0.bell"))
        for _ in range(50):
            write(conference, [hand()])
    assert len(list(records(conference))) == 50


def test_follower_leaves_no_socket_behind(conference: UUID, settings: Settings, tmp_path: Path) -> None:
    settings.DIEMCAU_HOME = tmp_path
    write(conference, [hand()])
    asyncio.run(follow(conference, after_seq=0, count=1))
    assert list(tmp_path.glob("run/*")) == []
