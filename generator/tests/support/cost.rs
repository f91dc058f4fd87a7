//! What an API of many operations costs those that compile it: user CPU seconds of `rustc`, which change less than the
//! time on the wall where others use the machine, but by some tenths.

use crate::crates;
use generator::source::MemoryLoader;
use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// A kind of operation, each with models as small as they can be: all that is measured is the operations.
struct Kind {
    /// What its name begins with, as the document and as Rust spell it.
    id: &'static str,
    method: &'static str,
    ty: &'static str,
    /// Its path behind `/things{n}`.
    path: &'static str,
    /// Its parameters, body and responses.
    rest: &'static str,
    /// What `new` takes, and what the server answers.
    input: &'static str,
    output: (&'static str, &'static str),
}

const ID: &str = r#"{"name":"id","in":"path","required":true,"schema":{"type":"string"}}"#;
const BODY: &str = r##""requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}"##;
const LIST: &str = r##"{"description":"Some.","content":{"application/json":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}}"##;
const ONE: &str = r##"{"description":"It.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}"##;
const NONE: &str = r##"{"description":"None such.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}"##;

/// What most APIs are made of.
const KINDS: [Kind; 5] = [
    Kind {
        id: "list",
        method: "get",
        ty: "List",
        path: "",
        rest: r#""parameters":[{"name":"limit","in":"query","schema":{"type":"integer","minimum":1}},{"name":"after","in":"query","schema":{"type":"string"}}],"responses":{"200":LIST,"400":NONE}"#,
        input: "",
        output: ("Vec<models::Thing>", "Vec::new()"),
    },
    Kind {
        id: "create",
        method: "post",
        ty: "Create",
        path: "",
        rest: r#"BODY,"responses":{"201":ONE,"409":NONE}"#,
        input: "thing()",
        output: ("models::Thing", "input.body"),
    },
    Kind {
        id: "get",
        method: "get",
        ty: "Get",
        path: "/{id}",
        rest: r#""parameters":[ID],"responses":{"200":ONE,"404":NONE}"#,
        input: "\"a\"",
        output: ("models::Thing", "models::Thing { name: input.id }"),
    },
    Kind {
        id: "replace",
        method: "put",
        ty: "Replace",
        path: "/{id}",
        rest: r#""parameters":[ID],BODY,"responses":{"200":ONE,"404":NONE,"409":NONE}"#,
        input: "\"a\", thing()",
        output: ("models::Thing", "input.body"),
    },
    Kind {
        id: "delete",
        method: "delete",
        ty: "Delete",
        path: "/{id}",
        rest: r#""parameters":[ID],"responses":{"204":{"description":"Gone."},"404":NONE}"#,
        input: "\"a\"",
        output: ("()", "drop(input)"),
    },
];

/// A document of so many operations of each kind.
fn document(each: usize) -> String {
    let mut paths: Vec<String> = Vec::new();
    for at in 0..each {
        for path in ["", "/{id}"] {
            let kinds = KINDS.iter().filter(|kind| kind.path == path);
            let operations: Vec<String> = kinds
                .map(|kind| {
                    let rest = kind.rest.replace("ID", ID).replace("BODY", BODY);
                    // One of the names is the end of another.
                    let rest = rest.replace("NONE", NONE).replace("LIST", LIST);
                    let rest = rest.replace("ONE", ONE);
                    let (method, id) = (kind.method, kind.id);
                    format!(r#""{method}":{{"operationId":"{id}_{at}",{rest}}}"#)
                })
                .collect();
            paths.push(format!(
                r#""/things{at}{path}":{{{}}}"#,
                operations.join(",")
            ));
        }
    }
    let schema = |name: &str| {
        format!(
            r#""{name}":{{"type":"object","required":["name"],"properties":{{"name":{{"type":"string"}}}}}}"#
        )
    };
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"Many","version":"1"}},"paths":{{{}}},"components":{{"schemas":{{{},{}}}}}}}"#,
        paths.join(","),
        schema("Thing"),
        schema("Problem")
    )
}

/// A program that implements and serves all of it, and calls each operation once.
fn program(each: usize) -> String {
    let (mut methods, mut calls) = (String::new(), String::new());
    for at in 0..each {
        for kind in &KINDS {
            let (id, ty, input) = (kind.id, kind.ty, kind.input);
            let (output, answer) = kind.output;
            let _ = writeln!(
                methods,
                "    async fn {id}_{at}(&self, _: Context<()>, input: operations::{ty}{at}) -> \
                 Result<{output}, Failure<operations::{ty}{at}Error>> {{ let _ = &input; Ok({answer}) }}"
            );
            let _ = writeln!(
                calls,
                "    client.{id}_{at}(&operations::{ty}{at}::new({input})).await.unwrap();"
            );
        }
    }
    // Without required parts an input is its default.
    let calls = calls.replace("::new()", "::default()");
    format!(
        "use generated::many::{{Api, Client, Server, models, operations, router}};\n\
         use generated::runtime::in_process::InProcess;\n\
         use generated::runtime::server::{{Context, Failure}};\n\
         use std::sync::Arc;\n\n\
         struct Many;\n\nimpl Api for Many {{\n{methods}}}\n\n\
         fn thing() -> models::Thing {{\n    models::Thing {{ name: \"a\".to_owned() }}\n}}\n\n\
         #[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n\
         let server = Server::Custom(\"http://localhost\".to_owned());\n\
         let client = Client::with_transport(InProcess(router(Arc::new(Many))), &server).unwrap();\n\
         {calls}}}\n"
    )
}

/// The least user CPU that the command takes in three runs, each after the file was touched.
fn user_seconds(command: impl Fn() -> Command, touched: &Path) -> f64 {
    let run = || {
        let text = fs::read(touched).expect("a file");
        fs::write(touched, text).expect("a file");
        let cargo = command();
        // POSIX: `times` says what the shell has used, and in its second line what its children have.
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "\"$@\" >&2 && times", "sh"])
            .arg(cargo.get_program())
            .args(cargo.get_args())
            .current_dir(cargo.get_current_dir().expect("a folder"))
            .stderr(Stdio::inherit());
        for (name, value) in cargo.get_envs() {
            shell.env(name, value.expect("a value"));
        }
        let output = shell.env("CARGO_INCREMENTAL", "0").output().expect("sh");
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).expect("text");
        let children = text.lines().nth(1).expect("two lines");
        let user = children.split(' ').next().expect("two times");
        let (minutes, seconds) = user
            .trim_end_matches('s')
            .split_once('m')
            .expect("minutes and seconds");
        let number = |text: &str| text.parse::<f64>().expect("a number");
        60.0 * number(minutes) + number(seconds)
    };
    run();
    (0..3).map(|_| run()).fold(f64::INFINITY, f64::min)
}

/// What the compiler takes for a crate of so many operations of each kind: types alone, with client and server, and a
/// program that uses all of it, checked and built.
fn costs(each: usize) -> [f64; 4] {
    let loader = MemoryLoader::new().file("many.json", document(each));
    let (krate, _) = crates::write_crate(&format!("cost-{each}"), &loader);
    let program_file = krate.join("examples/user.rs");
    fs::create_dir_all(krate.join("examples")).expect("a folder");
    fs::write(&program_file, program(each)).expect("a file");
    let lib = krate.join("src/lib.rs");
    let both = ["--features", "client,server"];
    let cargo = |arguments: &[&str]| crates::cargo(&krate, arguments);
    let models = user_seconds(|| cargo(&["check", "--lib"]), &lib);
    let sides = user_seconds(|| cargo(&[&["check", "--lib"], &both[..]].concat()), &lib);
    let user = [&["check", "--example", "user"], &both[..]].concat();
    let checked = user_seconds(|| cargo(&user), &program_file);
    let user = [&["build", "--example", "user"], &both[..]].concat();
    let built = user_seconds(|| cargo(&user), &program_file);
    let user = [&["run", "--example", "user"], &both[..]].concat();
    assert!(cargo(&user).status().expect("cargo").success());
    [models, sides, checked, built]
}

/// Prints the costs of 300 operations, and those of five, which are what the runtime and the first of each kind cost.
pub(crate) fn print() {
    let (five, all) = (costs(1), costs(60));
    println!("user CPU seconds of 5 and of 300 operations");
    for (what, at) in [
        ("cargo check, types alone", 0),
        ("cargo check, with client and server", 1),
        ("cargo check of a program that serves and calls all", 2),
        ("cargo build of that program", 3),
    ] {
        println!("{what:50} {:6.2} {:6.2}", five[at], all[at]);
    }
    println!(
        "300 operations with client and server, without the models {:.2}, of which the runtime is {:.2}",
        all[1] - five[0],
        five[1] - five[0]
    );
}
