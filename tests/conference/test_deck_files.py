# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pytest_django import Settings

from diemcau.conference.deck_files import DeckFile, RenderedDeck, picture_path, rendered_deck
from diemcau.conference.deck_rendering import PAGE_GOAL_BYTES, page_coded
from diemcau.lib.refusal import Refusal
from support.decks import locked_pdf, number_of, pdf, picture, slide
from support.plans import EXAMPLE


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def rendered(*contents: bytes) -> RenderedDeck:
    files = [DeckFile(name=f"tệp {number}", content=io.BytesIO(content)) for number, content in enumerate(contents, 1)]
    return rendered_deck(files)


def shown(digest: str) -> Image.Image:
    return Image.open(picture_path(digest)).convert("RGB")


def test_pdf_becomes_pages_in_its_order_that_fill_a_projector() -> None:
    pages = rendered(pdf(3)).pages
    assert [(page.width, page.height) for page in pages] == [(1920, 1080)] * 3
    assert [shown(page.image).size for page in pages] == [(1920, 1080)] * 3
    assert [shown(page.thumbnail).size for page in pages] == [(320, 180)] * 3
    assert [number_of(shown(page.image)) for page in pages] == [1, 2, 3]


def test_pictures_become_pages_in_the_order_given() -> None:
    deck = rendered(picture(2), picture(1, form="JPEG"), picture(3, form="WEBP", size=(3840, 2160)))
    assert [(page.width, page.height) for page in deck.pages] == [(960, 540), (960, 540), (1920, 1080)]


def test_standing_page_keeps_its_shape() -> None:
    (page,) = rendered(pdf(1, size=(595, 842))).pages
    assert (page.width, page.height) == (764, 1080)


def test_transparent_picture_is_laid_on_white() -> None:
    content = io.BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(content, "PNG")
    (page,) = rendered(content.getvalue()).pages
    assert shown(page.image).getpixel((50, 50)) == (255, 255, 255)


def test_same_file_again_is_the_same_deck_in_the_same_files(media: Path) -> None:
    first = rendered(pdf(2))
    kept = sorted(media.rglob("*"))
    assert rendered(pdf(2)).pages == first.pages
    assert sorted(media.rglob("*")) == kept
    assert len([path for path in kept if path.is_file()]) == 4


def test_page_of_text_is_coded_without_loss() -> None:
    page = slide(1, size=(1920, 1080))
    content, size = page_coded(page)
    assert size == (1920, 1080)
    assert len(content) <= PAGE_GOAL_BYTES
    assert ImageChops.difference(page, Image.open(io.BytesIO(content)).convert("RGB")).getbbox() is None


def test_page_that_is_all_photograph_still_comes_in_time() -> None:
    noise = Image.effect_noise((480, 270), 60).resize((1920, 1080), Image.Resampling.BICUBIC).convert("RGB")
    tinted = ImageChops.multiply(noise, Image.radial_gradient("L").resize((1920, 1080)).convert("RGB"))
    content, size = page_coded(ImageChops.add(tinted, Image.linear_gradient("L").resize((1920, 1080)).convert("RGB")))
    assert size[0] >= 1280
    assert len(content) <= 3 * PAGE_GOAL_BYTES


def test_examples_pages_are_small_enough_for_a_slow_line() -> None:
    deck = rendered((EXAMPLE / "chuyen-de.pdf").read_bytes())
    assert len(deck.pages) == 6
    assert max(picture_path(page.image).stat().st_size for page in deck.pages) <= PAGE_GOAL_BYTES
    assert max(picture_path(page.thumbnail).stat().st_size for page in deck.pages) <= 8_000


@pytest.mark.parametrize(
    ("contents", "code", "name"),
    [
        ([b""], "deck_is_empty", "tệp 1"),
        ([], "deck_is_empty", "–"),
        ([b"PK\x03\x04 a presentation that was only renamed"], "file_is_no_deck", "tệp 1"),
        ([picture(), b"<svg/>"], "file_is_no_deck", "tệp 2"),
        ([locked_pdf()], "deck_is_locked", "tệp 1"),
        ([pdf(2)[:400]], "deck_is_damaged", "tệp 1"),
        ([picture()[:900]], "deck_is_damaged", "tệp 1"),
        ([picture(size=(10_000, 6_001))], "picture_is_too_large", "tệp 1"),
        ([pdf(201, size=(16, 9))], "deck_has_too_many_pages", "tệp 1"),
        ([picture(size=(16, 9))] * 201, "deck_has_too_many_pages", "tệp 201"),
    ],
)
def test_file_that_can_be_no_deck_is_refused_by_name(contents: list[bytes], code: str, name: str, media: Path) -> None:
    with pytest.raises(Refusal) as refused:
        rendered(*contents)
    assert (refused.value.code, refused.value.fields["file"]) == (code, name)
    assert not media.exists()


def test_deck_larger_than_any_needs_to_be_is_refused_before_it_is_drawn() -> None:
    class Endless:
        def read(self, size_bytes: int, /) -> bytes:
            return bytes(size_bytes)

    with pytest.raises(Refusal, match="larger than 100 MB"):
        rendered_deck([DeckFile(name="dài.pdf", content=Endless())])


def test_renderer_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diemcau.conference.deck_files.RENDERING_TIMEOUT_S", 0)
    with pytest.raises(Refusal) as refused:
        rendered(pdf(1))
    assert refused.value.code == "deck_is_damaged"
