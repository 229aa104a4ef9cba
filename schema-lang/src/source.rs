//! Sources: the files of one schema, their text, and places in them.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::position::Lines;

/// The ending of a schema file's name.
const EXTENSION: &str = "pgorm";

/// The files of one schema: one file, or a folder's `*.pgorm` files sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// One file of a schema.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    path: Option<PathBuf>,
    text: String,
}

/// Which file of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A place in a [`Sources`]: a file and a range of bytes in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// Why a schema could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// There is neither a file nor a folder of this name.
    #[error("there is no schema at `{}`", path.display())]
    Missing {
        /// What was asked for.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system answered.
        #[source]
        source: std::io::Error,
    },
    /// A file whose bytes are not UTF-8.
    #[error("`{}` is not UTF-8: byte {valid_up_to} does not fit", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// How many bytes from the start are well-formed.
        valid_up_to: usize,
    },
    /// A folder without a `*.pgorm` file in it.
    #[error("the folder `{}` has no *.pgorm file", path.display())]
    EmptyFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A file of 4 GiB or more.
    #[error("`{}` is too large to be a schema ({bytes} bytes)", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: usize,
    },
}

impl Sources {
    /// Reads a schema: a file, or all `*.pgorm` files in a folder and its subfolders, sorted by path.
    ///
    /// # Errors
    /// When there is nothing at `path`, it can't be read, a file isn't UTF-8, or a folder holds no schema file.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        let path = path.as_ref();
        let metadata = std::fs::metadata(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => LoadError::Missing { path: path.to_owned() },
            _ => LoadError::Unreadable { path: path.to_owned(), source },
        })?;
        if !metadata.is_dir() {
            return Ok(Self { files: vec![Source::read(path)?] });
        }
        let mut paths = Vec::new();
        collect(path, &mut paths)?;
        if paths.is_empty() {
            return Err(LoadError::EmptyFolder { path: path.to_owned() });
        }
        paths.sort();
        let files = paths.iter().map(|path| Source::read(path)).collect::<Result<_, _>>()?;
        Ok(Self { files })
    }

    /// One file from memory; `name` is what diagnostics call it. Text past 4 GiB is left out.
    ///
    /// ```
    /// let sources = pg_orm_schema::Sources::from_text("schema.pgorm", "model User { id bigint @id }");
    /// assert_eq!(sources.files().count(), 1);
    /// ```
    #[must_use]
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::default().and_text(name, text)
    }

    /// These files and one more from memory.
    #[must_use]
    pub fn and_text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if u32::try_from(text.len()).is_err() {
            let mut end = u32::MAX as usize;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
        }
        self.files.push(Source { name: name.into(), path: None, text });
        self
    }

    /// The files, in order.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &Source> {
        self.files.iter()
    }

    /// The file of a span.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// The text a span covers; empty where the span isn't one of these sources'.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).and_then(|file| file.text.get(span.range())).unwrap_or_default()
    }

    /// Where a span starts, as `(line, column)`, both from 1; the column counts characters. For many places of a file,
    /// [`Lines`](crate::Lines) is faster.
    #[must_use]
    pub fn position(&self, span: Span) -> (usize, usize) {
        let text = self.file(span.file).map(|file| file.text.as_str()).unwrap_or_default();
        let position = Lines::new(text).position(span.start as usize);
        (position.line, position.column)
    }

    pub(crate) fn with_ids(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().filter_map(|(i, file)| Some((FileId(u32::try_from(i).ok()?), file)))
    }
}

impl Source {
    fn read(path: &Path) -> Result<Self, LoadError> {
        let bytes =
            std::fs::read(path).map_err(|source| LoadError::Unreadable { path: path.to_owned(), source })?;
        if u32::try_from(bytes.len()).is_err() {
            return Err(LoadError::TooLarge { path: path.to_owned(), bytes: bytes.len() });
        }
        let text = String::from_utf8(bytes).map_err(|error| LoadError::NotUtf8 {
            path: path.to_owned(),
            valid_up_to: error.utf8_error().valid_up_to(),
        })?;
        Ok(Self { name: path.display().to_string(), path: Some(path.to_owned()), text })
    }

    /// What diagnostics call it: the path as it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it was read from; `None` for text from memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// All of its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl FileId {
    /// That of the first file, or of a text that stands alone.
    pub(crate) const FIRST: Self = Self(0);
}

impl Span {
    pub(crate) fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end) }
    }

    /// From the start of `self` to the end of `other`.
    pub(crate) fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.start), ..self }
    }

    /// The bytes.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "file {}", self.0)
    }
}

/// Adds the schema files of `folder` and its subfolders; hidden ones are left out.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().map_err(unreadable)?.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == EXTENSION) {
            paths.push(path);
        }
    }
    Ok(())
}
