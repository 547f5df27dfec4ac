//! A model by its name or its folder.

use super::{Direction, TranslationError, Translator, engines};
use crate::models::{Model, Progress, Purpose, Registry, Store, is_path};
use std::path::Path;

/// What to open.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// A name in the registry or the path of a folder; absent, the model listed first for the direction.
    pub model: Option<&'a str>,
    /// From which language into which.
    pub direction: Direction,
}

/// Opens a model; one of the registry is fetched if it is not there.
///
/// What contains a path separator or begins with a dot is a folder; anything else is a name.
///
/// # Errors
/// There is no such model or none for the direction, its files are missing or damaged, or its engine is not in this
/// build.
pub fn open(
    request: Request<'_>,
    registry: &Registry,
    store: &Store,
    progress: &dyn Progress,
) -> Result<Box<dyn Translator>, TranslationError> {
    let Request { model, direction } = request;
    if let Some(path) = model.filter(|model| is_path(model)) {
        return engines::load(Path::new(path), None, direction);
    }
    let model = match model {
        Some(name) => registry.get(name)?,
        None => listed(registry, direction).ok_or(TranslationError::NoModel(direction))?,
    };
    let folder = store.require(registry, &model.name, progress)?;
    engines::load(folder.path(), Some(&model.name), direction)
}

/// The first model of the registry that is for this direction alone.
fn listed(registry: &Registry, direction: Direction) -> Option<&Model> {
    registry
        .models()
        .iter()
        .find(|model| model.purpose == Purpose::Translation && model.direction == Some(direction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::Registry;
    use crate::text::Language::{En, Fr, Ko};

    #[test]
    fn both_directions_have_a_model_by_default() {
        let registry = Registry::built_in().unwrap();
        let name = |from, to| listed(&registry, Direction::new(from, to)).map(|m| m.name.as_str());
        assert_eq!(name(En, Ko), Some("firefox-en-ko"));
        assert_eq!(name(Ko, En), Some("firefox-ko-en"));
        assert_eq!(name(En, Fr), None);
    }
}
