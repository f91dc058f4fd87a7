//! The program as a pipeline uses it: arguments in; exit codes, texts and files out.

mod drift;
mod input;
mod keep_going;
mod killed;
mod locks;
mod output;
mod support;
mod usage;
