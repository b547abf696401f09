"""The widget on small screens, zoomed, by night, in forced colours, without motion, from right to left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hosts import Visit, host, visiting
from tests.serving import Served

LOST = "Perso weg, was jetzt?"
ARABIC = "كم يكلف جواز السفر؟"
LEAST = 44
"""Pixels of what is pressed; a mark within a sentence is excepted (WCAG 2.2, 2.5.8, inline), and still has 24."""

RESET = """<style>
* { margin: 0 !important; padding: 0 !important; border: 0 !important; font: 9px/1 fantasy !important;
    color: lime !important; text-transform: uppercase !important; letter-spacing: 3px !important;
    background: hotpink !important; }
html { font-size: 62.5%; } button, svg { display: none !important; } [role], section, dialog { float: left !important; }
</style>"""


Opening = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture
def on(browser: Browser, served: Served) -> Opening:
    """A tab of another kind."""

    def opened(**options: Any) -> AbstractContextManager[Visit]:
        return visiting(browser, served.url, **options)

    return opened


def answered(visit: Visit, question: str = LOST, html: str | None = None) -> Visit:
    visit.go(html).open().ask(question)
    visit.reply.locator(".mark").first.click()
    return visit


@pytest.mark.parametrize("height", [640, 256])
def test_320_pixels_and_400_percent_zoom_need_no_scrolling_sideways(on: Opening, height: int) -> None:
    """At 400 % a screen of 1280 x 1024 has room for 320 x 256 pixels."""
    with on(viewport={"width": 320, "height": height}) as visit:
        visit.go().open()
        assert visit.overflow() <= 0
        visit.picture(f"empty-320x{height}")
        visit.ask(LOST)
        visit.picture(f"answer-320x{height}")
        visit.reply.locator(".mark").first.click()
        visit.button("Nein").click()
        assert visit.overflow() <= 0


def test_on_a_narrow_screen_the_panel_is_a_modal_dialog(on: Opening) -> None:
    with on(viewport={"width": 320, "height": 640}) as visit:
        visit.go().open()
        expect(visit.page.get_by_role("dialog", name="Auskunft")).to_be_visible()
        assert visit.page.locator("auskunft-chat dialog").evaluate("dialog => dialog.matches(':modal')")
        visit.page.keyboard.press("Escape")
        expect(visit.page.get_by_role("dialog")).to_have_count(0)
        assert visit.focused() == "launcher"


def test_turning_the_screen_keeps_the_conversation_the_draft_and_the_focus(visit: Visit) -> None:
    visit.go().open().ask(LOST)
    visit.question.fill("Und dann?")
    visit.page.set_viewport_size({"width": 400, "height": 800})
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    expect(visit.asked).to_have_text(LOST)
    expect(visit.question).to_have_value("Und dann?")
    assert visit.focused() == "question"


def test_what_is_pressed_is_large_enough_for_a_finger(on: Opening) -> None:
    with on(viewport={"width": 320, "height": 640}) as visit:
        answered(visit)
        for target in visit.page.locator("auskunft-chat :is(button, summary, select, a.button, label.check)").all():
            box = target.bounding_box() if target.is_visible() else None
            if box is None or not box["height"]:  # what is folded up has no size
                continue
            least = 24 if "mark" in (target.get_attribute("class") or "") else LEAST
            assert min(box["height"], box["width"]) >= least - 0.5, target.inner_text()


def test_wider_spacing_of_text_cuts_nothing_off(visit: Visit) -> None:
    """WCAG 2.2, 1.4.12."""
    answered(visit)
    visit.page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`p { margin-block-end: 2em !important }
            * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }`);
        const root = document.querySelector("auskunft-chat").shadowRoot;
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }""")
    visit.picture("spacing")
    assert visit.overflow() <= 0


def test_with_reduced_motion_nothing_moves(on: Opening) -> None:
    count = """document.querySelector("auskunft-chat").shadowRoot.getAnimations().length"""
    with on(reduced_motion="reduce") as visit:
        visit.go()
        visit.part("launcher").click()
        assert visit.page.evaluate(count) == 0


def test_in_forced_colours_everything_has_an_outline(on: Opening) -> None:
    with on(forced_colors="active") as visit:
        answered(visit)
        visit.picture("forced-colours")
        for selector in (".panel", ".mine", ".button.full", "textarea", ".mark", "details"):
            line = "e => getComputedStyle(e).borderTopWidth"
            assert visit.page.locator(f"auskunft-chat {selector}").first.evaluate(line) != "0px", selector


def test_the_widget_is_as_dark_as_its_page(on: Opening) -> None:
    paper = "e => getComputedStyle(e).backgroundColor"
    with on(color_scheme="dark") as visit:
        answered(visit)
        visit.picture("dark")
        assert visit.part("panel").evaluate(paper) == "rgb(20, 25, 31)"
        visit.page.unroute("**/rathaus")
        light_only = host().replace('<meta name="color-scheme" content="light dark">', "")
        assert visit.go(light_only).open().part("panel").evaluate(paper) == "rgb(255, 255, 255)"
        visit.page.unroute("**/rathaus")
        assert visit.go(host('theme="light"')).open().part("panel").evaluate(paper) == "rgb(255, 255, 255)"


OUTLINES = """() => {
    const light = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
        const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    };
    const root = document.querySelector("auskunft-chat").shadowRoot;
    const paper = element => {
        const colour = getComputedStyle(element).backgroundColor;
        return colour === "rgba(0, 0, 0, 0)" ? paper(element.parentElement) : colour;
    };
    const found = {};
    for (const selector of ["#question", ".mark", "[part=send]", "[part=feedback] .button", "[part=actions] a"]) {
        const element = root.querySelector(selector), style = getComputedStyle(element);
        const ground = paper(element.parentElement);
        found[selector] = Math.max(contrast(style.borderTopColor, ground), contrast(paper(element), ground));
        element.focus();
        found[selector + ":focus"] = contrast(getComputedStyle(element).outlineColor, ground);
    }
    return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_outlines_and_focus_can_be_told_from_their_ground(on: Opening, scheme: str) -> None:
    """WCAG 2.2, 1.4.11."""
    with on(color_scheme=scheme) as visit:
        answered(visit)
        visit.page.keyboard.press("Tab")  # who uses keys is shown the focus
        found: dict[str, float] = visit.page.evaluate(OUTLINES)
        assert {name: value for name, value in found.items() if value < 3} == {}


def test_arabic_is_laid_out_from_right_to_left_and_the_quote_is_not(visit: Visit) -> None:
    answered(visit, ARABIC, host('lang="ar"'))
    visit.picture("arabic")
    assert visit.page.locator("auskunft-chat .root").get_attribute("dir") == "rtl"
    quote = visit.page.locator("details[open] blockquote")
    assert (quote.get_attribute("dir"), quote.get_attribute("lang")) == ("ltr", "de")
    send, field = visit.part("send").bounding_box(), visit.question.bounding_box()
    assert send is not None
    assert field is not None
    assert send["x"] < field["x"]
    assert visit.overflow() <= 0


def test_a_page_that_resets_every_style_does_not_reach_the_widget(visit: Visit) -> None:
    visit.go(host(head=RESET), policy="").open().ask(LOST)
    visit.picture("hostile-reset")
    names = ["fontSize", "textTransform", "letterSpacing", "color"]
    style = visit.reply.locator("p").first.evaluate("(e, names) => names.map(name => getComputedStyle(e)[name])", names)
    assert style == ["16px", "none", "normal", "rgb(23, 32, 42)"]
    assert visit.button("Fragen").bounding_box()


def test_the_town_chooses_the_colours_by_its_own_properties(visit: Visit) -> None:
    own = "auskunft-chat { --auskunft-primary: #5b1a66 } :root { --kern-color-layout-text-default: #220011 }"
    visit.go(host(head=f"<style>{own}</style>"), policy="").open()
    assert visit.part("header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(91, 26, 102)"
    assert visit.part("panel").evaluate("e => getComputedStyle(e).color") == "rgb(34, 0, 17)"
    visit.picture("colours")


def test_inline_stands_in_the_page_and_needs_no_launcher(visit: Visit) -> None:
    visit.go(host('mode="inline"'))
    expect(visit.part("composer")).to_be_visible()
    assert visit.part("launcher").count() == 0
    visit.ask(LOST)
    visit.picture("inline")
    visit.innocent()
