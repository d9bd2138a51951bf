# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from diemcau.journal.chain import BEGINNING, GENESIS, Fault, Head, Link, Text, canonical, first_bad_seq, sealed, walk

CONFERENCE = UUID("0192e6c4-0000-7000-8000-000000000001")
AT = datetime(2022, 10, 31, 9, 0, 0, 120, tzinfo=UTC)


def chain(payloads: Sequence[object]) -> list[Link]:
    links: list[Link] = []
    for seq, payload in enumerate(payloads, start=1):
        link = Link(
            conference=CONFERENCE, seq=seq, at=AT + timedelta(seconds=seq), uid=UUID(int=seq), actor="venue:LD-673",
            kind="hand.raised", version=1, payload=rfc8785.dumps({"venue": payload}).decode(), prev=b"", hash=b"",  # type: ignore[dict-item]
        )  # fmt: skip
        links.append(sealed(link, prev=links[-1].hash if links else GENESIS))
    return links


def renumbered(links: Sequence[Link]) -> list[Link]:
    return [replace(link, seq=seq) for seq, link in enumerate(links, start=1)]


payload_lists = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=10), min_size=1, max_size=12)
chains = payload_lists.map(chain)
long_chains = payload_lists.filter(lambda payloads: len(payloads) > 1).map(chain)


def test_canonical_entry_is_json_with_sorted_names() -> None:
    (link,) = chain(["Đà Lạt"])
    assert canonical(link).decode() == (
        '{"actor":"venue:LD-673","at":"2022-10-31T09:00:01.000120Z","conference":"0192e6c4-0000-7000-8000-000000000001",'
        '"kind":"hand.raised","payload":{"venue":"Đà Lạt"},"seq":1,'
        '"uid":"00000000-0000-0000-0000-000000000001","version":1}'
    )


@given(chains)
def test_canonical_entry_is_what_rfc_8785_says(links: list[Link]) -> None:
    for link in links:
        whole = {
            "conference": str(link.conference), "seq": link.seq, "at": link.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "uid": str(link.uid), "actor": link.actor, "kind": link.kind, "version": link.version,
            "payload": json.loads(link.payload),
        }  # fmt: skip
        assert canonical(link) == rfc8785.dumps(whole)
        assert link.hash == hashlib.sha256(link.prev + rfc8785.dumps(whole)).digest()


def test_hash_does_not_depend_on_the_time_zone_an_instant_is_told_in() -> None:
    (link,) = chain(["LD"])
    elsewhere = replace(link, at=link.at.astimezone(timezone(timedelta(hours=7))))
    assert walk([elsewhere]).fault is None


@given(chains)
def test_untouched_chain_is_whole(links: list[Link]) -> None:
    found = walk(links)
    assert found.fault is None
    assert found.head == Head(seq=links[-1].seq, hash=links[-1].hash)


def test_empty_chain_is_whole() -> None:
    assert walk([]).fault is None
    assert walk([]).head == BEGINNING


@given(chains, st.data())
def test_altered_entry_is_named(links: list[Link], data: st.DataObject) -> None:
    victim = data.draw(st.sampled_from(links))
    altered = data.draw(
        st.sampled_from(
            [
                replace(victim, payload=victim.payload + " "),
                replace(victim, payload=rfc8785.dumps({"venue": "elsewhere, surely"}).decode()),
                replace(victim, at=victim.at + timedelta(microseconds=1)),
                replace(victim, actor="director:1"),
                replace(victim, kind="hand.lowered"),
                replace(victim, version=2),
                replace(victim, uid=UUID(int=99)),
                replace(victim, conference=UUID(int=1)),
                replace(victim, prev=bytes(31) + b"x"),
                replace(victim, hash=bytes(31) + b"x"),
            ]
        )
    )
    links[victim.seq - 1] = altered
    assert walk(links).fault == Fault(seq=victim.seq, reason="altered")


@given(long_chains, st.data())
def test_removed_entry_is_named(links: list[Link], data: st.DataObject) -> None:
    removed = data.draw(st.sampled_from(links[:-1]))
    links.remove(removed)
    assert walk(links).fault == Fault(seq=removed.seq, reason="missing")
    assert first_bad_seq(renumbered(links)) == removed.seq


@given(chains, st.data())
def test_inserted_entry_is_named(links: list[Link], data: st.DataObject) -> None:
    seq = data.draw(st.sampled_from(links)).seq
    before = links[seq - 2].hash if seq > 1 else GENESIS
    stray = replace(chain(["a stray one"])[0], seq=seq, uid=UUID(int=99), prev=before)
    inserted = data.draw(st.sampled_from([stray, sealed(stray, prev=before), replace(links[0], uid=UUID(int=99))]))
    assert first_bad_seq(renumbered([*links[: seq - 1], inserted, *links[seq - 1 :]])) == seq


@given(long_chains, st.data())
def test_several_inserted_entries_are_named_by_the_first(links: list[Link], data: st.DataObject) -> None:
    seq = data.draw(st.sampled_from(links)).seq
    before, strays = links[seq - 2].hash if seq > 1 else GENESIS, []
    for offset, stray in enumerate(chain(["one", "two", "three"])):
        strays.append(sealed(replace(stray, seq=seq + offset), prev=before))
        before = strays[-1].hash
    assert walk(renumbered([*links[: seq - 1], *strays, *links[seq - 1 :]])).fault == Fault(seq=seq, reason="foreign")


@given(long_chains, st.data())
def test_repeated_entry_is_named(links: list[Link], data: st.DataObject) -> None:
    seq = data.draw(st.sampled_from(links)).seq
    repeated = replace(links[0], seq=seq + 1)
    assert first_bad_seq(renumbered([*links[:seq], repeated, *links[seq:]])) == seq + 1


@given(long_chains, st.data())
def test_swapped_entries_are_named_by_the_first(links: list[Link], data: st.DataObject) -> None:
    one, other = sorted(data.draw(st.lists(st.sampled_from(range(len(links))), min_size=2, max_size=2, unique=True)))
    links[one], links[other] = links[other], links[one]
    assert first_bad_seq(renumbered(links)) == one + 1


@given(long_chains, st.data())
def test_rewritten_entry_is_named_by_what_comes_after_it(links: list[Link], data: st.DataObject) -> None:
    victim = data.draw(st.sampled_from(links[:-1]))
    links[victim.seq - 1] = sealed(replace(victim, actor="somebody else"), prev=victim.prev)
    assert walk(links).fault == Fault(seq=victim.seq, reason="foreign")


def test_end_that_was_cut_off_is_invisible_without_a_head_kept_elsewhere() -> None:
    links = chain(["a", "b", "c"])
    assert walk(links[:2]).fault is None
    assert walk(links[:2]).head != walk(links).head


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Text(salt=b"s" * 16, text="Ốm"), None),
        (Text(salt=b"s" * 16, text="Bận"), Fault(seq=1, reason="text")),
        (Text(salt=b"t" * 16, text="Ốm"), Fault(seq=1, reason="text")),
    ],
)
def test_free_text_is_held_against_its_digest(text: Text, expected: Fault | None) -> None:
    told = Text(salt=b"s" * 16, text="Ốm")
    (plain,) = chain(["LD"])
    payload = rfc8785.dumps({"reason": told.digest(), "venue": "LD"}).decode()
    link = sealed(replace(plain, payload=payload), prev=GENESIS)
    assert walk([replace(link, texts={"reason": text})]).fault == expected
    assert walk([replace(link, texts={})]).fault is None


def test_free_text_that_no_entry_promised_is_found() -> None:
    (link,) = chain(["LD"])
    planted = replace(link, texts={"reason": Text(salt=b"s" * 16, text="planted")})
    assert walk([planted]).fault == Fault(seq=1, reason="text")
