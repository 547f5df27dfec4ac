//! The command line, as files: `tests/cmd/*.toml` and `*.md`.

#[test]
fn command_line() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.md");
}
