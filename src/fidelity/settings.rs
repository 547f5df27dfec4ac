//! Which rules count, and how much: the `[rules]` of `daejo.toml`.
//!
//! ```toml
//! [rules]
//! scare = "off"            # a rule: nothing it finds is reported
//! NUM_BOUND = "note"       # a fault: reported as a note, whichever rule finds it
//! ```
//!
//! A fault comes before the rule that finds it.

use super::finding::{Finding, Severity};
use super::names;
use super::zones::Zone;
use crate::names::Names;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How strictly to judge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    rules: BTreeMap<String, Switch>,
    /// A user's names across scripts, which come before what the program hears and lists.
    pub names: Names,
    /// The clock that the English article tells its days by; the one of its dateline where there is none.
    pub zone: Option<Zone>,
}

/// The options of a caller who gives none.
pub(super) static PLAIN: LazyLock<Options> = LazyLock::new(Options::default);

/// What becomes of the findings of a rule or fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// Not reported.
    Off,
    /// Reported with the severity that the rule gives.
    On,
    /// Reported as a note.
    Note,
    /// Reported as minor.
    Minor,
    /// Reported as major.
    Major,
    /// Reported as critical.
    Critical,
}

impl Switch {
    fn severity(self, own: Severity) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::On => Some(own),
            Self::Note => Some(Severity::Note),
            Self::Minor => Some(Severity::Minor),
            Self::Major => Some(Severity::Major),
            Self::Critical => Some(Severity::Critical),
        }
    }
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// Not TOML, or a value that is no switch.
    #[error("{}", .0.message())]
    Toml(#[from] toml::de::Error),
    /// A name that is neither a rule nor a fault.
    #[error("[rules] has {name:?}, which is no rule and no fault{}", suggestion(.nearest.as_deref()))]
    Unknown {
        /// The name.
        name: String,
        /// The name it may be meant for.
        nearest: Option<String>,
    },
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|n| format!("; is it {n}?")).unwrap_or_default()
}

/// The part of the file that is for this stage.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    rules: BTreeMap<String, Switch>,
}

impl Options {
    /// Reads the `[rules]` of a settings file. Other tables are for others.
    ///
    /// # Errors
    /// If the text is no TOML, a value is no switch, or a name is none of a rule or fault.
    pub fn from_toml(text: &str) -> Result<Self, BadSettings> {
        let file: File = toml::from_str(text)?;
        let mut rules = BTreeMap::new();
        for (name, switch) in file.rules {
            let Some(known) = names::known(&name) else {
                let nearest = names::nearest(&name);
                return Err(BadSettings::Unknown { name, nearest });
            };
            rules.insert(known, switch);
        }
        Ok(Self {
            rules,
            ..Self::default()
        })
    }

    /// The finding as it is to be reported; `None` where it is not.
    pub fn settle(&self, mut finding: Finding) -> Option<Finding> {
        let switch = self
            .rules
            .get(&finding.fault.to_string())
            .or_else(|| self.rules.get(finding.rule));
        if let Some(switch) = switch {
            finding.severity = switch.severity(finding.severity)?;
        }
        Some(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_or_suggested() {
        assert!(Options::from_toml("[rules]\nnumber = \"off\"\nSCARE_ADDED = \"note\"").is_ok());
        let error = Options::from_toml("[rules]\nnumbr = \"off\"")
            .expect_err("no rule")
            .to_string();
        assert_eq!(
            error,
            "[rules] has \"numbr\", which is no rule and no fault; is it number?"
        );
        assert!(Options::from_toml("[rules]\nnumber = \"loud\"").is_err());
        assert_eq!(
            Options::from_toml("[other]\nx = 1").expect("nothing for us"),
            Options::default()
        );
    }
}
