"""Roles and what each of them may do. A person may have several; each route names the one right that it needs."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["editor", "reviewer", "qa", "admin", "auditor"]
ROLES: tuple[Role, ...] = get_args(Role)

Right = Literal["read", "edit", "review", "publish", "import", "qa", "people", "audit"]
"""read: pages, drafts, versions, reports · edit: drafts, words · review: approve, send back · publish: put live,
override the gate, roll back · import: take in sources · qa: question sets, runs, marks · people: accounts ·
audit: the log."""

NAMES: dict[Role, str] = {
    "editor": "Redaktion",
    "reviewer": "Freigabe",
    "qa": "Qualitätssicherung",
    "admin": "Verwaltung",
    "auditor": "Einsicht (Datenschutz, Revision)",
}

RIGHTS: dict[Role, frozenset[Right]] = {
    "editor": frozenset({"read", "edit", "import"}),
    "reviewer": frozenset({"read", "edit", "review", "publish"}),
    "qa": frozenset({"read", "qa"}),
    "admin": frozenset({"read", "people", "import", "audit"}),
    "auditor": frozenset({"read", "audit"}),
}


def rights_of(roles: tuple[Role, ...]) -> frozenset[Right]:
    """All that the roles together may do."""
    return frozenset[Right]().union(*(RIGHTS[role] for role in roles))
