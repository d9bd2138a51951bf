# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemcau.lib.refusal import Refusal
from diemcau.people.importing.comparing import refuse_held
from diemcau.people.importing.lists import read_roster
from diemcau.people.importing.matching import Band, Entrant, Evidence, score
from diemcau.people.importing.planning import plan_import
from diemcau.people.importing.remarks import Doubt
from diemcau.people.importing.reports import Answers, KnownEntrant, RosterPlan
from diemcau.people.importing.venue_names import VenueName
from diemcau.people.refusals import (
    CellIsTooLong,
    NameIsMissing,
    RostersHaveFaults,
    VenueIsAmbiguous,
    VenueIsMissing,
    VenueIsUnknown,
)
from support.plans import Row, roster

VENUES = [
    VenueName(code="LD", name="Trung tâm Hành chính tỉnh", parent=None),
    VenueName(code="LD-1", name="Thành phố Bảo Lộc", parent="LD"),
    VenueName(code="LD-1-1", name="Phường 1, Thành phố Bảo Lộc", parent="LD-1"),
    VenueName(code="LD-1-2", name="Xã Đạm Bri, Thành phố Bảo Lộc", parent="LD-1"),
    VenueName(code="LD-2", name="Huyện Đam Rông", parent="LD"),
    VenueName(code="LD-2-1", name="Phường 1, Huyện Đam Rông", parent="LD-2"),
]
AN = (1, "Lê An", "Trưởng phòng", "Huyện đoàn", "Thành phố Bảo Lộc", 1980, "0912345678")
KNOWN = KnownEntrant(
    key=7, name="Lê An", post="Trưởng phòng", organisation="Huyện đoàn", venue="LD-1", birth_year=1980,
    phone="0912345678",
)  # fmt: skip


def planned(
    *rows: Row,
    known: Sequence[KnownEntrant] = (),
    sender: str = "Thành phố Bảo Lộc",
    answers: Answers | None = None,
) -> RosterPlan:
    read = read_roster(roster(*rows, sender=sender), file="a.xlsx")
    return plan_import([read], venues=VENUES, known=known, answers=answers)


def fault_of(*rows: Row, sender: str = "Thành phố Bảo Lộc") -> Refusal:
    (held,) = planned(*rows, sender=sender).held
    assert held.fault is not None
    return held.fault


def row(**cells: object) -> Row:
    names = ("stt", "name", "post", "organisation", "venue", "birth", "phone")
    return tuple((dict(zip(names, AN, strict=True)) | cells).values())


def verdicts(plan: RosterPlan) -> list[str]:
    return [report.verdict for report in plan.rows]


def doubts(plan: RosterPlan) -> list[list[object]]:
    return [[doubt.about for doubt in report.doubts] for report in plan.rows]


def test_a_row_of_the_same_person_is_repeated_and_names_the_first() -> None:
    plan = planned(AN, row(name="LÊ AN"))
    assert verdicts(plan) == ["new", "repeated"]
    assert plan.rows[1].first == plan.rows[0].place
    assert doubts(plan) == [[], []]


def test_namesakes_at_one_venue_with_other_birth_and_telephone_are_two_people() -> None:
    plan = planned(AN, row(post="Trưởng thôn", birth=1993, phone="0939269336"))
    assert verdicts(plan) == ["new", "new"]
    assert doubts(plan) == [[], [Doubt.NAMESAKE]]
    assert "1980 / 1993" in plan.rows[1].doubts[0].sentence("vi")


def test_merging_is_doubted_where_the_rows_differ() -> None:
    plan = planned(AN, row(name="Lê Ân", post="Chuyên viên"))
    assert verdicts(plan) == ["new", "repeated"]
    assert doubts(plan)[1] == [Doubt.SPELLING, Doubt.OTHERWISE]
    assert plan.rows[1].doubts[1].now == "Chức vụ"


def test_one_person_in_two_venues_is_asked_about() -> None:
    rows = (AN, row(venue="Xã Đạm Bri"))
    plan = planned(*rows)
    assert verdicts(plan) == ["new", "doubtful"]
    assert plan.rows[1].is_in_two_venues
    (candidate,) = plan.rows[1].candidates
    key = plan.rows[1].place.key
    for verb, venue in (("same", "LD-1"), ("move", "LD-1-2")):
        settled = planned(*rows, answers=Answers(rows={key: f"{verb}:{candidate.key}"}))
        assert verdicts(settled) == ["new", "repeated"]
        assert settled.rows[0].entrant.venue == venue
        assert doubts(settled)[1] == [Doubt.TWO_VENUES]
    assert verdicts(planned(*rows, answers=Answers(rows={key: "another"}))) == ["new", "new"]
    assert verdicts(planned(*rows, answers=Answers(rows={key: "out"}))) == ["new", "out"]


def test_one_telephone_of_two_people_is_doubted() -> None:
    plan = planned(AN, row(name="Trần Bình"))
    assert verdicts(plan) == ["new", "new"]
    assert doubts(plan)[1] == [Doubt.SHARED_PHONE]


def test_what_is_known_already_is_the_same() -> None:
    plan = planned(AN, known=[KNOWN])
    assert verdicts(plan) == ["same"]
    assert plan.unnamed == ()


@pytest.mark.parametrize(
    ("cells", "changes"),
    [
        ({"post": "Phó phòng"}, ("post",)),
        ({"venue": "Xã Đạm Bri"}, ("venue",)),
        ({"name": "Lê Ân"}, ("name",)),
        ({"phone": "0999888777"}, ("phone",)),
        ({"birth": 1981}, ("birth_year",)),
        ({"post": "", "birth": "", "phone": ""}, ()),
        ({"name": "LE AN", "post": "TRƯỞNG PHÒNG"}, ()),
    ],
)
def test_what_a_list_says_otherwise_is_a_change_and_what_it_omits_is_not(
    cells: dict[str, object], changes: tuple[str, ...]
) -> None:
    (report,) = planned(row(**cells), known=[KNOWN]).rows
    assert report.changes == changes
    assert report.known == KNOWN


def test_whoever_is_on_no_list_is_named() -> None:
    other = replace(KNOWN, key=8, name="Vũ Hà", phone="0999000111")
    assert planned(AN, known=[KNOWN, other]).unnamed == (other,)


def test_a_short_venue_name_means_the_senders_own() -> None:
    for sender, code in (("Thành phố Bảo Lộc", "LD-1-1"), ("Huyện Đam Rông", "LD-2-1")):
        (report,) = planned(row(venue="phường 1"), sender=sender).rows
        assert report.entrant.venue == code


def test_venues_are_found_by_code_and_in_any_spelling() -> None:
    for called in ("LD-1-2", "XÃ ĐẠM BRI", "xa dam bri, thanh pho bao loc", " Xã  Đạm Bri "):
        assert planned(row(venue=called)).rows[0].entrant.venue == "LD-1-2"


def test_an_ambiguous_venue_is_refused_with_its_candidates() -> None:
    fault = fault_of(row(venue="Phường 1"), sender="Sở Ngoại vụ")
    assert isinstance(fault, VenueIsAmbiguous)
    assert fault.fields["candidates"] == "Phường 1, Thành phố Bảo Lộc; Phường 1, Huyện Đam Rông"


def test_an_unknown_venue_is_refused_with_place_and_nearest_names() -> None:
    fault = fault_of(row(venue="Xã Đạm Pri"))
    assert isinstance(fault, VenueIsUnknown)
    assert fault.fields == {
        "file": "a.xlsx", "sheet": "Danh sách", "row": 5, "venue": "Xã Đạm Pri",
        "nearest": "“Xã Đạm Bri, Thành phố Bảo Lộc”; “Huyện Đam Rông”",
    }  # fmt: skip
    assert fault_of(row(venue="zzzzzzzzzzzz")).fields["nearest"] == "–"


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        ({"name": "  "}, NameIsMissing),
        ({"venue": ""}, VenueIsMissing),
        ({"name": "Lê " + "An " * 60}, CellIsTooLong),
        ({"post": "x" * 301}, CellIsTooLong),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_its_place(cells: dict[str, object], refusal: type[Refusal]) -> None:
    fault = fault_of(row(**cells))
    assert isinstance(fault, refusal)
    assert fault.fields["row"] == 5
    assert "a.xlsx" in fault.sentence("vi")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(RostersHaveFaults) as refused:
        refuse_held(planned(row(name=""), AN, row(venue="Sao Hỏa"), row(venue="")))
    assert [fault.fields["row"] for fault in refused.value.faults] == [5, 7, 8]
    assert refused.value.fields == {"faults": 3}


@pytest.mark.parametrize(
    ("fields", "points", "band"),
    [
        ({}, 100, "same"),
        ({"venue": "LD-2"}, 100, "same"),
        ({"phone": ""}, 100, "same"),
        ({"phone": "0999000111"}, 85, "same"),
        ({"phone": "0999000111", "post": "Khác"}, 65, "doubtful"),
        ({"phone": "", "birth_year": None}, 85, "same"),
        ({"phone": "", "birth_year": None, "post": "Khác"}, 65, "doubtful"),
        ({"phone": "", "birth_year": None, "venue": "LD-2"}, 65, "doubtful"),
        ({"phone": "", "birth_year": None, "post": ""}, 70, "same"),
        ({"phone": "", "birth_year": None, "post": "", "organisation": ""}, 50, "doubtful"),
        ({"phone": "", "birth_year": None, "post": "", "organisation": "", "venue": "LD-2"}, 30, "another"),
        ({"phone": "", "birth_year": 1993}, 40, "another"),
        ({"name": "LÊ ÂN"}, 100, "same"),
        ({"name": "Lê Anh"}, 0, "another"),
    ],
)
def test_a_score_tells_whether_two_lines_are_one_person(fields: dict[str, object], points: int, band: Band) -> None:
    one = Entrant(
        name="Lê An", post="Trưởng phòng", organisation="Huyện đoàn", venue="LD-1", birth_year=1980, phone="0912345678"
    )
    other = Entrant(**(asdict(one) | fields))
    assert score(one, other) == score(other, one)
    assert (score(one, other).points, score(one, other).band) == (points, band)


def test_a_score_says_which_evidence_gave_how_many_points() -> None:
    other = replace(KNOWN, phone="0999000111", post="", organisation="")
    assert score(KNOWN, other).evidence == (
        Evidence.SAME_NAME, Evidence.OTHER_PHONE, Evidence.SAME_BIRTH, Evidence.SAME_VENUE,
    )  # fmt: skip
    assert score(KNOWN, other).sentence("vi") == (
        "cùng họ tên +40, khác số điện thoại −25, cùng năm sinh +25, cùng điểm cầu +10"
    )


texts = st.sampled_from(["", "Trưởng phòng", "Chuyên viên"])
phones = st.sampled_from(["", "0912345678", "0987654321"])
entrants = st.builds(
    Entrant,
    name=st.sampled_from(["Lê An", "LÊ AN", "Lê Ân", "Lê Anh"]),
    post=texts,
    organisation=texts,
    venue=st.sampled_from(["LD-1", "LD-2"]),
    birth_year=st.sampled_from([None, 1980, 1993]),
    phone=phones,
)


@given(entrants, entrants)
def test_a_score_is_the_same_both_ways_and_within_its_bounds(one: Entrant, other: Entrant) -> None:
    assert score(one, other) == score(other, one)
    assert 0 <= score(one, other).points <= 100
    total = sum(evidence.value.points for evidence in score(one, other).evidence)
    assert score(one, other).points == min(100, max(0, total))


@given(entrants, entrants)
def test_a_name_alone_never_joins_two_people(one: Entrant, other: Entrant) -> None:
    bare = replace(other, post="", organisation="", birth_year=None, phone="")
    assert score(one, bare).band != "same"
    if score(one, other).band == "same":
        agreeing = {evidence for evidence in score(one, other).evidence if evidence.value.points > 0}
        assert agreeing - {Evidence.SAME_NAME, Evidence.MARKS_DIFFER, Evidence.SAME_VENUE}


@given(entrants, entrants, st.sampled_from(["post", "organisation", "birth_year", "phone"]))
def test_what_agrees_never_speaks_against_and_what_is_empty_says_nothing(
    one: Entrant, other: Entrant, field: str
) -> None:
    agreeing = Entrant(**(asdict(other) | {field: getattr(one, field)}))
    empty = Entrant(**(asdict(other) | {field: None if field == "birth_year" else ""}))
    assert score(one, agreeing).points >= score(one, empty).points
    assert score(one, agreeing).points >= score(one, other).points


lists = st.lists(entrants, max_size=6)


def as_row(number: int, entrant: Entrant) -> Row:
    names = {"LD-1": "Thành phố Bảo Lộc", "LD-2": "Huyện Đam Rông"}
    birth = entrant.birth_year or ""
    return (number, entrant.name, entrant.post, entrant.organisation, names[entrant.venue], birth, entrant.phone)


@settings(max_examples=40)
@given(lists, lists)
def test_every_row_has_one_verdict_and_no_delegate_is_meant_twice(sent: list[Entrant], invited: list[Entrant]) -> None:
    known = [KnownEntrant(**asdict(entrant), key=n) for n, entrant in enumerate(invited)]
    plan = planned(*(as_row(n, entrant) for n, entrant in enumerate(sent, start=1)), known=known)
    assert len(plan.rows) == len(sent)
    meant = [row.known.key for row in plan.rows if row.known is not None]
    assert len(meant) == len(set(meant))
    assert {known.key for known in plan.unnamed} == set(range(len(invited))) - set(meant)
    assert all(row.candidates for row in plan.rows if row.verdict == "doubtful")


@settings(max_examples=25)
@given(lists)
def test_settling_every_doubt_leaves_none(sent: list[Entrant]) -> None:
    rows = [as_row(n, entrant) for n, entrant in enumerate(sent, start=1)]
    answers: dict[str, str] = {}
    for _ in range(len(rows) + 1):
        plan = planned(*rows, answers=Answers(rows=answers))
        answers |= {row.place.key: "another" for row in plan.held}
    assert planned(*rows, answers=Answers(rows=answers)).held == ()
