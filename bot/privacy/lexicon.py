"""What is known about a word: is it a name, an ordinary word, or both? One lexicon a text, nothing is kept."""

from __future__ import annotations

import gzip
import hashlib
import pickle
import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from bot.privacy.gazetteer import folds, gazetteer
from bot.privacy.words import COMMON, PLACES, STOP

MODEL_SHA256 = "d0a23caa212663fe7715e18e937074287f80b9e3bab64ccebc12a81e0094db23"
_LONGEST = 40  # HanTa's work grows with the square of a word's length
_RARE = {
    "given": -15.5,
    "surname": -22.0,
    "": -45.0,
}  # a rarer word (log probability) is rather the name that it also is
_GUESSED = -19.0
_NAME_TAGS = frozenset({"NE", "FM", "XY", "UNKNOWN"})


class TaggerError(RuntimeError):
    """HanTa's model is not the one that was checked; the message says what to do."""


@cache
def _tagger() -> Any:
    """HanTa's German model: a pickle, so that nothing but the very file that was looked at is opened."""
    spec = find_spec("HanTa")
    if spec is None or spec.origin is None:
        raise TaggerError("HanTa is not installed; run `make install`")
    path = Path(spec.origin).with_name("morphmodel_ger.pgz")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != MODEL_SHA256:
        raise TaggerError(f"{path.name}: sha256 is {digest}, not {MODEL_SHA256}; install HanTa 1.2.1 anew")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from HanTa.HanoverTagger import HanoverTagger  # pyright: ignore[reportMissingTypeStubs]  # it has none

        return cast("Any", HanoverTagger)(None, model=pickle.loads(gzip.decompress(path.read_bytes())))  # noqa: S301  # pinned above


class Lexicon:
    """Answers about words, remembered for one text only: a cache for all texts would collect citizens' names."""

    def __init__(self) -> None:
        self._names = gazetteer()
        self._tags: dict[str, list[tuple[str, float]]] = {}
        self._known: dict[tuple[str, str], bool] = {}

    def is_given(self, word: str) -> bool:
        """Whether the gazetteer has it as a given name."""
        return self._ask("given", word)

    def is_surname(self, word: str) -> bool:
        """Whether the gazetteer has it as a surname, or it ends like one."""
        return self._ask("surname", word)

    def is_name(self, word: str) -> bool:
        """Whether the gazetteer has it at all."""
        return self.is_given(word) or self.is_surname(word)

    def _ask(self, kind: str, word: str) -> bool:
        key = (kind, word)
        if key not in self._known:
            ask = self._names.is_given if kind == "given" else self._names.is_surname
            self._known[key] = len(word) <= _LONGEST and ask(word)
        return self._known[key]

    def is_ordinary(self, word: str) -> bool:
        """Whether it is an ordinary word in German as it is written, or a function word of any language."""
        small = word.lower()
        if small in STOP or small in PLACES:
            return True
        if not _is_latin(word) or len(word) > _LONGEST:
            return False
        if self.is_common(word) and (word[:1].islower() or not self.is_name(word)):
            return True
        forms = [word] if word[:1].isupper() else [word, word.capitalize()]
        return any(self._is_german(form.capitalize() if form.isupper() else form) for form in forms)

    def is_common(self, word: str) -> bool:
        """Whether it is a profession, a season or the like, besides being a name."""
        return folds(word)[0] in COMMON or (word.endswith("in") and len(word) > 6 and folds(word[:-2])[0] in COMMON)

    def _is_german(self, word: str) -> bool:
        tags = self._hanta(word)
        if not tags or tags[0][0] in _NAME_TAGS:
            return False
        kind = "given" if self.is_given(word) else "surname" if self.is_surname(word) else ""
        name = next((score for tag, score in tags if tag == "NE"), -99.0)
        return tags[0][1] > _RARE[kind] and not (kind and tags[0][1] - name < 1.5)

    def is_tagged_name(self, word: str) -> bool:
        """Whether HanTa takes it for a proper name."""
        tags = self._hanta(word)
        return bool(tags) and tags[0][0] == "NE"

    def is_rare(self, word: str) -> bool:
        """Whether HanTa has to guess what the word is made of."""
        tags = self._hanta(word)
        return bool(tags) and tags[0][0] not in _NAME_TAGS and tags[0][1] < _GUESSED

    def is_german(self, word: str) -> bool:
        """Whether HanTa knows the word at all as anything but a proper name."""
        tags = self._hanta(word)
        return bool(tags) and tags[0][0] not in _NAME_TAGS

    def tag(self, word: str) -> str:
        """HanTa's tag of the word, "" for other scripts than Latin."""
        tags = self._hanta(word) if _is_latin(word) else []
        return tags[0][0] if tags else ""

    def standing(self, word: str) -> str:
        """How German knows the word: `solid`, `rare` (HanTa guesses a compound), `proper` (a name), or `none`."""
        tags = self._hanta(word)
        if not tags or tags[0][0] in ("UNKNOWN", "FM", "XY"):
            return "none"
        if tags[0][0] == "NE":
            return "proper"
        return "solid" if tags[0][1] >= _GUESSED else "rare"

    def _hanta(self, word: str) -> list[tuple[str, float]]:
        if word not in self._tags:
            self._tags[word] = _tagger().tag_word(word, cutoff=6) if word and len(word) <= _LONGEST else []
        return self._tags[word]


def _is_latin(word: str) -> bool:
    return word[:1] < "\u0370"
