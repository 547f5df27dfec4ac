//! An encoder by its name or its folder.

use super::{Encoder, EncoderError, UseMultilingual, transformer};
use crate::error::Result;
use crate::models::{Error, Model, Progress, Purpose, Registry, Store, is_path};
use std::path::Path;

/// Opens an encoder; one of the registry is fetched if it is not there.
///
/// What contains a path separator or begins with a dot is the folder of a checkpoint; anything else is a name; nothing
/// is the default.
///
/// # Errors
/// There is no such encoder, its files are missing or damaged, or its engine is not in this build.
pub fn open(
    wanted: Option<&str>,
    registry: &Registry,
    store: &Store,
    progress: &dyn Progress,
) -> Result<Box<dyn Encoder>> {
    if let Some(path) = wanted.filter(|wanted| is_path(wanted)) {
        return Ok(transformer::load(
            Path::new(path),
            &name_of(wanted, registry)?,
            None,
        )?);
    }
    let model = model(wanted, registry)?;
    if transformer::lists(model) {
        // What this build cannot run is not fetched either.
        transformer::is_built(&model.name)?;
        let folder = store.require(registry, &model.name, progress)?;
        let prefix = model.prefix.as_deref();
        return Ok(transformer::load(folder.path(), &model.name, prefix)?);
    }
    let folder = store.require(registry, &model.name, progress)?;
    Ok(Box::new(UseMultilingual::open(&folder)?))
}

/// How the encoder is called in reports: its name in the registry, or that of its folder.
///
/// # Errors
/// There is no such encoder.
pub fn name_of(wanted: Option<&str>, registry: &Registry) -> Result<String> {
    let Some(path) = wanted.filter(|wanted| is_path(wanted)) else {
        return Ok(model(wanted, registry)?.name.clone());
    };
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let last = absolute.file_name().unwrap_or(absolute.as_os_str());
    Ok(last.to_string_lossy().into_owned())
}

fn model<'r>(wanted: Option<&str>, registry: &'r Registry) -> Result<&'r Model> {
    let model = match wanted {
        Some(name) => registry.get(name)?,
        None => registry
            .default_for(Purpose::Encoder)
            .ok_or_else(|| Error::Registry {
                origin: "built in".to_owned(),
                reason: "it has no default encoder".to_owned(),
            })?,
    };
    if model.purpose != Purpose::Encoder {
        let model = model.name.clone();
        return Err(EncoderError::Purpose { model }.into());
    }
    Ok(model)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoder_is_named_by_the_registry_or_its_folder() {
        let registry = Registry::built_in().unwrap();
        let name = |wanted| name_of(wanted, &registry).map_err(|e| e.to_string());
        assert_eq!(name(None).unwrap(), "use-multilingual-v3");
        assert_eq!(name(Some("labse")).unwrap(), "labse");
        assert_eq!(name(Some("./models/mine/")).unwrap(), "mine");
        assert!(name(Some("firefox-en-ko")).unwrap_err().contains("no encoder"));
        assert!(name(Some("nothing")).unwrap_err().contains("use-multilingual-v3"));
    }

    #[test]
    fn every_encoder_of_the_registry_has_the_files_of_its_kind() {
        let registry = Registry::built_in().unwrap();
        let encoders = registry.models().iter().filter(|m| m.purpose == Purpose::Encoder);
        for model in encoders {
            let has = |name: &str| model.files.iter().any(|file| file.name == name);
            assert!(
                has("sp.model") || (has("modules.json") && has("tokenizer.json")),
                "{}",
                model.name
            );
        }
    }
}
