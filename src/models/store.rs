//! The models on disk: one folder each, files put in place whole and known to be what the registry names.

use super::digest;
use super::environment::Environment;
use super::error::{Error, Result, cannot};
use super::fetch::{Fetch, PARTIAL, verdict};
use super::folder::Folder;
use super::http::{Client, Patience};
use super::lock::Lock;
use super::pins::Pins;
use super::progress::Progress;
use super::registry::{Model, ModelFile, Registry};
use super::sideload;
use super::source::Source;
use super::stamp::{Stamp, Stamps};
use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// How to make a store.
#[derive(Debug, Clone, Default)]
pub struct StoreOptions {
    /// The folder of all models; absent, `DAEJO_MODELS`, else `daejo/models` in the user's cache.
    pub root: Option<PathBuf>,
    /// Open no socket.
    pub offline: bool,
}

/// How to pull a model.
#[derive(Debug, Clone, Default)]
pub struct PullOptions {
    /// Fetch files that are there and sound as well.
    pub force: bool,
    /// A folder or archive to take the files from, in place of the model's source.
    pub from: Option<PathBuf>,
    /// The user accepts the licence, where the registry asks for that.
    pub consent: bool,
}

/// How a model, or one of its files, is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// As the registry names it.
    Ready,
    /// Not there, or another version.
    Missing,
    /// There, and not what it should be.
    Damaged {
        /// The file.
        path: PathBuf,
        /// How it differs.
        reason: String,
    },
}

/// The models on disk.
pub struct Store {
    root: PathBuf,
    spare: Option<PathBuf>,
    environment: Environment,
    client: Option<Client>,
    patience: Patience,
}

impl Store {
    /// The store of this process's environment.
    ///
    /// # Errors
    /// [`Error::NoFolder`], where neither an option nor the environment names a folder.
    pub fn new(options: StoreOptions) -> Result<Self> {
        Self::with(options, Environment::of_process(), Patience::default())
    }

    /// A store in an environment of the caller's making.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with(options: StoreOptions, environment: Environment, patience: Patience) -> Result<Self> {
        let cache = environment.cache().map(|cache| cache.join("daejo"));
        let root = options
            .root
            .or_else(|| environment.path("DAEJO_MODELS"))
            .or_else(|| cache.as_ref().map(|cache| cache.join("models")))
            .ok_or(Error::NoFolder)?;
        Ok(Self {
            // A relative folder is meant from where the command was called, whatever happens later.
            root: std::path::absolute(&root).unwrap_or(root),
            spare: cache.map(|cache| cache.join("derived")),
            client: Client::new(options.offline, &environment, &patience),
            environment,
            patience,
        })
    }

    /// The folder of all models.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of a model, whether or not it is there.
    pub fn path(&self, model: &Model) -> PathBuf {
        self.root.join(&model.name)
    }

    /// A model ready for use; fetched if it is not there.
    ///
    /// Costs no more than a look at each file's size and time of change where these are as when it was last hashed.
    ///
    /// # Errors
    /// The name is unknown, a file is damaged, or the model cannot be fetched.
    pub fn require(&self, registry: &Registry, name: &str, progress: &dyn Progress) -> Result<Folder> {
        let model = registry.get(name)?;
        match self.state(model, progress)? {
            State::Ready => Ok(self.folder(model)),
            State::Missing => self.pull(model, &PullOptions::default(), progress),
            State::Damaged { path, reason } => Err(Error::Damaged {
                model: model.name.clone(),
                path,
                reason,
            }),
        }
    }

    /// A model that is there and ready for use; nothing is fetched.
    ///
    /// # Errors
    /// The name is unknown, or the model is absent or damaged.
    pub fn find(&self, registry: &Registry, name: &str, progress: &dyn Progress) -> Result<Folder> {
        let model = registry.get(name)?;
        match self.state(model, progress)? {
            State::Ready => Ok(self.folder(model)),
            State::Missing => Err(Error::Absent {
                model: model.name.clone(),
            }),
            State::Damaged { path, reason } => Err(Error::Damaged {
                model: model.name.clone(),
                path,
                reason,
            }),
        }
    }

    /// How a model is, by the stamps of its files, and by their sums where a stamp does not fit.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn state(&self, model: &Model, progress: &dyn Progress) -> Result<State> {
        let model = &self.pinned(model);
        let mut worst = State::Ready;
        for (_, state) in self.check(model, Depth::Stamps, progress)? {
            match state {
                State::Ready => {}
                State::Missing => return Ok(State::Missing),
                damaged @ State::Damaged { .. } => worst = damaged,
            }
        }
        Ok(worst)
    }

    /// Hashes every file of a model, and says how each is.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn verify(&self, model: &Model, progress: &dyn Progress) -> Result<Vec<(ModelFile, State)>> {
        let model = self.pinned(model);
        let states = self.check(&model, Depth::Sums, progress)?;
        Ok(states
            .into_iter()
            .map(|(file, state)| (file.clone(), state))
            .collect())
    }

    /// Fetches what is missing or damaged of a model; everything with [`PullOptions::force`].
    ///
    /// What is there stays in use until what replaces it is whole. Of two processes that pull the same model one
    /// waits and then finds it.
    ///
    /// # Errors
    /// The model cannot be fetched, or the disk does not take it.
    pub fn pull(&self, model: &Model, options: &PullOptions, progress: &dyn Progress) -> Result<Folder> {
        fs::create_dir_all(&self.root).map_err(cannot("make the folder", &self.root))?;
        let _lock = Lock::acquire(&self.root, &model.name, progress)?;
        let mut model = self.pinned(model);
        if !model.is_pinned() {
            self.ask_consent(&model, options)?;
            model = Cow::Owned(self.pin(&model, options)?);
        }
        let model = &*model;
        let wanted: Vec<&ModelFile> = self
            .check(model, Depth::Stamps, progress)?
            .into_iter()
            .filter(|(_, state)| options.force || *state != State::Ready)
            .map(|(file, _)| file)
            .collect();
        if !wanted.is_empty() {
            self.ask_consent(model, options)?;
            let outcome = self.fetch(model, &wanted, options, progress);
            self.tidy(model, outcome.as_ref().err());
            outcome?;
        }
        Ok(self.folder(model))
    }

    /// The model with what its first pull pinned.
    fn pinned<'m>(&self, model: &'m Model) -> Cow<'m, Model> {
        match model.is_pinned() {
            true => Cow::Borrowed(model),
            false => Pins::read(&self.path(model))
                .and_then(|pins| pins.apply(model))
                .map_or(Cow::Borrowed(model), Cow::Owned),
        }
    }

    /// Pins a model that its registry does not: to the files brought, else to what the hub says it has.
    fn pin(&self, model: &Model, options: &PullOptions) -> Result<Model> {
        let pins = match (&options.from, &self.client, &model.source) {
            (Some(from), _, _) => Pins::of_folder(model, from)?,
            (None, Some(client), Source::Hub(hub)) => Pins::of_hub(model, hub, client, &self.environment)?,
            _ => {
                return Err(Error::Offline {
                    model: model.name.clone(),
                });
            }
        };
        let pinned = pins.apply(model).ok_or_else(|| Error::NotFound {
            what: format!("every file of {}", model.name),
            places: model.source.to_string(),
        })?;
        pins.write(&self.path(model))?;
        Ok(pinned)
    }

    fn ask_consent(&self, model: &Model, options: &PullOptions) -> Result<()> {
        match model.consent && !options.consent {
            false => Ok(()),
            true => Err(Error::Consent {
                model: model.name.clone(),
                licence: model.licence.clone(),
                restriction: model.restriction.clone().unwrap_or_default(),
            }),
        }
    }

    fn fetch(
        &self,
        model: &Model,
        wanted: &[&ModelFile],
        options: &PullOptions,
        progress: &dyn Progress,
    ) -> Result<()> {
        let into = self.path(model);
        let parcels = match &options.from {
            Some(from) => sideload::parcels(model, wanted, from)?,
            None => {
                if self.client.is_some() {
                    tell_licence(model, progress);
                }
                model.source.parcels(wanted, &self.environment)?
            }
        };
        let fetch = Fetch {
            client: self.client.as_ref(),
            patience: &self.patience,
            progress,
            model: &model.name,
            into: &into,
        };
        parcels.iter().try_for_each(|parcel| fetch.parcel(parcel))?;
        let mut stamps = Stamps::read(&into);
        for file in wanted {
            let path = into.join(&file.name);
            let metadata = fs::metadata(&path).map_err(cannot("read", &path))?;
            stamps.set(&file.name, Stamp::new(file.pin().sha256, &metadata));
        }
        stamps.write(&into);
        Ok(())
    }

    // What is half done is kept to go on from, unless the model is whole or the disk full. It is of use to nobody
    // else, so that it cannot be removed is no failure.
    fn tidy(&self, model: &Model, error: Option<&Error>) {
        if matches!(error, None | Some(Error::DiskFull { .. })) {
            let _ = fs::remove_dir_all(self.path(model).join(PARTIAL));
        }
        if error.is_some() {
            let _ = fs::remove_dir(self.path(model).join(PARTIAL));
            let _ = fs::remove_dir(self.path(model));
        }
    }

    /// Removes a model and all that was made from it. Answers whether there was anything.
    ///
    /// # Errors
    /// The folder cannot be removed.
    pub fn remove(&self, model: &Model, progress: &dyn Progress) -> Result<bool> {
        let path = self.path(model);
        if !path.exists() {
            return Ok(false);
        }
        let _lock = Lock::acquire(&self.root, &model.name, progress)?;
        fs::remove_dir_all(&path).map_err(cannot("remove", &path))?;
        Ok(true)
    }

    fn folder(&self, model: &Model) -> Folder {
        let model = &self.pinned(model);
        Folder::new(&self.root, self.path(model), model, self.spare.clone())
    }

    fn check<'m>(
        &self,
        model: &'m Model,
        depth: Depth,
        progress: &dyn Progress,
    ) -> Result<Vec<(&'m ModelFile, State)>> {
        let folder = self.path(model);
        let before = Stamps::read(&folder);
        let mut stamps = before.clone();
        let states = model
            .files
            .iter()
            .map(|file| Ok((file, check_file(&folder, file, &mut stamps, depth, progress)?)))
            .collect::<Result<Vec<_>>>()?;
        if stamps != before {
            stamps.write(&folder);
        }
        Ok(states)
    }
}

/// How closely to look at files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// At their stamps; at their sums only where a stamp does not fit.
    Stamps,
    /// At their sums.
    Sums,
}

fn check_file(
    folder: &Path,
    file: &ModelFile,
    stamps: &mut Stamps,
    depth: Depth,
    progress: &dyn Progress,
) -> Result<State> {
    if !file.is_pinned() {
        return Ok(State::Missing);
    }
    let path = folder.join(&file.name);
    let pin = file.pin();
    let metadata = match fs::metadata(&path) {
        Ok(metadata) => metadata,
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(State::Missing);
        }
        Err(e) => return Err(Error::file("read", &path, e)),
    };
    if let Some(stamp) = stamps.get(&file.name).filter(|stamp| stamp.fits(&metadata)) {
        // Sound, but of another version of the registry.
        if stamp.sha256 != pin.sha256 {
            return Ok(State::Missing);
        }
        if depth == Depth::Stamps {
            return Ok(State::Ready);
        }
    }
    if metadata.len() != pin.size {
        let reason = format!("it has {} bytes, not {}", metadata.len(), pin.size);
        return Ok(State::Damaged { path, reason });
    }
    progress.begin(&file.name, pin.size, 0);
    let digest = digest::of_file(&path, progress).map_err(cannot("read", &path));
    progress.end();
    match verdict(digest?, pin) {
        Some(reason) => Ok(State::Damaged { path, reason }),
        None => {
            stamps.set(&file.name, Stamp::new(pin.sha256, &metadata));
            Ok(State::Ready)
        }
    }
}

fn tell_licence(model: &Model, progress: &dyn Progress) {
    if let Some(restriction) = &model.restriction {
        progress.note(&format!(
            "`{}` is licensed under {}: {restriction}",
            model.name, model.licence
        ));
    }
    if let Some(notice) = &model.notice {
        progress.note(&format!("fetching {notice} ({})", model.licence));
    }
}
