"""Who may do what in the office, and what keeps strangers out."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.routing import APIRoute, APIRouter
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from starlette.testclient import TestClient

from bot.office.access import PLAIN
from bot.office.audit import first_broken
from bot.office.people import FAILS, LOCKED
from bot.office.rights import ROLES
from bot.office.sessions import IDLE, LONGEST, PROVEN
from tests.desk import HUND, PASSWORD, Desk, address, changed, opened

EVERYBODY = frozenset(ROLES)
EDITORS = frozenset({"editor", "reviewer"})
MATRIX: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "/office/anmelden"): EVERYBODY | {""},
    ("POST", "/office/anmelden"): EVERYBODY | {""},
    ("GET", "/office/anmelden/dienst"): EVERYBODY | {""},
    ("GET", "/office/anmelden/rueckkehr"): EVERYBODY | {""},
    ("GET", "/office/bestaetigen/dienst"): EVERYBODY,
    ("POST", "/office/abmelden"): EVERYBODY,
    ("GET", "/office/bestaetigen"): EVERYBODY,
    ("POST", "/office/bestaetigen"): EVERYBODY,
    ("GET", "/office/konto"): EVERYBODY,
    ("POST", "/office/konto"): EVERYBODY,
    ("GET", "/office/konten"): frozenset({"admin"}),
    ("POST", "/office/konten"): frozenset({"admin"}),
    ("POST", "/office/konten/{email}"): frozenset({"admin"}),
    ("GET", "/office/protokoll"): frozenset({"admin", "auditor"}),
    ("GET", "/office/protokoll.csv"): frozenset({"admin", "auditor"}),
    ("GET", "/office"): EVERYBODY,
    ("GET", "/office/seiten"): EVERYBODY,
    ("GET", "/office/seiten/neu"): EDITORS,
    ("POST", "/office/seiten/neu"): EDITORS,
    ("GET", "/office/seiten/{page_id}"): EVERYBODY,
    ("GET", "/office/seiten/{page_id}/verlauf"): EVERYBODY,
    ("GET", "/office/seiten/{page_id}/verlauf/{version}"): EVERYBODY,
    ("POST", "/office/seiten/{page_id}/verlauf/{version}/zurueckholen"): EDITORS,
    ("GET", "/office/seiten/{page_id}/bearbeiten"): EDITORS,
    ("POST", "/office/seiten/{page_id}/bearbeiten"): EDITORS,
    ("POST", "/office/seiten/{page_id}/sichern"): EDITORS,
    ("POST", "/office/seiten/{page_id}/befunde"): EDITORS,
    ("POST", "/office/seiten/{page_id}/weiter"): EDITORS,
    ("POST", "/office/seiten/{page_id}/archivieren"): EDITORS,
    ("GET", "/office/fest"): EVERYBODY,
    ("POST", "/office/fest"): EDITORS,
    ("GET", "/office/fest/{name}"): EVERYBODY,
    ("POST", "/office/fest/{name}"): EDITORS,
    ("POST", "/office/einfuegen"): EDITORS,
    ("GET", "/office/seiten/{page_id}/entwurf/{key}"): EVERYBODY,
    ("POST", "/office/seiten/{page_id}/vorschau"): EDITORS,
    ("GET", "/office/seiten/{page_id}/entwurf/{key}/vorschau"): EVERYBODY,
    ("GET", "/office/ausprobieren"): EVERYBODY,
    ("POST", "/office/ausprobieren"): EVERYBODY,
    ("GET", "/office/fragen"): EVERYBODY,
    ("POST", "/office/fragen"): frozenset({"qa"}),
    ("POST", "/office/fragen/einlesen"): frozenset({"qa"}),
    ("GET", "/office/fragen/{name}"): EVERYBODY,
    ("POST", "/office/fragen/{name}/loeschen"): frozenset({"qa"}),
    ("GET", "/office/fragen/{name}/datei.{kind}"): EVERYBODY,
    ("GET", "/office/fragen/{name}/neu"): frozenset({"qa"}),
    ("GET", "/office/fragen/{name}/fall"): EVERYBODY,
    ("POST", "/office/fragen/{name}/fall"): frozenset({"qa"}),
    ("GET", "/office/fragen/praxis"): frozenset({"qa"}),
    ("POST", "/office/fragen/praxis"): frozenset({"qa"}),
    ("GET", "/office/zahlen"): EVERYBODY,
    ("GET", "/office/zahlen.csv"): EVERYBODY,
    ("GET", "/office/zahlen/themen"): EVERYBODY,
    ("GET", "/office/laeufe"): EVERYBODY,
    ("POST", "/office/laeufe"): frozenset({"qa"}),
    ("GET", "/office/laeufe/fehler"): EVERYBODY,
    ("GET", "/office/laeufe/vergleich"): EVERYBODY,
    ("GET", "/office/laeufe/vergleich/bericht"): EVERYBODY,
    ("GET", "/office/laeufe/{run}"): EVERYBODY,
    ("GET", "/office/laeufe/{run}/bericht"): EVERYBODY,
    ("GET", "/office/laeufe/{run}/begutachten"): EVERYBODY,
    ("GET", "/office/laeufe/{run}/begutachten/ergebnis"): EVERYBODY,
    ("GET", "/office/laeufe/{run}/begutachten/antwort"): frozenset({"qa"}),
    ("POST", "/office/laeufe/{run}/begutachten/antwort"): frozenset({"qa"}),
    ("GET", "/office/veroeffentlichen"): EVERYBODY,
    ("POST", "/office/veroeffentlichen"): frozenset({"reviewer"}),
    ("GET", "/office/veroeffentlichen/{job_id}"): EVERYBODY,
    ("POST", "/office/veroeffentlichen/{job_id}/trotzdem"): frozenset({"reviewer"}),
    ("POST", "/office/veroeffentlichen/zurueck"): frozenset({"reviewer"}),
    ("POST", "/office/seiten/{page_id}/entwurf/{key}/freigeben"): frozenset({"reviewer"}),
    ("POST", "/office/seiten/{page_id}/entwurf/{key}/zurueckziehen"): EDITORS,
    ("POST", "/office/seiten/{page_id}/entwurf/{key}/verwerfen"): EDITORS,
}
"""Every route of the office and the roles that may call it; "" is nobody. Written by hand, compared with the server."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    with opened(tmp_path_factory.mktemp("office"), small_versions) as found:
        yield found


def routes(desk: Desk) -> set[tuple[str, str]]:
    routers: list[APIRouter] = [getattr(found, "original_router", found) for found in desk.served.app.routes]  # pyright: ignore[reportAssignmentType]  # FastAPI keeps what is included as a whole
    found = (
        route for router in routers for route in getattr(router, "routes", [router]) if isinstance(route, APIRoute)
    )
    return {
        (method, route.path) for route in found if route.path.startswith("/office") for method in route.methods or ()
    }


def test_the_matrix_names_every_route_of_the_server(desk: Desk) -> None:
    assert routes(desk) == set(MATRIX)


@pytest.mark.parametrize("role", ["", *ROLES])
def test_a_role_gets_to_its_routes_and_to_no_other(desk: Desk, role: str) -> None:
    """A route that may be called finds nothing at a made-up address, or wants a form; it never says 403 or 401."""
    wrong: list[str] = []
    clerk = desk.signed_in(role)
    fields = {"csrf": clerk.token() if role else ""}
    for (method, path), allowed in MATRIX.items():
        if (method, path) in {("POST", "/office/abmelden"), ("POST", "/office/anmelden")}:
            continue  # they end the session
        names = {
            "page_id": "muster:nichts",
            "version": "0" * 40,
            "key": "0" * 16,
            "job_id": "0" * 32,
            "name": "nichts",
            "kind": "csv",
            "run": "0" * 32,
        }
        where = path.format(**names, email="niemand@x.example")
        answer = clerk.client.request(method, where, data=fields if method == "POST" else None)
        to_sign_in = answer.headers.get("location", "").startswith("/office/anmelden?weiter=")
        refused = answer.status_code in (401, 403) or to_sign_in
        if refused == (role in allowed) or answer.status_code >= 500:
            wrong.append(f"{role or 'nobody'} {method} {path}: {answer.status_code}")
    assert wrong == []


def test_a_form_without_the_sessions_token_is_refused(desk: Desk) -> None:
    clerk = desk.signed_in("editor")
    assert clerk.client.post(f"/office/seiten/{HUND}/sichern", data={"title": "x"}).status_code == 403
    other = desk.signed_in("second").token()
    assert clerk.client.post(f"/office/seiten/{HUND}/sichern", data={"csrf": other}).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", ""])
def test_a_form_from_another_website_is_refused(desk: Desk, origin: str) -> None:
    clerk = desk.signed_in("editor")
    fields = {"csrf": clerk.token()}
    if origin:
        clerk.client.headers["origin"] = origin
    else:
        del clerk.client.headers["origin"]
    assert clerk.client.post("/office/abmelden", data=fields).status_code == 403
    assert clerk.client.post("/office/anmelden", data={"email": "x"}).status_code == 403


def test_the_cookie_is_for_our_own_pages_only(desk: Desk) -> None:
    clerk = desk.signed_in("")
    done = clerk.client.post("/office/anmelden", data={"email": address("editor"), "password": PASSWORD})
    cookie = done.headers["set-cookie"]
    assert cookie.startswith(f"{PLAIN}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))


def test_over_https_the_cookie_can_come_from_this_host_only(desk: Desk) -> None:
    """A proxy that is trusted says that the citizen's side is https; here the scope says it."""
    client = TestClient(desk.served.app, base_url="https://chat.musterstadt.example")
    fields = {"email": address("editor"), "password": PASSWORD}
    headers = {"origin": "https://chat.musterstadt.example"}
    done = client.post("/office/anmelden", data=fields, headers=headers, follow_redirects=False)
    client.close()
    assert done.headers["set-cookie"].startswith("__Host-redaktion=")
    assert "Secure" in done.headers["set-cookie"].split("; ")


def test_nobody_signs_in_over_a_connection_that_can_be_listened_to(desk: Desk) -> None:
    clerk = desk.signed_in("")
    headers = {"host": "chat.musterstadt.example", "origin": "http://chat.musterstadt.example"}
    fields = {"email": address("editor"), "password": PASSWORD}
    done = clerk.client.post("/office/anmelden", data=fields, headers=headers)
    assert (done.status_code, "set-cookie" in done.headers) == (403, False)
    assert "https" in done.text


def test_a_page_that_is_wanted_is_shown_after_signing_in_and_no_other_website(desk: Desk) -> None:
    clerk = desk.signed_in("").get("/office/seiten?q=hund")
    assert clerk.page.select_one("input[name=weiter]")["value"] == "/office/seiten"  # pyright: ignore[reportOptionalSubscript]
    fields = {"email": address("editor"), "password": PASSWORD, "weiter": "https://evil.example"}
    assert clerk.client.post("/office/anmelden", data=fields).headers["location"] == "/office"


def test_after_five_wrong_passwords_the_right_one_does_not_help_for_a_while(desk: Desk) -> None:
    store = desk.office.store
    for _ in range(FAILS):
        assert store.sign_in(address("auditor"), "falsch") is None
    assert store.sign_in(address("auditor"), PASSWORD) is None
    later = type(store)(store.database, lambda: store.now() + LOCKED + timedelta(seconds=1))
    assert later.sign_in(address("auditor"), PASSWORD) is not None
    assert store.sign_in(address("auditor"), PASSWORD) is not None


def test_what_is_shown_does_not_tell_whether_there_is_an_account(desk: Desk) -> None:
    clerk = desk.signed_in("")
    wrong = [{"email": address("editor"), "password": "falsch"}, {"email": "niemand@x.example", "password": PASSWORD}]
    told = [clerk.client.post("/office/anmelden", data=fields).text.replace(fields["email"], "") for fields in wrong]
    assert told[0] == told[1]


@pytest.mark.parametrize("after", [LONGEST, IDLE])
def test_a_session_ends_by_itself(desk: Desk, after: timedelta) -> None:
    store = desk.office.store
    token = store.sign_in(address("qa"), PASSWORD) or ""
    assert store.session(token)
    later = type(store)(store.database, lambda: store.now() + after + timedelta(minutes=1))
    assert later.session(token) is None


def test_a_session_ends_when_the_account_is_switched_off(desk: Desk) -> None:
    clerk = desk.signed_in("qa")
    desk.office.store.change_person(address("qa"), by="test", disabled=True)
    assert clerk.client.get("/office").status_code == 303
    desk.office.store.change_person(address("qa"), by="test", disabled=False)
    assert clerk.client.get("/office").status_code == 303  # the old session does not come back


def test_the_database_keeps_no_token_and_no_password(desk: Desk) -> None:
    token = desk.office.store.sign_in(address("qa"), PASSWORD) or ""
    kept = b"".join(file.read_bytes() for file in desk.settings.data.glob("office.sqlite*"))
    assert token.encode() not in kept
    assert PASSWORD.encode() not in kept


def test_an_account_is_changed_only_shortly_after_the_password_was_given(desk: Desk) -> None:
    clerk = desk.signed_in("admin")
    with desk.office.store.database.writing() as connection:
        connection.execute(text("UPDATE office_sessions SET proven = '2026-01-01 00:00:00'"))
    refused = clerk.post("/office/konten", email="neu@x.example", name="Neu", roles="editor")
    assert (refused.status, "bestätigen" in refused.text) == (403, True)
    clerk.post("/office/bestaetigen", password="falsch")
    assert clerk.post("/office/konten", email="neu@x.example", name="Neu", roles="editor").status == 403
    clerk.post("/office/bestaetigen", password=PASSWORD)
    made = clerk.post("/office/konten", email="neu@x.example", name="Neu", roles="editor")
    assert made.page.select_one(".said code")
    assert timedelta(minutes=1) < PROVEN


def test_nobody_changes_the_own_account_of_the_administration(desk: Desk) -> None:
    clerk = desk.signed_in("admin")
    assert clerk.post(f"/office/konten/{address('admin')}", action="disable").status == 422
    assert desk.signed_in("admin").get("/office/konten").status == 200


# --- the audit log ---------------------------------------------------------------------------------------------------


def test_what_was_done_stands_in_the_audit_log(desk: Desk) -> None:
    changed(desk.signed_in("editor"), HUND, "90 Euro", "95 Euro", action="submit", note="Neue Satzung")
    entry = desk.office.store.entries()[-1]
    assert (entry.who, entry.what, entry.subject) == (address("editor"), "draft_submitted", HUND)
    assert "Neue Satzung" in desk.signed_in("auditor").get("/office/protokoll").text


def test_the_chain_shows_an_entry_that_was_changed(desk: Desk) -> None:
    chain = desk.office.store.entries()
    assert first_broken(chain) is None
    chain[3] = replace(chain[3], detail="anders")
    assert first_broken(chain) == 4
    assert first_broken([*chain[:2], *chain[4:]]) == 3


@pytest.mark.parametrize("statement", ["UPDATE office_audit SET who = 'x'", "DELETE FROM office_audit WHERE n = 1"])
def test_the_database_refuses_to_change_the_audit_log(desk: Desk, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), desk.office.store.database.engine.begin() as connection:
        connection.execute(text(statement))
