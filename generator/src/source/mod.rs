//! The files of a specs folder to positioned nodes, one bundle for each API.

mod apis;
mod config;
mod json;
mod loader;
mod names;
mod node;
mod number;
mod read;
mod sources;
mod text;
mod yaml;

pub use apis::{ApiSource, SourceDocument, run};
pub use loader::{DirLoader, LoadError, Loader, MAX_FILE_BYTES, MemoryLoader};
pub use node::{Key, Map, Node, NodeError, Number, Value};
use read::FileName;
pub use sources::{FileId, Place, Position, Sources, Span, Trust};
