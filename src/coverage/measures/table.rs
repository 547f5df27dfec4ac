//! A table with columns that say what they hold.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// True or false.
    Truth,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// What it means, in one line.
    pub what: &'static str,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// Not known, or there is none.
    Missing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Missing, Self::Text)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl Cell {
    /// A number to three figures after the point; more are noise.
    pub fn rounded(number: f64) -> Self {
        if number.is_finite() {
            Self::Number((number * 1000.0).round() / 1000.0)
        } else {
            Self::Missing
        }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name, which is that of its file.
    pub name: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// Shorthand for a list of columns.
macro_rules! columns {
    ($($name:literal $kind:ident $what:literal),+ $(,)?) => {
        &[$($crate::coverage::measures::Column {
            name: $name,
            kind: $crate::coverage::measures::ColumnKind::$kind,
            what: $what,
        }),+]
    };
}
pub(super) use columns;
