//! Documents as one crate, and a program in it that says what becomes of a value.
//!
//! Each component is asked for as the one property of an object, as users meet it: what a name of another type does not
//! say itself, its uses do.

use crate::support;
use generator::{
    diagnostics::Severity,
    generate,
    output::{Options, Output},
    source::MemoryLoader,
};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    io::Write as _,
    path::Path,
    process::Stdio,
};

/// A document of schemas.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The name of its module.
    pub(crate) name: String,
    /// The version of OpenAPI that it is written in.
    pub(crate) version: &'static str,
    /// Its components.
    pub(crate) schemas: Map<String, Value>,
}

/// A value, and the component that it may be one of.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) document: usize,
    pub(crate) component: String,
    pub(crate) value: Value,
}

/// What became of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// Refused, in these words.
    Refused(String),
    /// Accepted, and written again.
    Written(Value),
}

/// What the generated code says as a server, and as a client.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answers {
    pub(crate) strict: Answer,
    pub(crate) lenient: Answer,
}

impl Document {
    /// The text that is generated from: one component a line, so that diagnostics tell which one they mean.
    fn text(&self) -> String {
        let mut text = format!(
            "{{\"openapi\":\"{}\",\"info\":{{\"title\":\"Schemas\",\"version\":\"1\"}},\"paths\":{{}},\"components\":{{\"schemas\":{{\n",
            self.version
        );
        for (name, schema) in &self.schemas {
            let _ = writeln!(text, "{}:{schema},", json!(name));
        }
        for (at, name) in self.schemas.keys().enumerate() {
            let of = json!({
                "type": "object",
                "required": ["v"],
                "properties": {"v": {"$ref": format!("#/components/schemas/{name}")}},
            });
            let end = if at + 1 == self.schemas.len() {
                ""
            } else {
                ","
            };
            let _ = writeln!(text, "\"J{at}\":{of}{end}");
        }
        text + "}}}"
    }

    fn path(&self) -> String {
        format!("{}.json", self.name)
    }

    fn index(&self, component: &str) -> usize {
        self.schemas
            .keys()
            .position(|name| name == component)
            .expect("a component")
    }

    /// What the generator alone says about it.
    pub(crate) fn generate(&self) -> Output {
        generate(
            &Options::default(),
            &MemoryLoader::new().file(self.path(), self.text()),
        )
    }

    /// The codes of what is said about a component, or about one that it is made of.
    pub(crate) fn codes(&self, output: &Output, component: &str) -> BTreeSet<String> {
        let mut codes: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for line in output.diagnostics.json().lines() {
            let said: Value = serde_json::from_str(line).expect("a diagnostic");
            let at = said["line"].as_u64().unwrap_or_default() as usize;
            let code = said["code"].as_str().unwrap_or_default().to_owned();
            codes.entry(at).or_default().insert(code);
        }
        let reached = self.reached(component);
        // The first line is the head of the document.
        let lines = reached.iter().map(|name| self.index(name) + 2);
        lines
            .filter_map(|line| codes.get(&line))
            .flatten()
            .cloned()
            .collect()
    }

    /// A component and all that it refers to.
    pub(crate) fn reached(&self, component: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![component.to_owned()];
        while let Some(next) = open.pop() {
            if found.insert(next.clone()) {
                let text = self
                    .schemas
                    .get(&next)
                    .map(Value::to_string)
                    .unwrap_or_default();
                let parts = text.split("#/components/schemas/").skip(1);
                open.extend(parts.filter_map(|part| Some(part.split('"').next()?.to_owned())));
                let names_it = format!("#/components/schemas/{next}\"");
                let has_children = self.schemas[&next].get("discriminator").is_some();
                let children = self.schemas.iter().filter(|(_, schema)| {
                    has_children && schema["allOf"].to_string().contains(&names_it)
                });
                open.extend(children.map(|(name, _)| name.clone()));
            }
        }
        found
    }
}

/// The codes of the errors in an output.
pub(crate) fn errors(output: &Output) -> BTreeSet<&'static str> {
    let errors = output
        .diagnostics
        .iter()
        .filter(|said| said.code.severity == Severity::Error);
    errors.map(|said| said.code.name).collect()
}

/// Writes all documents as one crate called `name`, and asks it every question.
pub(crate) fn ask(name: &str, documents: &[Document], questions: &[Question]) -> Vec<Answers> {
    let loader = documents
        .iter()
        .fold(MemoryLoader::new(), |loader, document| {
            loader.file(document.path(), document.text())
        });
    let (krate, _) = support::write_crate(name, &loader);
    write_program(&krate, documents);
    let mut input = String::new();
    for question in questions {
        let document = &documents[question.document];
        let at = document.index(&question.component);
        for mode in ["strict", "lenient"] {
            let _ = writeln!(
                input,
                "{}/J{at}\t{mode}\t{}",
                document.name,
                json!({"v": question.value})
            );
        }
    }
    let path = krate.join("questions.txt");
    fs::File::create(&path)
        .and_then(|mut file| file.write_all(input.as_bytes()))
        .expect("the questions");
    let program = support::cargo(&krate, &["run", "--example", "judge"])
        .stdin(fs::File::open(&path).expect("the questions"))
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo");
    assert!(
        program.status.success(),
        "the crate in {} does not compile or run",
        krate.display()
    );
    let output = String::from_utf8(program.stdout).expect("UTF-8");
    let answers: Vec<Answer> = output.lines().map(answer).collect();
    assert_eq!(answers.len(), 2 * questions.len());
    answers
        .chunks(2)
        .map(|pair| Answers {
            strict: pair[0].clone(),
            lenient: pair[1].clone(),
        })
        .collect()
}

fn answer(line: &str) -> Answer {
    match line.strip_prefix("written ") {
        Some(text) => {
            let mut written: Value = serde_json::from_str(text).expect("JSON");
            Answer::Written(written["v"].take())
        }
        None => Answer::Refused(line.to_owned()),
    }
}

/// A program that answers a line for each line: the type, the mode, and the value.
fn write_program(krate: &Path, documents: &[Document]) {
    let mut types = String::new();
    for document in documents {
        for at in 0..document.schemas.len() {
            let module = &document.name;
            let _ = writeln!(
                types,
                "        \"{module}/J{at}\" => answer::<generated::{module}::models::J{at}>,"
            );
        }
    }
    let program = PROGRAM.replace("        // types\n", &types);
    let folder = krate.join("examples");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("judge.rs"), program).expect("the program");
}

const PROGRAM: &str = r##"//! Reads values and says what became of them.

use generated::runtime::{Encoded, Schema, Stream};
use std::{io::BufRead, panic};

fn answer<T: Schema>(text: &str, strict: bool) -> String {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = match T::decode(Stream::new(&mut json, strict)) {
        Ok(value) => value,
        Err(error) => return format!("decode: {error}"),
    };
    if let Err(violations) = value.validate() {
        return format!("validate: {violations}");
    }
    match serde_json::to_string(&Encoded(&value)) {
        Ok(text) => format!("written {text}"),
        Err(error) => format!("encode: {error}"),
    }
}

fn of(name: &str) -> fn(&str, bool) -> String {
    match name {
        // types
        _ => panic!("no type {name}"),
    }
}

fn main() {
    panic::set_hook(Box::new(|_| ()));
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let mut parts = line.splitn(3, '\t');
        let mut next = || parts.next().expect("a part");
        let (name, mode, text) = (next(), next(), next());
        let answer = panic::catch_unwind(|| of(name)(text, mode == "strict"));
        let answer = answer.unwrap_or_else(|_| "panic".to_owned());
        println!("{}", answer.replace('\n', " / "));
    }
}
"##;
