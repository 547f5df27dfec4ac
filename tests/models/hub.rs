//! A model hub.

use crate::bench::{Bench, noise, sum};
use crate::server::{Answer, Server, closed_port};
use daejo::models::{PullOptions, Registry, Silent, State};

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

/// A hub with one repository of a large and a small file, which stands at a commit.
fn repository(large: &[u8], small: &[u8]) -> Server {
    let about = serde_json::json!({"sha": "c0ffee", "siblings": [
        {"rfilename": "weights.bin", "size": large.len(), "lfs": {"sha256": sum(large), "size": large.len()}},
        {"rfilename": "config.json", "size": small.len()},
    ]})
    .to_string();
    let (large, small) = (large.to_vec(), small.to_vec());
    Server::start(move |asked| match asked.path.as_str() {
        path if path.starts_with("/api/models/owner/name/revision/main") => {
            Answer::ok(about.clone().into_bytes())
        }
        "/owner/name/resolve/c0ffee/weights.bin" => Answer::ok(large.clone()),
        "/owner/name/resolve/c0ffee/config.json" => Answer::ok(small.clone()),
        _ => Answer::status(404),
    })
}

fn unpinned(bench: &Bench, more: &str) -> Registry {
    let text = format!(
        "[[model]]\nname = \"m\"\npurpose = \"translation\"\nsummary = \"s\"\nlicence = \"LicenseRef-x\"\n\
         restriction = \"no commercial use\"\n{more}[model.source]\nkind = \"hub\"\nrepository = \"owner/name\"\n\
         [[model.file]]\nname = \"weights.bin\"\n[[model.file]]\nname = \"config.json\"\n"
    );
    let path = bench.path("registry.toml");
    std::fs::write(&path, text).unwrap();
    Registry::load_with(Some(&path)).unwrap()
}

#[test]
fn the_first_pull_pins_what_the_registry_does_not() {
    let (large, small) = (noise(3000, 5), b"{}".to_vec());
    let server = repository(&large, &small);
    let bench = Bench::new().set("HF_ENDPOINT", server.url(""));
    let registry = unpinned(&bench, "");
    let model = registry.get("m").unwrap();
    assert_eq!(bench.store().state(model, &Silent).unwrap(), State::Missing);
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    assert_eq!(std::fs::read(folder.file("weights.bin")).unwrap(), large);
    assert_eq!(std::fs::read(folder.file("config.json")).unwrap(), small);

    // From now on it is as if the registry had pinned it: found without a network, and held to the sums.
    let offline = bench.offline_store();
    assert_eq!(offline.state(model, &Silent).unwrap(), State::Ready);
    std::fs::write(folder.file("config.json"), b"[]").unwrap();
    let states = offline.verify(model, &Silent).unwrap();
    assert_eq!(states[0].1, State::Ready);
    assert!(matches!(states[1].1, State::Damaged { .. }), "{states:?}");

    let changed = repository(&noise(3000, 6), b"{ }");
    let bench = bench.set("HF_ENDPOINT", changed.url(""));
    let again = PullOptions {
        force: true,
        ..PullOptions::default()
    };
    let message = bench
        .store()
        .pull(model, &again, &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("sha256"), "{message}");
}

#[test]
fn a_licence_to_accept_is_accepted_before_a_byte_is_asked_for() {
    let (large, small) = (noise(3000, 5), b"{}".to_vec());
    let server = repository(&large, &small);
    let bench = Bench::new().set("HF_ENDPOINT", server.url(""));
    let registry = unpinned(&bench, "consent = true\n");
    let message = bench
        .store()
        .require(&registry, "m", &Silent)
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("no commercial use") && message.contains("--accept-licence"),
        "{message}"
    );
    assert!(server.asked().is_empty());
    let accepted = PullOptions {
        consent: true,
        ..PullOptions::default()
    };
    let model = registry.get("m").unwrap();
    bench.store().pull(model, &accepted, &Silent).unwrap();
    bench.offline_store().require(&registry, "m", &Silent).unwrap();
}

#[test]
fn files_brought_by_hand_are_pinned_as_they_are() {
    let bench = Bench::new();
    let registry = unpinned(&bench, "");
    let model = registry.get("m").unwrap();
    let brought = bench.path("brought");
    std::fs::create_dir_all(&brought).unwrap();
    std::fs::write(brought.join("weights.bin"), b"weights").unwrap();
    let options = PullOptions {
        from: Some(brought.clone()),
        ..PullOptions::default()
    };
    let message = bench
        .offline_store()
        .pull(model, &options, &Silent)
        .unwrap_err()
        .to_string();
    assert!(message.contains("config.json"), "{message}");
    std::fs::write(brought.join("config.json"), b"{}").unwrap();
    bench.offline_store().pull(model, &options, &Silent).unwrap();
    assert_eq!(bench.offline_store().state(model, &Silent).unwrap(), State::Ready);
}
