# SPDX-License-Identifier: Apache-2.0
"""Which frame of a broadcast makes a picture: judged by its dots alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_WIDTH = 480
# Of 255: darker, brighter or flatter is black, white or a card; a step larger than the last is a cut or a blend.
_DARKEST, _BRIGHTEST, _FLATTEST, _LARGEST_STEP = 18.0, 240.0, 8.0, 40.0

Grey = NDArray[np.float32]


def grey(frame: Image.Image) -> Grey:
    """A frame as it is judged, shape (height, 480), 0 to 255: noise of single dots doesn't count as sharp."""
    size = (_WIDTH, max(8, round(frame.height * _WIDTH / frame.width)))
    return np.asarray(frame.convert("L").resize(size, Image.Resampling.BOX), dtype=np.float32)


def sharpness(frame: Grey) -> float:
    """The variance of the Laplacian: what is out of focus, or moved, has little of it."""
    inner = frame[1:-1, 1:-1]
    laplacian = frame[:-2, 1:-1] + frame[2:, 1:-1] + frame[1:-1, :-2] + frame[1:-1, 2:] - 4 * inner
    return float(laplacian.var())


def is_showable(frame: Grey, before: Grey | None = None) -> bool:
    """Whether it shows something, and isn't in the middle of a cut from the frame before."""
    shows = _DARKEST <= frame.mean() <= _BRIGHTEST and frame.std() >= _FLATTEST
    is_calm = before is None or before.shape != frame.shape or np.abs(frame - before).mean() <= _LARGEST_STEP
    return bool(shows and is_calm)


def best(frames: Iterable[tuple[Image.Image, Image.Image | None]]) -> Image.Image | None:
    """The sharpest of those that can be shown; None when there is none.

    Args:
        frames: each with the one before it, None where there was none.
    """
    best_of_all: tuple[float, Image.Image] | None = None
    for frame, before in frames:
        judged = grey(frame)
        if is_showable(judged, None if before is None else grey(before)):
            mark = sharpness(judged)
            if best_of_all is None or mark > best_of_all[0]:
                best_of_all = mark, frame
    return None if best_of_all is None else best_of_all[1]
