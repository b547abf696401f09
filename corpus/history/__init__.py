"""What happened to the pages: saving, drafts, approval, restoring. The pages folder is a git repository.

`History` is the way in; `model` has the values and the rules of approval, `repository` is the edge to git, `wording`
compares two texts word by word. Decision: docs/decisions/0012-history.md.
"""

from __future__ import annotations

from corpus.history.history import History
from corpus.history.model import (
    Change,
    Draft,
    HistoryError,
    NotAllowedError,
    Person,
    StaleError,
    State,
    UnchangedError,
    Version,
    content_hash,
)
from corpus.history.wording import Span, compare

__all__ = [
    "Change",
    "Draft",
    "History",
    "HistoryError",
    "NotAllowedError",
    "Person",
    "Span",
    "StaleError",
    "State",
    "UnchangedError",
    "Version",
    "compare",
    "content_hash",
]
