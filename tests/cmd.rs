//! The command line, as files: `tests/cmd/*.toml` and `*.md`.

mod common;

use std::sync::LazyLock;

#[test]
fn command_line() {
    // Fetched here, so that no command has to tell that it fetches it.
    LazyLock::force(&common::ENCODER);
    trycmd::TestCases::new()
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.md");
}
