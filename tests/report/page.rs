//! The page, as text; `scripts/test-page` looks at it in a browser.

use crate::{fixture, written};
use daejo::pipeline::Collation;
use daejo::report::Html;

fn page(collation: &Collation) -> String {
    let html = Html {
        about: fixture::about(),
    };
    written(&html, collation)
}

/// Left where a browser can open it.
fn keep(name: &str, page: &str) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join(name), page).expect("the build's own folder can be written");
}

#[test]
fn a_page_is_whole() {
    let page = page(&fixture::port());
    keep("port.html", &page);
    for words in ["(END)", "(끝)", "SEOHAE, Oct. 22", "Nobody asked us."] {
        assert!(page.contains(words), "{words} is lost");
    }
    assert!(page.contains("lang=\"ko\""));
}

#[test]
fn a_page_asks_for_nothing() {
    let page = page(&fixture::port());
    for sign in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(sign), "{sign}");
    }
    assert!(page.contains("default-src &#39;none&#39;"));
}

#[test]
fn nothing_of_an_article_is_markup() {
    let page = page(&fixture::hostile());
    keep("hostile.html", &page);
    assert_eq!(page.matches("<script").count(), 1, "only the page's own");
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<b>.") && !page.contains("\" onmouseover"));
}

#[test]
fn a_page_without_findings_says_so() {
    let page = page(&fixture::bare());
    keep("bare.html", &page);
    assert!(page.contains("No findings"));
}

/// Beads that name each sentence once, out of order, and not at all.
#[test]
fn no_sentence_is_lost_whatever_the_beads() {
    let mut collation = fixture::port();
    collation.beads.remove(3);
    collation.beads.reverse();
    let page = page(&collation);
    for words in ["Mayor Park So-yeon", "박소연 시장", "The dockers", "예정이다"] {
        assert!(page.contains(words), "{words} is lost");
    }
}
