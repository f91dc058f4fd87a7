//! What is said of an operation, on its input and on its functions.

use crate::{
    ir,
    lower::docs::{self, DocsBuilder},
    spec::{Api, LinkTarget, Operation},
};

/// Everything that the document says.
pub(super) fn full(api: &Api, operation: &Operation, path: &str) -> ir::Docs {
    let mut docs = DocsBuilder::default()
        .text(operation.summary.as_deref())
        .line(docs::code(&format!("{} {path}", operation.method)))
        .text(operation.description.as_deref());
    if let Some(external) = &operation.external_docs {
        let words = external.description.as_deref().unwrap_or("See");
        docs = docs.text(Some(&format!("{words}: <{}>", external.url)));
    }
    for link in operation
        .responses
        .iter()
        .flat_map(|response| &response.links)
    {
        if let LinkTarget::Documented(text) = &link.target {
            let (name, text) = (docs::code(&link.name), docs::inline(text));
            docs = docs
                .line(format!("Link {name}: {text}"))
                .text(link.description.as_deref());
        }
    }
    if let Some(scopes) = scopes(api, operation) {
        docs = docs.line(scopes);
    }
    deprecated(docs, operation.deprecated)
}

/// A line: the type of the input, which is beside it, says the rest.
pub(super) fn brief(operation: &Operation, path: &str) -> ir::Docs {
    let place = docs::code(&format!("{} {path}", operation.method));
    let summary = operation.summary.as_deref().map(docs::inline);
    let docs = match summary.filter(|summary| !summary.is_empty()) {
        Some(summary) if place.len() + summary.len() <= LONGEST => {
            DocsBuilder::default().line(format!("{place}: {summary}"))
        }
        Some(summary) => DocsBuilder::default().line(summary).line(place),
        None => DocsBuilder::default().line(place),
    };
    deprecated(docs, operation.deprecated)
}

/// How long a summary and its place are together, to be one line.
const LONGEST: usize = 100;

/// Adds that the document advises against something.
pub(super) fn deprecated(docs: DocsBuilder, deprecated: bool) -> ir::Docs {
    match deprecated {
        true => docs.line("**Deprecated.**".to_owned()).finish(),
        false => docs.finish(),
    }
}

/// The scopes that credentials need, if any does.
fn scopes(api: &Api, operation: &Operation) -> Option<String> {
    let requirements = || operation.security.iter().flatten();
    if requirements().all(|requirement| requirement.scopes.is_empty()) {
        return None;
    }
    let alternatives = operation.security.iter().map(|alternative| {
        let credentials = alternative.iter().map(|requirement| {
            let scheme = docs::code(&api.security_schemes[requirement.scheme.0].name);
            let scopes = requirement.scopes.iter().map(|scope| docs::code(scope));
            match scopes.collect::<Vec<_>>() {
                scopes if scopes.is_empty() => scheme,
                scopes => format!("{scheme} ({})", scopes.join(", ")),
            }
        });
        match credentials.collect::<Vec<_>>() {
            credentials if credentials.is_empty() => "nothing".to_owned(),
            credentials => credentials.join(" and "),
        }
    });
    let alternatives: Vec<_> = alternatives.collect();
    Some(format!("Needs {}.", alternatives.join(", or ")))
}
