//! `corpus`: every document of a folder.

use crate::support::{Place, pets};

fn place() -> Place {
    let place = Place::new();
    // The place to work in is that of the workspace around.
    place.put("Cargo.toml", "[workspace]\n");
    place.put("corpus/good-one.yaml", &pets("name"));
    place.put("corpus/parts/main/api.yaml", &pets("name"));
    place.put("corpus/parts/other/part.yaml", "a: 1\n");
    place.put("corpus/README.md", "openapi: no\n");
    place.put("corpus/LICENSES/a.txt", "text\n");
    place
}

#[test]
fn every_document_is_tabulated() {
    let place = place();
    place
        .run(&[
            "corpus",
            "corpus",
            "--check-only",
            "--report",
            "report.json",
        ])
        .exits(0)
        .prints(&["good_one", "parts_api", "lines/type"]);
    let report: serde_json::Value = serde_json::from_str(&place.read("report.json")).unwrap();
    let documents = report["documents"].as_array().unwrap();
    let names: Vec<_> = documents.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["good_one", "parts_api"]);
    for document in documents {
        assert!(document["types"].as_u64() > Some(0), "{document}");
        assert!(document["operations"].as_u64() > Some(0), "{document}");
        assert_eq!(document["has_failed"], false);
    }
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(0));
}

#[test]
fn errors_that_nobody_expects_are_findings() {
    let place = place();
    place.put(
        "corpus/bad-one.yaml",
        &format!("{}\nunknown: 1\n", pets("name")),
    );
    let only = ["--only", "bad_one", "--report", "report.md"];
    place
        .run(&[&["corpus", "corpus", "--check-only"][..], &only].concat())
        .exits(1)
        .says(&["bad_one: one error (unknown-keyword)"]);
    let report = place.read("report.md");
    assert!(
        report.contains("| error[unknown-keyword] | 1 | 1 |"),
        "{report}"
    );
    assert!(!report.contains("good_one"), "{report}");
}

#[test]
fn expectations_that_are_not_so_any_more_are_findings() {
    let place = place();
    place.put("corpus/ga4gh-drs.yaml", &pets("name"));
    place
        .run(&["corpus", "corpus", "--check-only", "--only", "ga4gh_drs"])
        .exits(1)
        .says(&["ga4gh_drs: `invalid-reference` is expected, but not so any more"]);
}

#[test]
fn wrong_folders_and_names() {
    let place = place();
    place
        .run(&["corpus", "nowhere", "--check-only"])
        .exits(2)
        .says(&["nowhere"]);
    place
        .run(&["corpus", "corpus/LICENSES"])
        .exits(2)
        .says(&["holds no OpenAPI document"]);
    place
        .run(&["corpus", "corpus", "--only", "good"])
        .exits(2)
        .says(&["good_one, parts_api"]);
}

#[test]
fn bundles_give_the_same_as_what_they_are_made_of() {
    let place = place();
    place.put(
        "corpus/bad-one.yaml",
        &format!("{}\nunknown: 1\n", pets("name")),
    );
    let run = [
        "corpus",
        "corpus",
        "--check-only",
        "--bundle",
        "--report",
        "report.json",
    ];
    place
        .run(&run)
        .exits(1)
        .says(&["bad_one: one error (unknown-keyword)"]);
    let report: serde_json::Value = serde_json::from_str(&place.read("report.json")).unwrap();
    for document in report["documents"].as_array().unwrap() {
        assert_eq!(document["bundle_differs"], serde_json::json!([]));
    }
    for bundle in [
        "bad_one/bundle-yaml/specs/bad_one.yaml",
        "good_one/bundle-json/specs/good_one.json",
    ] {
        assert!(place.has(&format!("target/corpus/{bundle}")), "{bundle}");
    }
}
