"""The page as a reader meets it: clicks, keys, filters, a phone, a printer, and hostile words.

    page.py FOLDER [PICTURES]

FOLDER holds the pages that the report's tests leave (port.html, hostile.html, bare.html); with PICTURES, what the
page looks like is left there as files.
"""

import os
import sys

from chrome import equal, keeper, run_tests

LIT = '[...document.querySelectorAll(".cell.%s .lit")].map(e => e.textContent).join("")'
SHOWN = '[...document.querySelectorAll(".%s")].filter(e => e.offsetParent).length'


def lit(page, side):
    return page.run(LIT % side)


def test_a_finding_lights_both_passages(page):
    page.click("#finding-1 .show")
    equal(lit(page, "source"), "At least 1,500 residents", "source passage")
    equal(lit(page, "target"), "최소 150명", "target passage")
    for side in ("source", "target"):
        inside = f'(() => {{ const r = document.querySelector(".cell.{side} .lit").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }})()'
        assert page.run(inside), f"the {side} passage is out of sight"


def test_a_finding_of_one_side_lights_that_side(page):
    page.click("#finding-4")
    equal(lit(page, "source"), "it had not been told of the new schedule", "source passage")
    equal(lit(page, "target"), "", "target passage")


def test_a_passage_in_the_text_chooses_its_finding(page):
    page.click(".cell.target .fault.critical")
    equal(page.run('document.querySelector(".finding.chosen").id'), "finding-1", "chosen")
    equal(lit(page, "source"), "At least 1,500 residents", "source passage")


def test_a_statement_is_joined_on_hover_and_shown_on_click(page):
    page.point('.cell.source [data-matches="2"]')
    joined = page.run('[...document.querySelectorAll(".cell.target .joined")].map(e => e.textContent).join("")')
    assert "23억원" in joined, joined
    page.click('.cell.source [data-matches="2"]')
    detail = page.run('document.getElementById("detail").hidden ? "" : document.getElementById("detail").textContent')
    assert "Lee Jin-woo" in detail and "이진우" in detail, detail
    page.key("Escape")
    assert page.run('document.getElementById("detail").hidden')


def test_keys_step_through_findings(page):
    for key, wanted in (("n", 1), ("n", 2), ("p", 1), ("p", 4)):
        page.key(key)
        equal(page.run('document.querySelector(".finding.chosen").id'), f"finding-{wanted}", key)
    page.key("Escape")
    equal(page.run('document.querySelectorAll(".lit").length'), 0, "lit after Escape")


def test_filters_hide(page):
    page.click('.chip.severity.critical')
    equal(page.run(SHOWN % "finding"), 2, "critical findings")
    page.click('button[type=reset]')
    equal(page.run(SHOWN % "finding"), 4, "all findings")
    page.click('.chip.missing')
    equal(page.run(SHOWN % "match"), 1, "missing statements")
    page.click('button[type=reset]')
    page.run('(() => { const s = document.querySelector("[name=speaker]"); s.value = "Kim Da-hye"; s.dispatchEvent(new Event("input", {bubbles: true})); })()')
    equal(page.run(SHOWN % "finding"), 1, "findings of one speaker")
    page.click('button[type=reset]')
    page.type("[name=words]", "소송")
    equal(page.run(SHOWN % "finding"), 1, "findings with a word")
    equal(page.run('document.querySelectorAll(".bead.dim").length > 0'), True, "other rows are dim")


def test_one_language_alone(page):
    page.click(".views label:nth-of-type(2)")
    equal(page.run(SHOWN % "cell.target"), 0, "target cells")


def test_a_phone_needs_no_sideways_scrolling(page):
    page.resize(390, 844, phone=True)
    for name in ("port.html", "hostile.html", "bare.html"):
        page.open(os.path.join(FOLDER, name))
        assert page.run("document.documentElement.scrollWidth <= 390"), name
    page.open(os.path.join(FOLDER, "port.html"))
    page.click(".cell.target .fault.critical")
    assert not page.run('document.getElementById("detail").hidden'), "a tap shows the finding"


def test_it_prints(page):
    assert len(page.print()) > 10_000


def test_a_link_opens_its_finding(page):
    page.open(os.path.join(FOLDER, "bare.html"))
    page.call("Page.navigate", url=f"file://{os.path.abspath(FOLDER)}/port.html#finding-2")
    page.run("new Promise(done => setTimeout(done, 300))")
    equal(lit(page, "target"), "확인했다", "target passage")


def test_hostile_words_stay_words(page):
    page.open(os.path.join(FOLDER, "hostile.html"))
    page.click("#finding-1 .show")
    page.click(".cell.source .fault")
    equal(page.dialogs, [], "dialogs")
    equal(page.run("document.scripts.length"), 1, "scripts")
    assert "<img src=x onerror=alert(2)>" in page.run('document.querySelector(".cell.source").parentElement.parentElement.textContent')


def test_a_page_without_findings(page):
    page.open(os.path.join(FOLDER, "bare.html"))
    equal(page.run('document.querySelector("h1").textContent'), "No findings", "heading")


def pictures(page, folder):
    """The page as it looks wide, dark, on a phone and on paper."""
    keep = keeper(folder)
    for name in ("port", "hostile", "bare"):
        page.resize(1440, 1000)
        page.open(os.path.join(FOLDER, f"{name}.html"))
        keep(f"{name}.png", page.picture())
        if name == "port":
            page.click("#finding-1 .show")
            keep("chosen.png", page.picture(whole=False))
            page.key("Escape")
            page.dark(True)
            keep("dark.png", page.picture())
            page.dark(False)
            keep("print.pdf", page.print())
        page.resize(390, 844, phone=True)
        page.open(os.path.join(FOLDER, f"{name}.html"))
        keep(f"{name}-phone.png", page.picture())


if __name__ == "__main__":
    FOLDER = sys.argv[1]
    sys.exit(run_tests(globals(), os.path.join(FOLDER, "port.html"), pictures))
