//! From which language into which.

use crate::text::language::{Language, UnknownLanguage};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// From which language into which; written `en-ko`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Direction {
    /// The language of the original.
    pub from: Language,
    /// The language of the translation.
    pub to: Language,
}

impl Direction {
    /// From `from` into `to`.
    pub const fn new(from: Language, to: Language) -> Self {
        Self { from, to }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

impl FromStr for Direction {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (from, to) = text.split_once('-').unwrap_or((text, ""));
        Ok(Self::new(from.parse()?, to.parse()?))
    }
}

impl TryFrom<String> for Direction {
    type Error = UnknownLanguage;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Direction> for String {
    fn from(direction: Direction) -> Self {
        direction.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_it_is_written() {
        let direction = Direction::new(Language::En, Language::Ko);
        assert_eq!(direction.to_string(), "en-ko");
        assert_eq!("en-ko".parse::<Direction>().unwrap(), direction);
        assert!("en".parse::<Direction>().is_err());
        assert!("en-".parse::<Direction>().is_err());
    }
}
