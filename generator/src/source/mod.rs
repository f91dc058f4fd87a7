//! The files of a specs folder to positioned nodes, one bundle for each API.

mod apis;
mod config;
mod folder;
mod formats;
mod json;
mod limits;
mod loader;
mod names;
mod names_lock;
mod node;
mod number;
mod read;
mod roots;
mod sources;
mod text;
mod yaml;

pub use apis::{ApiSource, Choices, SourceDocument, run};
pub use config::{ApiChoices, Config, Filter, Pattern, ServerChoices, Subject};
pub use folder::Folder;
pub(crate) use folder::{Opened, Unread, is_text};
pub use formats::FormatType;
pub use limits::Limits;
pub(crate) use limits::{exceeded, raise, too_deep};
pub use loader::{DirLoader, LoadError, Loader, MAX_FILE_BYTES, MemoryLoader};
pub use names_lock::{LockedName, NamesLock};
pub(crate) use node::TEXT_OF_A_VALUE;
pub use node::{Key, Map, Node, NodeError, Number, Value};
use read::FileName;
pub(crate) use read::{MAX_DEPTH, read_text};
pub use sources::{FileId, Place, Position, Sources, Span, Trust};
