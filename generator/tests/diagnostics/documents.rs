//! Every document with mistakes that the tests have: the examples of all codes, the golden cases, and hostile texts.

use crate::{Files, explanations, said};
use generator::{
    diagnostics::{Diagnostics, codes},
    generate,
    output::Options,
    source::DirLoader,
};
use std::{fs, path::Path};

/// What is said about each, by its name.
pub(crate) fn all() -> Vec<(String, Diagnostics)> {
    let mut all = Vec::new();
    for code in codes::ALL {
        all.push((code.name.to_owned(), explanations::example(code)));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(root)
        .expect("cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|case| case.join("diagnostics.txt").exists())
        .collect();
    cases.sort();
    for case in cases {
        let loader = DirLoader::new(case.join("specs"), "specs");
        let output = generate(&Options::default(), &loader);
        all.push((case.display().to_string(), output.diagnostics));
    }
    for (name, files) in hostile() {
        all.push((name.to_owned(), said(&files)));
    }
    all
}

/// Texts that would do harm where they are shown.
pub(crate) const HARM: [&str; 12] = [
    "\u{1b}]0;owned\u{7}\u{1b}[2J",
    "\u{9b}31m",
    "\r\n::error file=a,line=1::owned",
    "\n::add-mask::owned",
    "##[add-mask]owned",
    "##[set-output name=a]b",
    "%0A::error::owned,col=1:2%25",
    "\u{202e}\u{2066}owned\u{2069}",
    "\u{2028}::warning::owned",
    "\"},\"severity\":\"error\",\"x\":{\"",
    "</script><script>owned()</script>",
    "`code` **bold** [link](javascript:owned)",
];

/// Documents in which such a text stands wherever a diagnostic quotes one.
fn hostile() -> Vec<(&'static str, Files)> {
    let mut all = Vec::new();
    for harm in HARM {
        let harm = serde_json::to_string(harm).expect("a string");
        let start = "\"openapi\": \"3.0.3\", \"info\": {\"title\": \"Pets\", \"version\": \"1\"}";
        for text in [
            format!("{{{start}, \"paths\": {{}}, {harm}: 1}}\n"),
            format!("{{{start}, \"paths\": {{}}, \"tags\": [{{\"name\": 1, {harm}: {harm}}}]}}\n"),
            format!("{{{start}, \"paths\": {{{harm}: {{}}}}}}\n"),
            format!("{{{start}, \"paths\": {{}}, \"security\": [{{{harm}: []}}]}}\n"),
            format!(
                "{{{start}, \"paths\": {{}}, \"components\": {{\"schemas\": {{\"A\": {{\"$ref\": {harm}}}, \"B\": {{\"type\": {harm}, \"pattern\": {harm}}}}}}}}}\n"
            ),
            format!("{{{start}, {harm}: 1, {harm}: 2}}\n"),
            format!("{{\"openapi\": {harm}}}\n"),
            format!("{{\"openapi\": \"3.0.3\" {harm}}}\n"),
        ] {
            all.push(("hostile JSON", vec![("pets.json".to_owned(), text)]));
        }
    }
    // The same as it is, where YAML takes it at all.
    for harm in HARM {
        let text = format!("openapi: 3.0.3\n'{harm}': 1\n'{harm}': 2\n");
        all.push(("hostile YAML", vec![("pets.yaml".to_owned(), text)]));
    }
    for text in [
        "[".repeat(3_000),
        "? ".repeat(500),
        "a: &a [*a]\n".to_owned(),
        "a: *b\n".to_owned(),
        "\t: a".to_owned(),
        "\u{feff}openapi".to_owned(),
        "\0".to_owned(),
        "é: \u{1b}".to_owned(),
        "openapi: 3.0.3\r\ninfo: 1\r\npaths: 2\r\n".to_owned(),
        "openapi: 3.0.3\rinfo: 1\rpaths: 2\r".to_owned(),
        format!("openapi: 3.0.3\n{}: 1\n", "x".repeat(900)),
        format!(
            "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\n{}\n",
            "y: ".repeat(4)
        ),
    ] {
        for path in ["pets.yaml", "pets.json"] {
            all.push(("hostile text", vec![(path.to_owned(), text.clone())]));
        }
    }
    all
}
