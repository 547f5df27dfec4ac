//! Exit codes: 0 clean, 1 findings, 2 error.

use super::context::Context;
use std::io::ErrorKind;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to report.
    Clean,
    /// Something at or above `--fail-on` was found.
    Findings,
}

/// Turns an outcome into an exit code and tells of an error in one line on stderr.
pub fn code(outcome: anyhow::Result<Exit>, context: &Context) -> ExitCode {
    match outcome {
        Ok(Exit::Clean) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        // The reader of a pipe that has seen enough is no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            context.error(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|e| e.kind() == ErrorKind::BrokenPipe)
}
