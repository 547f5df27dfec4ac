//! A model hub.

use crate::bench::{Bench, noise, sum};
use crate::server::{Answer, Server, closed_port};
use daejo::models::{Registry, Silent};

const SOURCE: &str = "kind = \"hub\"\nrepository = \"owner/name\"\nrevision = \"abc123\"";
const PATH: &str = "/owner/name/resolve/abc123/in/a.bin";

fn hub(bench: &Bench, bytes: &[u8]) -> Registry {
    bench.registry(SOURCE, &[("a.bin", bytes)])
}

#[test]
fn the_token_goes_to_the_hub_and_no_further() {
    let bytes = noise(1000, 1);
    let body = bytes.clone();
    let far = Server::start(move |_| Answer::ok(body.clone()));
    let (there, tag) = (far.url("/blob?signature=x"), sum(&bytes));
    let near = Server::start(move |asked| match asked.header("authorization") {
        Some("Bearer hf_secret") => {
            Answer::redirect(there.clone()).with("X-Linked-ETag", format!("\"{tag}\""))
        }
        _ => Answer::status(401).with("X-Error-Message", "Access to model is restricted"),
    });
    let bench = Bench::new()
        .set("HF_ENDPOINT", near.url(""))
        .set("HF_TOKEN", "hf_secret");
    bench.store().require(&hub(&bench, &bytes), "m", &Silent).unwrap();
    assert_eq!(near.asked()[0].path, PATH);
    assert_eq!(far.asked()[0].header("authorization"), None);

    let bench = Bench::new().set("HF_ENDPOINT", near.url(""));
    let message = bench
        .store()
        .require(&hub(&bench, &bytes), "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("restricted") && message.contains("token"),
        "{message}"
    );
}

#[test]
fn another_version_is_refused_by_its_tag() {
    let bytes = noise(1000, 2);
    let tag = sum(b"another");
    let server = Server::start(move |asked| match asked.path.as_str() {
        PATH => Answer::redirect("/blob").with("X-Linked-ETag", format!("\"{tag}\"")),
        _ => Answer::ok(noise(1000, 3)),
    });
    let bench = Bench::new().set("HF_ENDPOINT", server.url(""));
    let message = bench
        .store()
        .require(&hub(&bench, &bytes), "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("another version"), "{message}");
}

#[test]
fn a_file_in_the_hubs_own_cache_is_used() {
    let bytes = noise(1000, 4);
    let bench = Bench::new().set("HF_ENDPOINT", format!("http://127.0.0.1:{}", closed_port()));
    let file = bench.path("home/.cache/huggingface/hub/models--owner--name/snapshots/abc123/in/a.bin");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, &bytes).unwrap();
    let folder = bench
        .offline_store()
        .require(&hub(&bench, &bytes), "m", &Silent)
        .unwrap();
    assert_eq!(std::fs::read(folder.file("a.bin")).unwrap(), bytes);
    bench
        .offline_store()
        .remove(hub(&bench, &bytes).get("m").unwrap(), &Silent)
        .unwrap();
    assert!(file.exists());
}
