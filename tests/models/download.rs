//! One file over connections that are cut, servers that ignore ranges, and bytes that are others.

use crate::bench::{Bench, Told, noise, sum};
use crate::server::{Answer, Server};
use daejo::models::{Registry, Silent};
use std::sync::atomic::{AtomicUsize, Ordering};

const PATH: &str = "/base/in/a.bin";

fn https(bench: &Bench, bases: &[String], bytes: &[u8]) -> Registry {
    bench.registry(
        &format!("kind = \"https\"\nbase = {bases:?}"),
        &[("a.bin", bytes)],
    )
}

#[test]
fn a_cut_connection_is_gone_on_with() {
    let bytes = noise(300_000, 1);
    let body = bytes.clone();
    let server = Server::start(move |asked| match asked.range() {
        None => Answer::ranged(asked, &body)
            .with("ETag", "\"one\"")
            .cut_after(100_000),
        Some(_) => Answer::ranged(asked, &body).with("ETag", "\"one\""),
    });
    let bench = Bench::new();
    let registry = https(&bench, &[server.url("/base")], &bytes);
    let told = Told::default();
    let folder = bench.store().require(&registry, "m", &told).unwrap();
    assert_eq!(std::fs::read(folder.file("a.bin")).unwrap(), bytes);
    let asked = server.asked_for(PATH);
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert_eq!(asked[1].range(), Some(100_000));
    assert_eq!(asked[1].header("if-range"), Some("\"one\""));
    assert!(told.text().contains("trying again"), "{}", told.text());
    assert!(told.text().contains("no commercial use"), "{}", told.text());
    bench.assert_tidy();
}

#[test]
fn a_server_that_ignores_ranges_serves() {
    let bytes = noise(300_000, 2);
    let (body, count) = (bytes.clone(), AtomicUsize::new(0));
    let server = Server::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::ok(body.clone()).cut_after(100_000),
        _ => Answer::ok(body.clone()),
    });
    let bench = Bench::new();
    let registry = https(&bench, &[server.url("/base")], &bytes);
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    assert_eq!(std::fs::read(folder.file("a.bin")).unwrap(), bytes);
    assert_eq!(server.asked()[1].range(), Some(100_000));
}

#[test]
fn a_part_of_another_file_is_not_kept() {
    let bytes = noise(300_000, 3);
    let body = bytes.clone();
    let server = Server::start(move |asked| Answer::ranged(asked, &body));
    let bench = Bench::new();
    let part = bench.path(&format!("store/m/.partial/{}.part", &sum(&bytes)[..16]));
    std::fs::create_dir_all(part.parent().unwrap()).unwrap();
    // As if the file had changed on the server since, and the server did not say so.
    std::fs::write(&part, noise(50_000, 99)).unwrap();
    let registry = https(&bench, &[server.url("/base")], &bytes);
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    assert_eq!(std::fs::read(folder.file("a.bin")).unwrap(), bytes);
    let ranges: Vec<_> = server.asked().iter().map(|a| a.range()).collect();
    assert_eq!(ranges, [Some(50_000), None]);
}

#[test]
fn a_wrong_sum_is_refused_and_named() {
    let bytes = noise(1000, 4);
    let mut other = bytes.clone();
    other[500] ^= 1;
    let expected = sum(&bytes);
    let found = sum(&other);
    let server = Server::start(move |_| Answer::ok(other.clone()));
    let bench = Bench::new();
    let registry = https(&bench, &[server.url("/base")], &bytes);
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    for part in ["a.bin", &server.url(PATH), &expected, &found] {
        assert!(message.contains(part), "{part} is not in: {message}");
    }
    assert_eq!(server.asked().len(), 1, "what is refused is not asked for again");
    assert!(!bench.path("store/m/a.bin").exists());
}

#[test]
fn another_size_is_refused_before_the_bytes() {
    let bytes = noise(1000, 5);
    let server = Server::start(|_| Answer::ok(noise(999, 5)));
    let bench = Bench::new();
    let registry = https(&bench, &[server.url("/base")], &bytes);
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("999 bytes, not 1000"), "{message}");
}

#[test]
fn a_busy_server_is_asked_again_and_a_clear_answer_is_taken() {
    let bytes = noise(1000, 6);
    let (body, count) = (bytes.clone(), AtomicUsize::new(0));
    let server = Server::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::status(503).with("Retry-After", "0"),
        1 => Answer::status(429),
        _ => Answer::ok(body.clone()),
    });
    let bench = Bench::new();
    bench
        .store()
        .require(&https(&bench, &[server.url("/base")], &bytes), "m", &Silent)
        .unwrap();

    let server = Server::start(|_| Answer::status(403));
    let bench = Bench::new();
    let registry = https(&bench, &[server.url("/base")], &bytes);
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("403") && server.asked().len() == 1, "{message}");
}

#[test]
fn a_mirror_serves_where_the_first_address_does_not() {
    let bytes = noise(1000, 7);
    let body = bytes.clone();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/wrong/in/a.bin" => Answer::ok(noise(1000, 8)),
        "/mirror/in/a.bin" => Answer::ok(body.clone()),
        _ => Answer::status(404),
    });
    let bench = Bench::new();
    let bases = ["/gone", "/wrong", "/mirror"].map(|base| server.url(base));
    bench
        .store()
        .require(&https(&bench, &bases, &bytes), "m", &Silent)
        .unwrap();
    // With no mirror left every reason is told.
    let bench = Bench::new();
    let message = bench
        .store()
        .require(&https(&bench, &bases[..2], &bytes), "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("404") && message.contains("sha256"), "{message}");
}

#[test]
fn redirects_without_end_are_left() {
    let server = Server::start(|_| Answer::redirect("/base/in/a.bin"));
    let bench = Bench::new();
    let registry = https(&bench, &[server.url("/base")], b"a");
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("too many redirects"), "{message}");
}
