"""The explorer as a researcher meets it: the list, an event, passages, keys, filters, a phone, a printer.

    explorer.py FOLDER [PICTURES]     FOLDER holds explorer.html and explorer-hostile.html, left by the coverage tests
    explorer.py --paint PAGE          prints the time of the first paint of a page
"""

import os
import sys

from chrome import Chrome, equal, keeper, run_tests

CURRENT = 'document.querySelector("#events a[aria-current]")?.hash'
SHOWN = '[...document.querySelectorAll("#events li")].filter(e => e.offsetParent).length'


def choose(page, words):
    """Opens the event whose headline holds `words`."""
    page.run(f"[...document.querySelectorAll('#events a')].find(a => a.textContent.includes('{words}')).click()")
    page.run("new Promise(done => setTimeout(done, 60))")


def test_the_first_event_is_open(page):
    assert page.run(CURRENT), "no event is open"
    assert page.run('document.querySelectorAll("#matrix tbody tr").length') > 3


def test_disagreements_stand_first(page):
    choose(page, "mackerel quotas")
    equal(page.run('document.querySelector("#matrix tbody tr").className'), "differ-row", "first row")
    assert "15%" in page.run('document.querySelector("#matrix tbody tr").textContent')


def test_a_mark_shows_the_passages_of_all(page):
    choose(page, "mackerel quotas")
    page.click("#matrix tbody tr td.mark button")
    assert not page.run('document.getElementById("detail").hidden')
    languages = page.run('[...document.querySelectorAll(".passage")].map(p => p.classList[1]).join(" ")')
    assert "en" in languages and "ko" in languages, languages
    assert page.run('document.querySelectorAll(".passage mark").length') > 0
    page.key("Escape")
    assert page.run('document.getElementById("detail").hidden')
    equal(page.run("document.activeElement.tagName"), "BUTTON", "focus goes back to the mark")


def test_keys_step_through_events(page):
    first = page.run(CURRENT)
    page.key("j")
    page.run("new Promise(done => setTimeout(done, 60))")
    second = page.run(CURRENT)
    assert first != second
    page.key("k")
    page.run("new Promise(done => setTimeout(done, 60))")
    equal(page.run(CURRENT), first, "back")


def test_search_and_filters(page):
    every = page.run(SHOWN)
    page.type("[name=words]", "솔베르그")
    equal(page.run(SHOWN), 1, "events with a Korean speaker")
    page.run('document.getElementById("filters").reset(); document.getElementById("filters").dispatchEvent(new Event("input"))')
    equal(page.run(SHOWN), every, "all again")
    page.click("#filters [name=several]")
    assert page.run(SHOWN) > every, "single articles"
    page.click("#filters [name=differ]")
    assert 0 < page.run(SHOWN) <= every


def test_statements_of_one_language(page):
    choose(page, "mackerel quotas")
    page.run("[...document.querySelectorAll('.tools button')].find(b => b.textContent.startsWith('Korean only')).click()")
    equal(page.run("""[...document.querySelectorAll('#matrix td.en button')].length"""), 0, "English marks")


def test_plots_are_there(page):
    equal(page.run('document.querySelectorAll("#event svg").length'), 2, "timeline and speakers")
    assert page.run('document.querySelectorAll("#event svg .ko").length') > 0


def test_a_phone_needs_no_sideways_scrolling(page):
    page.resize(390, 844, phone=True)
    page.open(os.path.join(FOLDER, "explorer.html"))
    assert page.run("document.documentElement.scrollWidth <= 390"), "list"
    choose(page, "mackerel quotas")
    assert page.run("document.documentElement.scrollWidth <= 390"), "event"
    page.click(".back")
    page.run("new Promise(done => setTimeout(done, 60))")
    assert page.run(SHOWN) > 0, "the list is back"


def test_it_prints(page):
    assert len(page.print()) > 10_000


def test_hostile_words_stay_words(page):
    page.open(os.path.join(FOLDER, "explorer-hostile.html"))
    choose(page, "battery")
    page.click("#matrix tbody tr td.mark button")
    equal(page.dialogs, [], "dialogs")
    equal(page.run('document.images.length'), 0, "images")
    assert "<img src=x onerror=alert(2)>" in page.run('document.getElementById("event").textContent')


def pictures(page, folder):
    keep = keeper(folder)
    page.open(os.path.join(FOLDER, "explorer.html"))
    for words in ("mackerel quotas", "battery"):
        choose(page, words)
        keep(f"explorer-{words.split()[0]}.png", page.picture())
    page.click("#matrix tbody tr td.mark button")
    keep("explorer-passages.png", page.picture(whole=False))
    page.dark(True)
    keep("explorer-dark.png", page.picture(whole=False))
    page.dark(False)
    page.key("Escape")
    keep("explorer-print.pdf", page.print())
    page.resize(390, 844, phone=True)
    page.open(os.path.join(FOLDER, "explorer.html"))
    keep("explorer-phone-list.png", page.picture(whole=False))
    choose(page, "mackerel quotas")
    keep("explorer-phone.png", page.picture())
    page.click("#matrix tbody tr td.mark button")
    keep("explorer-phone-passages.png", page.picture(whole=False))


def paint(path):
    """Prints milliseconds to the first contentful paint: the median of five openings."""
    page, times = Chrome(), []
    try:
        for _ in range(5):
            page.open(path)
            page.run("new Promise(done => setTimeout(done, 400))")
            times.append(page.run('performance.getEntriesByName("first-contentful-paint")[0]?.startTime'))
        events = page.run('document.querySelectorAll("#events li").length')
    finally:
        page.close()
    known = sorted(t for t in times if t)
    middle = f"{known[len(known) // 2]:.0f} ms" if known else "unknown"
    print(f"first paint of {events} events, {os.path.getsize(path) / 1e6:.1f} MB: {middle}")


if __name__ == "__main__":
    if sys.argv[1] == "--paint":
        sys.exit(paint(sys.argv[2]))
    FOLDER = sys.argv[1]
    sys.exit(run_tests(globals(), os.path.join(FOLDER, "explorer.html"), pictures))
