# SPDX-License-Identifier: Apache-2.0
"""The size of a picture as people see it: many cameras write it lying on its side, with a note which way up it is."""

from __future__ import annotations

from io import BytesIO

from PIL import ExifTags, Image
from typing_extensions import override
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

_FIRST_ON_ITS_SIDE = 5


class UprightFile(WagtailImageFieldFile):  # type: ignore[misc]  # Wagtail ships no types
    """Wagtail reads the size as it is written."""

    @override
    def get_image_dimensions(self) -> tuple[int, int]:
        was_closed = self.closed
        self.open()
        self.seek(0)
        try:
            with Image.open(BytesIO(self.read())) as picture:
                width, height = picture.size
                lies = picture.getexif().get(ExifTags.Base.Orientation, 1) >= _FIRST_ON_ITS_SIDE
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)
        return (height, width) if lies else (width, height)


class UprightImageField(WagtailImageField):  # type: ignore[misc]  # Wagtail ships no types
    """A picture's file, its size taken upright."""

    attr_class = UprightFile
