//! What a report says of its own making.

/// Where the articles came from and what judged them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The file of the source as the user named it, for links and locations; empty where there is none.
    pub source: String,
    /// The file of the target, likewise.
    pub target: String,
    /// The model that compared the sentences, by name: `use-multilingual-v3`.
    pub model: Option<String>,
}

impl About {
    /// Name and version of the program.
    pub const PROGRAM: &'static str = concat!("daejo ", env!("CARGO_PKG_VERSION"));
}
