//! The logic of the generated code, once: unit-tested here, embedded into the generator, and written verbatim beside
//! what it generates.

pub mod runtime;

#[cfg(test)]
mod tests;
