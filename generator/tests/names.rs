//! Names follow from what a document says, not from the order in which it says it.

use generator::{
    generate,
    output::Options,
    source::{DirLoader, Loader, MemoryLoader},
};
use serde_json::{Map, Value};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use syn::{Expr, Fields, ImplItem, Item, Lit, Type};

/// The names of a file: by item, those of its members, each with what the document calls it.
type Names = BTreeMap<String, Vec<String>>;

/// Puts the keys of an object in another order.
type Reorder = fn(&mut Vec<(String, Value)>);

/// Every order that they are tried in.
const ORDERS: [Reorder; 3] = [
    |entries| entries.reverse(),
    |entries| entries.sort_by(|left, right| left.0.cmp(&right.0)),
    |entries| {
        let middle = entries.len() / 2;
        entries.rotate_left(middle);
    },
];

#[test]
fn the_order_of_keys_does_not_matter_to_names() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for case in cases() {
        let loader = DirLoader::new(case.join("specs"), "specs");
        let Some(names) = names(&loader) else {
            continue;
        };
        for (order, reorder) in ORDERS.into_iter().enumerate() {
            let Some(reordered) = changed(&loader, reorder) else {
                continue;
            };
            let others = self::names(&reordered).unwrap_or_default();
            compared += 1;
            let differing = names
                .iter()
                .filter(|(name, members)| others.get(*name) != Some(members));
            for (name, members) in differing {
                let other = others.get(name);
                let case = case.file_name().unwrap_or_default().display();
                wrong.push(format!(
                    "{case}, order {order}: {name}\n  {members:?}\n  {other:?}"
                ));
            }
        }
    }
    assert!(compared > 30, "only {compared}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Inline schemas, some of them deep; `more` stands where siblings may come.
fn nested(more: [&str; 3]) -> MemoryLoader {
    let [component, beside, below] = more;
    let text = format!(
        "{{openapi: 3.0.3, info: {{title: Nested, version: '1'}}, paths: {{}}, components: {{schemas: {{{component}
        Order: {{type: object, properties: {{{beside}
            customer: {{type: object, properties: {{{below}
                address: {{type: object, properties: {{street: {{type: string}}, kind: {{type: string, enum: [home, work]}}}}}}}}}},
            lines: {{type: array, items: {{type: object, properties: {{{below}
                price: {{oneOf: [{{type: integer}}, {{type: object, properties: {{sum: {{type: integer}}}}}}]}}}}}}}}}}}}}}}}}}"
    );
    MemoryLoader::new().file("nested.yaml", text)
}

#[test]
fn siblings_do_not_matter_to_names() {
    let names = names(&nested([""; 3])).expect("no errors");
    assert!(names.len() >= 7, "{names:?}");
    let more = [
        "Agent: {type: object, properties: {address: {type: object, properties: {city: {type: string}}}}},",
        "agent: {type: object, properties: {address: {type: object, properties: {zip: {type: string}}}}},",
        "also: {type: object, properties: {also: {type: array, items: {type: object, properties: {deep: {type: boolean}}}}}},",
    ];
    for siblings in [
        [more[0], "", ""],
        ["", more[1], ""],
        ["", "", more[2]],
        more,
    ] {
        let others = self::names(&nested(siblings)).expect("no errors");
        assert!(others.len() > names.len(), "{others:?}");
        for (name, members) in &names {
            let kept = others
                .get(name)
                .is_some_and(|others| members.iter().all(|member| others.contains(member)));
            assert!(
                kept,
                "{siblings:?}: {name} {members:?} {:?}",
                others.get(name)
            );
        }
    }
}

/// Operations, parameters and schemas that only their spelling tells apart are all there.
#[test]
fn names_that_become_one_are_told_apart() {
    let operation =
        |id: &str| format!("{{operationId: {id}, responses: {{'204': {{description: done}}}}}}");
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /a: {{get: {}, put: {}, post: {}}}\n",
        operation("getUser"),
        operation("get_user"),
        operation("get-user"),
    );
    let loader = MemoryLoader::new().file("users.yaml", document);
    let output = generate(&Options::default(), &loader);
    assert_eq!(
        output.diagnostics.errors(),
        0,
        "{}",
        output.diagnostics.short()
    );
    let names = names(&loader).expect("names");
    let inputs = names.keys().filter(|name| name.contains("GetUser"));
    assert_eq!(inputs.count(), 3, "{names:?}");
}

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(root).expect("cases");
    let mut cases: Vec<_> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

/// The same documents, the keys of every object in another order; nothing when a number is beyond what JSON's own tree
/// can hold.
fn changed(loader: &DirLoader, reorder: Reorder) -> Option<MemoryLoader> {
    let paths = loader.files().expect("specs");
    paths.iter().try_fold(MemoryLoader::new(), |memory, path| {
        let text = loader.read(path).expect("a file");
        let mut document: Value = serde_yaml::from_slice(&text).ok()?;
        walk(&mut document, reorder);
        Some(memory.file(path.as_str(), document.to_string()))
    })
}

fn walk(value: &mut Value, reorder: Reorder) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
            for (_, value) in &mut entries {
                walk(value, reorder);
            }
            reorder(&mut entries);
            *map = Map::from_iter(entries);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, reorder)),
        _ => {}
    }
}

/// The names of all models and operations; nothing when the documents have errors.
fn names(loader: &dyn Loader) -> Option<Names> {
    let output = generate(&Options::default(), loader);
    if output.diagnostics.errors() > 0 {
        return None;
    }
    let mut names = Names::new();
    let is_ours = |path: &str| path.ends_with("/models.rs") || path.ends_with("/operations.rs");
    for file in output.files.iter().filter(|file| is_ours(&file.path)) {
        let items = syn::parse_file(&file.contents).expect("Rust").items;
        let wire = properties(&items);
        for item in items {
            let Some((name, mut members)) = members(item, &wire) else {
                continue;
            };
            members.sort();
            names.insert(format!("{} {name}", file.path), members);
        }
    }
    Some(names)
}

/// What the properties of each object are called in JSON, in the order of the fields.
fn properties(items: &[Item]) -> BTreeMap<String, Vec<String>> {
    let mut properties = BTreeMap::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let Type::Path(ty) = &*block.self_ty else {
            continue;
        };
        for part in &block.items {
            match part {
                ImplItem::Const(part) if part.ident == "PROPERTIES" => {
                    let name = ty
                        .path
                        .segments
                        .last()
                        .map(|segment| segment.ident.to_string());
                    properties.insert(name.unwrap_or_default(), texts(&part.expr));
                }
                _ => {}
            }
        }
    }
    properties
}

/// The strings of `&["a", "b"]`.
fn texts(list: &Expr) -> Vec<String> {
    let Expr::Reference(list) = list else {
        return Vec::new();
    };
    let Expr::Array(list) = &*list.expr else {
        return Vec::new();
    };
    let text = |item: &Expr| match item {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    list.elems.iter().map(text).collect()
}

fn members(item: Item, wire: &BTreeMap<String, Vec<String>>) -> Option<(String, Vec<String>)> {
    match item {
        Item::Struct(item) => {
            let Fields::Named(fields) = item.fields else {
                return None;
            };
            let name = item.ident.to_string();
            let mut wire = wire.get(&name).into_iter().flatten();
            let member = |field: &syn::Field| {
                let ident = field
                    .ident
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                format!("{ident} = {:?}", wire.next())
            };
            let members = fields.named.iter().map(member).collect();
            Some((name, members))
        }
        Item::Enum(item) => {
            let variants = item.variants.iter();
            let member = |variant: &syn::Variant| {
                let docs: Vec<String> = variant.attrs.iter().map(doc).collect();
                format!("{} = {}", variant.ident, docs.join(" "))
            };
            Some((item.ident.to_string(), variants.map(member).collect()))
        }
        Item::Type(item) => Some((item.ident.to_string(), Vec::new())),
        _ => None,
    }
}

fn doc(attribute: &syn::Attribute) -> String {
    match &attribute.meta {
        syn::Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(syn::ExprLit {
                lit: Lit::Str(text),
                ..
            }) => text.value(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}
