"""Fits the weights of `evidence.py` by logistic regression and writes `names_weights.txt`.

`python -m bot.privacy.fit [GOLD ...]`, by default on our development sets: messages with marked persons, and harmless
ones. Each message is also learned in small letters, and with other names in the place of its own, so that the context
is learned and not the names.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from bot.privacy.clean import clean
from bot.privacy.evidence import WEIGHTS, Evidence
from bot.privacy.gazetteer import FILE
from bot.privacy.lexicon import Lexicon
from bot.privacy.nonames import NoNames
from bot.privacy.score import Gold, read
from bot.privacy.spans import Span
from bot.privacy.tokens import Tokens

QUESTIONS = Path(__file__).parents[2] / "evaluation" / "questions"
DEFAULT = [QUESTIONS / "privacy" / "dev.jsonl", QUESTIONS / "privacy" / "names.jsonl", QUESTIONS / "dev.csv"]
_RARE, _SMALL = 3, 0.05  # features in fewer words are left out, and weights nearer to 0
_COPIES, _COPY_WEIGHT = 2, 0.35
_HEAD = """\
# Weights (log odds) of the features of bot/privacy/evidence.py, by `python -m bot.privacy.fit`: logistic regression
# (L2) on invented messages. A word above the threshold in bot/privacy/names.py is rather a name.
"""
_PARTS = (
    "acker ammer bären birken brett brink buchen dorn eichel falken finken gold grau gries hammer hasel heller kalten"
    " kraut kreuz langen linden löffel mühl nieder ober pfann quak raben ried rosen rüb sauer schill schön silber"
    " stein stock strauch sturm tann trapp unter wald wasser weiden wester wiesen winkel zapf ziegen zwick",
    "hauer mann meier müller berg berger bach brock kamp horst feld stedt holz busch becker brink hoff hofer huber"
    " inger bauer schulte diek loh thal rath kötter wirth reuter eck scheidt hagen haus rodt weg dorf beck brandt",
)
Word = tuple[list[str], bool, float]


def words(gold: Iterable[Gold], weight: float) -> Iterator[Word]:
    """(features, is a name, weight) of each word that may be a name."""
    for message in gold:
        cleaned = clean(message.text)
        tokens = Tokens(cleaned.text)
        nonames = NoNames(tokens)
        evidence = Evidence(tokens, Lexicon(), nonames.never)
        for number, token in enumerate(tokens.all):
            at = cleaned.original(Span(token.start, token.end, "PERSON", 1.0))
            labels = {span.label for span in message.spans if span.start < at.end and at.start < span.end}
            if not nonames.never(token) and (not labels or "PERSON" in labels):
                yield list(evidence.features(number)), "PERSON" in labels, weight


def copies(gold: Iterable[Gold], dice: random.Random) -> Iterator[Gold]:
    """The messages in small letters, and with other names."""
    known = [line.capitalize() for line in FILE.read_text(encoding="utf-8").splitlines() if line.isalpha()]
    known = [name for name in known if name[0] < "\u0370" and 3 <= len(name) <= 14]
    for message in gold:
        small = message.text.lower()
        if len(small) == len(message.text) and small != message.text:
            yield Gold(message.id, small, message.spans)
        for _ in range(_COPIES if any(span.label == "PERSON" for span in message.spans) else 0):
            yield _renamed(message, known, dice)


def _renamed(message: Gold, known: list[str], dice: random.Random) -> Gold:
    text, spans, at = "", list[Span](), 0
    for span in sorted(message.spans):
        text += message.text[at : span.start]
        value = message.text[span.start : span.end]
        if span.label == "PERSON":
            value = re.sub(r"[^\W\d_]{4,}", lambda found: _other(found.group(), known, dice), value)
        spans.append(Span(len(text), len(text) + len(value), span.label, 1.0))
        text, at = text + value, span.end
    return Gold(message.id, text + message.text[at:], tuple(spans))


def _other(name: str, known: list[str], dice: random.Random) -> str:
    if name[0] >= "\u0370":
        return name
    made = "".join(dice.choice(part.split()) for part in _PARTS).capitalize()
    other = dice.choice([dice.choice(known), made])
    return other.upper() if name.isupper() else other.lower() if name[0].islower() else other


def fit(rows: list[Word], penalty: float = 3.3, rounds: int = 400) -> dict[str, float]:
    """Weights that minimise the log loss plus penalty/2 times their squares, by gradient descent with Adam's steps."""
    counts = Counter(feature for features, _, _ in rows for feature in set(features))
    names = ["bias", *sorted(feature for feature, count in counts.items() if count >= _RARE)]
    index = {name: number for number, name in enumerate(names)}
    pairs = [(row, index[f]) for row, (features, _, _) in enumerate(rows) for f in {"bias", *features} if f in index]
    at, column = np.array(pairs).T
    truth = np.array([name for _, name, _ in rows], dtype=float)
    weight = np.array([weight for _, _, weight in rows])
    w, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, rounds + 1):
        odds = np.bincount(at, w[column], len(rows))
        error = weight * (1 / (1 + np.exp(-odds)) - truth)
        slope = np.bincount(column, error[at], len(names)) + penalty * w
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        w -= 0.03 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(value), 2) for name, value in zip(names, w, strict=True) if abs(value) >= _SMALL}


def _read(path: Path) -> list[Gold]:
    """The messages of a gold file, or of the questions in a CSV file with the column "frage", which are harmless."""
    if path.suffix != ".csv":
        return read(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [Gold(row["id"], row["frage"], ()) for row in csv.DictReader(lines, delimiter=";")]


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bot.privacy.fit", description="Fit the weights of names.")
    parser.add_argument(
        "files", type=Path, nargs="*", default=DEFAULT, help="JSONL as for bot.privacy.score, or CSV of questions"
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    gold = [message for path in options.files for message in _read(path)]
    rows = [*words(gold, 1.0), *words(copies(gold, random.Random(7)), _COPY_WEIGHT)]
    weights = fit(rows)
    lines = [f"{name} {value}\n" for name, value in sorted(weights.items())]
    options.out.write_text(_HEAD + "".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(rows)} words, {len(weights)} weights: {options.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
