# SPDX-License-Identifier: Apache-2.0
"""The figures of a closed conference as the journal has them now.

A sealed sheet refuses no mark, so marks come in after the closing. Who took part in what ends at
the closing all the same: only the roll goes on.
"""

from __future__ import annotations

from diemcau.board.state import BOARD_FOLD
from diemcau.conference.models import Conference
from diemcau.journal.queries import entries_at, folded
from diemcau.outcome.chronicle import SESSION_FOLD
from diemcau.outcome.figures import Figure, figures_at
from diemcau.outcome.refusals import ConferenceIsNotClosed
from diemcau.outcome.tally import tally


def current_figures(conference: Conference) -> dict[str, Figure]:
    """All figures by name, at the journal's head; of a journal that ends at its closing the report's own.

    Cheap: both folds are kept from one call to the next, and only new entries are read.

    Raises: ConferenceIsNotClosed.
    """
    board, session = folded(conference.uuid, BOARD_FOLD), folded(conference.uuid, SESSION_FOLD)
    if board.closed_at is None or session.closed_at is None:
        raise ConferenceIsNotClosed(name=conference.name)
    head = entries_at(conference.uuid, {board.seq})[board.seq]
    return figures_at(tally(board, session), seq=head.seq, at=head.at)
