//! What is said about documents: formats, levels, explanations, and the table of constructs.

use crate::support::{Place, Run, pets};
use serde_json::Value;

/// A document with one warning, `unknown-format`.
fn place() -> Place {
    let place = Place::new();
    let text = pets("age") + "    Size: {type: integer, format: big}\n";
    place.put("specs/pets.yaml", &text);
    place
}

fn check(place: &Place, further: &[&str]) -> Run {
    place.run(&[&["check", "--specs", "specs"], further].concat())
}

#[test]
fn codes_are_explained() {
    let place = Place::new();
    for name in [
        "unknown-format",
        "warning[unknown-format]",
        "UNKNOWN-FORMAT",
    ] {
        place.run(&["explain", name]).exits(0).prints(&[
            "# unknown-format",
            "`warning`: ",
            "## Example",
            "specs/pets.yaml:",
            "## Remedy",
        ]);
    }
    let run = place.run(&["explain"]).exits(0);
    let run = run.prints(&[
        "unknown-format ",
        "warning ",
        "unresolved-reference ",
        "error ",
    ]);
    assert!(run.stdout.lines().count() > 90);
    place
        .run(&["explain", "unknown-fromat"])
        .exits(2)
        .says(&["`unknown-fromat`", "`unknown-format`"]);
    place
        .run(&["explain", "dinosaur\u{1b}[2J"])
        .exits(2)
        .says(&["cargo xtask explain", "\\u{1b}"]);
}

#[test]
fn denied_and_allowed() {
    let place = place();
    check(&place, &[])
        .exits(0)
        .says(&["warning[unknown-format]"]);
    check(&place, &["--deny", "warnings"]).exits(1).says(&[
        "error[unknown-format]",
        "denied by `--deny warnings`",
        "error: 1 diagnostic denied: unknown-format",
    ]);
    let run = place.codegen(&["--deny", "unknown-format"]).exits(1);
    run.says(&["nothing was written"]);
    assert!(!place.has("out/src"));
    let run = check(&place, &["--deny", "warnings", "--allow", "unknown-format"]).exits(0);
    assert!(!run.stderr.contains("unknown-format"), "{run:#?}");
    check(&place, &["--allow", "unknown-scope"])
        .exits(0)
        .says(&["warning[unneeded-allow]", "`unknown-scope`", "--> specs\n"]);
    for (code, says) in [
        ("unknown-keyword", "errors cannot be allowed"),
        ("unknown-fromat", "`unknown-format`"),
        ("warnings", "one by one"),
    ] {
        let run = check(&place, &["--allow", code]).exits(2).says(&[says]);
        assert!(run.stdout.is_empty());
    }
    let both = ["--allow", "unknown-format", "--deny", "unknown-format"];
    check(&place, &both).exits(2).says(&["both"]);
    place.put(
        "specs/codegen.yaml",
        "diagnostics: {allow: [unknown-format]}\n",
    );
    check(&place, &["--deny", "warnings"]).exits(0);
    check(&place, &["--deny", "unknown-format"]).exits(1);
    place.run(&["bundle", "--specs", "specs"]).exits(0);
}

#[test]
fn sarif_is_all_of_stdout() {
    let place = place();
    for arguments in [
        &["check", "--specs", "specs"][..],
        &["codegen", "--specs", "specs", "--out", "out"],
        &["codegen", "--specs", "specs", "--out", "out", "--check"],
    ] {
        let run = place.run(&[arguments, &["--message-format", "sarif"]].concat());
        let run = run.exits(0).says(&["pets: "]);
        let document: Value = serde_json::from_str(&run.stdout).expect("one document");
        let results = &document["runs"][0]["results"];
        assert_eq!(results[0]["ruleId"], "unknown-format");
        assert_eq!(results.as_array().map(Vec::len), Some(1));
    }
    place.put("out/src/pets/models.rs", "mine\n");
    let arguments = ["--check", "--message-format", "sarif"];
    let run = place.codegen(&arguments).exits(3).says(&["to repair this"]);
    assert!(
        serde_json::from_str::<Value>(&run.stdout).is_ok(),
        "{run:#?}"
    );
}

#[test]
fn commands_of_workflows_are_results() {
    let place = place();
    check(&place, &["--message-format", "github"])
        .exits(0)
        .prints(&[
            "::warning file=specs/pets.yaml,line=",
            ",title=unknown-format::the format",
            "pets: ",
        ]);
}

#[test]
fn constructs_are_tabulated() {
    let place = place();
    let coverage =
        |further: &[&str]| place.run(&[&["coverage", "--specs", "specs"], further].concat());
    coverage(&[]).exits(0).prints(&[
        "pets ",
        "schemas                    4         3         1         0  unknown-format 1",
        "all ",
    ]);
    coverage(&["--format", "markdown"]).exits(0).prints(&[
        "## pets\n",
        "| schemas | 4 | 3 | 1 | 0 | unknown-format 1 |",
    ]);
    let run = coverage(&["--format", "json"]).exits(0);
    let document: Value = serde_json::from_str(&run.stdout).expect("one document");
    assert_eq!(document["version"], 1);
    let api = &document["apis"][0];
    assert_eq!(api["api"], "pets");
    assert_eq!(api["constructs"]["schemas"]["degraded"], 1);
    assert_eq!(api["constructs"]["links"]["total"], 0);
    assert_eq!(api["all"]["codes"]["unknown-format"], 1);
    coverage(&["--api", "toys"]).exits(2).says(&["unknown-api"]);
    place.put(
        "specs/toys.yaml",
        &pets("name").replace("type: object", "type: objet"),
    );
    coverage(&["--api", "toys"])
        .exits(1)
        .prints(&["invalid-value 1"])
        .says(&["1 error in the documents", "cargo xtask check"]);
    place.put("specs/toys.yaml", "openapi: 9.9.9\n");
    coverage(&["--api", "toys"])
        .exits(1)
        .prints(&["its documents do not make one"])
        .says(&["error[unknown-version]"]);
}

/// Nothing that is printed in a pipeline is obeyed by it, whatever a document says.
#[test]
fn documents_give_no_commands() {
    let place = Place::new();
    let text = pets("name").replace(
        "title: Pets",
        "title: Pets\n  \"x\\n::error::owned ##[add-mask]y\": 1",
    );
    place.put("specs/pets.yaml", &text);
    for format in ["human", "short", "json", "sarif", "github"] {
        let run = check(&place, &["--message-format", format]).exits(1);
        for line in run.stdout.lines().chain(run.stderr.lines()) {
            let is_ours = format == "github" && line.starts_with("::error file=");
            let is_command = line.trim_start().starts_with("::") || line.contains("##[");
            assert!(is_ours || !is_command, "{format}: {line}");
        }
    }
}

/// Nor by what is shown of generated files, which quote documents.
#[test]
fn differences_give_no_commands() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    let text = pets("name").replace("A pet.", "A pet;##[add-mask]y.");
    place.put("specs/pets.yaml", &text);
    for format in ["human", "json"] {
        let run = place
            .codegen(&["--check", "--message-format", format])
            .exits(3);
        assert!(run.stdout.contains("add-mask"), "{run:#?}");
        assert!(!run.stdout.contains("##["), "{run:#?}");
    }
}

#[test]
fn timings_and_files_read() {
    let place = place();
    place.put("specs/toys/toys.yaml", &pets("name"));
    place.put("specs/codegen.yaml", "server: {unimplemented: true}\n");
    let run = place
        .codegen(&["--timings", "--depfile", "deps.d"])
        .exits(0);
    run.prints(&[
        "all: source: ",
        "pets: dialect: ",
        "toys: lower: ",
        "all: render: ",
        " ms\n",
    ]);
    let rules = place.read("deps.d");
    let (rule, others) = rules.split_once("\n\n").expect("rules");
    assert_eq!(
        rule,
        "out/src/lib.rs: \\\n  specs \\\n  specs/codegen.yaml \\\n  specs/pets.yaml \\\n  specs/toys \\\n  specs/toys/toys.yaml"
    );
    assert!(others.contains("specs/pets.yaml:\n"));
    let run = place
        .codegen(&["--timings", "--message-format", "json"])
        .exits(0);
    let lines = run.json();
    assert!(
        lines
            .iter()
            .any(|line| line["reason"] == "timing" && line["stage"] == "resolve")
    );
    place.codegen(&["--check", "--depfile", "deps.d"]).exits(2);
    place.codegen(&["--depfile", "missing/deps.d"]).exits(2);
    // With errors nothing is written, and neither is this.
    place.put("specs/pets.yaml", "openapi: 9.9.9\n");
    place.codegen(&["--depfile", "other.d"]).exits(1);
    assert!(!place.has("other.d"));
}
