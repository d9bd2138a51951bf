# SPDX-License-Identifier: Apache-2.0
"""A process that appends for ever, for tests that take away its disk, its database or its life.

    python -m support.journal_writer CONFERENCE

Each outcome is a line on stdout, written only once it is known: `seq uid` of an entry, or
`refused code`. A refused command is sent again, as clients do.
"""

from __future__ import annotations

import asyncio
import sys
from uuid import UUID

import django
import structlog
from django.core.management import call_command

WRITERS = 8
PAUSE_S = 0.02

django.setup()

from diemcau.journal.commands import Command  # noqa: E402 - models need Django to be set up
from diemcau.journal.committer import GroupCommitter  # noqa: E402 - models need Django to be set up
from diemcau.lib.refusal import Refusal  # noqa: E402 - needed beside the others
from support.journals import command  # noqa: E402 - models need Django to be set up


async def _send(committer: GroupCommitter, sent: Command) -> None:
    while True:
        try:
            answer = await committer.execute(sent)
        except Refusal as refusal:
            print("refused", refusal.code, flush=True)  # noqa: T201 - what the test reads
            await asyncio.sleep(PAUSE_S)
        else:
            print(answer.record.seq, answer.record.uid, flush=True)  # noqa: T201 - what the test reads
            return


async def _write_for_ever(conference: UUID) -> None:
    async def writer() -> None:
        while True:
            await _send(committer, command(conference))

    async with GroupCommitter() as committer, asyncio.TaskGroup() as tasks:
        for _ in range(WRITERS):
            tasks.create_task(writer())


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    call_command("migrate", "journal", interactive=False, verbosity=0)
    asyncio.run(_write_for_ever(UUID(sys.argv[1])))
