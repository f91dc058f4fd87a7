//! Operations to functions and to the types that `operations` defines for them, each called once.

use crate::{
    diagnostics::Diagnostics,
    document::Places,
    ir,
    lower::{chosen, lock, security},
    naming::{self, Scope},
    source::NamesLock,
    spec,
};
use std::collections::{BTreeMap, BTreeSet};

/// The functions that the generated client and server have besides those of operations.
pub(in crate::lower) const RESERVED: &[&str] = &[
    "new",
    "with_transport",
    "options",
    "call",
    "both",
    "fmt",
    "clone",
];

/// The function of each operation.
pub(in crate::lower) struct Names {
    idents: Vec<String>,
    sent: Vec<Vec<String>>,
    by_wire: BTreeMap<String, String>,
}

impl Names {
    pub(in crate::lower) fn choose(
        cx: &mut Diagnostics,
        api: &spec::Api,
        places: &Places,
        held: Option<&NamesLock>,
    ) -> Self {
        let operations: Vec<_> = api.operations.iter().collect();
        let mut scope = reserved(api, &operations);
        let idents = functions(cx, places, held, &mut scope, &operations, lock::operation);
        // They stand in modules of their own, and yet in one document, where each name is of one operation.
        let kinds = super::sent(api);
        let mut sent: Vec<Vec<String>> = Vec::new();
        let mut named = operations.clone();
        for kind in &kinds {
            let requests: Vec<_> = kind.requests.iter().map(|(_, request)| *request).collect();
            let mut scope = reserved(api, &requests);
            for ident in idents.iter().chain(sent.iter().flatten()) {
                scope.take(ident);
            }
            let key = lock::callback;
            sent.push(functions(cx, places, held, &mut scope, &requests, key));
            named.extend(requests);
        }
        for operation in &named {
            report_chosen(cx, places, operation);
        }
        let idents_of_all = idents.iter().chain(sent.iter().flatten());
        let mut by_wire = BTreeMap::new();
        for (operation, ident) in named.iter().zip(idents_of_all) {
            by_wire
                .entry(operation.name.clone())
                .or_insert_with(|| ident.clone());
        }
        Self {
            idents,
            sent,
            by_wire,
        }
    }

    /// The function of each operation, in document order.
    pub(in crate::lower) fn idents(&self) -> impl Iterator<Item = &str> {
        self.idents.iter().map(String::as_str)
    }

    /// The function of each request that the API sends, in the order of [`super::sent`].
    pub(in crate::lower) fn sent(&self) -> &[Vec<String>] {
        &self.sent
    }

    /// The function of the operation that inline schemas are named after.
    pub(in crate::lower) fn ident_of(&self, wire: &str) -> Option<&str> {
        self.by_wire.get(wire).map(String::as_str)
    }
}

/// Checks of credentials and setters of headers stand beside the operations, in one trait or one impl.
fn reserved(api: &spec::Api, operations: &[&spec::Operation]) -> Scope {
    let mut scope = Scope::reserving(RESERVED);
    for (_, ident) in security::idents(api, operations) {
        scope.take(&ident);
    }
    let parameters = operations
        .iter()
        .flat_map(|operation| &operation.parameters);
    for header in parameters.filter(|parameter| parameter.location == spec::Location::Header) {
        scope.take(&naming::snake_name(&header.name));
    }
    scope
}

fn functions(
    cx: &mut Diagnostics,
    places: &Places,
    held: Option<&NamesLock>,
    scope: &mut Scope,
    operations: &[&spec::Operation],
    key: fn(&spec::Operation) -> String,
) -> Vec<String> {
    let named: Vec<Option<String>> = operations
        .iter()
        .map(|operation| {
            let name = operation.chosen_name.as_ref();
            chosen(
                cx,
                places,
                &operation.pointer,
                name,
                naming::is_snake_name,
                scope,
            )
        })
        .collect();
    let wanted: Vec<_> = operations
        .iter()
        .zip(&named)
        .filter(|(_, named)| named.is_none())
        .map(|(operation, _)| (function(operation), operation.name.clone(), key(operation)))
        .collect();
    let held = held.map(|lock| &lock.operations);
    let mut derived = lock::assign(scope, held, naming::is_snake_name, &wanted).into_iter();
    named
        .into_iter()
        .map(|named| named.or_else(|| derived.next()).unwrap_or_default())
        .collect()
}

/// What the function of an operation wants to be called. In a trait, `from_` and `into_` are for conversions, which take
/// something else than `&self`: the method stands before them.
fn function(operation: &spec::Operation) -> String {
    let ident = naming::snake_name(&operation.name);
    match ident.starts_with("from_") || ident.starts_with("into_") {
        true => naming::snake_name(&format!("{} {ident}", operation.method)),
        false => ident,
    }
}

/// Reports names of fields and of links' functions that the user chose and cannot have.
fn report_chosen(cx: &mut Diagnostics, places: &Places, operation: &spec::Operation) {
    let fits = naming::is_snake_name;
    let mut scope = Scope::default();
    for parameter in &operation.parameters {
        let name = parameter.chosen_name.as_ref();
        chosen(cx, places, &parameter.pointer, name, fits, &mut scope);
    }
    for response in &operation.responses {
        let mut scope = Scope::reserving(super::outputs::RESERVED);
        for header in &response.headers {
            let name = header.chosen_name.as_ref();
            chosen(cx, places, &header.pointer, name, fits, &mut scope);
        }
        let mut scope = Scope::reserving(super::links::RESERVED);
        for link in &response.links {
            let at = response.pointer.join("links").join(&link.name);
            chosen(cx, places, &at, link.chosen_name.as_ref(), fits, &mut scope);
        }
    }
}

/// Identifiers of one scope: those that the user chose where they can be had, then as the items want.
pub(super) fn or_chosen(
    scope: &mut Scope,
    chosen: &[Option<&String>],
    wanted: &[(String, String)],
) -> Vec<String> {
    let chosen: Vec<Option<String>> = chosen
        .iter()
        .map(|name| {
            let name = name.filter(|name| naming::is_snake_name(name))?;
            scope.take(name).then(|| name.clone())
        })
        .collect();
    let free: Vec<_> = wanted
        .iter()
        .zip(&chosen)
        .filter(|(_, chosen)| chosen.is_none())
        .map(|(wanted, _)| wanted.clone())
        .collect();
    let mut derived = scope.assign(&free).into_iter();
    chosen
        .into_iter()
        .map(|chosen| chosen.or_else(|| derived.next()).unwrap_or_default())
        .collect()
}

/// The input struct of each function.
pub(super) fn inputs<'n>(idents: impl Iterator<Item = &'n str>, scope: &mut Scope) -> Vec<String> {
    let wanted: Vec<_> = idents
        .map(|ident| (naming::type_name(ident), ident.to_owned()))
        .collect();
    scope.assign(&wanted)
}

/// Tells the other types of operations apart: errors first, then outputs, then what they are made of. Until here each
/// has the name that it would like, which within its operation is its own.
pub(super) fn tell_apart(operations: &mut [ir::Operation], scope: &mut Scope) {
    for rank in [Rank::Error, Rank::Output, Rank::Other] {
        // A response may be the output and an error as well.
        let mut wanted = BTreeSet::new();
        for operation in operations.iter_mut() {
            let input = operation.input.clone();
            each(operation, &mut |of, ident| {
                if of == rank {
                    wanted.insert((ident.clone(), format!("{input} {ident}")));
                }
            });
        }
        let wanted: Vec<_> = wanted.into_iter().collect();
        let assigned = scope.assign(&wanted);
        let keys = wanted.into_iter().map(|(_, key)| key);
        let names: BTreeMap<String, String> = keys.zip(assigned).collect();
        for operation in operations.iter_mut() {
            let input = operation.input.clone();
            each(operation, &mut |of, ident| {
                if of == rank
                    && let Some(name) = names.get(&format!("{input} {ident}"))
                {
                    ident.clone_from(name);
                }
            });
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    Error,
    Output,
    Other,
}

/// Visits the identifier of each type of an operation but its input.
fn each(operation: &mut ir::Operation, visit: &mut dyn FnMut(Rank, &mut String)) {
    visit(Rank::Error, &mut operation.error);
    if let Some(body) = &mut operation.body {
        each_of_contents(&mut body.contents, visit);
    }
    let responses: &mut [ir::Response] = match &mut operation.output {
        ir::Output::One(response) => std::slice::from_mut(response),
        ir::Output::Several { ident, responses } => {
            visit(Rank::Output, ident);
            responses
        }
    };
    for response in responses.iter_mut().chain(&mut operation.failures) {
        if let Some(ident) = &mut response.ident_of_struct {
            visit(Rank::Other, ident);
        }
        each_of_contents(&mut response.contents, visit);
    }
}

fn each_of_contents(contents: &mut ir::Contents, visit: &mut dyn FnMut(Rank, &mut String)) {
    let forms: Vec<&mut ir::Content> = match contents {
        ir::Contents::One(content) => vec![content],
        ir::Contents::Several(several) => {
            visit(Rank::Other, &mut several.ident);
            let variants = several.variants.iter_mut();
            variants.map(|variant| &mut variant.content).collect()
        }
    };
    for form in forms {
        if let ir::Payload::Parts(parts) = &mut form.payload {
            visit(Rank::Other, &mut parts.ident);
            let structs = parts.parts.iter_mut();
            for ident in structs.filter_map(|part| part.ident_of_struct.as_mut()) {
                visit(Rank::Other, ident);
            }
        }
    }
}

/// The error enum that an operation would like.
pub(super) fn error(input: &str) -> String {
    naming::type_name(&format!("{input} Error"))
}
