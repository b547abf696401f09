"""What pages say that fit nearly as well as the best one: two services lie close together, and the second may be meant.

Each gives its two best sentences, which name their matter themselves and carry their own source. Who meant the first
page reads a little more; who meant the second is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.cite import NOTHING, Cited, cite, joined, length
from bot.extract import best_quotes
from bot.verify import verified
from indexes.index import Hit, Index, Search

NEAR = 5.0
"""A page is quoted beside the answer when its score lies less than this below the answer's page; scores are sums of
deviations, and from about this distance on the second page is hardly ever the right one."""

MOST = 3
"""How many pages are quoted beside it at most."""


def beside(
    index: Index, search: Search, answered: Hit, kept: Sequence[Hit], language: str, today: date, room: int
) -> Cited:
    """The best sentences of the pages that fit nearly as well as the answered one, or nothing; all of it verified.

    `room` is how many words they may have; a page whose sentences do not fit is left out.
    """
    near = [hit for hit in kept if hit.page.id != answered.page.id and abs(answered.score - hit.score) < NEAR]
    found = NOTHING
    for hit in near[:MOST]:
        quotes = best_quotes(search, index.passages(hit.page.id, search.vector), language)
        said = verified(cite(quotes, hit.page, today), hit.page)
        if length(said) <= room:
            found, room = joined(found, said), room - length(said)
    return found
