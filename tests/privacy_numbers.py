"""Makes structured numbers of every kind in every form in which people type them, with right and wrong check digits.

Each maker takes a source of chance and gives a value; nobody's numbers, made from digits by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bot.privacy import Label
from bot.privacy.checks import is_valid, travel_digit

Maker = Callable[[Random], str]
_SERIAL = "CFGHJKLMNPRTVWXYZ0123456789"
_WORDS = ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_DISTRICTS = (
    "B",
    "M",
    "K",
    "F",
    "HH",
    "S",
    "L",
    "DD",
    "HB",
    "KS",
    "OHZ",
    "WI",
    "TÜ",
    "LÖ",
    "ERZ",
    "MSE",
    "GAP",
    "LDK",
    "MTK",
)
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
    *("September", "Oktober", "November", "Dezember"),
)


def digits(chance: Random, count: int) -> str:
    """Digits by chance."""
    return "".join(chance.choice("0123456789") for _ in range(count))


def cut(value: str, *sizes: int, by: str) -> str:
    """The value in groups of these sizes (the last one repeats), joined by `by`."""
    groups: list[str] = []
    steps = [*sizes, *[sizes[-1]] * len(value)]
    while value:
        size = steps.pop(0)
        groups.append(value[:size])
        value = value[size:]
    return by.join(groups)


def _cased(chance: Random, value: str) -> str:
    return value.lower() if chance.random() < 0.35 else value


def iban(chance: Random) -> str:
    """German ones by two thirds; groups, signs, line ends, lower case."""
    country, bank, length = chance.choice(
        [
            *[("DE", "", 18)] * 3,
            *(("AT", "", 16), ("NL", "ABNA", 10), ("PL", "", 24), ("FR", "", 23), ("CH", "", 17), ("TR", "", 22)),
            *(("GB", "NWBK", 14), ("RO", "BRDE", 16), ("UA", "", 25)),
        ]
    )
    body = bank + digits(chance, length)
    number = "".join(letter if letter.isdigit() else str(ord(letter) - 55) for letter in body + country + "00")
    check = 98 - int(number) % 97 if chance.random() < 0.6 else int(digits(chance, 2))
    value = f"{country}{check:02}{body}"
    form = chance.choice(["", " ", "-", ".", "  ", "\n", "odd", "after"])
    if country != "DE" and form in ("\n", ".", "  ", "odd"):
        form = " "
    if form == "odd":
        value = cut(value, 4, 8, by=" ")
    elif form == "after":
        value = f"{country} {value[2:]}" if country == "DE" else value
    elif form == "\n":
        value = cut(value, 12, by="\n")
    elif form:
        value = cut(value, 4, by=form)
    return _cased(chance, value)


def phone(chance: Random) -> str:
    """Mobile, landline and foreign ones; blanks, strokes, +49(0), words for digits, dictated in two parts."""
    kind = chance.choice(["mobile", "mobile", "land", "abroad", "words", "part", "said", "then"])
    if kind == "abroad":
        code = chance.choice(["+43 664", "+90 532", "0048 601", "+380 67", "+40 721", "+44 7700", "+33 6", "00963 944"])
        return f"{code} {cut(digits(chance, chance.choice([6, 7])), 3, 2, by=chance.choice([' ', '', '-']))}"
    area = chance.choice(["0151", "0176", "0172", "0160", "0155"]) if kind != "land" else ""
    area = area or chance.choice(["030", "0221", "089", "0561", "03901", "04542", "069"])
    number = digits(chance, chance.choice([7, 8]) if kind != "land" else chance.choice([5, 6, 7]))
    if kind == "words":
        return chance.choice([" ", ", ", " - "]).join(_WORDS[int(digit)] for digit in area + number)
    if kind == "said":
        head = " ".join(_WORDS[int(digit)] for digit in area)
        return f"{head} {cut(number, *chance.choice([(9,), (2,), (3,)]), by=' ')}"
    if kind == "then":
        return f"{area} {chance.choice(['und dann', 'dann', 'danach'])} {number}"
    if kind == "part":
        tail = " ".join(_WORDS[int(digit)] for digit in number[-4:])
        return f"{area} {number[:-4]} {tail}"
    head = chance.choice(
        [
            *(area, area, area, f"({area})", f"+49 {area[1:]}", f"+49{area[1:]}", f"+49 (0) {area[1:]}"),
            *(f"0049 {area[1:]}", f"+49(0){area[1:]}", f"(+49) {area[1:]}"),
        ]
    )
    by = chance.choice(["", " ", "/", " / ", "-", " - ", "."])
    return (
        head
        + by
        + cut(number, *chance.choice([(9,), (2,), (3,), (4,), (3, 2)]), by=chance.choice([" ", " ", "-", "."]))
    )


def tax_id(chance: Random) -> str:
    """Eleven digits."""
    value = chance.choice("123456789") + digits(chance, 10)
    return cut(
        value, *chance.choice([(11,), (2, 3), (3,), (4, 4, 3), (5, 6)]), by=chance.choice([" ", " ", ".", "-", "/"])
    )


def tax_number(chance: Random) -> str:
    """Of the Länder's forms, and the uniform one of thirteen digits."""
    sizes = chance.choice([(3, 3, 5), (2, 3, 5), (3, 4, 4), (3, 4, 4), (2, 4, 4)])
    value = digits(chance, sum(sizes))
    by = chance.choice(["/", "/", " ", " / ", "-", ""])
    return digits(chance, 13) if chance.random() < 0.15 else cut(value, *sizes, by=by)


def pension_no(chance: Random) -> str:
    """Twelve signs, a letter in ninth place."""
    value = f"{digits(chance, 2)}{digits(chance, 6)}{chance.choice('ABCDEFGHKLMSW')}{digits(chance, 3)}"
    return _cased(
        chance, cut(value, *chance.choice([(12,), (2, 6, 1, 3), (2, 2, 2, 2, 1, 3)]), by=chance.choice([" ", "-"]))
    )


def health_no(chance: Random) -> str:
    """A letter and nine digits."""
    value = chance.choice("ABCDEGHKLMPQRSTXYZ") + digits(chance, 9)
    return _cased(
        chance, cut(value, *chance.choice([(10,), (1, 3), (1, 9), (4, 3)]), by=chance.choice([" ", " ", "-"]))
    )


def _serial(chance: Random, first: str) -> str:
    while True:
        value = chance.choice(first) + "".join(chance.choice(_SERIAL) for _ in range(8))
        if 3 <= sum(letter.isdigit() for letter in value) <= 8:
            return value + (str(travel_digit(value)) if chance.random() < 0.4 else "")


def id_card(chance: Random) -> str:
    """Nine signs of those that no word is made of, with the tenth at times; the old form of a letter and digits."""
    value = f"T{digits(chance, 8)}" if chance.random() < 0.2 else _serial(chance, "LMNPRTVWXYZ")
    return _cased(chance, cut(value, *chance.choice([(10,), (10,), (3,), (5, 4)]), by=" "))


def passport(chance: Random) -> str:
    """German ones, and foreign ones of letters and digits."""
    if chance.random() < 0.3:
        if chance.random() < 0.2:
            return f"{digits(chance, 2)} {chance.choice(['AB', 'CK', 'FH'])} {digits(chance, 5)}"
        return chance.choice(["AB", "U", "FE", "P", "ET"]) + digits(chance, chance.choice([6, 7]))
    return _cased(chance, cut(_serial(chance, "CFGHJK"), *chance.choice([(10,), (10,), (4, 3)]), by=" "))


def driving_licence(chance: Random) -> str:
    """Eleven signs: office, serial, check digit, copy."""
    letters = "".join(chance.choice("CFGHJKLMNPRTVWXYZ0123456789") for _ in range(5))
    value = (
        f"{chance.choice('BCDEFGHJKLMNRST')}{digits(chance, 2)}{chance.choice('0RX9')}R{letters}{digits(chance, 2)}"[
            :11
        ]
    )
    return _cased(chance, cut(value, *chance.choice([(11,), (11,), (4, 4, 3), (3, 3, 3, 2)]), by=" "))


def residence_permit(chance: Random) -> str:
    """The card's number, or that of the central register."""
    if chance.random() < 0.5:
        return cut(digits(chance, 12), *chance.choice([(12,), (6,), (3,)]), by=chance.choice([" ", "-"]))
    return _cased(chance, _serial(chance, "YZ"))


def plate(chance: Random) -> str:
    """District, letters, digits."""
    district = chance.choice(_DISTRICTS)
    letters = "".join(chance.choice("ABCDEFGHJKLMNPRTVWXYZ") for _ in range(chance.choice([1, 2, 2])))
    number = str(chance.randint(1, 9999 if len(district + letters) < 5 else 999))
    number = number if len(district + letters + number) >= 4 else number + "11"
    first, second = chance.choice([("-", " "), (" ", " "), ("-", ""), (" - ", " "), ("-", "-"), (":", " "), (" ", "")])
    ending = chance.choice(["", "", "", "E", "H"]) if len(number) < 4 else ""
    return _cased(chance, f"{district}{first}{letters}{second}{number}{ending}")


def case_no(chance: Random) -> str:
    """Of courts and of offices."""
    year = chance.choice(["24", "25", "2024", "2025"])
    court = chance.choice(["C", "K", "O", "F", "Ca", "AS", "SO", "Ds"])
    return chance.choice(
        [
            f"{chance.randint(1, 40)} {court} {chance.randint(1, 9999)}/{year[-2:]}",
            f"S {chance.randint(1, 40)} AS {chance.randint(1, 999)}/{year[-2:]} ER",
            f"{digits(chance, 3)} Js {digits(chance, 5)}/{year[-2:]}",
            f"{chance.randint(10, 60)}.{chance.randint(1, 9)}-{digits(chance, 3)}-{year}/{digits(chance, 4)}",
            f"{chance.randint(10, 60)}-{chance.choice(['OA', 'SG', 'BV'])}-{year}-{digits(chance, 5)}",
            f"{year}/{digits(chance, 6)}",
            f"{chance.choice(['JA', 'SOZ', 'ABH', 'WG'])}/{digits(chance, 4)}/{year}",
            f"III/{chance.randint(10, 60)}.{digits(chance, 2)}-{digits(chance, 4)}",
        ]
    )


def customer_no(chance: Random) -> str:
    """Of the Jobcenter, of utilities, of cash offices, of processes."""
    return chance.choice(
        [
            f"{digits(chance, 5)}//{digits(chance, 7)}",
            f"{digits(chance, 5)} BG {digits(chance, 7)}",
            f"{digits(chance, 3)}{chance.choice('ABDKS')}{digits(chance, 6)}",
            f"5.{digits(chance, 4)}.{digits(chance, 6)}.{digits(chance, 1)}",
            cut(digits(chance, 10), 4, by=chance.choice([" ", "-", ""])),
            f"{chance.choice(['VG', 'KD', 'V'])}-{digits(chance, 6)}",
            digits(chance, 7),
        ]
    )


def child_benefit_no(chance: Random) -> str:
    """Three digits, FK, six digits."""
    value = f"{digits(chance, 3)}FK{digits(chance, 6)}"
    return _cased(
        chance, cut(value, *chance.choice([(11,), (3, 2, 6), (3, 2, 3, 3)]), by=chance.choice([" ", " ", "-"]))
    )


def card(chance: Random) -> str:
    """Sixteen digits, right by Luhn or not."""
    body = chance.choice(["4", "51", "55", "2221"])
    body += digits(chance, 15 - len(body))
    last = next(d for d in "0123456789" if is_valid("CARD", body + d)) if chance.random() < 0.5 else digits(chance, 1)
    return cut(body + last, *chance.choice([(16,), (4,), (4,)]), by=chance.choice([" ", "-", "."]))


def ip(chance: Random) -> str:
    """Of both versions, and the addresses of devices."""
    kind = chance.choice("4466M")
    if kind == "4":
        return ".".join(str(chance.randint(11, 250)) for _ in range(4)) + chance.choice(["", "", ":8080", ":51234"])
    pairs = [f"{chance.randint(16, 255):02x}" for _ in range(6)]
    if kind == "M":
        value = chance.choice([":", "-"]).join(pairs)
        return value.upper() if chance.random() < 0.5 else value
    groups = ["2001", "db8", *[f"{chance.randint(16, 65535):x}" for _ in range(6)]]
    return ":".join(groups) if chance.random() < 0.5 else f"{':'.join(groups[:3])}::{groups[-1]}"


def born(chance: Random) -> str:
    """Birth dates in digits and in words."""
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1935, 2023)
    name = _MONTHS[month - 1]
    return chance.choice(
        [
            f"{day:02}.{month:02}.{year}",
            f"{day}.{month}.{year % 100:02}",
            f"{day}. {name} {year}",
            f"{day} {name} {year}",
            f"{year}-{month:02}-{day:02}",
            f"{day:02}/{month:02}/{year}",
            f"{day}.{name.lower()} {year}",
            f"{day:02}-{month:02}-{year}",
            f"{day:02}. {month:02}. {year}",
            f"{day}. {name[:3]}. {year}",
            f"{day}er {('janvier', 'avril', 'mai', 'août')[month % 4]} {year}",
        ]
    )


MAKERS: dict[Label, Maker] = {
    "IBAN": iban,
    "PHONE": phone,
    "TAX_ID": tax_id,
    "TAX_NUMBER": tax_number,
    "PENSION_NO": pension_no,
    "HEALTH_NO": health_no,
    "ID_CARD": id_card,
    "PASSPORT": passport,
    "DRIVING_LICENCE": driving_licence,
    "RESIDENCE_PERMIT": residence_permit,
    "PLATE": plate,
    "CASE_NO": case_no,
    "CUSTOMER_NO": customer_no,
    "CHILD_BENEFIT_NO": child_benefit_no,
    "CARD": card,
    "IP": ip,
    "DOB": born,
}
