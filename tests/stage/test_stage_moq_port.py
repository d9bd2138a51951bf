# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from diemcau.stage.certificate import Certificate, current_certificate
from diemcau.stage.moq_port import Connection, MoqError, Origin, Relay, Session

pytestmark = pytest.mark.live
GOOD = "good"
NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return current_certificate(tmp_path, hosts=["127.0.0.1"], now=NOW)


@asynccontextmanager
async def open_relay(certificate: Certificate, *, reads: Origin, writes: Origin) -> AsyncIterator[Relay]:
    """A relay that lets everybody in whose token is `good`."""
    sessions: list[Session] = []

    async def doorman(relay: Relay) -> None:
        async for request in relay.requests():
            if request.token == GOOD:
                sessions.append(await request.accept(reads=reads, writes=writes))
            else:
                await request.refuse(403)

    relay = Relay(host="127.0.0.1", port=0, certificate=certificate.certificate_path, key=certificate.key_path)
    async with relay:
        task = asyncio.create_task(doorman(relay))
        try:
            yield relay
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            for session in sessions:
                session.close()


def dial(relay: Relay, certificate: Certificate, *, token: str = GOOD, publish: Origin | None = None) -> Connection:
    url = f"https://127.0.0.1:{relay.port}/lamdong"
    return Connection(url, token=token, fingerprints=[certificate.sha256], publish=publish)


async def test_state_and_sound_reach_a_client_that_pins_the_certificate(certificate: Certificate) -> None:
    floor = Origin()
    state = floor.broadcast("floor/state")
    document = state.json_track("state.json")
    document.update({"seq": 7, "item": None})
    state.announce()
    feed = floor.broadcast("floor/feed/LD")
    sound = feed.opus_track("audio")
    feed.announce()

    async with open_relay(certificate, reads=floor, writes=Origin()) as relay, dial(relay, certificate) as client:
        remote = await client.seen.find("floor/state")
        assert await anext(remote.json_values("state.json")) == {"seq": 7, "item": None}
        values = remote.document("state.json")
        assert await anext(values) == {"seq": 7, "item": None}
        for item in (3, None, 4):
            document.update({"seq": 8, "item": item})
            assert await asyncio.wait_for(anext(values), 5) == {"seq": 8, "item": item}

        remote = await client.seen.find("floor/feed/LD")
        catalog = await anext(remote.catalogs())
        assert (catalog.audio["audio"].codec, catalog.audio["audio"].channels) == ("opus", 1)
        packets = remote.media(catalog.audio["audio"])
        first = asyncio.ensure_future(anext(packets))
        sound.write(b"\xfc\xff\xfe", 20_000)
        frame = await asyncio.wait_for(first, 5)
        assert (frame.payload, frame.timestamp_us) == (b"\xfc\xff\xfe", 20_000)


async def test_what_a_client_publishes_lands_in_its_private_origin(certificate: Certificate) -> None:
    private, mine = Origin(), Origin()
    pulse = mine.broadcast("in/LD-673/pulse")
    stills = pulse.raw_track("still")
    pulse.announce()

    relay_open = open_relay(certificate, reads=Origin(), writes=private)
    async with relay_open as relay, dial(relay, certificate, publish=mine):
        announced = await asyncio.wait_for(anext(private.announcements("in/")), 5)
        assert (announced.path, announced.is_active) == ("in/LD-673/pulse", True)
        remote = await private.find("in/LD-673/pulse")
        first = asyncio.ensure_future(anext(remote.raw_frames("still")))
        stills.write(b"jpeg")
        assert await asyncio.wait_for(first, 5) == b"jpeg"


async def test_a_refused_client_is_told(certificate: Certificate) -> None:
    relay_open = open_relay(certificate, reads=Origin(), writes=Origin())
    async with relay_open as relay, dial(relay, certificate, token="bad") as client:
        assert await asyncio.wait_for(client.session.closed(), 5) == "unauthorized"


async def test_a_client_with_another_pin_does_not_connect(certificate: Certificate) -> None:
    async with open_relay(certificate, reads=Origin(), writes=Origin()) as relay:
        stranger = Connection(f"https://127.0.0.1:{relay.port}/lamdong", token=GOOD, fingerprints=["00" * 32])
        with pytest.raises(MoqError):
            async with stranger:
                pass
