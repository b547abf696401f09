"""Signing in to the office by OpenID Connect, with a real provider in a process of its own."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from bot.office.oidc.attempts import LONGEST, Attempt
from bot.office.oidc.errors import REASONS, ServiceError
from bot.office.oidc.identity import Identity
from bot.office.oidc.provider import Provider
from bot.settings import Settings
from tests.desk import Clerk, Desk, address, opened
from tests.oidc_provider import SECRET
from tests.signing_in import Service, by_service, given, provided, sent_away

ROLES = {"oidc_role_claim": "groups", "oidc_roles": "editor=redaktion, reviewer=freigabe", "oidc_new_accounts": True}


@pytest.fixture(scope="module")
def service() -> Generator[Service]:
    with provided() as found:
        yield found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, small_versions: Path, service: Service) -> Generator[Desk]:
    """An office that takes the service's word for roles, and gives new people accounts."""
    folder = tmp_path_factory.mktemp("office")
    with opened(folder, small_versions, **service.settings, **ROLES, oidc_name="Stadtkonto") as found:
        yield found


@pytest.fixture(autouse=True)
def well(service: Service) -> Generator[None]:
    yield
    service.misbehaves("")


def refused(clerk: Clerk, reason: str) -> bool:
    """Whether the page says why, and nobody is signed in."""
    return REASONS[reason] in clerk.text and clerk.client.get("/office").status_code == 303


def test_the_sign_in_page_offers_the_service(desk: Desk) -> None:
    page = desk.signed_in("").get("/office/anmelden")
    assert "Mit Stadtkonto anmelden" in page.text


def test_whom_the_service_knows_gets_an_account_with_the_roles_it_names(desk: Desk) -> None:
    clerk = by_service(desk.signed_in(""), "lena")
    assert (clerk.status, clerk.heading) == (200, "Angemeldet")
    assert clerk.follow("main a").heading == "Übersicht"
    account = desk.office.store.person("lena@musterstadt.example")
    assert account is not None
    assert (account.name, account.roles, account.local) == ("Lena Leitung", ("editor", "reviewer"), False)
    assert [one.what for one in desk.office.store.entries()][-3:] == ["person_added", "person_linked", "signed_in"]


def test_a_page_that_is_wanted_is_shown_after_the_way_to_the_service(desk: Desk) -> None:
    clerk = by_service(desk.signed_in(""), "lena", "/office/anmelden/dienst?weiter=/office/seiten")
    assert clerk.follow("main a").path == "/office/seiten"
    clerk = by_service(desk.signed_in(""), "lena", "/office/anmelden/dienst?weiter=https://evil.example")
    assert clerk.follow("main a").path == "/office"


def test_without_a_role_at_the_service_nobody_gets_in(desk: Desk) -> None:
    assert refused(by_service(desk.signed_in(""), "nora"), "no_role")
    assert desk.office.store.person("nora@musterstadt.example") is None


def test_roles_that_the_service_takes_away_are_gone_at_the_next_sign_in(desk: Desk) -> None:
    by_service(desk.signed_in(""), "lena")
    desk.office.store.change_person("lena@musterstadt.example", by="test", roles=("admin",))
    by_service(desk.signed_in(""), "lena")
    account = desk.office.store.person("lena@musterstadt.example")
    assert account is not None
    assert account.roles == ("editor", "reviewer")


def test_where_the_office_gives_roles_itself_only_known_people_get_in(desk: Desk) -> None:
    store = desk.office.store
    stranger = Identity("https://x.example", "1", "fremd@musterstadt.example", True, "Fremd", None, None)
    with pytest.raises(ServiceError, match="kein Konto"):
        store.sign_in_as(stranger, create=False)
    session = store.session(store.sign_in_as(replace(stranger, email=address("qa")), create=False))
    assert session is not None
    assert (session.account.email, session.account.roles) == (address("qa"), ("qa",))


def test_an_address_that_went_to_another_person_opens_no_account(desk: Desk) -> None:
    store = desk.office.store
    first = Identity("https://x.example", "alt", address("auditor"), True, "Alt", None, None)
    store.sign_in_as(first, create=False)
    with pytest.raises(ServiceError, match="kein Konto"):
        store.sign_in_as(replace(first, subject="neu"), create=False)
    moved = replace(first, email="geheiratet@musterstadt.example")
    session = store.session(store.sign_in_as(moved, create=False))
    assert session is not None
    assert session.account.email == address("auditor")


def test_an_address_that_the_service_does_not_vouch_for_opens_no_account(desk: Desk, service: Service) -> None:
    service.misbehaves("unverified")
    assert refused(by_service(desk.signed_in(""), "editor"), "unverified")


def test_an_account_that_is_switched_off_stays_shut(desk: Desk) -> None:
    by_service(desk.signed_in(""), "lena")
    desk.office.store.change_person("lena@musterstadt.example", by="test", disabled=True)
    try:
        assert refused(by_service(desk.signed_in(""), "lena"), "disabled")
    finally:
        desk.office.store.change_person("lena@musterstadt.example", by="test", disabled=False)


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("nonce", "nonce"),
        ("audience", "audience"),
        ("expired", "expired"),
        ("issuer claim", "issuer"),
        ("no subject", "claims"),
        ("userinfo", "claims"),
        ("alg none", "signature"),
        ("secret as key", "signature"),
        ("other key", "signature"),
        ("mixed up", "issuer"),
        ("no issuer", "issuer"),
    ],
)
def test_an_answer_that_is_not_as_it_must_be_is_refused(desk: Desk, service: Service, how: str, reason: str) -> None:
    clerk = desk.signed_in("")
    where = sent_away(clerk)
    service.misbehaves(how)
    assert refused(clerk.get(given(clerk, where, "lena")), reason)
    last = desk.office.store.entries()[-1]
    assert (last.what, reason in last.detail) == ("sign_in_failed", True)


def test_a_service_that_calls_itself_by_another_name_is_not_asked(desk: Desk, service: Service) -> None:
    service.misbehaves("metadata")
    assert REASONS["metadata"] in desk.signed_in("").get("/office/anmelden/dienst").text


def test_a_wrong_password_at_the_service_is_told(desk: Desk) -> None:
    clerk = desk.signed_in("")
    assert refused(clerk.get(given(clerk, sent_away(clerk), "lena", "falsch")), "declined")


def test_an_answer_for_another_browser_is_refused(desk: Desk) -> None:
    """A link with somebody else's code must not sign the one in who follows it."""
    attacker, victim = desk.signed_in(""), desk.signed_in("")
    answer = given(attacker, sent_away(attacker), "lena")
    assert refused(victim.get(answer), "unknown")
    sent_away(victim)  # even one who has begun to sign in
    assert refused(victim.get(answer), "unknown")


def test_a_made_up_state_is_refused(desk: Desk) -> None:
    clerk = desk.signed_in("")
    answer = given(clerk, sent_away(clerk), "lena")
    state = parse_qs(urlsplit(answer).query)["state"][0]
    assert refused(clerk.get(answer.replace(state, "x" * len(state))), "unknown")


def test_an_answer_is_taken_once(desk: Desk) -> None:
    clerk = desk.signed_in("")
    answer = given(clerk, sent_away(clerk), "lena")
    cookies = dict(clerk.client.cookies)
    assert clerk.get(answer).heading == "Angemeldet"
    thief = desk.signed_in("")
    thief.client.cookies.set("anmeldung", cookies["anmeldung"])
    assert refused(thief.get(answer), "unknown")


def test_a_code_is_worth_nothing_to_whoever_did_not_ask_for_it(desk: Desk) -> None:
    """A code that was stolen on its way and put into one's own sign-in: the verifier is another one."""
    victim, thief = desk.signed_in(""), desk.signed_in("")
    code = parse_qs(urlsplit(given(victim, sent_away(victim), "lena")).query)["code"][0]
    own = given(thief, sent_away(thief), "nora")
    assert refused(thief.get(own.replace(parse_qs(urlsplit(own).query)["code"][0], code)), "code")


def test_who_takes_too_long_begins_anew(desk: Desk) -> None:
    clerk = desk.signed_in("")
    answer = given(clerk, sent_away(clerk), "lena")
    store = desk.office.store
    with store.database.writing() as connection:
        connection.execute(text("UPDATE office_attempts SET made = :at"), {"at": str(store.now() - 2 * LONGEST)[:26]})
    assert refused(clerk.get(answer), "unknown")


def test_nothing_secret_stands_in_the_address_or_the_page(desk: Desk) -> None:
    clerk = desk.signed_in("")
    where = sent_away(clerk)
    assert SECRET not in where
    asked = parse_qs(urlsplit(where).query)
    assert (asked["code_challenge_method"], asked["response_type"]) == (["S256"], ["code"])


# --- step-up ---------------------------------------------------------------------------------------------------------


def stale(desk: Desk) -> None:
    with desk.office.store.database.writing() as connection:
        connection.execute(text("UPDATE office_sessions SET proven = '2026-01-01 00:00:00'"))


def published(clerk: Clerk) -> int:
    return clerk.post("/office/veroeffentlichen", draft="muster:nichts/x").status


def test_before_publishing_the_service_asks_for_the_password_again(desk: Desk) -> None:
    clerk = by_service(desk.signed_in(""), "lena")
    stale(desk)
    assert published(clerk) == 403
    assert "Passwort" not in clerk.get("/office/bestaetigen").text
    where = sent_away(clerk, "/office/bestaetigen/dienst?weiter=/office/veroeffentlichen")
    assert {"prompt=login", "max_age=0"} <= set(urlsplit(where).query.split("&"))
    done = clerk.get(given(clerk, where, "lena")).follow("main a")
    assert (done.path, "Ihre Anmeldung ist bestätigt." in done.text) == ("/office/veroeffentlichen", True)
    assert published(clerk) == 409  # that draft is not approved; the step itself is allowed


@pytest.mark.parametrize(("how", "user", "reason"), [("stale", "lena", "stale"), ("", "editor", "other_person")])
def test_only_the_same_persons_password_proves_a_session(
    desk: Desk, service: Service, how: str, user: str, reason: str
) -> None:
    clerk = by_service(desk.signed_in(""), "lena")
    stale(desk)
    where = sent_away(clerk, "/office/bestaetigen/dienst")
    service.misbehaves(how)
    assert REASONS[reason] in clerk.get(given(clerk, where, user)).text
    assert published(clerk) == 403


# --- accounts and settings -------------------------------------------------------------------------------------------


def test_the_administration_makes_an_account_without_a_password(desk: Desk) -> None:
    admin = desk.signed_in("admin").get("/office/konten")
    made = admin.post("/office/konten", name="Lars", email="lars@musterstadt.example", roles="qa", service="1")
    assert "Das Konto ist angelegt" in made.text
    account = desk.office.store.person("lars@musterstadt.example")
    assert account is not None
    assert not account.local


def test_a_service_that_cannot_be_reached_is_told() -> None:
    attempt = Attempt("s", "n", "v", "", "", datetime.now(UTC))
    with pytest.raises(ServiceError, match="nicht erreichbar") as raised:
        Provider("http://127.0.0.1:9", "auskunft", "", "openid", "").address(attempt, "http://127.0.0.1/")
    assert raised.value.status == 503


@pytest.mark.parametrize(
    "given",
    [
        {"oidc_issuer": "http://anmeldung.stadt.example", "oidc_client": "x"},
        {"oidc_issuer": "https://anmeldung.stadt.example"},
        {"oidc_roles": "chef=x", "oidc_role_claim": "groups"},
        {"oidc_roles": "editor=x"},
        {"oidc_new_accounts": True},
    ],
)
def test_settings_that_do_not_fit_together_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.load(**given)
