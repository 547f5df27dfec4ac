//! Reading the word lists that stand in `data/`.

/// The lines of a list, without comments (`# …`) and empty lines.
pub fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a list in which a line holds several.
pub fn words(file: &'static str) -> impl Iterator<Item = &'static str> {
    rows(file).flat_map(str::split_whitespace)
}

/// The lists of a file in sections: `[name]`, then words.
pub fn section(file: &'static str, name: &str) -> impl Iterator<Item = &'static str> {
    let head = format!("[{name}]");
    let mut inside = false;
    rows(file)
        .filter(move |line| {
            if line.starts_with('[') {
                inside = *line == head;
                return false;
            }
            inside
        })
        .flat_map(str::split_whitespace)
}
