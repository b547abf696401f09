"""What of a conversation is kept, where, and how it is got rid of."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.hosts import Visit
from tests.serving import Served

COST = "Was kostet ein Personalausweis?"


def stored(visit: Visit) -> dict[str, str]:
    return visit.page.evaluate("({...sessionStorage, ...localStorage})")


def test_without_consent_nothing_is_stored_and_nothing_is_left_after_a_reload(visit: Visit) -> None:
    visit.go().open().ask(COST)
    assert stored(visit) == {}
    visit.page.reload()
    visit.open()
    assert visit.asked.count() == 0


def test_with_consent_the_conversation_goes_on_after_a_reload_until_it_is_withdrawn(visit: Visit) -> None:
    visit.go().open()
    visit.page.get_by_label("Gespräch behalten").check()
    visit.ask(COST)
    visit.reply.locator(".mark").first.click()
    assert visit.page.evaluate("[sessionStorage.length, localStorage.length]") == [1, 0]
    visit.page.reload()
    expect(visit.asked).to_have_text(COST)
    expect(visit.page.get_by_text("Ihr Gespräch geht hier weiter.")).to_be_visible()
    visit.picture("restored")
    expect(visit.page.locator("details[open] mark").first).to_be_visible()
    visit.ask("Und für Kinder?")
    assert visit.asked.count() == 2
    visit.page.get_by_text("Hinweise zu dieser Auskunft").click()
    visit.page.get_by_label("Gespräch behalten").uncheck()
    assert stored(visit) == {}
    visit.innocent()


def test_feedback_with_a_reason_lands_in_the_journal(visit: Visit, served: Served) -> None:
    visit.go().open().ask(COST)
    visit.button("Nein").click()
    assert visit.focused().startswith("reasons-")
    visit.page.get_by_label("Es fehlt etwas.").check()
    visit.page.get_by_label("Möchten Sie etwas dazu sagen?").fill("Die Kosten für Eilige, sagt Herr Peter Schmidt")
    visit.picture("feedback")
    visit.button("Rückmeldung senden").click()
    expect(visit.reply).to_contain_text("Danke für Ihre Rückmeldung.")
    assert served.bot.recorder.journal is not None
    last = list(served.bot.recorder.journal.turns(unhelpful=True))[-1]
    assert last.feedback is not None
    assert (last.feedback.helpful, last.feedback.reason) == (False, "incomplete")
    assert "Kosten für Eilige" in str(last.feedback.comment)
    assert "Schmidt" not in str(last.feedback.comment)
    assert visit.told()[-1] == ("feedback", {"helpful": False})


def test_yes_is_one_click(visit: Visit) -> None:
    visit.go().open().ask(COST)
    visit.button("Ja").click()
    expect(visit.reply).to_contain_text("Danke für Ihre Rückmeldung.")


def test_feedback_that_does_not_arrive_can_be_sent_again(visit: Visit) -> None:
    visit.go().open().ask(COST)
    visit.page.route("**/api/v1/feedback", lambda route: route.abort())
    visit.button("Ja").click()
    expect(visit.reply).to_contain_text("kam nicht an")
    visit.page.unroute("**/api/v1/feedback")
    visit.complaints.clear()  # Chromium logs the request that was broken off
    visit.button("Ja").click()
    expect(visit.reply).to_contain_text("Danke für Ihre Rückmeldung.")


def test_deleting_erases_here_and_at_the_server_and_shows_the_receipt(visit: Visit, served: Served) -> None:
    visit.go().open()
    visit.page.get_by_label("Gespräch behalten").check()
    visit.ask(COST)
    assert served.bot.recorder.journal is not None
    before = list(served.bot.recorder.journal.turns())
    visit.button("Gespräch löschen").click()
    visit.picture("delete")
    with visit.page.expect_request("**/api/v1/conversations/*") as caught:
        visit.button("Ja, löschen").click()
    conversation = caught.value.url.rpartition("/")[2]
    assert conversation in {turn.conversation_id for turn in before}
    receipt = visit.part("receipt")
    expect(receipt).to_contain_text("Ihr Gespräch ist gelöscht.")
    expect(receipt.locator("code")).to_have_text(re.compile("[0-9a-f]{64}"))
    assert visit.focused() == "receipt"
    visit.picture("receipt")
    assert visit.asked.count() == 0
    assert COST not in str(stored(visit))
    assert conversation not in {turn.conversation_id for turn in served.bot.recorder.journal.turns()}
    assert visit.told()[-1][0] == "delete"


def test_deleting_can_be_thought_better_of(visit: Visit) -> None:
    visit.go().open().ask(COST)
    visit.button("Gespräch löschen").click()
    visit.button("Abbrechen").click()
    assert visit.focused() == "delete"
    assert visit.asked.count() == 1


def test_what_cannot_be_deleted_is_still_there_and_said_so(visit: Visit) -> None:
    visit.go().open().ask(COST)
    visit.page.route("**/api/v1/conversations/*", lambda route: route.abort())
    visit.button("Gespräch löschen").click()
    visit.button("Ja, löschen").click()
    expect(visit.part("delete")).to_contain_text("konnte nicht gelöscht werden")
    assert visit.asked.count() == 1
