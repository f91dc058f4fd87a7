//! `x-pagination` of an operation: how the pages of what it lists follow each other.
//!
//! ```yaml
//! x-pagination:
//!   style: cursor            # page, offset, cursor or link
//!   parameter: after         # query parameter that asks for the next page; not of `link`
//!   size: limit              # query parameter that says how long a page is; optional
//!   items: /data             # JSON Pointer to the items in the body of the success; "" when it is the list
//!   next: /paging/next       # JSON Pointer to the cursor, or to the URL; `link` without it: the header `Link`
//!   first: 0                 # number of the first page, of `page`; else the parameter's default, else 1
//! ```

use super::values::{self, At};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::Resolved,
    spec::{
        self, Api, ContentKind, Location, Operation, Pagination, PaginationStyle, Schema, SchemaId,
        Status,
    },
    vocabulary::JsonTypes,
};
use serde_json::{Map, Value};

/// What to do about what is not misspelt.
const HELP: &str =
    "the parameter is one of the query, and `items` and `next` are places in the one success";

const KEY: &str = "x-pagination";
const KEYS: [&str; 6] = ["style", "parameter", "size", "items", "next", "first"];
const STYLES: [&str; 4] = ["page", "offset", "cursor", "link"];

/// Adds the pagination of every operation that has one.
pub(super) fn resolve(cx: &mut Diagnostics, resolved: &Resolved, api: &mut Api) {
    for operation in &resolved.operations {
        let mut extensions = operation.extensions.iter();
        let Some((_, value)) = extensions.find(|(key, _)| key == KEY) else {
            continue;
        };
        let mut operations = api.operations.iter();
        let index = operations.position(|found| found.pointer == operation.pointer);
        let Some(index) = index else { continue };
        let at = operation.pointer.join(KEY);
        match read(&api.schemas, &api.operations[index], value) {
            Ok(pagination) => api.operations[index].pagination = Some(pagination),
            Err(problem) => {
                let at = match problem.key {
                    Some(key) => at.join(key),
                    None => at,
                };
                let place = resolved.places.value(&at);
                let diagnostic =
                    Diagnostic::new(&codes::INVALID_PAGINATION, place, problem.message);
                let help = problem.help.unwrap_or_else(|| HELP.to_owned());
                cx.push(diagnostic.help(help));
            }
        }
    }
}

/// What is wrong, and under which key.
struct Problem {
    key: Option<String>,
    message: String,
    help: Option<String>,
}

impl Problem {
    fn of(key: &str, message: impl Into<String>) -> Self {
        Self {
            key: Some(key.to_owned()),
            message: message.into(),
            help: None,
        }
    }

    fn suggest<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let near = crate::suggest::nearest(name, known);
        Self {
            help: near.map(|near| format!("there is `{near}`")),
            ..self
        }
    }
}

fn read(schemas: &[Schema], operation: &Operation, value: &Value) -> Result<Pagination, Problem> {
    let Value::Object(said) = value else {
        return Err(Problem {
            key: None,
            message: format!("`{KEY}` is not an object"),
            help: Some("say `style`, `parameter` and `items`".to_owned()),
        });
    };
    if let Some(key) = said.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let problem = Problem::of(key, format!("`{KEY}` has no key `{key}`"));
        return Err(problem.suggest(key, KEYS));
    }
    let style = text(said, "style")?.ok_or_else(|| missing("style"))?;
    if !STYLES.contains(&style) {
        let message = format!("`{style}` is none of {}", list(&STYLES));
        return Err(Problem::of("style", message).suggest(style, STYLES));
    }
    // Which keys say something about which style.
    let has = |key: &str| match key {
        "parameter" => style != "link",
        "next" => style == "cursor" || style == "link",
        "first" => style == "page",
        _ => true,
    };
    if let Some(key) = said.keys().find(|key| !has(key)) {
        let message = format!("`{key}` says nothing about the style `{style}`");
        return Err(Problem::of(key, message));
    }
    let bodies = bodies(operation)?;
    let place = |key: &str| -> Result<Option<(String, Vec<SchemaId>)>, Problem> {
        let Some(pointer) = text(said, key)? else {
            return Ok(None);
        };
        let found = inside(schemas, &bodies, key, pointer)?;
        Ok(Some((pointer.to_owned(), found)))
    };
    let (items, found) = place("items")?.ok_or_else(|| missing("items"))?;
    if !values::types(schemas, &found).has(JsonTypes::ARRAY) {
        let message = format!("what stands at `{items}` is not an array");
        return Err(Problem::of("items", message));
    }
    let size = match text(said, "size")? {
        Some(name) => Some(parameter(
            schemas,
            operation,
            "size",
            name,
            JsonTypes::INTEGER,
        )?),
        None => None,
    };
    let asked = |types: JsonTypes| {
        let name = text(said, "parameter")?.ok_or_else(|| missing("parameter"))?;
        parameter(schemas, operation, "parameter", name, types)
    };
    let style = match style {
        "page" => {
            let parameter = asked(JsonTypes::INTEGER)?;
            let default = values::default(schemas, operation.parameters[parameter].schema);
            let first = match said.get("first") {
                Some(first) => first
                    .as_i64()
                    .ok_or_else(|| Problem::of("first", "`first` is not an integer"))?,
                None => default.and_then(Value::as_i64).unwrap_or(1),
            };
            PaginationStyle::Page { parameter, first }
        }
        "offset" => PaginationStyle::Offset {
            parameter: asked(JsonTypes::INTEGER)?,
        },
        "cursor" => {
            let (next, found) = place("next")?.ok_or_else(|| missing("next"))?;
            let types = values::types(schemas, &found);
            let parameter = asked(types)?;
            PaginationStyle::Cursor { parameter, next }
        }
        _ => {
            let next = place("next")?;
            if let Some((next, found)) = &next
                && !values::types(schemas, found).has(JsonTypes::STRING)
            {
                let message = format!("what stands at `{next}` is not a string");
                return Err(Problem::of("next", message));
            }
            PaginationStyle::Link {
                next: next.map(|(next, _)| next),
            }
        }
    };
    Ok(Pagination { style, items, size })
}

fn missing(key: &str) -> Problem {
    Problem {
        key: None,
        message: format!("`{KEY}` lacks the key `{key}`"),
        help: None,
    }
}

fn text<'a>(said: &'a Map<String, Value>, key: &str) -> Result<Option<&'a str>, Problem> {
    match said.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Problem::of(key, format!("`{key}` is not a string"))),
    }
}

fn list(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// The schemas of the JSON bodies of the successes.
fn bodies(operation: &Operation) -> Result<Vec<SchemaId>, Problem> {
    let is_success = |response: &&spec::Response| {
        matches!(response.status, Status::Code(200..=299) | Status::Range(2))
    };
    let mut successes: Vec<&spec::Response> =
        operation.responses.iter().filter(is_success).collect();
    if successes.is_empty() {
        let mut responses = operation.responses.iter();
        successes.extend(responses.find(|response| response.status == Status::Default));
    }
    let json = |response: &spec::Response| {
        let mut json = response
            .content
            .iter()
            .filter(|one| one.kind == ContentKind::Json);
        json.next().and_then(|content| content.schema)
    };
    match successes.as_slice() {
        [one] => json(one).map(|schema| vec![schema]),
        _ => None,
    }
    .ok_or_else(|| Problem {
        key: None,
        message: "pages need one success with a schema in JSON".to_owned(),
        help: None,
    })
}

/// What stands at a place in all of the bodies.
fn inside(
    schemas: &[Schema],
    bodies: &[SchemaId],
    key: &str,
    text: &str,
) -> Result<Vec<SchemaId>, Problem> {
    if !text.is_empty() && !text.starts_with('/') {
        let problem = Problem::of(key, format!("`{text}` is not a JSON Pointer"));
        return Err(Problem {
            help: Some(format!("write `/{text}`")),
            ..problem
        });
    }
    let pointer = Pointer::from_text(text);
    let mut found = Vec::new();
    for body in bodies {
        match values::at(schemas, *body, &pointer) {
            At::Schemas(schemas) => found.extend(schemas),
            At::Nothing => {
                let message = format!("the success has nothing at `{text}`");
                return Err(Problem::of(key, message));
            }
        }
    }
    Ok(found)
}

/// The query parameter of a name, of one of some types.
fn parameter(
    schemas: &[Schema],
    operation: &Operation,
    key: &str,
    name: &str,
    types: JsonTypes,
) -> Result<usize, Problem> {
    let is_query = |parameter: &&spec::Parameter| parameter.location == Location::Query;
    let mut parameters = operation.parameters.iter();
    let index = parameters.position(|parameter| is_query(&parameter) && parameter.name == name);
    let Some(index) = index else {
        let known = operation.parameters.iter().filter(is_query);
        let known = known.map(|parameter| parameter.name.as_str());
        let message = format!("the operation has no query parameter `{name}`");
        return Err(Problem::of(key, message).suggest(name, known));
    };
    let found = values::types(schemas, &[operation.parameters[index].schema]);
    match found.and(types).is_empty() {
        true => Err(Problem::of(
            key,
            format!("the parameter `{name}` is not {}", types.noun()),
        )),
        false => Ok(index),
    }
}
