//! Texts and documents at random, against the loader and against the whole generator.
//!
//! Nothing here may panic, overflow the stack or run on; what is accepted becomes Rust in which text of the document is
//! nothing but text. Chance is the same in every run: `FUZZ_SEED` asks for other inputs, `FUZZ_EXECUTIONS` for more, and
//! `FUZZ_LAST` names a file that holds the input in work, for what ends the process. An input that was found to fail
//! becomes a file in `found/`, which every run tries first.

mod dictionary;
mod documents;
#[path = "../schemas/random.rs"]
#[allow(dead_code, reason = "not all kinds of chance are needed here")]
mod random;
#[path = "../support/scan.rs"]
mod scan;
mod texts;

use generator::{
    diagnostics::Diagnostics,
    generate,
    output::Options,
    source::{self, MemoryLoader},
};
use random::Random;
use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Files of a specs folder.
type Input = Vec<(String, Vec<u8>)>;

/// No input of these sizes takes as long, however slow the machine.
const TOO_LONG: Duration = Duration::from_secs(60);

/// The documents that mutations begin with.
struct Corpus {
    /// Texts of documents.
    texts: Vec<String>,
    /// The same as JSON.
    documents: Vec<serde_json::Value>,
}

#[test]
fn texts_are_read_or_refused() {
    let corpus = corpus();
    run("loader", 4_000, |random| texts::make(&corpus, random), read);
}

#[test]
fn documents_become_rust_or_are_refused() {
    let corpus = corpus();
    run(
        "generator",
        150,
        |random| documents::make(&corpus, random),
        whole,
    );
}

#[test]
fn what_was_found_once_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found");
    let mut tried = 0;
    for path in files(&folder) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let input = vec![(name, fs::read(&path).expect("a file"))];
        read(&input);
        whole(&input);
        tried += 1;
    }
    assert!(tried > 0, "nothing was ever found");
}

/// Makes inputs and tries them; the one that fails is shown.
fn run(target: &str, executions: u64, make: impl Fn(&mut Random) -> Input, check: fn(&Input)) {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let executions = number("FUZZ_EXECUTIONS").unwrap_or(executions);
    let seed = number("FUZZ_SEED").unwrap_or_default();
    let last = env::var_os("FUZZ_LAST").map(PathBuf::from);
    for execution in 0..executions {
        let mut random = Random::new(seed.wrapping_mul(1 << 40).wrapping_add(execution));
        let input = make(&mut random);
        if let Some(last) = &last {
            fs::write(last, shown(&input)).expect("a file");
        }
        let started = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| check(&input)));
        assert!(
            result.is_ok() && started.elapsed() < TOO_LONG,
            "{target}: FUZZ_SEED={seed}, execution {execution}, after {:?}:\n{}",
            started.elapsed(),
            shown(&input)
        );
        if execution % 100_000 == 99_999 {
            println!("{target}: {} executions of seed {seed}", execution + 1);
        }
    }
    println!("{target}: {executions} executions of seed {seed}");
}

fn shown(input: &Input) -> String {
    let files = input.iter();
    files
        .map(|(path, bytes)| format!("==> {path}\n{}\n", String::from_utf8_lossy(bytes)))
        .collect()
}

fn loader(input: &Input) -> MemoryLoader {
    input
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, bytes)| {
            loader.file(path.as_str(), bytes.clone())
        })
}

/// Reads the files, and shows what is said about them in every form.
fn read(input: &Input) {
    let mut cx = Diagnostics::default();
    let loader = loader(input);
    let apis = source::run(&mut cx, &loader, &[]);
    assert_eq!(apis.is_err(), cx.errors() > 0, "{}", cx.short());
    show(&cx);
}

/// Generates, and looks at every file.
fn whole(input: &Input) {
    let loader = loader(input);
    for keep_going in [false, true] {
        let options = Options {
            keep_going,
            ..Options::default()
        };
        let output = generate(&options, &loader);
        show(&output.diagnostics);
        let bug = output
            .diagnostics
            .iter()
            .find(|one| one.code.name == "internal");
        assert!(bug.is_none(), "{}", output.diagnostics.short());
        for file in &output.files {
            scan::check(file);
        }
        let failed = output.diagnostics.errors() > 0;
        assert!(!failed || keep_going || output.files.is_empty());
        if !failed {
            return;
        }
    }
}

fn show(cx: &Diagnostics) {
    for text in [cx.human(false), cx.short(), cx.json()] {
        let control = text.chars().find(|next| next.is_control() && *next != '\n');
        assert_eq!(control, None, "{text}");
    }
}

/// The documents of the golden cases.
fn corpus() -> Corpus {
    let mut corpus = Corpus {
        texts: Vec::new(),
        documents: Vec::new(),
    };
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")) {
        let is_input = path.components().any(|part| part.as_os_str() == "specs");
        let Some(text) = is_input.then(|| fs::read_to_string(&path).ok()).flatten() else {
            continue;
        };
        let is_lock = path
            .extension()
            .is_some_and(|extension| extension == "lock");
        if let (false, Ok(document)) = (is_lock, serde_yaml::from_str(&text)) {
            corpus.documents.push(document);
            corpus.texts.push(text);
        }
    }
    assert!(corpus.documents.len() > 30);
    corpus
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => files.push(path),
            }
        }
    }
    files.sort();
    files
}
