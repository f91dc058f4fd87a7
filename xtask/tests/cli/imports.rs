//! `import`: documentation pages to documents.

use crate::support::{Place, pets};

const BLOCK: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'} # kept\r\npaths: {}\n\n";

fn page(block: &str) -> String {
    format!(
        "> # Not the title\n\n# Add a pet: it's easy!\n\n```yaml\nnot: openapi\n```\n\n````yaml latest POST /pets\n{block}````\n"
    )
}

#[test]
fn pages_become_documents_byte_for_byte() {
    let place = Place::new();
    place.put("add.md", &page(BLOCK));
    place.put("json.md", "~~~json\n{\"openapi\": \"3.0.3\"}\n~~~\n");
    let import = || {
        place.run(&[
            "import", "add.md", "json.md", "--api", "pets", "--specs", "specs",
        ])
    };
    import().exits(0).says(&[
        "specs/pets/add-a-pet-it-s-easy.yaml was written",
        "specs/pets/json.json was written",
    ]);
    assert_eq!(place.read("specs/pets/add-a-pet-it-s-easy.yaml"), BLOCK);
    assert_eq!(
        place.read("specs/pets/json.json"),
        "{\"openapi\": \"3.0.3\"}\n"
    );
    let record = place.read("specs/pets/SOURCES.md");
    for text in [
        "| add-a-pet-it-s-easy.yaml | add.md | Add a pet: it's easy! | latest POST /pets | ",
        "| json.json | json.md |",
    ] {
        assert!(record.contains(text), "{record}");
    }
    import().exits(0).says(&["is there already"]);
    assert_eq!(place.read("specs/pets/SOURCES.md"), record);
}

#[test]
fn what_is_there_is_never_replaced() {
    let place = Place::new();
    place.put("add.md", &page(BLOCK));
    place.put("new.md", &page(&pets("name")).replace("Add a pet", "New"));
    place.put("specs/pets/add-a-pet-it-s-easy.yaml", "mine\n");
    place
        .run(&[
            "import", "new.md", "add.md", "--api", "pets", "--specs", "specs",
        ])
        .exits(2)
        .says(&[
            "add-a-pet-it-s-easy.yaml is there, and differs",
            "nothing was written",
        ]);
    assert_eq!(place.read("specs/pets/add-a-pet-it-s-easy.yaml"), "mine\n");
    assert!(!place.has("specs/pets/SOURCES.md"));
    assert!(!place.has("specs/pets/new-it-s-easy.yaml"));
}

#[test]
fn the_same_document_under_another_name_is_there() {
    let place = Place::new();
    place.put("add.md", &page(BLOCK));
    place.put("specs/pets/mine.yaml", BLOCK);
    place
        .run(&["import", "add.md", "--api", "pets", "--specs", "specs"])
        .exits(0)
        .says(&["specs/pets/mine.yaml is there already"]);
    assert!(!place.has("specs/pets/add-a-pet-it-s-easy.yaml"));
}

#[test]
fn wrong_pages_and_names() {
    let place = Place::new();
    place.put("none.md", "# A\n\n```yaml\na: 1\n```\n\n```yaml\nb: 1\n");
    place
        .run(&["import", "none.md", "--api", "pets", "--specs", "specs"])
        .exits(2)
        .says(&["none.md holds no OpenAPI document"]);
    place.put("cut.md", "# A\n\n```yaml\nopenapi: 3.0.3\n");
    place
        .run(&["import", "cut.md", "--api", "pets", "--specs", "specs"])
        .exits(2)
        .says(&["cut.md ends within a document", "save the whole page"]);
    assert!(!place.has("specs/pets"));
    place
        .run(&["import", "missing.md", "--api", "pets", "--specs", "specs"])
        .exits(2)
        .says(&["missing.md"]);
    place.put("add.md", &page(BLOCK));
    place
        .run(&["import", "add.md", "--api", "../pets", "--specs", "specs"])
        .exits(2)
        .says(&["`../pets` cannot be the name of an API"]);
}

#[test]
fn blocks_of_several_pages_however_they_stand_there() {
    let place = Place::new();
    let windows = BLOCK.replace('\n', "\r\n");
    let json = "{\"openapi\": \"3.0.3\",\r\n \"info\": {\"title\": \"A\", \"version\": \"1\"},\r\n \"paths\": {}}\r\n";
    place.put(
        "one.md",
        &format!(
            "\u{feff}# One\r\n\r\n~~~yaml GET /a\r\n{windows}~~~\r\n\r\n```json\r\n{json}```\r\n"
        ),
    );
    let indented: String = BLOCK
        .split_inclusive('\n')
        .map(|line| format!("    {line}"))
        .collect();
    place.put(
        "two.md",
        &format!("# Two\n\n<Tab>\n    ````yaml\n{indented}    ````\n</Tab>\n"),
    );
    place
        .run(&[
            "import", "one.md", "two.md", "--api", "pets", "--specs", "specs",
        ])
        .exits(0);
    assert_eq!(place.read("specs/pets/one.yaml"), windows);
    assert_eq!(place.read("specs/pets/one-2.json"), json);
    assert_eq!(place.read("specs/pets/two.yaml"), BLOCK);
    let sources = place.read("specs/pets/SOURCES.md");
    for row in [
        "| one.yaml | one.md | One | GET /a |",
        "| one-2.json | one.md |",
        "| two.yaml | two.md | Two |",
    ] {
        assert!(sources.contains(row), "{sources}");
    }
}
