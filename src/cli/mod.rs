//! The command line: one file a command, and what they share.

mod align;
mod check;
mod compare;
mod context;
mod embed;
mod encoder;
mod eval;
mod exit;
mod input;
mod many;
mod memory;
mod models;
mod progress;
mod quantities;
mod sentences;
mod settings;
mod statements;
mod store;
mod times;
mod translate;

use clap::{Parser, Subcommand};
use context::{Context, Global};
use std::process::ExitCode;

/// Collates news in English and Korean: which sentence became which, who is quoted as saying what, and whether
/// it is still the same statement.
#[derive(Parser)]
#[command(name = "daejo", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Align(align::Args),
    Compare(compare::Args),
    Statements(statements::Args),
    Quantities(quantities::Args),
    Sentences(sentences::Args),
    Embed(embed::Args),
    Translate(translate::Args),
    Memory(memory::Args),
    Eval(eval::Args),
    Models(models::Args),
}

/// Parses the command line, runs the command, and turns its outcome into an exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let context = Context::new(cli.global);
    let outcome = context.with_threads(|| match cli.command {
        Command::Check(args) => check::run(args, &context),
        Command::Align(args) => align::run(args, &context),
        Command::Compare(args) => compare::run(&args, &context),
        Command::Statements(args) => statements::run(args, &context),
        Command::Quantities(args) => quantities::run(args, &context),
        Command::Sentences(args) => sentences::run(args, &context),
        Command::Embed(args) => embed::run(args, &context),
        Command::Translate(args) => translate::run(args, &context),
        Command::Memory(args) => memory::run(&args, &context),
        Command::Eval(args) => eval::run(args, &context),
        Command::Models(args) => models::run(args, &context),
    });
    exit::code(outcome, &context)
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory as _;

    /// Finds names used twice, arguments that require what is not there, and the like, in every command at once.
    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
