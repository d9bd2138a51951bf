# SPDX-License-Identifier: Apache-2.0
"""Wagtail's renditions as the newsroom makes them: its own coding, and the picture's words in each."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from django.conf import settings
from typing_extensions import override
from wagtail.images.models import AbstractImage, Filter
from willow.image import AvifImageFile, ImageFile, JPEGImageFile, WebPImageFile
from willow.plugins.pillow import PillowImage

from diemcau.newsroom.pictures.encoding import AVIF, JPEG, WEBP, encode, upright_in_srgb
from diemcau.newsroom.pictures.words import Words

_FILES: dict[str, type[ImageFile]] = {JPEG: JPEGImageFile, WEBP: WebPImageFile, AVIF: AvifImageFile}


class PictureFilter(Filter):  # type: ignore[misc]  # Wagtail ships no types
    """One rendition's recipe. Whatever the original is, a rendition is JPEG, WebP or AVIF."""

    def __init__(self, spec: str, *, words: Words) -> None:
        super().__init__(spec=spec)
        self._words = words

    @override
    def run(self, image: AbstractImage, output: IO[bytes], source: IO[bytes] | None = None) -> ImageFile:
        picture = PillowImage(_opened(image, source))
        transform = self.get_transform(image, picture.image.size)
        picture = picture.crop(transform.get_rect().round()).resize(transform.size)
        wishes: dict[str, Any] = {}
        for operation in self.filter_operations:
            picture = operation.run(picture, image, wishes) or picture
        form = wishes.get("output-format", JPEG)
        form = form if form in _FILES else JPEG
        encode(picture.image, output, form=form, words=self._words, language=settings.LANGUAGE_CODE)
        return _FILES[form](output)


def _opened(image: AbstractImage, source: IO[bytes] | None) -> Any:
    if source is not None:
        return upright_in_srgb(source)
    with image.open_file() as file:
        return upright_in_srgb(BytesIO(file.read()))
