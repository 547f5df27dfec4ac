//! Which files of a folder make a model of this engine.
//!
//! Mozilla's names are `model.enko.intgemm.alphas.bin` with `vocab.enko.spm`, or with `srcvocab.enko.spm` and
//! `trgvocab.enko.spm`. The shortlist, `lex.50.50.enko.s2t.bin`, is not used: with it the engine is no faster, and it
//! forbids words that it does not list for a source word, names above all.

use super::super::Listing;
use crate::text::Language;
use crate::translation::{Direction, TranslationError};
use std::path::PathBuf;

/// The files of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Files {
    pub(super) model: PathBuf,
    pub(super) source: PathBuf,
    pub(super) target: PathBuf,
    /// The direction that the name of the model's file says.
    pub(super) direction: Option<Direction>,
}

/// Whether the folder is for this engine: it has a model or a vocabulary in Marian's form, and no `config.json`.
pub(in crate::translation) fn recognises(listing: &Listing) -> bool {
    !listing.has("config.json") && (model(listing).next().is_some() || vocabularies(listing).next().is_some())
}

fn model(listing: &Listing) -> impl Iterator<Item = &str> {
    listing
        .names()
        .filter(|name| name.ends_with(".bin") && !name.starts_with("lex."))
}

fn vocabularies(listing: &Listing) -> impl Iterator<Item = &str> {
    listing.names().filter(|name| name.ends_with(".spm"))
}

/// Finds the files.
///
/// # Errors
/// One is missing, or there are several that could be it.
pub(super) fn find(listing: &Listing) -> Result<Files, TranslationError> {
    let name = one(listing, model(listing).collect(), "a model (model.*.bin)")?;
    let side = |prefix| {
        vocabularies(listing)
            .filter(move |v| v.starts_with(prefix))
            .collect()
    };
    let split = vocabularies(listing).any(|v| v.starts_with("srcvocab") || v.starts_with("trgvocab"));
    let (source, target) = match split {
        true => (
            one(
                listing,
                side("srcvocab"),
                "the vocabulary of the source (srcvocab.*.spm)",
            )?,
            one(
                listing,
                side("trgvocab"),
                "the vocabulary of the target (trgvocab.*.spm)",
            )?,
        ),
        false => {
            let both = one(
                listing,
                vocabularies(listing).collect(),
                "a vocabulary (vocab.*.spm)",
            )?;
            (both, both)
        }
    };
    Ok(Files {
        model: listing.path(name),
        source: listing.path(source),
        target: listing.path(target),
        direction: direction(name),
    })
}

fn one<'a>(listing: &Listing, found: Vec<&'a str>, what: &str) -> Result<&'a str, TranslationError> {
    match found[..] {
        [name] => Ok(name),
        [] => Err(listing.unrecognised(format!(
            "{what} is missing; a model of Mozilla's consists of model.*.bin and vocab.*.spm, or srcvocab.*.spm and \
             trgvocab.*.spm, unpacked"
        ))),
        _ => Err(listing.unrecognised(format!(
            "there are {} files that could be {what}: {}; keep one",
            found.len(),
            found.join(", ")
        ))),
    }
}

/// `enko` in `model.enko.intgemm.alphas.bin`.
fn direction(name: &str) -> Option<Direction> {
    let (from, to) = name.split('.').nth(1)?.split_at_checked(2)?;
    let exact = |code: &str| code.parse::<Language>().ok().filter(|l| l.code() == code);
    Some(Direction::new(exact(from)?, exact(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_the_direction_where_it_does() {
        let en_ko = Direction::new(Language::En, Language::Ko);
        assert_eq!(direction("model.enko.intgemm.alphas.bin"), Some(en_ko));
        assert_eq!(direction("model.bin"), None);
        assert_eq!(direction("model.npz.best.bin"), None);
        assert_eq!(direction("모델.bin"), None);
    }

    #[test]
    fn what_is_missing_or_there_twice_is_named() {
        let find = |names: &[&str]| find(&Listing::of("m", names)).map_err(|e| e.to_string());
        assert!(find(&["model.enko.bin", "vocab.enko.spm", "lex.50.50.enko.s2t.bin"]).is_ok());
        let split = find(&["model.bin", "srcvocab.spm", "trgvocab.spm"]).unwrap();
        assert_ne!(split.source, split.target);
        for (names, says) in [
            (&["vocab.spm"][..], "a model"),
            (&["model.bin"], "a vocabulary"),
            (&["model.bin", "srcvocab.spm"], "vocabulary of the target"),
            (&["a.bin", "b.bin", "vocab.spm"], "a.bin, b.bin"),
        ] {
            assert!(find(names).unwrap_err().contains(says), "{names:?}");
        }
    }
}
