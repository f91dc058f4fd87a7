//! OpenAPI documents in, Rust source files out.
//!
//! # Architecture
//!
//! One way, through named stages, each a module with its input and its output type:
//!
//! ```text
//! source     bytes       -> Node tree        every node knows its place; budgets; JSON and YAML alike
//! dialect    Node tree   -> Node tree        documents of an API merged, overlays applied, shape checked
//! document   Node tree   -> openapiv3        typed
//! resolve    openapiv3   -> Resolved         every $ref followed; the last stage that knows what one is
//! normalize  Resolved    -> spec::Api        OpenAPI's nouns: nothing inherited, nothing left open
//! lower      spec::Api   -> ir::Module       Rust's nouns: every name and every type decided
//! emit       ir::Module  -> token streams    one function per item, no decision
//! render     tokens      -> text             printed item by item, framed, the runtime beside it
//! ```
//!
//! **Invariants.**
//! - A stage never looks back at an earlier representation. What a later one needs is carried as data; every item keeps
//!   its JSON Pointer, so that any stage can say where something stands.
//! - A stage that can fail collects everything it can find, then stops: `fn run(&mut Diagnostics, input) ->
//!   Result<Next, Aborted>`. From `emit` on nothing about a document can fail.
//! - Decisions are made in `normalize` and `lower`. An `if` about OpenAPI in an emitter is in the wrong place.
//! - Types link by id, never by name. A name is the pair of wire name and identifier; only `naming` makes identifiers.
//! - The library does no I/O but through [`source::Loader`], and has no network code in its graph.
//! - Documents are untrusted: their text reaches the output inside literals and doc comments only, and an extension that
//!   names code (`x-rust-…`) counts only where the user wrote it, in an overlay.
//! - Output depends on nothing but the input: ordered maps, document order, no clock, no environment, no absolute path.
//!
//! # Use
//!
//! ```
//! use generator::{generate, output::Options, source::MemoryLoader};
//!
//! let loader = MemoryLoader::new().file(
//!     "pets.yaml",
//!     "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n",
//! );
//! let output = generate(&Options::default(), &loader);
//! assert!(output.files.iter().any(|file| file.path == "src/pets/mod.rs"));
//! ```

pub mod diagnostics;
pub mod dialect;
pub mod document;
mod emit;
mod ir;
mod lower;
mod naming;
mod normalize;
pub mod output;
pub mod pointer;
mod render;
mod resolve;
pub mod source;
mod spec;
mod suggest;

use diagnostics::{Aborted, Diagnostic, Diagnostics, codes};
use output::{ApiSummary, Options, Output};
use source::{ApiSource, FileId, Loader, Span};

/// Runs the whole pipeline over the APIs of a specs folder.
///
/// An error in one API does not keep those of the others from being found; with any error there are no files.
#[must_use]
pub fn generate(options: &Options, loader: &dyn Loader) -> Output {
    let mut cx = Diagnostics::default();
    let sources = source::run(&mut cx, loader, &options.apis).unwrap_or_default();
    let mut apis = Vec::new();
    let mut modules = Vec::new();
    for source in sources {
        let name = source.name.clone();
        let module = api(&mut cx, source).ok();
        apis.push(match &module {
            Some(module) => ApiSummary {
                name,
                operations: module.operations.len(),
                types: module.types.len(),
                parts: render::parts_of(module),
            },
            None => ApiSummary {
                name,
                operations: 0,
                types: 0,
                parts: Vec::new(),
            },
        });
        modules.extend(module);
    }
    let files = match cx.errors() {
        0 => render::run(&modules, &options.kept).unwrap_or_else(|bug| {
            let place = Span {
                file: FileId(0),
                start: 0,
                end: 0,
            };
            let message = format!("`{}` would not be Rust: {}", bug.path, bug.reason);
            cx.push(Diagnostic::new(&codes::INTERNAL, place, message));
            Vec::new()
        }),
        _ => Vec::new(),
    };
    Output {
        files,
        apis,
        diagnostics: cx,
    }
}

/// One API, from its documents to the module that it becomes.
fn api(cx: &mut Diagnostics, source: ApiSource) -> Result<ir::Module, Aborted> {
    let dialect = dialect::run(cx, source)?;
    let document = document::run(cx, dialect)?;
    let resolved = resolve::run(cx, document)?;
    let (api, places) = normalize::run(cx, resolved)?;
    lower::run(cx, &api, &places)
}
