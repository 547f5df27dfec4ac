//! A wheel from package indexes.

use crate::bench::{Bench, WHEEL, noise, sum, wheel};
use crate::server::{Answer, Server, closed_port};
use daejo::models::Silent;

const PAGE: &str = "/simple/my-model/";

fn html(link: &str) -> Answer {
    let page = format!("<!DOCTYPE html><html><body><a href=\"{link}\">{WHEEL}</a><br></body></html>");
    Answer::ok(page).with("Content-Type", "text/html")
}

#[test]
fn an_html_page_with_a_relative_link_serves() {
    let files = [("a.bin", &noise(5000, 1)[..]), ("b.bin", b"b")];
    let bytes = wheel(&files);
    let link = format!("../../files/{WHEEL}#sha256={}", sum(&bytes));
    let body = bytes.clone();
    let server = Server::start(move |asked| match asked.path.as_str() {
        PAGE => html(&link),
        path if path == format!("/files/{WHEEL}") => Answer::ok(body.clone()),
        _ => Answer::status(404),
    });
    let bench = Bench::new().set("PIP_INDEX_URL", server.url("/simple"));
    let registry = bench.wheel_registry(&bytes, &files);
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    assert_eq!(std::fs::read(folder.file("a.bin")).unwrap(), files[0].1);
    assert_eq!(std::fs::read(folder.file("b.bin")).unwrap(), files[1].1);
    bench.assert_tidy();
    // What is there is not fetched again.
    let before = server.asked().len();
    bench.store().require(&registry, "m", &Silent).unwrap();
    assert_eq!(server.asked().len(), before);
}

#[test]
fn a_json_page_behind_a_password_and_a_redirect_serves() {
    let files = [("a.bin", &noise(5000, 2)[..])];
    let bytes = wheel(&files);
    let (listed, body) = (sum(&bytes), bytes.clone());
    let server = Server::start(move |asked| {
        if asked.header("authorization") != Some("Basic bWU6cEBzcw==") {
            return Answer::status(401);
        }
        match asked.path.as_str() {
            PAGE => Answer::redirect("/pypi/my-model/"),
            "/pypi/my-model/" => {
                assert!(
                    asked
                        .header("accept")
                        .unwrap()
                        .contains("application/vnd.pypi.simple.v1+json")
                );
                let page = format!(
                    r#"{{"files":[{{"filename":"{WHEEL}","url":"../{WHEEL}","hashes":{{"sha256":"{listed}"}}}}]}}"#
                );
                Answer::ok(page).with("Content-Type", "application/vnd.pypi.simple.v1+json")
            }
            _ => Answer::ok(body.clone()),
        }
    });
    let index = server.url("/simple/").replace("http://", "http://me:p%40ss@");
    let bench = Bench::new().set("PIP_INDEX_URL", index);
    let registry = bench.wheel_registry(&bytes, &files);
    bench.store().require(&registry, "m", &Silent).unwrap();

    let bench = Bench::new().set(
        "PIP_INDEX_URL",
        server.url("/simple/").replace("http://", "http://me:secret@"),
    );
    let registry = bench.wheel_registry(&bytes, &files);
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("401") && !message.contains("secret"),
        "{message}"
    );
}

#[test]
fn an_index_without_the_file_or_out_of_order_is_passed_over() {
    let files = [("a.bin", &noise(500, 3)[..])];
    let bytes = wheel(&files);
    let body = bytes.clone();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/second/my-model/" => html(&format!("/{WHEEL}")),
        path if path.ends_with(".whl") => Answer::ok(body.clone()),
        _ => Answer::status(404),
    });
    let dead = format!("http://127.0.0.1:{}/simple", closed_port());
    let bench = Bench::new()
        .set("PIP_INDEX_URL", server.url("/first"))
        .set("PIP_EXTRA_INDEX_URL", format!("{dead} {}", server.url("/second")));
    let registry = bench.wheel_registry(&bytes, &files);
    bench.store().require(&registry, "m", &Silent).unwrap();
}

#[test]
fn a_busy_index_is_asked_again() {
    let files = [("a.bin", &noise(500, 8)[..])];
    let bytes = wheel(&files);
    let (body, count) = (bytes.clone(), std::sync::atomic::AtomicUsize::new(0));
    let server = Server::start(move |asked| match asked.path.as_str() {
        PAGE if count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => Answer::status(503),
        PAGE => html(&format!("/{WHEEL}")),
        _ => Answer::ok(body.clone()),
    });
    let bench = Bench::new().set("PIP_INDEX_URL", server.url("/simple"));
    let registry = bench.wheel_registry(&bytes, &files);
    bench.store().require(&registry, "m", &Silent).unwrap();
}

#[test]
fn a_file_found_nowhere_is_said_with_the_places() {
    let server = Server::start(|_| Answer::status(404));
    let bench = Bench::new().set("PIP_INDEX_URL", server.url("/simple"));
    let registry = bench.wheel_registry(b"x", &[("a.bin", b"a")]);
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(
        message.contains(WHEEL) && message.contains("/simple/my-model/"),
        "{message}"
    );
    let bench = Bench::new().set("PIP_NO_INDEX", "1");
    let registry = bench.wheel_registry(b"x", &[("a.bin", b"a")]);
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("settings name none"), "{message}");
}

#[test]
fn a_page_that_lists_another_sum_is_refused_before_the_download() {
    let files = [("a.bin", &noise(500, 4)[..])];
    let bytes = wheel(&files);
    let server = Server::start(|asked| match asked.path.as_str() {
        PAGE => html(&format!("/{WHEEL}#sha256={}", "0".repeat(64))),
        _ => Answer::ok("never asked for"),
    });
    let bench = Bench::new().set("PIP_INDEX_URL", server.url("/simple"));
    let registry = bench.wheel_registry(&bytes, &files);
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("lists another"), "{message}");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn folders_of_find_links_need_no_network() {
    let files = [("a.bin", &noise(500, 5)[..])];
    let bytes = wheel(&files);
    let bench = Bench::new();
    let links = bench.path("links");
    std::fs::create_dir(&links).unwrap();
    std::fs::write(links.join(WHEEL), &bytes).unwrap();
    let bench = bench.set("PIP_FIND_LINKS", links.to_str().unwrap());
    let registry = bench.wheel_registry(&bytes, &files);
    bench.offline_store().require(&registry, "m", &Silent).unwrap();
    assert!(links.join(WHEEL).exists());
}

#[test]
fn a_proxy_is_asked_and_no_proxy_is_not() {
    let files = [("a.bin", &noise(500, 6)[..])];
    let bytes = wheel(&files);
    let body = bytes.clone();
    let answer = move |path: &str| match path {
        PAGE => html(&format!("/{WHEEL}")),
        _ => Answer::ok(body.clone()),
    };
    let server = Server::start(move |asked| answer(&asked.path));
    let proxy = server.url("").replace("http://", "http://user:word@");
    // The host exists behind the proxy only.
    let bench = Bench::new()
        .set("HTTP_PROXY", proxy.clone())
        .set("PIP_INDEX_URL", "http://index.invalid/simple");
    let registry = bench.wheel_registry(&bytes, &files);
    bench.store().require(&registry, "m", &Silent).unwrap();
    let tunnel = &server.asked()[0];
    assert_eq!(
        (tunnel.method.as_str(), tunnel.path.as_str()),
        ("CONNECT", "index.invalid:80")
    );
    assert_eq!(tunnel.header("proxy-authorization"), Some("Basic dXNlcjp3b3Jk"));

    let bench = Bench::new()
        .set("HTTP_PROXY", format!("http://127.0.0.1:{}", closed_port()))
        .set("NO_PROXY", "127.0.0.1")
        .set("PIP_INDEX_URL", server.url("/simple"));
    bench
        .store()
        .require(&bench.wheel_registry(&bytes, &files), "m", &Silent)
        .unwrap();
}
