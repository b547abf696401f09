"""A sentence beside its sources as figures, which the fitted decision weighs; pure.

Each is 0 where nothing is suspicious, and grows with the suspicion; the shares (`covered` …) run the other way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.entail.actors import mismatch, parts, taking
from bot.entail.binding import bindings
from bot.entail.clauses import Clause, Unit, unit, units
from bot.entail.contrast import contrast
from bot.entail.coverage import Said, held, returned, said, share
from bot.entail.cues import cues, opposite
from bot.entail.modifiers import replaced
from bot.entail.roles import swapped
from bot.entail.similar import alike
from bot.entail.sources import Passage
from bot.entail.tokens import Token, tokens

_OFFICE = re.compile(
    r"(?:amt|amts|aemter|behoerden?|stellen?|gerichts?|kassen?|ministeriums?|jobcenter|agentur|buergermeister\w*|rathaus"
    r"|rat|verbands?|polizei\w*|buero|praesident\w*|traegers?|inspektion|kammer|zentrale|verwaltung|versicherung)$"
)
_PLACE = re.compile(
    r"\b(?i:in|aus|von|nach|stadt|gemeinde|(?:land)?kreis(?:es)?|markt|bezirk)\s(?P<name>[A-ZÄÖÜ][\w-]+)"
    r"|\b[A-ZÄÖÜ][a-zäöüß]{3,}\s(?:Sankt |St\\. |Bad )?(?P<behind>[A-ZÄÖÜ][a-zäöüß]{3,})"
)


def features(sentence: str, sources: Sequence[Passage]) -> dict[str, float]:
    """The figures of a sentence, without its marks, beside the passages that it cites."""
    asked_unit = unit(sentence)
    asked = said(asked_unit)
    heads = [word for passage in sources for word in tokens(f"{passage.title}\n{passage.locator}")]
    there = [found for passage in sources for found in units(passage.text)]
    if not there:
        there = [unit(f"{passage.title} {passage.locator}") for passage in sources]
    rows = [held(asked, found.tokens, found.figures) for found in there]
    context = held(asked, heads, ())
    shares = [share(asked, row) for row in rows]
    first = max(range(len(there)), key=lambda at: shares[at] + 0.15 * returned(there[at], asked.words, asked.figures))
    both = [[max(a, b) for a, b in zip(rows[first], row, strict=True)] for row in rows]
    gains = [share(asked, row) - shares[first] for row in both]
    second = max(range(len(there)), key=lambda at: gains[at])
    joined = both[second] if gains[second] > 0.08 else rows[first]
    full = [max(a, 0.9 * b) for a, b in zip(joined, context, strict=True)]
    everywhere = [max(column) for column in zip(*rows, context, strict=True)] if asked.weights else []
    base = there[first]
    pair = [base] if gains[second] <= 0.08 else [base, there[second]]
    found = {
        "covered": shares[first],
        "gain": gains[second],
        "covered_full": share(asked, full),
        "covered_everywhere": share(asked, everywhere),
        "length": float(len(asked.words)),
    }
    matched = [
        (clause, best[0], best[1]) for clause in asked_unit.clauses if clause.tokens and (best := _best(clause, there))
    ]
    region = " ".join(dict.fromkeys(best.text for _, best, _ in matched)) or base.text
    found |= _missing(asked, full, everywhere)
    found |= _returned(base, asked)
    found |= _turns(asked_unit, region, pair)
    found |= _clauses(matched, there)
    found |= _pairs(asked_unit, there)
    found |= _bound(asked_unit, there)
    found["contrast"] = contrast(asked_unit, there, heads)
    found["replaced"] = min(replaced(asked_unit, one) for one in pair)
    found |= _roles(asked_unit, base)
    found |= _certain(found)
    found |= _alarms(found)
    return found | _clean(found)


_ALARMS = {
    "sure_clause_opposite": 0.6, "sure_clause_modality": 0.6, "sure_clause_negation": 0.8, "contrast": 1.0,
    "universal_added": 1.0, "sure_per": 0.5, "sure_limit": 0.8, "sure_direction": 0.8, "sure_acts": 0.6,
    "sure_receives": 0.5, "sure_replaced": 0.6, "sure_place": 0.5, "sure_modality": 0.7, "sure_only_added": 0.7,
    "sure_absent_nouns": 0.6, "sure_office": 0.5, "sure_condition_dropped": 0.7, "sure_only_dropped": 0.7,
    "sure_except_dropped": 0.6,
}  # fmt: skip


def _alarms(found: dict[str, float]) -> dict[str, float]:
    """How many signs of a clear contradiction there are; each is rare, so they are weighed together."""
    raised = sum(found[name] >= least for name, least in _ALARMS.items())
    return {"alarm": float(raised > 0), "alarms": float(min(raised, 3))}


_SUSPICIONS = (
    "clause_modality", "clause_negation", "clause_opposite", "substituted", "absent_nouns", "place", "office",
    "acts", "receives", "condition_lost", "universal_added", "loose_dropped", "only_dropped", "limit", "direction",
    "per", "condition_dropped", "replaced", "except_dropped", "only_added",
)  # fmt: skip


def _certain(found: dict[str, float]) -> dict[str, float]:
    """A difference says more, the closer the rest is to the source."""
    near = max(0.0, found["clause_forth"] - 0.4) / 0.6
    whole = {f"sure_{name}": found[name] * near for name in _SUSPICIONS}
    near = max(0.0, found["covered"] - 0.5) / 0.5
    return whole | {f"sure_{name}": found[name] * near for name in ("modality", "negation_odd", "opposite", "roles")}


_CONFLICTING = (
    "sure_clause_modality", "sure_clause_negation", "sure_clause_opposite", "sure_modality", "sure_negation_odd",
    "sure_opposite", "sure_universal_added", "sure_limit", "sure_direction", "sure_per", "sure_acts",
    "sure_receives", "sure_replaced", "sure_place", "sure_office",
)  # fmt: skip


def _clean(found: dict[str, float]) -> dict[str, float]:
    """What speaks for a sentence counts as far as nothing contradicts it: a close copy with one "not" is none."""
    worst = max(*(found[name] for name in _CONFLICTING), found["contrast"] / 1.5, 0.0)
    clean = 1 - min(1.0, worst)
    return {f"clean_{name}": found[name] * clean for name in _SPEAKING} | {
        "clean": clean,
        "clean_figures": min(found["figures"], 2.0) * clean,
    }


_SPEAKING = ("returned", "main_returned", "covered", "clause_fit", "pairs_clause", "pairs_unit", "bound_own")


def _pairs(asked: Unit, there: Sequence[Unit]) -> dict[str, float]:
    """Words that the sentence ties together: does one clause, or one sentence, of the source hold both?"""
    words = [word for word in asked.tokens if word.weight]
    by_clause = [_strengths(words, clause.tokens) for found in there for clause in found.clauses]
    by_unit = [_strengths(words, found.tokens) for found in there]
    inside, within = list[float](), list[float]()
    for clause in asked.clauses:
        at = [i for i, word in enumerate(words) if clause.start <= word.start < clause.end]
        for one, other in ((i, j) for i in at for j in at if i < j <= i + 3):
            inside.append(_together(one, other, by_clause))
            within.append(_together(one, other, by_unit))
    return {
        "pairs_clause": sum(inside) / len(inside) if inside else 1.0,
        "pairs_unit": sum(within) / len(within) if within else 1.0,
        "pairs_clause_min": min(inside, default=1.0),
        "pairs_unit_min": min(within, default=1.0),
        "pairs_apart": float(sum(a >= 0.85 and b < 0.5 for a, b in zip(within, inside, strict=True))),
    }


def _strengths(words: Sequence[Token], there: Sequence[Token]) -> list[float]:
    return [max((alike(word.word, other.word) for other in there if other.weight), default=0.0) for word in words]


def _together(one: int, other: int, rows: Sequence[Sequence[float]]) -> float:
    """How well the pair is held together, beside how well each is held at all: 1 where only one is known anywhere."""
    best = min(max(row[one] for row in rows), max(row[other] for row in rows))
    return max(min(row[one], row[other]) for row in rows) / best if best >= 0.6 else 1.0


def _missing(asked: Said, full: Sequence[float], everywhere: Sequence[float]) -> dict[str, float]:
    """What the sentence says and the source does not: its heaviest word, nouns, offices, places."""
    lacking = [(word, 1 - f) for word, f in zip(asked.words, full, strict=False)]
    absent = [(word, 1 - f) for word, f in zip(asked.words, everywhere, strict=False)]
    nouns = [(word, gap) for word, gap in lacking if word.weight > 1]
    offices = [gap for word, gap in lacking if _OFFICE.search(word.word)]
    places = {match["name"] or match["behind"] for match in _PLACE.finditer(asked.unit.text)}
    return {
        "lacking_max": max((word.weight * gap for word, gap in lacking), default=0.0),
        "lacking_nouns": float(sum(gap > 0.5 for _, gap in nouns)),
        "lacking_words": float(sum(gap > 0.5 for _, gap in lacking)),
        "lacking_share": sum(gap > 0.5 for _, gap in lacking) / max(1, len(lacking)),
        "absent_nouns": float(sum(gap > 0.5 for word, gap in absent if word.weight > 1)),
        "absent_words": float(sum(gap > 0.5 for _, gap in absent)),
        "office": max(offices, default=0.0),
        "office_absent": max((gap for word, gap in absent if _OFFICE.search(word.word)), default=0.0),
        "place": max((gap for word, gap in absent if word.text in places), default=0.0),
    }


def _returned(base: Unit, asked: Said) -> dict[str, float]:
    """What the source's sentence says and ours does not: all, its conditions."""
    conditions = [clause for clause in base.clauses if clause.condition]
    others = [clause for clause in base.clauses if not clause.condition]
    words = asked.words
    dropped = [1 - returned(clause, words, asked.figures) for clause in conditions]
    kept = [returned(clause, words, asked.figures) for clause in others]
    return {
        "returned": returned(base, words, asked.figures),
        "condition_dropped": max(dropped, default=0.0),
        "conditions": float(len(conditions)),
        "main_returned": max(kept, default=0.0),
    }


_COUNTED = ("universal", "only", "except", "loose", "condition")


def _turns(asked: Unit, region: str, pair: Sequence[Unit]) -> dict[str, float]:
    """Cues that one side has and the other lacks; `region` are the clauses of the source that the sentence is like."""
    mine, theirs = cues(asked.text), cues(region)
    joined = cues(" ".join(found.text for found in pair) + " " + region)
    found = {f"{name}_added": float(mine[name] > 0 and joined[name] == 0) for name in _COUNTED}
    found |= {f"{name}_dropped": float(theirs[name] > 0 and mine[name] == 0) for name in _COUNTED}
    found["negation_odd"] = float((mine["negation"] - theirs["negation"]) % 2)
    found["negation_added"] = float(mine["negation"] > 0 and joined["negation"] == 0)
    found["negation_dropped"] = float(mine["negation"] == 0 and theirs["negation"] > 0)
    found["modality"] = conflict(asked.text, region)
    found["opposite"] = float(opposite(asked.text, region))
    return found


def _clauses(found: Sequence[tuple[Clause, Clause, float]], there: Sequence[Unit]) -> dict[str, float]:
    """The same, clause by clause, each beside the clause that fits it best."""
    polarity = [_odd(clause, best) for clause, best, _ in found]
    modality = [conflict(clause.text, best.text) for clause, best, _ in found]
    against = [opposite(clause.text, best.text) for clause, best, _ in found]
    fits = [fit for _, _, fit in found]
    forths = [share(said(clause), held(said(clause), best.tokens, best.figures)) for clause, best, _ in found]
    swaps = [_substituted(clause, best) for clause, best, _ in found]
    whole = [token for unit in there for token in unit.tokens]
    actors = [_mismatch(clause, best, whole) for clause, best, _ in found]
    return {
        "clause_negation": max(polarity, default=0.0),
        "clause_modality": max(modality, default=0.0),
        "clause_opposite": float(max(against, default=0)),
        "clause_fit": min(1.0, *fits, 1.0) if fits else 0.0,
        "clause_forth": min(forths, default=0.0),
        "substituted": max(swaps, default=0.0),
        "acts": max((acts for acts, _ in actors), default=0.0),
        "receives": max((receives for _, receives in actors), default=0.0),
        "condition_moved": float(any(c.condition != b.condition for c, b, _ in found)),
        "condition_lost": float(any(b.condition and not c.condition for c, b, _ in found)),
    }


def _mismatch(clause: Clause, best: Clause, whole: Sequence[Token]) -> tuple[float, float]:
    acts, receives = mismatch(parts(clause), parts(best), whole)
    return (0.0 if taking(clause) else acts), receives


def _substituted(clause: Clause, best: Clause) -> float:
    """How much of both clauses is left without a counterpart: one word put in another's place."""
    asked, back = said(clause), said(best)
    mine = sum(w * (1 - f) for w, f in zip(asked.weights, held(asked, best.tokens, best.figures), strict=True))
    theirs = sum(w * (1 - f) for w, f in zip(back.weights, held(back, asked.words, asked.figures), strict=True))
    return min(mine, theirs, 3.0)


def _odd(clause: Clause, best: Clause) -> float:
    return float((cues(clause.text)["negation"] - cues(best.text)["negation"]) % 2)


def _best(clause: Clause, there: Sequence[Unit]) -> tuple[Clause, float] | None:
    """The clause of the sources that fits best; of those that fit nearly as well, the one that contradicts least."""
    asked = said(clause)
    found = [(_fit(clause, asked, other), other) for unit in there for other in unit.clauses]
    if not found:
        return None
    most = max(fit for fit, _ in found)
    near = [(fit, other) for fit, other in found if fit >= most - _TIE]
    fit, best = min(near, key=lambda one: (_contradiction(clause, one[1]) if len(near) > 1 else 0.0, -one[0]))
    return best, fit


_TIE = 0.07


def _contradiction(clause: Clause, other: Clause) -> float:
    return conflict(clause.text, other.text) + opposite(clause.text, other.text)


def _fit(clause: Clause, asked: Said, other: Clause) -> float:
    """The harmonic mean of what the other clause holds of this one and this of the other; 1 for the very words."""
    if clause.text.rstrip(".").lower() in other.text.lower():
        return 1.0 + _TIE
    forth = share(asked, held(asked, other.tokens, other.figures))
    back = returned(other, asked.words, asked.figures)
    return 2 * forth * back / (forth + back) if forth + back else 0.0


def _bound(asked: Unit, there: Sequence[Unit]) -> dict[str, float]:
    found = bindings(asked, there)
    margins = [binding.own - binding.rival for binding in found if binding.rivals]
    turned = {
        name: max((binding.turned[name] for binding in found), default=0.0) for name in ("limit", "direction", "per")
    }
    return turned | {
        "bound_margin": min(margins, default=0.5),
        "bound_own": min((binding.own for binding in found), default=0.5),
        "rivals": float(max((binding.rivals for binding in found), default=0)),
        "figures": float(len(asked.figures)),
    }


def _roles(asked: Unit, base: Unit) -> dict[str, float]:
    parts, turned = swapped(asked, base)
    return {"roles": parts, "turned": turned}


_CONFLICTS = {
    ("must", "may"): 1.0, ("must", "should"): 0.8, ("must", "must_not"): 1.0, ("must", "need_not"): 1.0,
    ("must", "not"): 0.9, ("must", "is"): 0.2, ("may", "must_not"): 1.0, ("may", "is"): 0.3, ("may", "not"): 0.8,
    ("may", "need_not"): 0.2, ("may", "should"): 0.6, ("should", "is"): 0.4, ("should", "not"): 0.8,
    ("should", "must_not"): 1.0, ("should", "need_not"): 0.8, ("must_not", "is"): 0.9, ("must_not", "not"): 0.1,
    ("must_not", "need_not"): 0.7, ("need_not", "is"): 0.6, ("need_not", "not"): 0.1, ("not", "is"): 1.0,
}  # fmt: skip


def conflict(one: str, other: str) -> float:
    """How far two texts' modality lies apart, 0 (the same) to 1 (must and may)."""
    a, b = modality(one), modality(other)
    return 0.0 if a == b else _CONFLICTS.get((a, b), _CONFLICTS.get((b, a), 0.0))


def modality(text: str) -> str:
    """must, may, should, must_not, need_not, not or is."""
    found = cues(text)
    negated = found["negation"] % 2 == 1
    if found["should"]:
        return "should"
    if found["must"] and not found["may"]:
        return "need_not" if negated else "must"
    if found["may"]:
        return "must_not" if negated else "may"
    return "not" if negated else "is"
