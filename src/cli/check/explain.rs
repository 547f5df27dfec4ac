//! `daejo check --explain NAME`: what a rule looks at, or what a fault means.

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use daejo::fidelity::names;

/// Writes what is known of a rule or fault.
pub fn run(name: &str, context: &Context) -> anyhow::Result<Exit> {
    let Some(text) = names::explain(name) else {
        let nearest = names::nearest(name)
            .map(|n| format!("; is it {n}?"))
            .unwrap_or_default();
        let rules: Vec<&str> = names::rules().collect();
        anyhow::bail!(
            "{name:?} is no rule and no fault{nearest}\nrules: {}",
            rules.join(", ")
        );
    };
    context.write(None, |out| Ok(out.write_all(text.as_bytes())?))?;
    Ok(Exit::Clean)
}
