"""The office in a real Chromium: from a changed fee to the citizen's answer and back, and what it is like to use."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bot.office.drafts import key_of
from bot.office.questions import QuestionSets
from tests.browser.hosts import AXE, LEVELS, SETTLED, Visit, visiting
from tests.browser.test_chat_page_browser import SCREENSHOTS, overflow
from tests.desk import HUND, PASSWORD, Desk, address, lay_out, opened
from tests.oidc_provider import PASSWORD as AT_SERVICE
from tests.serving import until
from tests.signing_in import provided
from tests.test_office_import import TABLE, brought
from tests.test_office_publishing import LONG, QUESTIONS, THRESHOLDS, answered

SLOW = LONG * 1000


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    with asked_before_publishing(tmp_path_factory.mktemp("office"), small_versions) as found:
        yield found


@pytest.fixture
def new_desk(tmp_path: Path, small_versions: Path) -> Generator[Desk]:
    """An office that has never published."""
    with asked_before_publishing(tmp_path, small_versions) as found:
        yield found


@contextmanager
def asked_before_publishing(folder: Path, versions: Path) -> Generator[Desk]:
    """An office whose gate asks two questions."""
    (folder / "klein.csv").write_text(QUESTIONS)
    (folder / "gate.toml").write_text(THRESHOLDS)
    gate = {"gate_questions": str(folder / "klein.csv"), "gate_thresholds": folder / "gate.toml"}
    with opened(folder, versions, **gate) as found:
        yield found


@pytest.fixture
def desk(running: Desk) -> Desk:
    """The office with the pages as they were at first."""
    lay_out(running.settings.pages)
    return running


def signed_in(visit: Visit, name: str) -> Page:
    page = visit.page
    page.set_default_timeout(60_000)
    page.goto(f"{visit.url}/office")
    page.get_by_label("E-Mail-Adresse").fill(address(name))
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("heading", name="Übersicht").wait_for()
    return page


def axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(SETTLED)
    found = page.evaluate("levels => axe.run(document, {runOnly: levels})", LEVELS)
    return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]


def picture(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"office-{name}.png", full_page=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_fee_is_changed_approved_published_asked_for_and_rolled_back(
    browser: Browser, new_desk: Desk, scripts: bool
) -> None:
    desk = new_desk
    with (
        visiting(browser, desk.served.url, java_script_enabled=scripts) as one,
        visiting(browser, desk.served.url, java_script_enabled=scripts) as other,
        visiting(browser, desk.served.url, java_script_enabled=scripts) as citizen,
    ):
        editor, reviewer = signed_in(one, "editor"), signed_in(other, "second")
        submitted(editor, "90 Euro", "96 Euro")
        picture(editor, f"submitted-{scripts}")
        reviewer.reload()
        reviewer.get_by_role("link", name="Hund anmelden").click()
        reviewer.get_by_role("button", name="Freigeben").click()
        reviewer.get_by_role("button", name="Prüfen und veröffentlichen").click()
        ended(reviewer, "ist live. Der Bot antwortet")
        picture(reviewer, f"published-{scripts}")
        until(lambda: answered(desk, "96 Euro"), LONG)
        asked(citizen.page, f"{citizen.url}/chat", "96 Euro")
        reviewer.get_by_role("link", name="Veröffentlichen", exact=True).first.click()
        reviewer.get_by_role("button", name="Zu dieser Fassung zurück").last.click()
        ended(reviewer, "ist wieder live")
        until(lambda: answered(desk, "90 Euro"), LONG)
        asked(citizen.page, f"{citizen.url}/chat", "90 Euro")
        for visit in (one, other):
            assert visit.complaints == []
            assert {host for host in visit.hosts if host} == {desk.served.url.removeprefix("http://")}


def ended(page: Page, words: str) -> None:
    """Wait for the end of a job, which these words tell; whatever else it came to is what a failure shows."""
    page.locator("#vorgang a", has_text="Zur Übersicht der Veröffentlichungen").wait_for(timeout=SLOW)
    assert words in page.locator("#vorgang").inner_text()


def submitted(page: Page, old: str, new: str) -> None:
    """Open the page from the list, change its fee, and hand it in."""
    page.get_by_role("link", name="Seiten", exact=True).first.click()
    page.get_by_label("Suche nach Titel").fill("hund")
    page.get_by_role("button", name="Anzeigen").click()
    page.get_by_role("link", name="Hund anmelden").click()
    page.get_by_role("link", name="Bearbeiten").click()
    field = next(one for one in page.locator("textarea[name=text]").all() if old in one.input_value())
    field.fill(field.input_value().replace(old, new))
    page.get_by_label("Grund der Änderung").fill("Neue Satzung")
    page.get_by_role("button", name="Zur Prüfung einreichen").click()
    page.get_by_text("zur Prüfung eingereicht").wait_for()


def asked(page: Page, address: str, words: str) -> None:
    page.goto(address)
    page.locator("#question").fill("Was kostet die Hundesteuer für den ersten Hund?")
    page.locator("main > form button[type=submit]").first.click()
    page.locator(".answer").wait_for()
    assert words in page.locator(".answer").inner_text()


def test_what_is_typed_is_kept_without_a_click_and_the_findings_follow(browser: Browser, desk: Desk) -> None:
    with visiting(browser, desk.served.url) as visit:
        page = signed_in(visit, "editor")
        page.goto(f"{visit.url}/office/seiten/{HUND}/bearbeiten")
        for field in page.locator("textarea[name=text]").all():
            if "90 Euro" in field.input_value():
                field.click()
                field.press("Control+a")
                field.press_sequentially("Die Steuer beträgt 77 Euro.")
        page.locator("#gesichert").get_by_text("Entwurf gesichert").wait_for()
        assert "77 Euro" in desk.history.drafts(HUND)[0].text
        assert visit.violations() == []
        assert visit.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_free_of_findings_and_fits_a_narrow_screen(browser: Browser, desk: Desk, scheme: str) -> None:
    desk.office.shelf.settled()
    clerk = desk.signed_in("editor")
    clerk.get(f"/office/seiten/{HUND}/bearbeiten").send("#seite", title="Hund an- und abmelden", action="save")
    [draft] = desk.history.drafts()
    checked(desk)
    desk.signed_in("second").post("/office/fest", question="Was kostet ein Dackel?")
    of_page = f"/office/seiten/{HUND}"
    made = desk.history.versions(HUND)[0].id
    paths = {
        "second": [
            *("/office", "/office/seiten", "/office/seiten/neu", "/office/konto", "/office/veroeffentlichen"),
            *(of_page, f"{of_page}/bearbeiten", f"{of_page}/verlauf", f"{of_page}/verlauf/{made}"),
            *(f"{of_page}/entwurf/{key_of(draft.person)}", "/office/bestaetigen", "/office/gibt-es-nicht"),
            *(
                brought(desk, TABLE.encode()).path,
                "/office/woerter",
                "/office/fest",
                "/office/fest/was-kostet-ein-dackel",
            ),
        ],
        "admin": ["/office/einlesen", "/office/konten", "/office/protokoll"],
        "qa": [
            *("/office/ausprobieren", "/office/fragen", "/office/fragen/probe", "/office/fragen/probe/neu"),
            *("/office/fragen/probe/fall?id=p-1", "/office/fragen/praxis", "/office/laeufe", "/office/laeufe/fehler"),
            *("/office/zahlen", "/office/zahlen/themen"),
        ],
        "": ["/office/anmelden"],
    }
    wrong: list[str] = []
    for name, own in paths.items():
        with visiting(browser, desk.served.url, color_scheme=scheme, viewport={"width": 320, "height": 640}) as visit:
            if name:
                signed_in(visit, name)
            for path in own:
                visit.page.goto(f"{visit.url}{path}")
                wrong += [f"{path} {found}" for found in axe(visit.page)] if "gibt-es-nicht" not in path else []
                wrong += [f"{path} is {overflow(visit.page)} px too wide"] * (overflow(visit.page) > 0)
                wrong += [f"{path} {found}" for found in visit.violations()]
                picture(visit.page, f"{scheme}{path.removeprefix('/office').replace('/', '-').partition('?')[0][:48]}")
            assert {host for host in visit.hosts if host} == {desk.served.url.removeprefix("http://")}
    assert wrong == []


def checked(desk: Desk) -> None:
    """What QA's pages show: a set of its own with a question."""
    sets = QuestionSets(desk.settings)
    if all(file.name != "probe" for file in sets.files()):
        sets.create("probe", [{"id": "p-1", "frage": "Was kostet ein Hund?", "erwartete_quellen": HUND}])


def sound(visit: Visit, name: str) -> None:
    """The page that is open has no finding, fits a narrow screen and keeps to its policy."""
    assert axe(visit.page) == []
    assert overflow(visit.page) <= 0
    assert visit.violations() == []
    picture(visit.page, name)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_qa_tries_a_question_keeps_it_asks_it_and_reads_what_came_of_it(
    browser: Browser, desk: Desk, scripts: bool
) -> None:
    narrow = {"width": 320, "height": 640}
    with visiting(browser, desk.served.url, java_script_enabled=scripts, viewport=narrow) as visit:
        page, name = signed_in(visit, "qa"), "mit" if scripts else "ohne"
        page.get_by_role("link", name="Ausprobieren").click()
        page.get_by_label("Frage", exact=True).fill("Was kostet die Hundesteuer für den ersten Hund?")
        page.get_by_role("button", name="Fragen", exact=True).click()
        page.get_by_role("heading", name="Antwort: beantwortet").wait_for()
        if scripts:
            sound(visit, "ausprobiert")
        page.goto(f"{visit.url}/office/fragen")
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Anlegen").click()
        page.get_by_role("link", name="Neue Frage").click()
        page.get_by_label("Frage", exact=True).fill("Was kostet die Hundesteuer für den ersten Hund?")
        page.get_by_label("Seite suchen").fill("hund")
        page.get_by_role("button", name="Seiten suchen").click()
        page.get_by_label("Hund anmelden").check()
        page.get_by_label("Das muss in der Antwort stehen").fill("91 Euro")
        page.get_by_role("button", name="Speichern").last.click()
        page.get_by_role("link", name="Fragen stellen").click()
        page.get_by_role("button", name="Fragen stellen").click()
        page.get_by_text(re.compile("Fragen gingen fehl|gescheitert")).first.wait_for(timeout=SLOW)
        assert "1 von 1 Fragen gingen fehl" in page.locator("main").inner_text()
        if scripts:
            sound(visit, "lauf")
        assert visit.complaints == []  # in the report no script runs, not even those of this test: that is one
        page.get_by_role("link", name="Bericht öffnen").click()
        page.get_by_role("heading", name="Prüfbericht").wait_for()
        assert {host for host in visit.hosts if host} == {desk.served.url.removeprefix("http://")}


def test_whom_another_website_has_signed_in_is_in(browser: Browser, tmp_path: Path, small_versions: Path) -> None:
    """The service is another site, so a browser sends no strict cookie with the way back; without JavaScript, too."""
    roles = {"oidc_role_claim": "groups", "oidc_roles": "editor=redaktion", "oidc_new_accounts": True}
    with (
        provided() as service,
        opened(tmp_path, small_versions, **service.settings, **roles) as desk,
        visiting(browser, desk.served.url, java_script_enabled=False) as visit,
    ):
        page = visit.page
        page.goto(f"{visit.url}/office/anmelden?weiter=/office/seiten")
        assert overflow(page) <= 0
        page.get_by_role("link", name="Mit Anmeldedienst anmelden").click()
        page.get_by_label("Kennung").fill("lena")
        page.get_by_label("Kennwort").fill(AT_SERVICE)
        page.get_by_role("button", name="Weiter").click()
        page.get_by_role("heading", name="Seiten").wait_for()
        assert page.url.endswith("/office/seiten")


def test_a_page_is_changed_with_the_keyboard_alone(browser: Browser, desk: Desk) -> None:
    with visiting(browser, desk.served.url) as visit:
        page = signed_in(visit, "editor")
        page.goto(f"{visit.url}/office/seiten/{HUND}/bearbeiten")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # past the header
        tabbed_to(page, "textarea[name=text]")
        page.keyboard.press("Control+End")
        page.keyboard.type(" Die Marke ist kostenlos.")
        tabbed_to(page, "#note")
        page.keyboard.type("Ergänzt")
        tabbed_to(page, "button[value=submit]")
        page.keyboard.press("Enter")
        page.get_by_text("zur Prüfung eingereicht").wait_for()
        assert "Die Marke ist kostenlos." in desk.history.drafts(HUND)[0].text


def tabbed_to(page: Page, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with the keyboard")
