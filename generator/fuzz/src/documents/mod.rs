//! Documents, against the loader and against the whole generator.

mod corpus;
mod excerpt;
mod mutants;
#[path = "../../../tests/support/scan.rs"]
mod scan;
mod texts;

use crate::harness::{Input, Target};
use generator::{
    diagnostics::Diagnostics,
    generate,
    output::{Options, Output},
    source::{self, MemoryLoader},
};
use std::num::NonZeroUsize;

/// Texts are read or refused.
pub(crate) const LOADER: Target = Target {
    name: "loader",
    executions: 4_000,
    make: texts::make,
    check: read,
    given: Some(texts::given),
};

/// Documents become Rust or are refused.
pub(crate) const GENERATOR: Target = Target {
    name: "generator",
    executions: 150,
    make: mutants::make,
    check: whole,
    given: None,
};

fn loader(input: &Input) -> MemoryLoader {
    input
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, bytes)| {
            loader.file(path.as_str(), bytes.clone())
        })
}

/// Reads the files, and shows what is said about them in every form.
fn read(input: &Input) -> bool {
    let mut cx = Diagnostics::default();
    let loader = loader(input);
    let apis = source::run(&mut cx, &loader, &[]);
    assert_eq!(apis.is_err(), cx.errors() > 0, "{}", cx.short());
    show(&cx);
    apis.is_ok()
}

/// Generates, and looks at every file.
fn whole(input: &Input) -> bool {
    let loader = loader(input);
    let mut output = run(&loader, false, 1);
    let accepted = output.diagnostics.errors() == 0;
    if !accepted {
        assert!(output.files.is_empty());
        output = run(&loader, true, 1);
    }
    for file in &output.files {
        // Nothing in the runtime is out of a document.
        if !file.path.starts_with("src/runtime/") {
            scan::check(file);
        }
    }
    // Sometimes, what comes out must be the same again, on more threads.
    if input.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() % 16 == 0 {
        let again = run(&loader, !accepted, 2);
        assert_eq!(output.files, again.files);
        assert_eq!(output.diagnostics.json(), again.diagnostics.json());
    }
    accepted
}

fn run(loader: &MemoryLoader, keep_going: bool, threads: usize) -> Output {
    let options = Options {
        keep_going,
        threads: NonZeroUsize::new(threads),
        ..Options::default()
    };
    let output = generate(&options, loader);
    show(&output.diagnostics);
    let bug = output
        .diagnostics
        .iter()
        .find(|one| one.code.name == "internal");
    assert!(bug.is_none(), "{}", output.diagnostics.short());
    output
}

fn show(cx: &Diagnostics) {
    for text in [cx.human(false), cx.short(), cx.json()] {
        let control = text.chars().find(|next| next.is_control() && *next != '\n');
        assert_eq!(control, None, "{text}");
    }
}
