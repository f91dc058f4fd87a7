//! Documents far larger than any real one: they become Rust, or a limit is said; nothing grows beyond what is written.

use generator::{
    generate,
    output::{Options, Output},
    source::MemoryLoader,
};
use std::{collections::BTreeMap, fmt::Write as _};
use syn::{Fields, Item};

const LEAF: &str = r##"{"type":"object","properties":{"leaf":{"type":"string"}}}"##;

/// A document of these schemas, each a name and its JSON.
fn run(schemas: &[(String, String)]) -> Output {
    let schemas: Vec<String> = schemas
        .iter()
        .map(|(name, schema)| format!("\"{name}\":{schema}"))
        .collect();
    let document = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"Large","version":"1"}},"paths":{{}},"components":{{"schemas":{{{}}}}}}}"#,
        schemas.join(",")
    );
    generate(
        &Options::default(),
        &MemoryLoader::new().file("large.json", document),
    )
}

/// The types of the models, each with the names of its fields or variants.
fn types(schemas: &[(String, String)]) -> BTreeMap<String, Vec<String>> {
    let output = run(schemas);
    let said = output.diagnostics.short();
    let file = output
        .files
        .iter()
        .find(|file| file.path.ends_with("/models.rs"));
    let text = &file.unwrap_or_else(|| panic!("{said}")).contents;
    let items = syn::parse_file(text).expect("Rust").items;
    items.into_iter().filter_map(members).collect()
}

fn members(item: Item) -> Option<(String, Vec<String>)> {
    match item {
        Item::Struct(item) => {
            let Fields::Named(fields) = item.fields else {
                return None;
            };
            let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
            Some((
                item.ident.to_string(),
                names.map(ToString::to_string).collect(),
            ))
        }
        Item::Enum(item) => {
            let names = item
                .variants
                .iter()
                .map(|variant| variant.ident.to_string());
            Some((item.ident.to_string(), names.collect()))
        }
        Item::Type(item) => Some((item.ident.to_string(), Vec::new())),
        _ => None,
    }
}

/// Texts one after the other, with commas.
fn list(count: usize, text: impl Fn(usize) -> String) -> String {
    let all: Vec<String> = (0..count).map(text).collect();
    all.join(",")
}

fn reference(name: &str) -> String {
    format!(r##"{{"$ref":"#/components/schemas/{name}"}}"##)
}

fn schema(name: impl Into<String>, text: impl Into<String>) -> (String, String) {
    (name.into(), text.into())
}

#[test]
fn an_enum_of_ten_thousand_values() {
    let values = list(10_000, |value| format!("\"value {value}\""));
    let types = types(&[schema(
        "E",
        format!(r#"{{"type":"string","enum":[{values}]}}"#),
    )]);
    assert_eq!(types["E"].len(), 10_000);
    assert_eq!(types["E"][9_999], "Value9999");
}

#[test]
fn an_object_of_five_thousand_properties() {
    let properties = list(5_000, |at| format!(r#""p{at}":{{"type":"integer"}}"#));
    let types = types(&[schema(
        "O",
        format!(r#"{{"type":"object","properties":{{{properties}}}}}"#),
    )]);
    assert_eq!(types["O"].len(), 5_000);
    assert_eq!(types["O"][4_999], "p4999");
}

#[test]
fn a_union_of_five_thousand_tagged_branches() {
    let branches = list(5_000, |at| reference(&format!("B{at}")));
    let union = format!(r#"{{"oneOf":[{branches}],"discriminator":{{"propertyName":"kind"}}}}"#);
    let branch = |at| {
        let text = format!(
            r#"{{"type":"object","required":["kind"],"properties":{{"kind":{{"type":"string"}},"b{at}":{{"type":"string"}}}}}}"#
        );
        schema(format!("B{at}"), text)
    };
    let mut schemas: Vec<_> = (0..5_000).map(branch).collect();
    schemas.push(schema("Union", union));
    let types = types(&schemas);
    assert_eq!(types["Union"].len(), 5_000);
    assert_eq!(types.len(), 5_001);
}

#[test]
fn a_union_of_a_thousand_branches_without_a_tag() {
    let branches = list(1_000, |at| {
        format!(
            r#"{{"type":"object","required":["b{at}"],"properties":{{"b{at}":{{"type":"string"}}}}}}"#
        )
    });
    let types = types(&[schema("Union", format!(r#"{{"oneOf":[{branches}]}}"#))]);
    assert_eq!(types["Union"].len(), 1_000);
    assert_eq!(types.len(), 1_001);
}

/// Each level names the one below twice: 2^40 ways lead down.
#[test]
fn a_schema_twice_in_all_of_forty_levels_deep() {
    let mut schemas = vec![schema("S0", LEAF)];
    for level in 1..=40 {
        let below = reference(&format!("S{}", level - 1));
        let text = format!(r#"{{"allOf":[{below},{below}]}}"#);
        schemas.push(schema(format!("S{level}"), text));
    }
    let types = types(&schemas);
    assert!(
        types["S40"].is_empty() || types["S40"] == ["leaf"],
        "{types:?}"
    );
    assert_eq!(types["S0"], ["leaf"]);
}

/// 4^14 combinations, of which no type is made.
#[test]
fn choices_that_multiply() {
    let choice = |choice: usize| {
        let branches = list(4, |branch| {
            format!(
                r#"{{"type":"object","required":["c{choice}b{branch}"],"properties":{{"c{choice}b{branch}":{{"type":"string"}}}}}}"#
            )
        });
        format!(r#"{{"oneOf":[{branches}]}}"#)
    };
    let output = run(&[schema(
        "C",
        format!(r#"{{"allOf":[{}]}}"#, list(14, choice)),
    )]);
    let said = output.diagnostics.short();
    assert!(said.contains("too-many-combinations"), "{said}");
    assert_eq!(output.diagnostics.errors(), 0, "{said}");
    let text: usize = output
        .files
        .iter()
        .filter(|file| file.path.ends_with("/models.rs"))
        .map(|file| file.contents.len())
        .sum();
    assert!(text > 0 && text < 100_000, "{text} bytes of models");
}

/// A chain is followed to the limit, and what is beyond is refused by itself.
#[test]
fn a_chain_of_two_thousand_all_of() {
    let output = run(&chain(2_000, |_| String::new()));
    let said = output.diagnostics.short();
    let mut lines = said.lines().peekable();
    assert!(lines.peek().is_some());
    assert!(lines.all(|line| line.contains("limit-exceeded")), "{said}");
    assert!(output.diagnostics.errors() < 2_000, "{said}");
    assert!(output.files.is_empty());
}

/// Each link has a property more than the one below; the last has all of them.
#[test]
fn a_chain_of_all_of_that_adds_properties() {
    let property =
        |level| format!(r#",{{"type":"object","properties":{{"p{level}":{{"type":"string"}}}}}}"#);
    let types = types(&chain(80, property));
    assert_eq!(types["S80"].len(), 81);
    assert_eq!(types["S40"].len(), 41);
}

/// Schemas that are each the one below, and more.
fn chain(length: usize, more: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let mut schemas = vec![schema("S0", LEAF)];
    for level in 1..=length {
        let below = reference(&format!("S{}", level - 1));
        let text = format!(r#"{{"allOf":[{below}{}]}}"#, more(level));
        schemas.push(schema(format!("S{level}"), text));
    }
    schemas
}

#[test]
fn sixty_levels_of_inline_objects() {
    let mut text = LEAF.to_owned();
    for level in (0..60).rev() {
        text = format!(r#"{{"type":"object","properties":{{"l{level}":{text}}}}}"#);
    }
    let types = types(&[schema("Deep", text)]);
    assert_eq!(types.len(), 61);
    assert_eq!(types["Deep"], ["l0"]);
    let longest = types.keys().map(String::len).max().unwrap_or_default();
    assert!(longest < 1_000, "a name of {longest} characters");
}

/// A base counts in each schema that is composed of it; refused is what is beyond, which is said once.
#[test]
fn a_base_of_many_properties_in_many_schemas() {
    let properties = list(15_000, |at| format!(r#""b{at}":{{}}"#));
    let mut schemas = vec![schema(
        "Base",
        format!(r#"{{"type":"object","properties":{{{properties}}}}}"#),
    )];
    schemas.extend((0..200).map(|at| {
        let base = reference("Base");
        let text = format!(r#"{{"allOf":[{base},{{"properties":{{"p{at}":{{}}}}}}]}}"#);
        schema(format!("S{at}"), text)
    }));
    let output = run(&schemas);
    let said = output.diagnostics.short();
    // 1 000 000 / 15 004 of them are merged.
    assert_eq!(output.diagnostics.errors(), 1, "{said}");
    let passed = output.diagnostics.iter().next().expect("a diagnostic");
    assert_eq!(passed.code.name, "limit-exceeded");
    let others = format!("the same holds at {} more places", 200 - 66 - 1);
    assert!(passed.notes.contains(&others), "{:?}", passed.notes);
}

/// A key counts for every value below it.
#[test]
fn a_long_key_above_many_values() {
    let properties = list(10_000, |at| format!(r#""p{at}":{{"type":"string"}}"#));
    let text = format!(r#"{{"type":"object","properties":{{{properties}}}}}"#);
    let output = run(&[schema("k".repeat(20_000), text)]);
    let said = output.diagnostics.short();
    assert_eq!(output.diagnostics.errors(), 1, "{said}");
    assert!(said.contains("pointers"), "{said}");
}

/// As many keys as nothing has.
#[test]
fn a_reference_of_a_million_keys() {
    let text = format!(r##"{{"$ref":"#/{}"}}"##, "a/".repeat(1_000_000));
    let output = run(&[schema("A", text)]);
    assert_eq!(output.diagnostics.errors(), 1);
    assert!(output.diagnostics.short().len() < 10_000);
}

/// Beyond the limits on nesting a document is refused, not worked through.
#[test]
fn nesting_beyond_the_limit() {
    let mut text = String::new();
    for _ in 0..2_000 {
        let _ = write!(text, r#"{{"type":"array","items":"#);
    }
    text.push_str("{}");
    text.push_str(&"}".repeat(2_000));
    let said = run(&[schema("Deep", text)]).diagnostics.short();
    assert!(said.contains("limit-exceeded"), "{said}");
}
