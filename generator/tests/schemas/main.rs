//! An independent judge of generated models: documents and values at random, the `jsonschema` crate, and the public
//! JSON Schema Test Suite.
//!
//! A valid value is decoded, validated and written again as it was; an invalid one is refused, or the document has a
//! diagnostic that says what is not checked. Known departures from JSON Schema, each of them meant:
//!
//! - A schema without `type` whose keywords speak of one type is of that type, unless `allOf` puts it beside another one.
//! - A value commits to a branch of `oneOf` by what it looks like: that no other one matches is not checked.
//! - `discriminator` decides where it is declared, and `nullable` or a list of types admits `null` whatever
//!   stands beside it.
//! - Integers are of 64 bits, or of their format; other formats say nothing.
//! - A number is an integer when its value is one, however it is written.
//! - Members that a schema neither declares nor asks to keep are dropped; items that differ in nothing else are equal.
//!
//! `SCHEMAS_DOCUMENTS` and `SCHEMAS_SEED` ask for more documents, or for others. The suite is not
//! part of this repository: its test is ignored unless asked for, and finds it by `JSON_SCHEMA_TEST_SUITE`.

mod agree;
mod documents;
mod instances;
mod json_schema;
mod krate;
mod newer;
mod property;
#[path = "../../fuzz/src/random.rs"]
#[allow(dead_code, reason = "not all kinds of chance are needed here")]
mod random;
mod suite;
#[path = "../support/crates.rs"]
mod support;
mod verdict;
