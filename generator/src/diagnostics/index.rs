//! All codes as one page.

use super::codes;
use std::fmt::Write;

/// `generator/diagnostics/README.md`: every code with its level and what it means.
#[must_use]
pub fn markdown() -> String {
    let mut text = "\
# Diagnostics

All that the generator has to say about documents, by code. `cargo xtask explain CODE` shows a page in the terminal.

| code | level | |
|---|---|---|
"
    .to_owned();
    let mut codes = codes::ALL.to_vec();
    codes.sort_unstable_by_key(|code| code.name);
    for code in codes {
        let (name, level) = (code.name, code.severity.name());
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| [`{name}`]({name}.md) | {level} | {} |",
            code.summary
        );
    }
    text
}
