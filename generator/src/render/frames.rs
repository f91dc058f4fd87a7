//! Frames: text whose shape is the same for every API. Nothing of a document reaches a template but module names,
//! which are identifiers.

use super::Unprintable;
use crate::output::{OutputFile, Ownership, Part, REGION_BEGIN, REGION_END};
use minijinja::{Environment, UndefinedBehavior, context, syntax::SyntaxConfig};
use std::collections::BTreeMap;

const FRAMES: &[(&str, &str, Ownership)] = &[
    (
        "Cargo.toml",
        include_str!("../../../templates/frames/Cargo.toml.j2"),
        Ownership::Region,
    ),
    (
        "README.md",
        include_str!("../../../templates/frames/README.md.j2"),
        Ownership::Whole,
    ),
    (
        "src/lib.rs",
        include_str!("../../../templates/frames/lib.rs.j2"),
        Ownership::Whole,
    ),
    (
        "src/runtime/mod.rs",
        include_str!("../../../templates/frames/runtime.rs.j2"),
        Ownership::Whole,
    ),
    (
        "tests/emitted/main.rs",
        include_str!("../../../templates/frames/tests.rs.j2"),
        Ownership::Whole,
    ),
];

/// An API with its features: the one of its module, and those of its tags.
fn api((name, features): (&String, &Vec<String>)) -> minijinja::Value {
    let module = match features.is_empty() {
        true => name.clone(),
        false => format!("{name}-models"),
    };
    context! { name => name, module => module, tags => features }
}

/// The files that the whole crate shares.
///
/// # Errors
/// When a frame is broken: a bug of ours.
pub(super) fn files(
    apis: &BTreeMap<String, Vec<String>>,
    parts: &[Part],
    has_replacements: bool,
) -> Result<Vec<OutputFile>, Unprintable> {
    let context = context! {
        apis => apis.iter().map(api).collect::<Vec<_>>(),
        parts => Part::ALL
            .into_iter()
            .map(|part| (part.name(), parts.contains(&part)))
            .collect::<BTreeMap<_, _>>(),
        has_replacements => has_replacements,
        region_begin => REGION_BEGIN,
        region_end => REGION_END,
        rust_version => env!("CARGO_PKG_RUST_VERSION"),
    };
    let broken = |path: &str, error: minijinja::Error| Unprintable {
        path: path.to_owned(),
        reason: format!("{error:#}"),
    };
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .map_err(|error| broken("frames", error))?;
    let mut environment = Environment::new();
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let files = FRAMES.iter().map(|(path, frame, ownership)| {
        let contents = environment
            .render_str(frame, &context)
            .map_err(|error| broken(path, error))?;
        Ok(OutputFile {
            path: (*path).to_owned(),
            contents,
            api: None,
            ownership: *ownership,
        })
    });
    files.collect()
}
