//! OpenAPI documents in, Rust source files out.
//!
//! # Architecture
//!
//! One way, through named stages, each a module with its input and its output type:
//!
//! ```text
//! source     bytes       -> Node tree        every node knows its place; budgets; JSON and YAML alike
//! dialect    Node tree   -> Node tree        documents of an API merged, other files brought in, overlays applied,
//!                                            what is not wanted left out, shape checked
//! document   Node tree   -> openapiv3        typed; Schema Objects stay nodes, which lose nothing
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

pub mod bundle;
mod circles;
pub mod coverage;
pub mod diagnostics;
pub mod dialect;
pub mod document;
mod emit;
mod expression;
mod formats;
mod ir;
mod keep_going;
mod layout;
mod lower;
mod naming;
mod normalize;
pub mod output;
pub mod pattern;
pub mod pointer;
mod render;
mod resolve;
pub mod source;
mod spec;
mod suggest;
mod uri;
mod vocabulary;
mod volume;

use diagnostics::{Aborted, Diagnostic, Diagnostics, codes};
use output::{ApiSummary, KeptApi, Options, Output};
use source::{ApiSource, FileId, Loader, Sources, Span};
use std::{collections::BTreeMap, thread};

/// Runs the whole pipeline over the APIs of a specs folder.
///
/// An error in one API does not keep those of the others from being found; with any error there are no files, unless
/// [`Options::keep_going`] is set.
#[must_use]
pub fn generate(options: &Options, loader: &dyn Loader) -> Output {
    generate_watched(options, loader, &|_| {})
}

/// The same; `watch` is told when each stage begins, so that callers can show progress and measure. It changes nothing.
#[must_use]
pub fn generate_watched(options: &Options, loader: &dyn Loader, watch: &Watch<'_>) -> Output {
    watch(Progress {
        api: None,
        stage: "source",
    });
    let mut cx = Diagnostics::new(Sources::default(), options.keep_going);
    cx.levels = options.levels.clone();
    let sources = source::run(&mut cx, loader, &options.apis).unwrap_or_default();
    let mut apis = Vec::new();
    let mut unmatched = Unmatched::new(sources.len(), &options.apis);
    let (mut modules, mut locks) = (Vec::new(), Vec::new());
    for source in sources {
        let name = source.name.clone();
        let is_incomplete = source.is_incomplete;
        let made = on_a_deep_stack(|| api(&mut cx, source, &mut unmatched, watch).ok());
        let (module, lock) = made.filter(|_| !is_incomplete).unzip();
        locks.extend(lock);
        apis.push(match &module {
            Some(module) => ApiSummary {
                name,
                operations: module.operations.len(),
                types: module.types.len(),
                parts: render::parts_of(module),
                replacements: render::replacements_of(module),
                features: module.features(),
                failed: false,
            },
            None => ApiSummary {
                name,
                operations: 0,
                types: 0,
                parts: Vec::new(),
                replacements: Vec::new(),
                features: Vec::new(),
                failed: true,
            },
        });
        modules.extend(module);
    }
    unmatched.report(&mut cx);
    let is_limit = |one: &Diagnostic| one.code.name == codes::LIMIT_EXCEEDED.name;
    // Behind a limit there is nothing that anybody wants to know.
    if !options.keep_going && apis.iter().any(|api| api.failed) && !cx.iter().any(is_limit) {
        drop(cx);
        cx = everything_wrong(options, loader, watch);
    }
    cx.settle(options.apis.is_empty(), loader.display_root());
    let may_render = cx.errors() == 0 || options.keep_going;
    let kept = kept(options, &cx, &apis);
    watch(Progress {
        api: None,
        stage: "render",
    });
    let threads = options
        .threads
        .or_else(|| thread::available_parallelism().ok());
    let threads = threads.map_or(1, usize::from);
    let files = match may_render && !(modules.is_empty() && kept.is_empty()) {
        true => render::run(&modules, &kept, threads).unwrap_or_else(|bug| {
            let place = Span {
                file: FileId(0),
                start: 0,
                end: 0,
            };
            let message = format!("`{}` would not be Rust: {}", bug.path, bug.reason);
            cx.push(Diagnostic::new(&codes::INTERNAL, place, message));
            Vec::new()
        }),
        false => Vec::new(),
    };
    Output {
        files,
        kept,
        apis,
        locks,
        diagnostics: cx,
    }
}

/// What there is to say about documents with errors. A stage that finds some is the last one of its API; what later ones
/// would find in the rest, they find as if it had to be generated.
fn everything_wrong(options: &Options, loader: &dyn Loader, watch: &Watch<'_>) -> Diagnostics {
    let mut cx = Diagnostics::new(Sources::default(), true);
    cx.levels = options.levels.clone();
    let sources = source::run(&mut cx, loader, &options.apis).unwrap_or_default();
    let mut unmatched = Unmatched::new(sources.len(), &options.apis);
    for source in sources {
        on_a_deep_stack(|| api(&mut cx, source, &mut unmatched, watch).ok());
    }
    unmatched.report(&mut cx);
    cx
}

/// Schemas compose each other as deep as a document likes, and some of the work goes down with them: it gets a stack
/// that the limits on documents cannot exhaust. Where there are no threads, this one has to do.
fn on_a_deep_stack<R: Send>(work: impl FnOnce() -> Option<R> + Send) -> Option<R> {
    const STACK: usize = 256 << 20;
    let mut work = Some(work);
    let mut run = || work.take().and_then(|work| work());
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, &mut run) {
            Ok(thread) => match thread.join() {
                Ok(result) => Some(result),
                Err(panic) => std::panic::resume_unwind(panic),
            },
            Err(_) => None,
        }
    })
    .unwrap_or_else(run)
}

/// The APIs that stay in the output as they are. Beside errors nobody can tell an API that is gone from one that fails.
fn kept(options: &Options, cx: &Diagnostics, apis: &[ApiSummary]) -> Vec<KeptApi> {
    let mut kept = options.kept.clone();
    if options.keep_going && cx.errors() > 0 {
        let is_known = |api: &KeptApi| {
            apis.iter().any(|one| !one.failed && one.name == api.name)
                || options.kept.iter().any(|kept| kept.name == api.name)
        };
        kept.extend(options.earlier.iter().filter(|api| !is_known(api)).cloned());
    }
    kept
}

/// A module, and the lock of its names: where it is, and its text.
type Made = (ir::Module, (String, String));

/// One API, from its documents to the module that it becomes.
fn api(
    cx: &mut Diagnostics,
    source: ApiSource<'_>,
    unmatched: &mut Unmatched,
    watch: &Watch<'_>,
) -> Result<Made, Aborted> {
    let name = source.name.clone();
    let is_incomplete = source.is_incomplete;
    let begin = |stage| {
        let api = Some(name.as_str());
        watch(Progress { api, stage });
    };
    begin("unite");
    let united = dialect::unite(cx, source)?;
    if !is_incomplete {
        unmatched.add(united.unmatched());
    }
    match cx.keep_going {
        true => keep_going::run(cx, united, |cx, united| stages(cx, united, &begin)),
        false => stages(cx, united, &begin),
    }
}

/// A stage begins; whichever was running before has come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The API that it is for; none when it is for all.
    pub api: Option<&'a str>,
    /// What it is called. With [`Options::keep_going`], an API may go through one several times.
    pub stage: &'static str,
}

/// Who is told when a stage begins.
pub type Watch<'a> = dyn Fn(Progress<'_>) + Sync + 'a;

/// What a filter for all APIs names, but some do not have.
struct Unmatched {
    /// How many have to lack something before it is a mistake; nothing when not all of them are looked at.
    apis: Option<usize>,
    found: BTreeMap<Span, (usize, Diagnostic)>,
}

impl Unmatched {
    fn new(apis: usize, only: &[String]) -> Self {
        Self {
            apis: only.is_empty().then_some(apis),
            found: BTreeMap::new(),
        }
    }

    fn add(&mut self, unmatched: &[Diagnostic]) {
        for diagnostic in unmatched {
            let found = self.found.entry(diagnostic.span);
            found.or_insert_with(|| (0, diagnostic.clone())).0 += 1;
        }
    }

    /// Reports what no API has.
    fn report(self, cx: &mut Diagnostics) {
        for (count, diagnostic) in self.found.into_values() {
            if self.apis == Some(count) {
                cx.push(diagnostic);
            }
        }
    }
}

/// The stages behind the merge of documents.
fn stages(
    cx: &mut Diagnostics,
    united: dialect::United,
    begin: &(dyn Fn(&'static str) + '_),
) -> Result<Made, Aborted> {
    cx.begin_api();
    begin("dialect");
    let dialect = dialect::check(cx, united)?;
    begin("document");
    let document = document::run(cx, dialect)?;
    let choices = document.choices.clone();
    begin("resolve");
    let resolved = resolve::run(cx, document)?;
    begin("normalize");
    let (api, places) = normalize::run(cx, resolved)?;
    begin("lower");
    let (module, lock) = lower::run(cx, &api, &places, &choices)?;
    Ok((module, (choices.lock_path, lock.text())))
}
