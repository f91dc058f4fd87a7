//! Which files of a specs folder are what.

use crate::{document, read, read_from};
use expect_test::expect;
use generator::{
    diagnostics::{Class, Diagnostics},
    source::{self, DirLoader, Loader, MemoryLoader},
};
use std::{fs, path::Path};

fn empty() -> String {
    document("paths: {}\n")
}

#[test]
fn files_and_folders() {
    let empty = empty();
    let loader = MemoryLoader::new()
        .file("README.md", "text")
        .file("cats.yml", empty.as_str())
        .file("codegen.yaml", "# nothing yet\n")
        .file("dogs/a/b.yaml", "a fragment that is not read: [")
        .file("dogs/common.yaml", "Dog: {}")
        .file("dogs/dogs.yaml", empty.as_str())
        .file("dogs/notes.txt", "[")
        .file("dogs/z.overlay.yaml", "overlay: 1.0.0")
        .file("pets.json", "{}")
        .file("pets.overlay.json", "{}");
    let mut cx = Diagnostics::default();
    let apis = source::run(&mut cx, &loader, &[]).expect("APIs");
    assert_eq!(cx.short(), "");
    let shape: Vec<String> = apis
        .iter()
        .map(|api| {
            let paths = |all: &[source::SourceDocument]| {
                all.iter().map(|one| one.path.clone()).collect::<Vec<_>>()
            };
            format!(
                "{}: {:?} {:?} {:?}",
                api.name,
                paths(&api.roots),
                paths(&api.overlays),
                api.folder.fragments()
            )
        })
        .collect();
    expect![[r#"
        cats: ["cats.yml"] [] []
        dogs: ["dogs/dogs.yaml"] ["dogs/z.overlay.yaml"] ["dogs/a/b.yaml", "dogs/common.yaml"]
        pets: ["pets.json"] ["pets.overlay.json"] []"#]]
    .assert_eq(&shape.join("\n"));
}

#[test]
fn names_that_no_module_can_have() {
    let names = [
        "Pets", "my-pets", "2pets", "_pets", "pets_", "a__b", "type", "self", "runtime", "std",
        "server", "aux", "com1", "päts", "pets.v1",
    ];
    let mut loader = MemoryLoader::new();
    for name in names {
        loader = loader.file(format!("{name}.yaml"), empty());
    }
    let (_, cx) = read_from(&loader);
    let said: String = cx
        .iter()
        .map(|one| {
            format!(
                "{} ({})\n",
                one.message,
                one.help.clone().unwrap_or_default()
            )
        })
        .collect();
    expect![[r#"
        `2pets` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`) (rename it, for instance to `api2pets`)
        `Pets` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`) (rename it, for instance to `pets`)
        `_pets` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`) (rename it, for instance to `pets`)
        `a__b` cannot be the name of an API: it is not in snake case (no doubled or trailing `_`) (rename it, for instance to `a_b`)
        `aux` cannot be the name of an API: it is not a file name on every system (rename it, for instance to `aux_api`)
        `com1` cannot be the name of an API: it is not a file name on every system (rename it, for instance to `com1_api`)
        `my-pets` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`) (rename it, for instance to `my_pets`)
        `pets.v1` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`) (rename it, for instance to `pets_v1`)
        `pets_` cannot be the name of an API: it is not in snake case (no doubled or trailing `_`) (rename it, for instance to `pets`)
        `päts` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`) (rename it, for instance to `p_ts`)
        `runtime` cannot be the name of an API: the generated crate uses that name itself (rename it, for instance to `runtime_api`)
        `self` cannot be the name of an API: it is a keyword of Rust (rename it, for instance to `self_api`)
        `server` cannot be the name of an API: the generated crate uses that name itself (rename it, for instance to `server_api`)
        `std` cannot be the name of an API: the generated crate uses that name itself (rename it, for instance to `std_api`)
        `type` cannot be the name of an API: it is a keyword of Rust (rename it, for instance to `type_api`)
    "#]].assert_eq(&said);
}

#[test]
fn what_belongs_to_nothing() {
    let empty = empty();
    let files = [
        ("pets.yaml", empty.as_str()),
        ("pets.json", "{}"),
        ("pets/a.yaml", &empty),
        ("dogs.overlay.yaml", "overlay: 1.0.0"),
        ("cats/a.yaml", "Cat: {}"),
    ];
    let (_, cx) = read(&files);
    expect![[r#"
        specs/cats: error[no-root]: no document directly in the folder has a top-level `openapi` key
        specs/dogs.overlay.yaml: error[stray-overlay]: the overlay belongs to no API: there is no `dogs`
        specs/pets.json:1:1: error[unknown-version]: the document has no top-level `openapi` version
        specs/pets.yaml: error[duplicate-api]: the API `pets` is there already, as specs/pets.json
        specs/pets/a.yaml: error[duplicate-api]: the API `pets` is there already, as specs/pets.json
    "#]].assert_eq(&cx.short());
}

#[test]
fn names_asked_for() {
    let loader = MemoryLoader::new()
        .file("pets.yaml", empty())
        .file("dogs.yaml", "[");
    let mut cx = Diagnostics::default();
    let apis = source::run(&mut cx, &loader, &["pets".to_owned()]).expect("an API");
    assert_eq!(apis.len(), 1);
    assert_eq!(cx.short(), "");

    let only = ["pet", "dinosaurs", "pets"].map(str::to_owned);
    let apis = source::run(&mut cx, &loader, &only).expect("an API");
    assert_eq!(apis.len(), 1);
    expect![[r#"
        error[unknown-api]: there is no API `dinosaurs`
        --> specs
         = help: the APIs are `dogs` and `pets`

        error[unknown-api]: there is no API `pet`
        --> specs
         = help: an API with a similar name exists: `pets`

    "#]]
    .assert_eq(&cx.human(false));
    assert!(
        cx.iter()
            .all(|diagnostic| diagnostic.code.class == Class::Input)
    );
}

#[test]
fn no_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, cx) = read_from(&DirLoader::new(folder.path().join("missing"), "specs"));
    expect![[r#"
        specs: error[unreadable]: cannot be read: no such file or folder
    "#]]
    .assert_eq(&cx.short());
    assert!(
        cx.iter()
            .all(|diagnostic| diagnostic.code.class == Class::Input)
    );

    fs::write(folder.path().join("file"), "").expect("a file");
    let (_, cx) = read_from(&DirLoader::new(folder.path().join("file"), "specs"));
    expect![[r#"
        specs: error[unreadable]: cannot be read: not a folder
    "#]]
    .assert_eq(&cx.short());

    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let (_, cx) = read_from(&DirLoader::new(folder.path().join("empty"), "specs"));
    expect![[r#"
        specs: error[no-api]: the folder holds no API
    "#]]
    .assert_eq(&cx.short());
    assert!(
        cx.iter()
            .all(|diagnostic| diagnostic.code.class == Class::Input)
    );
}

#[test]
fn folders_are_walked_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in [
        "b/z.yaml",
        "b/a.yaml",
        "a.yaml",
        ".hidden/x.yaml",
        "b/.x.yaml",
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, "x").expect("a file");
    }
    let loader = DirLoader::new(folder.path(), "specs");
    assert_eq!(
        loader.files().expect("files"),
        ["a.yaml", "b/a.yaml", "b/z.yaml"]
    );
    assert_eq!(loader.read("b/a.yaml").expect("bytes"), b"x");
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let specs = folder.path().join("specs");
    fs::create_dir_all(specs.join("pets")).expect("a folder");
    fs::write(folder.path().join("secret.yaml"), "secret").expect("a file");
    let loader = DirLoader::new(&specs, "specs");
    for path in [
        "../secret.yaml",
        "pets/../../secret.yaml",
        "/etc/passwd",
        "./a.yaml",
        "pets",
        "",
        "missing.yaml",
    ] {
        assert!(loader.read(path).is_err(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_refused() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let specs = folder.path().join("specs");
    fs::create_dir_all(&specs).expect("a folder");
    fs::write(folder.path().join("secret.yaml"), "secret").expect("a file");
    symlink(folder.path().join("secret.yaml"), specs.join("pets.yaml")).expect("a link");
    let loader = DirLoader::new(&specs, "specs");
    assert!(loader.read("pets.yaml").is_err());
    let (_, cx) = read_from(&loader);
    expect![[r#"
        specs/pets.yaml: error[unreadable]: cannot be read: the symbolic link leads out of the specs folder
    "#]].assert_eq(&cx.short());

    fs::remove_file(specs.join("pets.yaml")).expect("no link");
    fs::write(specs.join("a.yaml"), empty()).expect("a file");
    symlink("a.yaml", specs.join("b.yaml")).expect("a link");
    let (documents, cx) = read_from(&loader);
    assert_eq!(cx.short(), "");
    assert_eq!(documents.len(), 2);

    symlink("/dev/zero", specs.join("c.yaml")).expect("a link");
    assert!(loader.files().is_err());
}
