# SPDX-License-Identifier: Apache-2.0
"""The example's film: what is kept beside the example, and what the program makes."""

from __future__ import annotations

from pathlib import Path

import av

from diemcau.conference.clip_preparing import prepare
from diemcau.rehearsal.opening_film import SECONDS, write_film
from diemcau.rehearsal.pictures import FILM_NUMBER, number_in

KEPT = Path(__file__).parents[2] / "examples" / "lamdong-2022" / "mo-dau.mp4"


def test_the_films_pictures_need_no_coding_and_carry_its_number(tmp_path: Path) -> None:
    made, ready = tmp_path / "made.mp4", tmp_path / "ready.mp4"
    write_film(made)
    for film in (KEPT, made):
        assert film.stat().st_size < 200_000
        assert prepare(film, ready) == {"duration_s": SECONDS, "width": 640, "height": 360, "as_it_is": True}
        with av.open(ready) as opened:
            assert opened.streams.audio
            numbers = {number_in(frame.to_ndarray(format="gray")) for frame in opened.decode(video=0)}
        assert numbers == {FILM_NUMBER}
