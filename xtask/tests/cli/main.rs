//! The program as a pipeline uses it: arguments in; exit codes, texts and files out.

mod drift;
mod input;
mod killed;
mod output;
mod support;
mod usage;
