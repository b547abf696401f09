"""The Tab key through the whole widget: focus is seen, nothing covers it, names hold what is read, and it leads out."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.hosts import Visit

FOCUSED = """() => {
    const root = document.activeElement && document.activeElement.shadowRoot;
    const focused = root && root.activeElement;
    if (!focused) return null;
    const style = getComputedStyle(focused), box = focused.getBoundingClientRect();
    const middle = root.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 24) / 2);
    return {
        place: focused.id || focused.className || focused.tagName,
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        uncovered: focused === middle || focused.contains(middle) || (middle !== null && middle.contains(focused)),
        label: focused.getAttribute("aria-label") || "",
        text: (focused.innerText || "").trim(),
        shown: root.querySelectorAll("[role=tooltip], [popover]").length,
        size: root.querySelectorAll("*").length,
    };
}"""


def tabbed(visit: Visit, most: int = 60) -> list[dict[str, Any]]:
    """What the Tab key reaches in the widget, in order, until it leads out of it."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        focused = visit.page.evaluate(FOCUSED)
        if focused is None and found:
            return found
        if focused is not None:
            found.append(focused)
    raise AssertionError(f"after {most} times the Tab key has not left the widget")


def answered(visit: Visit) -> Visit:
    """A page with an answer, the focus before the widget."""
    visit.go().open().ask("Perso weg, was jetzt?")
    visit.page.locator("h1").click()  # from here the Tab key goes on
    return visit


def test_every_control_shows_its_focus_uncovered_and_is_called_what_it_says(visit: Visit) -> None:
    """WCAG 2.2, 2.4.7, 2.4.11, 2.5.3; and 1.4.13, 3.2.1: nothing appears or changes by focus alone."""
    found = tabbed(answered(visit))
    assert len(found) > 12
    assert [stop["place"] for stop in found if stop["outline"] < 2] == []
    assert [stop["place"] for stop in found if not stop["uncovered"]] == []
    assert [stop for stop in found if stop["label"] and stop["text"].strip("[]") not in stop["label"]] == []
    assert {stop["shown"] for stop in found} == {0}
    assert len({stop["size"] for stop in found}) == 1


def test_the_tab_key_leads_out_of_the_panel_and_escape_closes_it(visit: Visit) -> None:
    """WCAG 2.2, 2.1.2."""
    answered(visit)
    assert "question" in [stop["place"] for stop in tabbed(visit)]
    visit.question.focus()
    visit.page.keyboard.press("Escape")
    assert visit.focused() == "launcher"


def test_a_press_that_is_taken_back_sends_nothing(visit: Visit) -> None:
    """WCAG 2.2, 2.5.2: what happens, happens when the pointer is let go, and only where it was pressed."""
    visit.go().open()
    visit.question.fill("Perso weg, was jetzt?")
    box = visit.part("send").bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + 10, box["y"] + 10)
    visit.page.mouse.down()
    visit.page.mouse.move(10, 10)
    visit.page.mouse.up()
    assert [name for name, _ in visit.told()] == ["open"]
    expect(visit.question).to_have_value("Perso weg, was jetzt?")


def test_another_language_moves_nothing_but_the_words(visit: Visit) -> None:
    """WCAG 2.2, 3.2.2: the focus stays, the draft stays, nothing is sent, no page is left."""
    visit.go().open()
    visit.question.fill("Perso weg")
    choice = visit.page.locator("auskunft-chat select")
    choice.focus()
    choice.select_option("pl")
    expect(visit.part("send")).to_have_text("Zapytaj")
    assert choice.evaluate("e => e.getRootNode().activeElement === e")
    expect(visit.question).to_have_value("Perso weg")
    assert [name for name, _ in visit.told()] == ["open"]
