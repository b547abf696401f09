"""Given names and surnames that are known, from `names.txt`; asked without case, accents and umlauts.

`python -m bot.privacy.gazetteer` writes the file anew from the locales of Faker, which only that command needs.
"""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("names.txt")
EXTRA = Path(__file__).with_name("names_extra.txt")

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_OTHERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ə": "e", "ё": "е", "ð": "d"})
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي", "ـ": ""})


def folds(name: str) -> tuple[str, str]:
    """The two ways in which a name is written without its accents: Müller is mueller and muller."""
    small = name.lower().replace("i̇", "i")
    return _bare(small.translate(_UMLAUTS)), _bare(small)


def _bare(small: str) -> str:
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFKD", small.translate(_OTHERS).translate(_ARABIC))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


class Gazetteer:
    """Two sets of folded names."""

    def __init__(self, given: Iterable[str], surnames: Iterable[str]) -> None:
        self._given = {fold for name in given for fold in folds(name)}
        self._surnames = {fold for name in surnames for fold in folds(name)}

    def is_given(self, word: str) -> bool:
        """Whether the word, or each part of a double name, is a given name."""
        return self._has(self._given, word) or _declined(self._given, word)

    def is_surname(self, word: str) -> bool:
        """Whether the word, or a part of a double name, is a surname, or ends as only surnames do."""
        return self._has(self._surnames, word) or surname_by_ending(word) or _declined(self._surnames, word)

    def knows(self, word: str) -> bool:
        """Whether it is any name."""
        return self.is_given(word) or self.is_surname(word)

    def _has(self, names: set[str], word: str) -> bool:
        if any(fold in names for fold in folds(word)):
            return True
        parts = word.split("-")
        return 1 < len(parts) <= 3 and all(len(part) > 1 and self._has(names, part) for part in parts)


_CASES = (
    "ові",
    "еві",
    "єві",
    "ою",
    "ею",
    "єю",
    "ом",
    "ем",
    "єм",
    "ой",
    "ей",
    "ою",
    "у",
    "ю",
    "а",
    "я",
    "і",
    "ї",
    "и",
    "ы",
    "е",
)


def _declined(names: set[str], word: str) -> bool:
    """Whether it is a Cyrillic name in another case than the first."""
    if not ("\u0400" <= word[:1] <= "\u04ff" and word[0].isupper() and len(word) > 3):
        return False
    small = folds(word)[1]
    stems = {small.removesuffix(ending) for ending in _CASES if small.endswith(ending)}
    return any(
        stem + nominative in names for stem in stems for nominative in ("", "а", "я", "и", "о", "ь") if len(stem) > 2
    )


# Endings of one of the origins that are met in Germany, and of hardly any German word.
_ENDINGS = re.compile(
    r"\w{2,20}(?:oglu|enko|tschuk|chuk|czuk|czyk|wicz|witsch|ovic|evic|ovich|evich|escu|opoulos|idis|akis|yan"
    r"|owski|ewski|owska|ewska|inski|inska|yshyn|iyev|iyeva|zadeh|енко|чук|щук|ський|ська|цький|цька|ский|ская|цкий"
    r"|цкая|ович|евич|івна|овна|евна|йович|ишин|ов|ова|ев|ева|єв|єва|ін|іна|ин|ина|ян|ук|юк|як|дзе|швили)"
)


def surname_by_ending(word: str) -> bool:
    """Whether the word ends as only surnames (or patronymics) do. A Cyrillic one must be capitalised: -ов is common."""
    if len(word) < 5 or len(word) > 30:
        return False
    cyrillic = "\u0400" <= word[0] <= "\u04ff"
    return (not cyrillic or word[0].isupper()) and bool(_ENDINGS.fullmatch(folds(word)[1]))


@cache
def gazetteer() -> Gazetteer:
    """The names of `names.txt` and `names_extra.txt`."""
    names: dict[str, list[str]] = {"[given]": [], "[surnames]": []}
    for path in (FILE, EXTRA):
        section: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line in names:
                section = names[line]
            elif not line.startswith("#"):
                section += line.split()
    return Gazetteer(names["[given]"], names["[surnames]"])


# --- building --------------------------------------------------------------------------------------------------------

_FULL = "de_DE de_AT de_CH tr_TR uk_UA ru_RU ar_AA ar_SA ar_PS ar_DZ pl_PL ro_RO hr_HR bg_BG fa_IR it_IT hu_HU fr_DZ"
_MORE = "es_ES pt_PT fr_FR en_GB cs_CZ sk_SK sl_SI nl_NL az_AZ uz_UZ en_PK en_NG ha_NG vi_VN"
_GIVEN_ONLY = {"el_GR", "bg_BG"}
_HEAD = """\
# Single given names and surnames, without any link between them: facts, taken from the locales of
# Faker {version} (https://github.com/joke2k/faker, MIT, Copyright (c) 2012 Daniele Faraglia) on {day},
# by `python -m bot.privacy.gazetteer`; Cyrillic names are listed in German and English transliteration, too.
"""


def _table(latin: str) -> dict[str, str]:
    return dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ", latin.split(","), strict=True))


_GERMAN = _table("a,b,w,h,g,d,e,je,sch,s,y,i,ji,j,k,l,m,n,o,p,r,s,t,u,f,ch,z,tsch,sch,schtsch,,ju,ja,y,e,jo,")
_ENGLISH = _table("a,b,v,h,g,d,e,ie,zh,z,y,i,i,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,iu,ia,y,e,yo,")


def write() -> Path:
    """Write `names.txt` anew from the installed Faker; returns its path."""
    given: set[str] = set()
    surnames: set[str] = set()
    for locale in (*_FULL.split(), *_MORE.split(), "el_GR"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        given |= _names(provider, "first_name")
        if locale not in _GIVEN_ONLY:
            surnames |= _names(provider, "last_name")
    for names in (given, surnames):
        names |= {_latin(name, table) for name in names if re.match("[а-яґєії]", name) for table in (_GERMAN, _ENGLISH)}
    version = importlib.import_module("faker").VERSION
    lines = ["[given]", *sorted(given), "[surnames]", *sorted(surnames)]
    head = _HEAD.format(version=version, day=datetime.now(UTC).date())
    FILE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return FILE


def _names(provider: object, kind: str) -> set[str]:
    """The single words of two or more letters in the provider's lists of that kind, in small letters."""
    found: set[str] = set()
    for field in dir(provider):
        value = getattr(provider, field)
        if kind in field and isinstance(value, Iterable) and not isinstance(value, str):
            found |= {str(name).lower().replace("i̇", "i") for name in value}  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # untyped lists
    return {name for name in found if re.fullmatch(r"[^\W\d_]{2,}(?:['-][^\W\d_]{2,})?", name)}


def _latin(name: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in name)


if __name__ == "__main__":
    sys.stdout.write(f"{write()}\n")
