//! Makes inputs and tries them; the one that fails is shown.

use crate::{TARGETS, random::Random};
use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Names and bytes: the files of a specs folder, or what a type or an API of a name is given.
pub type Input = Vec<(String, Vec<u8>)>;

/// Something that has to bear any input.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// How many inputs a run tries that is to be done with in seconds, without optimisation.
    pub executions: u64,
    pub(crate) make: fn(&mut Random) -> Input,
    /// Panics when something is wrong with what comes of the input; whether it was accepted.
    pub(crate) check: fn(&Input) -> bool,
    /// Guided by coverage, bytes are the input itself where there is a form for it; else they are the choices that make one.
    pub(crate) given: Option<fn(&[u8]) -> Input>,
}

/// No input of these sizes takes as long, however slow the machine.
const TOO_LONG: Duration = Duration::from_secs(60);

/// The target of a name.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn find(name: &str) -> &'static Target {
    let target = TARGETS.iter().find(|target| target.name == name);
    target.unwrap_or_else(|| panic!("no target is called {name}"))
}

impl Target {
    /// Tries what was found once, then inputs at random, as many as the environment says or else [`Self::executions`].
    ///
    /// # Panics
    /// When one of them fails, with the input.
    pub fn run(&self) {
        let found = self.found();
        let number = |name: &str| env::var(name).ok()?.parse::<u64>().ok();
        let executions = number("FUZZ_EXECUTIONS").unwrap_or(self.executions);
        let seed = number("FUZZ_SEED").unwrap_or_default();
        let (mut accepted, mut slowest) = (0, (Duration::ZERO, 0));
        let begun = Instant::now();
        for execution in 0..executions {
            let mut random = Random::new(seed.wrapping_mul(1 << 40).wrapping_add(execution));
            let input = (self.make)(&mut random);
            let started = Instant::now();
            accepted += u64::from(self.attempt(&input, || {
                format!("FUZZ_SEED={seed}, execution {execution}")
            }));
            slowest = slowest.max((started.elapsed(), execution));
            if execution % 100_000 == 99_999 {
                println!(
                    "{}: {} executions of seed {seed}, {accepted} accepted, after {:?}",
                    self.name,
                    execution + 1,
                    begun.elapsed()
                );
            }
        }
        println!(
            "{}: {found} found once, {executions} executions of seed {seed}, {accepted} accepted, in {:?}; slowest {slowest:?}",
            self.name,
            begun.elapsed()
        );
    }

    /// Tries one input that bytes decide.
    ///
    /// # Panics
    /// When it fails.
    pub fn one(&self, bytes: &[u8]) {
        let input = match self.given {
            Some(given) => given(bytes),
            None => (self.make)(&mut Random::of(bytes)),
        };
        (self.check)(&input);
    }

    /// Tries the inputs that failed once; how many there are.
    fn found(&self) -> usize {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
        let files = files(&folder.join(self.name));
        for path in &files {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let bytes = fs::read(path).expect("a file");
            self.attempt(&vec![(name.clone().into_owned(), bytes)], || {
                format!("found/{}/{name}", self.name)
            });
        }
        files.len()
    }

    fn attempt(&self, input: &Input, which: impl Fn() -> String) -> bool {
        if let Some(last) = env::var_os("FUZZ_LAST") {
            fs::write(last, shown(input)).expect("a file");
        }
        let started = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| (self.check)(input)));
        let took = started.elapsed();
        if result.is_err() || took > TOO_LONG {
            println!(
                "{}: {}, after {took:?}:\n{}",
                self.name,
                which(),
                shown(input)
            );
        }
        match result {
            Err(panic) => resume_unwind(panic),
            Ok(_) if took > TOO_LONG => panic!("{} takes too long", self.name),
            Ok(accepted) => accepted,
        }
    }
}

fn shown(input: &Input) -> String {
    let files = input.iter();
    files
        .map(|(path, bytes)| format!("==> {path}\n{}\n", String::from_utf8_lossy(bytes)))
        .collect()
}

/// All files below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
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
