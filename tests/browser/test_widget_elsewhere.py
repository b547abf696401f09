"""The widget as towns have it: their website is one origin, the server another."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.hosts import Visit, host

TOWN, STRANGER = "https://www.musterstadt.example", "https://www.anderswo.example"


def at(visit: Visit, origin: str) -> Visit:
    """A page of that website, with the two lines of policy that docs/redaktion/einbinden.md asks for."""
    policy = f"default-src 'none'; script-src {visit.url}; connect-src {visit.url}; require-trusted-types-for 'script'"
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
    html = host('lang="en"').replace("/widget/v1/loader.js", f"{visit.url}/widget/v1/loader.js")
    visit.page.route(f"{origin}/", lambda route: route.fulfill(body=html, headers=headers))
    visit.page.goto(f"{origin}/")
    return visit


def test_on_the_website_of_the_town_everything_works(visit: Visit) -> None:
    at(visit, TOWN).open().ask("How much does a passport for my child cost?")
    visit.reply.locator(".mark").first.click()
    visit.button("Read in context").click()
    expect(visit.button("Read in context")).to_have_count(0)
    visit.button("Yes").click()
    expect(visit.reply).to_contain_text("Thank you for your feedback.")
    visit.button("Delete conversation").click()
    visit.button("Yes, delete").click()
    expect(visit.part("receipt")).to_contain_text("Your conversation has been deleted.")
    assert visit.violations() == []
    assert visit.complaints == []
    assert visit.page.context.cookies() == []


def test_on_the_website_of_a_stranger_there_is_nothing(visit: Visit) -> None:
    at(visit, STRANGER)
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.locator("auskunft-chat .root").count() == 0
    assert "CORS" in str(visit.complaints)
