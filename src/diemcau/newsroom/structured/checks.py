# SPDX-License-Identifier: Apache-2.0
"""A fact check in schema.org's words: ClaimReview. What is reviewed is a claim; its author is a publication, if any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diemcau.newsroom.models import FactCheckPage
from diemcau.newsroom.structured import facts
from diemcau.newsroom.structured.graph import Node, node, page_node
from diemcau.newsroom.structured.reading import author_of
from diemcau.newsroom.verdicts import BEST, WORST, NamedSource, rating_of


@dataclass(frozen=True, kw_only=True)
class Check:
    """A claim and its verdict; `verdict` is the word that readers see."""

    leaf: facts.Leaf
    author: facts.Author
    claim: str
    appeared_in: str
    appeared_at: str
    appeared_on: date
    verdict: str
    rating: int
    sources: tuple[NamedSource, ...]


def check_facts(page: FactCheckPage, leaf: facts.Leaf) -> Check:
    """What a fact check tells machines."""
    return Check(
        leaf=leaf,
        author=author_of(page.byline, leaf.publisher, office=leaf.publisher.name),
        claim=page.claim,
        appeared_in=page.appeared_in,
        appeared_at=page.appeared_at,
        appeared_on=page.appeared_on,
        verdict=page.get_verdict_display(),
        rating=rating_of(page.verdict),
        sources=tuple(page.named_sources()),
    )


def claim_review(check: Check) -> Node:
    """The review of the claim."""
    claim = node(
        "Claim",
        text=check.claim,
        datePublished=check.appeared_on.isoformat(),
        author=node("Organization", name=check.appeared_in),
        appearance=node("CreativeWork", url=check.appeared_at),
    )
    rating = node("Rating", ratingValue=check.rating, bestRating=BEST, worstRating=WORST, alternateName=check.verdict)
    return page_node(
        "ClaimReview",
        check.leaf,
        name=check.leaf.title,
        author=node(check.author.kind, name=check.author.name),
        claimReviewed=check.claim,
        itemReviewed=claim,
        reviewRating=rating,
        citation=[node("CreativeWork", name=one.document or one.name, url=one.address) for one in check.sources],
    )
