"""Makes the details that people are reached and known by: logins, e-mail and IP addresses, plates, phone numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from bot.privacy.plates import DISTRICTS
from bot.privacy.train.lists import slots

_HOSTS = [
    "gmx.de",
    "web.de",
    "gmail.com",
    "t-online.de",
    "freenet.de",
    "posteo.de",
    "outlook.com",
    "hotmail.com",
    "yahoo.de",
    "icloud.com",
    "mail.ru",
    "wp.pl",
    "ukr.net",
    "mail.example",
    "example.org",
    "example.com",
    "arcor.de",
    "proton.me",
    "kanzlei.example",
    "firma.test",
    "schule.example",
]
_ENDS = ("", "", "{n}", "{n}", "_{n}", "{y}", "{y}", "{n}x", "_xx", ".{n}", "-{n}", "_official", "_privat", "0815")
_PHONES = [
    "01## #######",
    "01##/#######",
    "01## ### ## ##",
    "01##-#######",
    "01## ########",
    "0## ########",
    "0### ######",
    "0### / ######",
    "0####-####",
    "+49 1## #######",
    "+49 (0)### ######",
    "0049 1## #######",
    "(0###) ######",
    "+90 5## ### ## ##",
    "+380 ## ### ## ##",
    "+48 ### ### ###",
    "+40 7## ### ###",
    "0###.######",
    "01##.### ## ##",
    "### ## ##",
]
_DIGITS = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]


class Details:
    """Makes details; all chance comes from the dice, the names from the caller."""

    def __init__(self, dice: random.Random, given: Sequence[str], surnames: Sequence[str]) -> None:
        self._dice = dice
        self._given = given
        self._surnames = surnames

    def make(self, key: str) -> str:
        """The detail of a slot: U login, E e-mail, I IP address, L plate, T phone, z harmless number."""
        makers = {"U": self._login, "E": self._mail, "I": self._ip, "L": self._plate, "T": self._phone}
        return makers[key]() if key in makers else self._filled(self._dice.choice(slots()["z"]))

    def _filled(self, shape: str) -> str:
        return re.sub("#", lambda _: str(self._dice.randint(0, 9)), shape)

    def _word(self) -> str:
        lists = (self._given, self._given, self._surnames, slots()["k"], slots()["rare"], slots()["n"])
        return _plain(self._dice.choice(self._dice.choice(lists)))

    def _login(self) -> str:
        dice = self._dice
        chance = dice.random()
        first, second = _plain(dice.choice(self._given)), _plain(dice.choice(self._surnames))
        if chance < 0.45:
            name = dice.choice((first, second, self._word(), self._word() + self._word().capitalize()))
        elif chance < 0.75:
            name = dice.choice((first, first[0], first[:3])) + dice.choice("._-") + second
        elif chance < 0.9:
            name = first[0] + second
        else:
            name = "".join(dice.choices("abcdefghklmnoprstuvwxyz", k=dice.randint(3, 6)))
        end = dice.choice(_ENDS).format(n=dice.randint(1, 999), y=dice.randint(1948, 2012))
        name = name + end if dice.random() < 0.85 else f"{dice.choice('_x.')}{name}{dice.choice('_x')}"
        name = name.title() if dice.random() < 0.2 else name.lower()
        return dice.choice(("@", "", "", "", "")) + name

    def _mail(self) -> str:
        dice = self._dice
        first, second = _plain(dice.choice(self._given)).lower(), _plain(dice.choice(self._surnames)).lower()
        local = dice.choice(
            (f"{first}.{second}", f"{first}{second}", f"{first[0]}.{second}", f"{second}{dice.randint(1, 99)}", first)
        )
        host = dice.choice(_HOSTS)
        form = dice.choice(("@", "@", "@", "@", " @ ", "(at)", " (at) ", "[at]", " at ", " ät ", "ät"))
        if form != "@" and dice.random() < 0.5:
            host = host.replace(".", dice.choice((" punkt ", "(punkt)", " . ", " dot ")))
        return local + form + host

    def _ip(self) -> str:
        dice = self._dice
        if dice.random() < 0.7:
            return ".".join(str(dice.randint(0, 255)) for _ in range(4))
        groups = [f"{dice.randint(0, 65535):x}" for _ in range(dice.choice((3, 4, 8)))]
        return ":".join(groups) if len(groups) == 8 else ":".join(groups[:-1]) + "::" + groups[-1]

    def _plate(self) -> str:
        dice = self._dice
        district = dice.choice(sorted(DISTRICTS)).upper()
        letters = "".join(dice.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=dice.randint(1, 2)))
        form = dice.choice(("{}-{} {}", "{} {} {}", "{}-{}-{}", "{}-{}{}", "{} {}{}", "{}{}{}", "{}:{} {}"))
        plate = form.format(district, letters, dice.randint(1, 9999)) + dice.choice(("", "", "", "", "E", "H"))
        return plate.lower() if dice.random() < 0.2 else plate

    def _phone(self) -> str:
        number = self._filled(self._dice.choice(_PHONES))
        if self._dice.random() < 0.9:
            return number
        return " ".join(_DIGITS[int(digit)] for digit in number if digit.isdigit())


def _plain(word: str) -> str:
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        word = word.replace(letter, plain)
    return re.sub(r"\W", "", word) or "abc"
