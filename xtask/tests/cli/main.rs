//! The program as a pipeline uses it: arguments in; exit codes, texts and files out.

mod bundles;
mod corpora;
mod diagnostics;
mod drift;
mod imports;
mod input;
mod keep_going;
mod killed;
mod locks;
mod output;
#[cfg(unix)]
mod stopped;
mod support;
mod traced;
mod usage;
mod watching;
