"""Whether a text mentions a fact, however it is written, and never a part of another."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.facts import mentions, values

SAME = [
    ("kostet 37 €.", "37,00 Euro"),
    ("37 Euro", "37,00 Euro"),
    ("EUR 37,00", "37,00 Euro"),
    ("37.00 €", "37,00 Euro"),
    ("37,- €", "37 Euro"),
    ("37,– Euro", "37 Euro"),
    ("37,-", "37"),
    ("1000 €", "1.000 Euro"),
    ("1 000 Euro", "1.000 Euro"),
    ("1.000,00 €", "1000 €"),
    ("1,5 Mio. Euro", "1.500.000 Euro"),
    ("100 tausend Euro", "100.000 Euro"),
    ("tausend Euro", "1.000 Euro"),
    ("innerhalb von 2 Wochen", "zwei Wochen"),
    ("zwei Wochen nach", "2 Wochen"),
    ("binnen vierzehn Tagen", "14 Tage"),
    ("einer Woche", "1 Woche"),
    ("am 01.05.2026 gilt", "1.5.2026"),
    ("1. Mai 2026", "01.05.2026"),
    ("1.5.2026", "1. Mai 2026"),
    ("2026-05-01", "1. Mai 2026"),
    ("1.5.26", "1. Mai 2026"),
    ("bis zum 31. Januar 2027", "31. Januar"),
    ("31.1.", "31. Januar"),
    ("um 8 Uhr", "8:00 Uhr"),
    ("08:00 Uhr", "8 Uhr"),
    ("8.00 Uhr", "8 Uhr"),
    ("8 Uhr 30", "8:30 Uhr"),
    ("9-12 Uhr", "9:00 bis 12:00 Uhr"),
    ("von 9 bis 12 Uhr", "9:00 bis 12:00 Uhr"),
    ("9:00–12:00", "9:00 bis 12:00 Uhr"),
    ("9 Uhr bis 12 Uhr", "9:00 bis 12:00 Uhr"),
    ("Mo 9.00 - 12.00 Uhr", "9:00 bis 12:00 Uhr"),
    ("Tel. 069/90009 150, Fax", "069 90009-150"),
    ("(069) 90009150", "069 90009-150"),
    ("+49 69 90009-150", "069 90009-150"),
    ("0049 (0)69 90009-150", "069 90009-150"),
    ("+49 (69) 90009-150", "069 90009-150"),
    ("Rathausplatz 1 069 90009-150 8:00 bis 12:00 Uhr", "069 90009-150"),
    ("Rathausplatz 1 069 90009-150 8:00 bis 12:00 Uhr", "8 bis 12 Uhr"),
    ("116016", "116 016"),
    ("Telefon 116 016.", "116 016"),
    ("nach § 16 Abs. 2 SGB I", "§ 16 SGB I"),
    ("§16 SGB 1", "§ 16 SGB I"),
    ("§§ 15, 16 SGB I", "§ 16 SGB I"),
    ("§ 16 SGB I", "§ 16"),
    ("STRASSE", "Straße"),
    ("Geburtsurkunden", "Geburtsurkunde"),
    ("Goethestr", "goethestr"),
    ("50 %", "50 Prozent"),
    ("12%", "12 Prozent"),
    ("140 ganze", "140 ganze"),
    ("mit 50 Euro", "50"),
    ("30 m²", "30 Quadratmeter"),
    ("am 3. Werktag", "dritten Werktag"),
    ("dritten Kalendertag", "dritten Kalendertages"),
    ("250 – 1.022 €", "250,00 bis 1.022,00 Euro"),
    ("250 Euro bis 1022 Euro", "250,00 bis 1.022,00 Euro"),
    ("steueramt@musterstadt.example", "steueramt@musterstadt.example"),
    ("50 Cent", "0,50 Euro"),
    ("0,50 €", "50 Cent"),
    ("kostet 37 €/Monat", "37 Euro"),
    ("37€", "37 Euro"),
    ("(37 Euro)", "37 €"),
    ("Kosten: 37 Euro.", "37 €"),
    ("37 Euro.", "37 €"),
    ("Es sind 37.", "37"),
    ("fünf Jahren", "5 Jahre"),
    ("B1", "B1"),
    ("acht Wochen", "8 Wochen"),
    ("ein bis zwei Wochen", "ein bis zwei Wochen"),
    ("einundzwanzig Tage", "21 Tage"),
    ("1’000 Euro", "1000 Euro"),
    ("1\u202f000 Personen", "1000 Personen"),
    ("12,50 EUR", "12,5 €"),
]

OTHER = [
    ("137 Euro", "37 Euro"),
    ("37 Cent", "37 Euro"),
    ("37,50 Euro", "37 Euro"),
    ("1.037 Euro", "37 Euro"),
    ("37.000 Euro", "37 Euro"),
    ("370 Euro", "37 Euro"),
    ("37 Tage", "37 Euro"),
    ("2037 Euro", "37 Euro"),
    ("zwölf Wochen", "zwei Wochen"),
    ("2 Monate", "2 Wochen"),
    ("11.5.2026", "1.5.2026"),
    ("1.5.2027", "1.5.2026"),
    ("1. Mai", "1. Mai 2026"),
    ("18 Uhr", "8 Uhr"),
    ("8:30 Uhr", "8 Uhr"),
    ("069 90009-1501", "069 90009-150"),
    ("1069 90009-150", "069 90009-150"),
    ("069 90009-150", "069 90009"),
    ("§ 116 SGB I", "§ 16 SGB I"),
    ("§ 16 SGB X", "§ 16 SGB I"),
    ("§ 16 SGB I", "§ 16 Abs. 2 SGB I"),
    ("Handyführerschein", "Führerschein"),
    ("[1]", "11"),
    ("3,5 Jahre", "3 Jahre"),
    ("3,5 Jahre", "5 Jahre"),
    ("zweiten Werktag", "dritten Werktag"),
    ("drei Werktage", "dritte Werktage"),
    ("kostenpflichtig", "kostenlos"),
    ("unverboten", "verboten"),
    ("8 Uhr", "8"),
    ("115000 Euro", "115"),
]


@pytest.mark.parametrize(("text", "fact"), SAME)
def test_a_fact_is_found_in_another_writing(text: str, fact: str) -> None:
    assert mentions(f"Es gilt: {text}", fact)


@pytest.mark.parametrize(("text", "fact"), OTHER)
def test_a_fact_is_not_found_in_something_else(text: str, fact: str) -> None:
    assert not mentions(text, fact)


AMOUNTS = st.decimals("0.01", 999_999, places=2)


def written(amount: Decimal) -> list[str]:
    """The ways to write an amount in Euros."""
    whole, _, cents = f"{amount:.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    forms = [f"{whole},{cents}", f"{grouped},{cents}", f"{whole}.{cents}"]
    if cents == "00":
        forms += [whole, grouped, f"{whole},-", f"{grouped},–"]
    return [text for form in forms for text in (f"{form} Euro", f"{form} €", f"{form}€", f"EUR {form}", f"{form} EUR")]


@given(AMOUNTS, st.data())
def test_an_amount_is_itself_in_every_writing(amount: Decimal, data: st.DataObject) -> None:
    text, fact = (data.draw(st.sampled_from(written(amount))) for _ in range(2))
    assert mentions(f"Die Gebühr beträgt {text}. Zahlen Sie bar.", fact)


@given(AMOUNTS, AMOUNTS, st.data())
def test_no_amount_is_another(one: Decimal, other: Decimal, data: st.DataObject) -> None:
    text, fact = data.draw(st.sampled_from(written(one))), data.draw(st.sampled_from(written(other)))
    assert mentions(f"kostet {text}, sofort", fact) == (one == other)


DAYS = st.integers(0, 40_000).map(lambda days: date(1990, 1, 1) + timedelta(days))
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def dates(day: date) -> list[str]:
    """The ways to write a date."""
    name = MONTHS[day.month - 1]
    return [
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}. {day.month}. {day.year}",
        f"{day.day}. {name} {day.year}",
        f"{day:%d}. {name} {day.year}",
        f"{day:%Y-%m-%d}",
    ]


@given(DAYS, DAYS, st.data())
def test_a_date_is_itself_in_every_writing_and_no_other(one: date, other: date, data: st.DataObject) -> None:
    text, same, fact = (data.draw(st.sampled_from(dates(day))) for day in (one, one, other))
    assert mentions(f"Das gilt ab dem {text} überall", same)
    assert mentions(f"Das gilt ab dem {text} überall", fact) == (one == other)


@given(st.integers(0, 23), st.sampled_from([0, 15, 30, 45]), st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
def test_a_time_is_itself_in_every_writing_and_no_other(hour: int, minute: int, other: int, past: int) -> None:
    forms = [f"{hour}:{minute:02} Uhr", f"{hour:02}.{minute:02} Uhr", f"{hour:02}:{minute:02}"]
    forms += [f"{hour} Uhr"] if not minute else [f"{hour} Uhr {minute}"]
    for form in forms:
        assert mentions(f"ab {form} geöffnet", f"{other}:{past:02} Uhr") == ((hour, minute) == (other, past))


@given(st.from_regex(r"0[1-9][0-9]{1,3} [1-9][0-9]{3,6}-[0-9]{1,4}", fullmatch=True), st.data())
def test_a_phone_number_is_itself_with_any_spacing(number: str, data: st.DataObject) -> None:
    area, _, own = number.partition(" ")
    main, _, extension = own.partition("-")
    forms = [
        f"{area}/{main}-{extension}",
        f"({area}) {main}{extension}",
        f"{area} {main} {extension}",
        f"+49 {area[1:]} {main}-{extension}",
        f"0049 (0){area[1:]} {main}-{extension}",
    ]
    assert mentions(f"Tel.: {data.draw(st.sampled_from(forms))}, Fax", number)
    assert not mentions(f"Tel.: {data.draw(st.sampled_from(forms))}7, Fax", number)


WORDS = st.text("abcdefghijklmnopqrstuvwxyzäöüß", min_size=3, max_size=12)


@given(WORDS, WORDS, st.sampled_from([fact for _, fact in SAME]))
def test_a_fact_is_found_in_itself_between_any_words(before: str, after: str, fact: str) -> None:
    assert mentions(f"{before} ist {fact} und {after}", fact)


@given(st.text(), st.text(min_size=1))
def test_any_text_can_be_looked_through(text: str, fact: str) -> None:
    assert mentions(fact, fact)
    assert mentions(text, fact) in (True, False)


@pytest.mark.parametrize("text", ["1.", "1 ", "069 ", "0", "1,", "§ 1 ", "eur ", "8:00", "1.1.", "ein ", "99 bis "])
def test_reading_takes_time_in_proportion_to_the_length(text: str) -> None:
    def taken(times: int) -> float:
        begin = perf_counter()
        values.__wrapped__(text * times)
        return perf_counter() - begin

    assert min(taken(8_000) for _ in range(3)) < 30 * min(taken(1_000) for _ in range(3)) + 0.05
