# SPDX-License-Identifier: Apache-2.0
"""Who may do what: pure predicates over a pass."""

from __future__ import annotations

from diemcau.conference.links import Pass
from diemcau.conference.models import Role
from diemcau.web.problems import OnlyDelegates, OnlyTheDirector, OnlyTheVenue, VenueIsNotYours


def require_director(holder: Pass) -> None:
    """Only the director. Raises: OnlyTheDirector."""
    if holder.role is not Role.DIRECTOR:
        raise OnlyTheDirector


def require_desk(holder: Pass, *, venue: str) -> None:
    """The venue's own operator, its cluster's, or the director. Raises: VenueIsNotYours, OnlyTheVenue."""
    if holder.role is Role.DIRECTOR:
        return
    if holder.role not in {Role.VENUE, Role.CLUSTER} or holder.venue is None:
        raise OnlyTheVenue(venue=venue)
    if holder.venue != venue and venue not in (holder.branch or ()):
        raise VenueIsNotYours(own=holder.venue, asked=venue)


def require_operator(holder: Pass) -> None:
    """The director, any cluster's or any venue's operator. Raises: OnlyTheDirector."""
    if holder.role not in {Role.DIRECTOR, Role.CLUSTER, Role.VENUE}:
        raise OnlyTheDirector


def require_overseer(holder: Pass) -> None:
    """The director, or the operator of a cluster. Raises: OnlyTheDirector."""
    if holder.role not in {Role.DIRECTOR, Role.CLUSTER}:
        raise OnlyTheDirector


def require_delegate(holder: Pass) -> None:
    """Only a delegate. Raises: OnlyDelegates."""
    if holder.role is not Role.DELEGATE:
        raise OnlyDelegates
