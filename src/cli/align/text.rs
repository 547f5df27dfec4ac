//! The sentences of one side.

use crate::cli::input;
use anyhow::{Context as _, bail};
use daejo::alignment::Layout;
use daejo::article::{Article, ReadOptions};
use daejo::exchange::Document;
use daejo::sentences;
use daejo::text::{Language, encoding, language};
use std::path::Path;

/// One side as read.
pub struct Text {
    /// What messages and files call it.
    pub name: String,
    /// Its language, where it is known.
    pub lang: Option<Language>,
    /// Its sentences.
    pub lines: Vec<String>,
    /// How they are laid out, where that is known.
    pub layout: Option<Layout>,
}

impl Text {
    /// Reads an article and splits it.
    pub fn read(path: &Path, options: &ReadOptions) -> anyhow::Result<Self> {
        let article = input::article(path, options)?;
        Self::of_article(&article, input::name(path))
    }

    /// The sentences of an article.
    pub fn of_article(article: &Article, name: String) -> anyhow::Result<Self> {
        let sentences = sentences::split(article);
        let lines: Vec<String> = sentences.iter().map(|s| s.line(article)).collect();
        if lines.is_empty() {
            bail!("{name}: holds no sentence");
        }
        let lang = Some(article.lang);
        let layout = Some(sentences::layout(&sentences));
        Ok(Self {
            name,
            lang,
            lines,
            layout,
        })
    }

    /// Reads a file of one sentence a line, taken as they are.
    pub fn presplit(path: &Path, lang: Option<Language>) -> anyhow::Result<Self> {
        let name = input::name(path);
        let text = encoding::decode(&input::bytes(path)?).with_context(|| name.clone())?;
        if text.trim().is_empty() {
            bail!("{name}: the file is empty");
        }
        let lang = lang.or_else(|| language::recognise(&text));
        let lines = text.lines().map(str::to_owned).collect();
        let layout = None;
        Ok(Self {
            name,
            lang,
            lines,
            layout,
        })
    }

    /// As writers want it.
    pub fn document(&self) -> Document<'_> {
        Document {
            name: &self.name,
            lang: self.lang,
            lines: &self.lines,
        }
    }
}
