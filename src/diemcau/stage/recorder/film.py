# SPDX-License-Identifier: Apache-2.0
"""The film of a closed conference, made in a thread once nothing more comes."""

from __future__ import annotations

import asyncio

from asgiref.sync import sync_to_async

from diemcau.recording.archive import Summary
from diemcau.recording.finishing import finish, titled_chapters
from diemcau.recording.shelf import Shelf


async def make_film(shelf: Shelf) -> Summary:
    """Join the segments, with the plan's titles. Raises: OSError: the disk is in trouble; try again."""
    name, chapters = await sync_to_async(titled_chapters)(shelf.folder.name, shelf.playlist)
    return await asyncio.to_thread(finish, shelf.folder, shelf.playlist, name=name, chapters=chapters)
