# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from diemcau.lib.refusal import Refusal
from diemcau.rehearsal.refusals import (
    ScriptFieldIsMissing,
    ScriptFieldIsUnknown,
    ScriptFieldIsWrong,
    ScriptIsNotThere,
    ScriptIsNotToml,
    ScriptNamesUnknownClip,
    ScriptNamesUnknownDeck,
    ScriptNamesUnknownVenue,
    ScriptRunsBackwards,
)
from diemcau.rehearsal.script import (
    ClipStep,
    CutStep,
    Fault,
    Hand,
    ItemStep,
    Loss,
    NoticeStep,
    PhaseStep,
    RollRule,
    SceneStep,
    Script,
    SlideStep,
    check_venues,
    parse_script,
    read_script,
    scaled,
    with_clips,
    with_decks,
)

SCRIPT = """
lasts_s = 20
browser = "B"
[roll]
from_s = 1
until_s = 9
absent_every = 4
[[hands]]
at_s = 3
venue = "A"
[[losses]]
at_s = 5
back_at_s = 6.5
venue = "C"
[[faults]]
at_s = 7
until_s = 9
venue = "A"
what = "camera_frozen"
[[steps]]
at_s = 1
do = "open"
[[steps]]
at_s = 1
do = "scene"
scene = "speaker"
[[steps]]
at_s = 2
do = "item"
item = 1
[[steps]]
at_s = 4
do = "air"
venue = "A"
[[steps]]
at_s = 5
do = "notice"
text = "Xin chào"
"""


def test_a_script_is_read_whole() -> None:
    assert parse_script(SCRIPT) == Script(
        lasts_s=20,
        browser="B",
        roll=RollRule(from_s=1, until_s=9, absent_every=4),
        hands=(Hand(at_s=3, venue="A"),),
        losses=(Loss(at_s=5, back_at_s=6.5, venue="C"),),
        faults=(Fault(at_s=7, until_s=9, venue="A", what="camera_frozen"),),
        steps=(
            PhaseStep(at_s=1, do="open"),
            SceneStep(at_s=1, do="scene", scene="speaker"),
            ItemStep(at_s=2, do="item", item=1),
            CutStep(at_s=4, do="air", venue="A"),
            NoticeStep(at_s=5, do="notice", text="Xin chào"),
        ),
    )


def test_stretching_a_script_moves_every_time_and_nothing_else() -> None:
    script = parse_script(SCRIPT)
    twice = scaled(script, 2)

    assert (twice.lasts_s, twice.roll.from_s, twice.roll.until_s) == (40, 2, 18)
    assert [hand.at_s for hand in twice.hands] == [6]
    assert [(loss.at_s, loss.back_at_s) for loss in twice.losses] == [(10, 13)]
    assert [(fault.at_s, fault.until_s) for fault in twice.faults] == [(14, 18)]
    assert [step.at_s for step in twice.steps] == [2, 2, 4, 8, 10]
    assert scaled(twice, 0.5) == script


EARLY_END = ScriptRunsBackwards(place="faults[0].until_s", earlier="faults[0].at_s")
EARLY_RETURN = ScriptRunsBackwards(place="losses[0].back_at_s", earlier="losses[0].at_s")


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("lasts_s = 20", "", ScriptFieldIsMissing(place="lasts_s")),
        ('do = "air"\nvenue = "A"', 'do = "air"', ScriptFieldIsMissing(place="steps[3].venue")),
        ('do = "open"', "", ScriptFieldIsMissing(place="steps[0].do")),
        ("absent_every", "absnt_every", ScriptFieldIsUnknown(place="roll.absnt_every")),
        ("until_s = 9", "until_s = 0.5", ScriptRunsBackwards(place="roll.until_s", earlier="roll.from_s")),
        ("back_at_s = 6.5", "back_at_s = 5", EARLY_RETURN),
        ("until_s = 9\nvenue", "until_s = 7\nvenue", EARLY_END),
        ("at_s = 4", "at_s = 1.5", ScriptRunsBackwards(place="steps[3].at_s", earlier="steps[2].at_s")),
        ("lasts_s = 20", "lasts_s = 4.5", ScriptRunsBackwards(place="lasts_s", earlier="steps[4].at_s")),
    ],
)  # fmt: skip
def test_a_faulty_script_is_refused_with_the_place(old: str, new: str, refusal: Refusal) -> None:
    with pytest.raises(type(refusal)) as refused:
        parse_script(SCRIPT.replace(old, new, 1))

    assert refused.value.fields == refusal.fields


@pytest.mark.parametrize(
    ("old", "new", "place", "value"),
    [
        ("at_s = 3", "at_s = -3", "hands[0].at_s", "-3"),
        ("at_s = 3", 'at_s = "3"', "hands[0].at_s", "3"),
        ("item = 1", 'item = "one"', "steps[2].item", "one"),
        ('scene = "speaker"', 'scene = "quiz"', "steps[1].scene", "quiz"),
        ("absent_every = 4", "absent_every = true", "roll.absent_every", "True"),
    ],
)
def test_a_wrong_value_is_refused_with_place_and_value(old: str, new: str, place: str, value: str) -> None:
    with pytest.raises(ScriptFieldIsWrong) as refused:
        parse_script(SCRIPT.replace(old, new, 1))

    assert (refused.value.fields["place"], refused.value.fields["value"]) == (place, value)


def test_a_step_that_no_director_knows_is_refused() -> None:
    with pytest.raises(ScriptFieldIsWrong) as refused:
        parse_script(SCRIPT.replace('do = "air"', 'do = "fire"'))

    assert refused.value.fields["place"] == "steps[3]"


def test_text_that_is_no_toml_is_refused_with_line_and_column() -> None:
    with pytest.raises(ScriptIsNotToml, match=r"line 2, column"):
        parse_script("lasts_s = 3\nbrowser = = 4")


def test_a_missing_file_is_refused_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(ScriptIsNotThere) as refused:
        read_script(tmp_path / "none.toml")

    assert "none.toml" in refused.value.sentence("vi")
    assert "none.toml" in refused.value.sentence("en")


def test_a_venue_that_the_conference_lacks_is_named_with_its_place() -> None:
    with pytest.raises(ScriptNamesUnknownVenue) as refused:
        check_venues(parse_script(SCRIPT), {"A", "B"})

    assert refused.value.fields == {"place": "losses[0].venue", "venue": "C"}


def test_the_example_is_a_good_script_for_its_venues() -> None:
    folder = Path(__file__).resolve().parents[2] / "examples" / "lamdong-2022"
    codes = {line.partition(",")[0] for line in (folder / "venues.csv").read_text(encoding="utf-8").splitlines()[1:]}
    script = read_script(folder / "rehearsal.toml")

    check_venues(script, codes)
    assert script.lasts_s <= 60
    assert (script.steps[0].do, script.steps[-1].do) == ("open", "close")
    assert script.browser in script.aired()


def test_decks_are_named_by_their_titles_and_the_first_needs_no_name() -> None:
    slides = '[[steps]]\nat_s = 6\ndo = "slide"\npage = 1\n[[steps]]\nat_s = 7\ndo = "slide"\ndeck = "Hai"\npage = 3\n'
    script = with_decks(parse_script(SCRIPT + slides), {"Một": "id-1", "Hai": "id-2"})

    assert script.steps[-2:] == (
        SlideStep(at_s=6, do="slide", page=1, deck="id-1"),
        SlideStep(at_s=7, do="slide", page=3, deck="id-2"),
    )
    with pytest.raises(ScriptNamesUnknownDeck) as refused:
        with_decks(parse_script(SCRIPT + slides), {"Một": "id-1"})
    assert refused.value.fields == {"place": "steps[6].deck", "deck": "Hai"}


def test_films_are_named_by_their_titles_and_the_first_needs_no_name() -> None:
    films = '[[steps]]\nat_s = 6\ndo = "clip"\n[[steps]]\nat_s = 7\ndo = "clip"\nclip = "Hai"\n'
    script = with_clips(parse_script(SCRIPT + films), {"Một": "id-1", "Hai": "id-2"})

    assert script.steps[-2:] == (ClipStep(at_s=6, do="clip", clip="id-1"), ClipStep(at_s=7, do="clip", clip="id-2"))
    with pytest.raises(ScriptNamesUnknownClip) as refused:
        with_clips(parse_script(SCRIPT + films), {"Một": "id-1"})
    assert refused.value.fields == {"place": "steps[6].clip", "clip": "Hai"}


def test_a_storm_raises_every_hand_but_the_hubs_or_those_that_are_named() -> None:
    script = parse_script(
        "lasts_s = 60\nroll = {from_s = 0, until_s = 1}\nhands = [{at_s = 3, venue = 'A'}]\n"
        "storms = [{at_s = 5}, {at_s = 9, venues = ['B']}]\n"
    )

    def raised_at(venue: str, *, is_hub: bool = False) -> list[float]:
        return [hand.at_s for hand in script.hands_of(venue, is_hub=is_hub)]

    assert (raised_at("A"), raised_at("B"), raised_at("HUB", is_hub=True)) == ([3, 5], [5, 9], [])
    assert [hand.at_s for hand in scaled(script, 2).hands_of("B", is_hub=False)] == [10, 18]
    assert ("storms[1].venues[0]", "B") in list(script.named_venues())


def test_the_example_of_faults_can_be_played() -> None:
    script = read_script(Path(__file__).parents[2] / "examples/lamdong-2022/faults.toml")
    assert {fault.what for fault in script.faults} == {"camera_frozen", "microphone_silent"}
    assert (len(script.losses), len(script.storms), [kill.what for kill in script.kills]) == (1, 1, ["stage"])
