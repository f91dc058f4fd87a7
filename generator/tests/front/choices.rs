//! What the user says beside the documents: `codegen.yaml`, and the lock of names.

use crate::{check, document};
use expect_test::{Expect, expect};
use generator::{
    diagnostics::Diagnostics,
    source::{self, Choices, FormatType, LockedName, MemoryLoader, NamesLock},
};

/// The choices for each API, and what was said.
fn choices(files: &[(&str, &str)]) -> (Vec<Choices>, String) {
    let mut loader = MemoryLoader::new()
        .file("pets.yaml", document("paths: {}\n"))
        .file("toys/toys.yaml", document("paths: {}\n"));
    for (path, text) in files {
        loader = loader.file(*path, *text);
    }
    let mut cx = Diagnostics::default();
    let apis = source::run(&mut cx, &loader, &[]).unwrap_or_default();
    let choices = apis.into_iter().map(|api| api.choices).collect();
    (choices, cx.short())
}

#[test]
fn formats() {
    let text = "formats: {uuid: uuid, date-time: jiff, date: chrono, time: time, duration: jiff, byte: bytes, uri: url, \
                password: string, token: secret, guid: uuid}\n";
    let (choices, said) = choices(&[("codegen.yaml", text)]);
    assert_eq!(said, "");
    let all: Vec<(&str, FormatType)> = choices[1]
        .config
        .formats
        .iter()
        .map(|(format, ty)| (format.as_str(), *ty))
        .collect();
    let expected = [
        ("byte", FormatType::Bytes),
        ("date", FormatType::Chrono),
        ("date-time", FormatType::Jiff),
        ("duration", FormatType::Jiff),
        ("guid", FormatType::Uuid),
        ("password", FormatType::String),
        ("time", FormatType::Time),
        ("token", FormatType::Secret),
        ("uri", FormatType::Url),
        ("uuid", FormatType::Uuid),
    ];
    assert_eq!(all, expected);
    assert_eq!(choices[0].config, choices[1].config);
}

#[test]
fn formats_that_make_no_sense() {
    check_config(
        "formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}\n",
        expect![[r#"
            error[invalid-configuration]: values of the format `uuid` cannot be of the type `jiff`
             --> specs/codegen.yaml:1:17
              |
            1 | formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}
              |                 ^^^^
              |
              = help: possible for `uuid`: `string`, `uuid` and `secret`

            error[invalid-configuration]: values of the format `date` cannot be of the type `uuid`
             --> specs/codegen.yaml:1:29
              |
            1 | formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}
              |                             ^^^^
              |
              = help: possible for `date`: `string`, `jiff`, `chrono`, `time` and `secret`

            error[invalid-configuration]: values of the format `duration` cannot be of the type `chrono`
             --> specs/codegen.yaml:1:45
              |
            1 | formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}
              |                                             ^^^^^^
              |
              = help: possible for `duration`: `string`, `jiff` and `secret`

            error[invalid-configuration]: values of the format `email` cannot be of the type `url`
             --> specs/codegen.yaml:1:60
              |
            1 | formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}
              |                                                            ^^^
              |
              = help: possible for `email`: `string` and `secret`

            error[invalid-configuration]: `int32` is a format of numbers, and types are chosen for strings only
             --> specs/codegen.yaml:1:72
              |
            1 | formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}
              |                                                                        ^^^^^^
              |
              = help: remove it

            error[invalid-configuration]: there is no type `jif`
             --> specs/codegen.yaml:1:91
              |
            1 | formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}
              |                                                                                           ^^^
              |
              = help: there is `jiff`

            error[invalid-configuration]: values of the format `a` cannot be of the type `jiff`
             --> specs/codegen.yaml:1:99
              |
            1 | formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}
              |                                                                                                   ^^^^
              |
              = help: possible for `a`: `string`, `uuid`, `bytes`, `url` and `secret`

            error[invalid-configuration]: the type of a format is a word, not an integer
             --> specs/codegen.yaml:1:108
              |
            1 | formats: {uuid: jiff, date: uuid, duration: chrono, email: url, int32: string, date-time: jif, a: jiff, b: 1}
              |                                                                                                            ^
              |
              = help: for instance `string`, which is what it is without a choice

        "#]],
    );
    check_config(
        "formats: [uuid]\n",
        expect![[r#"
        error[invalid-configuration]: `formats` is an object, not an array
         --> specs/codegen.yaml:1:10
          |
        1 | formats: [uuid]
          |          ^^^^^^
          |
          = help: give each format a type: `formats: {date-time: jiff}`

    "#]],
    );
    check_config(
        "format: {}\nemit: [client]\n",
        expect![[r#"
            error[invalid-configuration]: the configuration has no key `format`
             --> specs/codegen.yaml:1:1
              |
            1 | format: {}
              | ^^^^^^
              |
              = help: a key with a similar name exists: `formats`

            error[invalid-configuration]: the configuration has no key `emit`
             --> specs/codegen.yaml:2:1
              |
            2 | emit: [client]
              | ^^^^
              |
              = help: the keys are `apis`, `diagnostics`, `features`, `filter`, `formats`, `limits` and `server`

        "#]],
    );
    check_config(
        "- a\n",
        expect![[r#"
            error[invalid-configuration]: the configuration is an object of choices, not an array
             --> specs/codegen.yaml:1:1
              |
            1 | - a
              | ^^^
              |
              = help: the keys are `apis`, `diagnostics`, `features`, `filter`, `formats`, `limits` and `server`

        "#]],
    );
    check_config("formats: {}\n", expect![[""]]);
    check_config("# nothing yet\n", expect![[""]]);
}

fn check_config(text: &str, expected: Expect) {
    let files = [
        ("codegen.yaml", text),
        ("pets.yaml", &document("paths: {}\n")),
    ];
    check(&files, expected);
}

#[test]
fn locks_of_files_and_folders() {
    let (all, said) = choices(&[]);
    assert_eq!(said, "");
    assert_eq!(
        (&all[0].lock, all[0].lock_path.as_str()),
        (&None, "pets.names.lock")
    );
    assert_eq!(
        (&all[1].lock, all[1].lock_path.as_str()),
        (&None, "toys/names.lock")
    );
    let lock = "types:\n  '#/components/schemas/Pet': Pet\noperations: {GET /a: r#type}\n";
    let (all, said) = choices(&[("pets.names.lock", lock), ("toys/names.lock", "# none\n")]);
    assert_eq!(said, "");
    let lock = all[0].lock.as_ref().expect("a lock");
    assert_eq!(lock.types["#/components/schemas/Pet"].name, "Pet");
    assert_eq!(lock.operations["GET /a"].name, "r#type");
    assert_eq!(all[1].lock, Some(NamesLock::default()));
}

#[test]
fn locks_that_are_wrong() {
    let lock = "types:\n  A: a b\n  B: 1\n  C: 'fn'\n  D: ü\ntips: {}\nfields: [a]\n";
    let (all, said) = choices(&[
        ("pets.names.lock", lock),
        ("toys/names.lock", "types: {A: A, A: B}"),
        ("cars.names.lock", "types: {}"),
        ("cars/names.lock", "types: {}"),
        ("toys.names.lock", "types: {}"),
    ]);
    assert!(all.iter().all(|choices| choices.lock.is_none()));
    expect![[r#"
        specs/cars.names.lock: warning[stray-lock]: the lock belongs to no API: there is no `cars`
        specs/cars/names.lock: warning[stray-lock]: the lock belongs to no API: there is no `cars`
        specs/pets.names.lock:2:6: error[invalid-lock]: this is not an identifier of Rust
        specs/pets.names.lock:3:6: error[invalid-lock]: this is not an identifier of Rust
        specs/pets.names.lock:4:6: error[invalid-lock]: this is not an identifier of Rust
        specs/pets.names.lock:5:6: error[invalid-lock]: this is not an identifier of Rust
        specs/pets.names.lock:6:1: error[invalid-lock]: a lock has no section `tips`, but `fields`, `operations`, `types` and `variants`
        specs/pets.names.lock:7:9: error[invalid-lock]: `fields` is an object of names, not an array
        specs/toys.names.lock: warning[stray-lock]: the lock belongs to no API: there is no `toys`
        specs/toys/names.lock:1:15: error[duplicate-key]: the key `A` appears twice in one object
    "#]].assert_eq(&said);
}

#[test]
fn what_is_written_is_read() {
    let names = [
        ("#/components/schemas/Pet", "Pet"),
        ("#/paths/~1a b/get: {} # '\"\\", "A"),
        ("- \u{7f}\u{85}\u{2028}\u{feff}\u{202e}é字😀\n\t", "B"),
        ("", "C"),
        (&"long".repeat(500), "r#type"),
    ];
    let section: std::collections::BTreeMap<_, _> = names
        .iter()
        .map(|(item, name)| {
            let name = LockedName {
                name: (*name).to_owned(),
                span: None,
            };
            ((*item).to_owned(), name)
        })
        .collect();
    let lock = NamesLock {
        types: section.clone(),
        variants: section,
        ..NamesLock::default()
    };
    let text = lock.text();
    let (all, said) = choices(&[("pets.names.lock", &text)]);
    assert_eq!(said, "");
    let mut read = all[0].lock.clone().expect("a lock");
    for name in read.types.values_mut().chain(read.variants.values_mut()) {
        assert!(name.span.take().is_some());
    }
    assert_eq!(read, lock);
    // Another reader reads the same.
    let other: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
    assert_eq!(other["types"]["#/components/schemas/Pet"], "Pet");
    assert_eq!(other["types"].as_object().map(|map| map.len()), Some(5));
}

#[test]
fn the_text_of_a_lock() {
    let name = |name: &str| LockedName {
        name: name.to_owned(),
        span: None,
    };
    let mut lock = NamesLock::default();
    lock.types
        .insert("#/components/schemas/Pet".to_owned(), name("Pet"));
    lock.operations
        .insert("GET /pets/{id}".to_owned(), name("get_pet"));
    lock.types
        .insert("#/components/schemas/Owner".to_owned(), name("Owner"));
    expect![[r##"
        # @generated by `cargo xtask codegen --lock`: the Rust names of what the documents hold.
        # Check it in: what has a name here keeps it, whatever is added to the documents or moved in them.
        operations:
          "GET /pets/{id}": get_pet
        types:
          "#/components/schemas/Owner": Owner
          "#/components/schemas/Pet": Pet
    "##]].assert_eq(&lock.text());
    expect![[r#"
        # @generated by `cargo xtask codegen --lock`: the Rust names of what the documents hold.
        # Check it in: what has a name here keeps it, whatever is added to the documents or moved in them.
    "#]].assert_eq(&NamesLock::default().text());
}
