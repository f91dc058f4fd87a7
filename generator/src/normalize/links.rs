//! Links: what each hands on, where that can be known from a request and its response.

mod documented;

use super::{
    conforms,
    values::{self, At},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    expression::{Expression, Source},
    pointer::Pointer,
    resolve::{self, Resolved},
    spec::{
        self, Api, ContentKind, Link, LinkTarget, LinkValue, Location, Operation, OperationId,
        SchemaId, Status,
    },
};
use documented::{documented, text, with};
use serde_json::Value;
use std::collections::BTreeMap;

/// Adds the links of all responses.
pub(super) fn resolve(cx: &mut Diagnostics, resolved: &Resolved, api: &mut Api) {
    let ids: BTreeMap<Pointer, OperationId> = api
        .operations
        .iter()
        .enumerate()
        .map(|(id, operation)| (operation.pointer.clone(), OperationId(id)))
        .collect();
    for operation in &resolved.operations {
        // One that could not be is left out.
        let Some(id) = ids.get(&operation.pointer) else {
            continue;
        };
        for response in operation
            .responses
            .iter()
            .filter(|one| !one.links.is_empty())
        {
            let mut responses = api.operations[id.0].responses.iter();
            let index = responses.position(|found| found.status == response.status);
            let Some(index) = index else { continue };
            let from = From {
                resolved,
                api,
                ids: &ids,
                operation: *id,
                response: index,
            };
            let links = response
                .links
                .iter()
                .map(|link| from.link(cx, link))
                .collect();
            api.operations[id.0].responses[index].links = links;
        }
        for callback in operation
            .callbacks
            .iter()
            .zip(&mut api.operations[id.0].callbacks)
        {
            documented(resolved, callback.0, callback.1);
        }
    }
    for (webhook, spec) in resolved.webhooks.iter().zip(&mut api.webhooks) {
        documented(resolved, webhook, spec);
    }
}

/// The response that has a link.
struct From<'a> {
    resolved: &'a Resolved,
    api: &'a Api,
    ids: &'a BTreeMap<Pointer, OperationId>,
    operation: OperationId,
    response: usize,
}

impl From<'_> {
    fn link(&self, cx: &mut Diagnostics, link: &resolve::Link) -> Link {
        let target = match self.target(cx, link) {
            Ok(target) => target,
            Err(Problem { at, what, near }) => {
                if let Some(what) = what {
                    let place = self.resolved.places.value(&at);
                    let message = format!("the link `{}` is documented only: {what}", link.name);
                    let mut diagnostic = Diagnostic::new(&codes::UNRESOLVED_LINK, place, message);
                    diagnostic.help = near.map(|near| format!("there is `{near}`"));
                    cx.push(diagnostic);
                }
                LinkTarget::Documented(text(self.resolved, link))
            }
        };
        with(link, target)
    }

    fn operation(&self) -> &Operation {
        &self.api.operations[self.operation.0]
    }

    fn target(&self, cx: &mut Diagnostics, link: &resolve::Link) -> Result<LinkTarget, Problem> {
        let pointer = match &link.target {
            resolve::LinkTarget::Here(pointer) => pointer,
            // It was said when the link was read.
            resolve::LinkTarget::Elsewhere(_) => {
                return Err(Problem {
                    at: link.pointer.clone(),
                    what: None,
                    near: None,
                });
            }
        };
        let problem = |at: &Pointer, what: String| {
            Err(Problem {
                at: at.clone(),
                what: Some(what),
                near: None,
            })
        };
        let Some(id) = self.ids.get(pointer) else {
            return problem(&link.pointer, "it leads into a callback".to_owned());
        };
        if let Some(server) = &link.server {
            return problem(&server.pointer, "it has a server of its own".to_owned());
        }
        let target = &self.api.operations[id.0];
        let mut parameters: Vec<(usize, LinkValue)> = Vec::new();
        for (location, name, value) in &link.parameters {
            let key = match location {
                Some(location) => format!("{}.{name}", location.word()),
                None => name.clone(),
            };
            let at = link.pointer.join("parameters").join(&key);
            let Some(index) = parameter(target, *location, name) else {
                let known = target.parameters.iter();
                let near = cx.nearest(name, known.map(|parameter| parameter.name.as_str()));
                return Err(Problem {
                    at,
                    what: Some(format!("`{}` has no parameter `{name}`", target.name)),
                    near: near.map(str::to_owned),
                });
            };
            let value = self.value(value, target.parameters[index].schema);
            match value {
                Ok(value) => parameters.push((index, value)),
                Err(what) => return problem(&at, what),
            }
        }
        let mut needed = target.parameters.iter().enumerate();
        let missing = needed.find(|(index, parameter)| {
            parameter.required && parameters.iter().all(|(given, _)| given != index)
        });
        if let Some((_, parameter)) = missing {
            let what = format!("`{}` needs the parameter `{}`", target.name, parameter.name);
            return problem(&link.pointer, what);
        }
        let body = target.request_body.as_ref();
        let request_body = match (&link.request_body, body) {
            (None, Some(body)) if body.required => {
                let what = format!("`{}` needs a body", target.name);
                return problem(&link.pointer, what);
            }
            (None, _) => None,
            (Some(value), body) => {
                let at = link.pointer.join("requestBody");
                let Some(schema) = body.and_then(|body| json(&body.content)) else {
                    return problem(&at, format!("`{}` takes no JSON", target.name));
                };
                match self.value(value, schema) {
                    Ok(value) => Some(value),
                    Err(what) => return problem(&at, what),
                }
            }
        };
        parameters.sort_by_key(|(index, _)| *index);
        Ok(LinkTarget::Operation {
            operation: *id,
            parameters,
            request_body,
        })
    }

    /// What is handed on for a value of the target's.
    fn value(&self, value: &resolve::LinkValue, target: SchemaId) -> Result<LinkValue, String> {
        let expression = match value {
            resolve::LinkValue::Constant(value) => return self.constant(value.clone(), target),
            resolve::LinkValue::Template(_) => {
                return Err("values are not put together from texts".to_owned());
            }
            resolve::LinkValue::Expression(expression) => expression,
        };
        let (value, schemas) = match expression {
            Expression::Url => return Err("`$url` is not kept".to_owned()),
            Expression::Method => {
                return self.constant(Value::from(self.operation().method.clone()), target);
            }
            Expression::StatusCode => {
                return match self.operation().responses[self.response].status {
                    Status::Code(code) => self
                        .constant(Value::from(code), target)
                        .or_else(|_| self.constant(Value::from(code.to_string()), target)),
                    Status::Range(_) | Status::Default => {
                        Err("the status is not one alone".to_owned())
                    }
                };
            }
            Expression::Request(source) => self.of_request(source)?,
            Expression::Response(source) => self.of_response(source)?,
        };
        let given = values::types(&self.api.schemas, &schemas);
        let wanted = values::types(&self.api.schemas, &[target]);
        match given.and(wanted).is_empty() {
            true => Err(format!(
                "{} is handed on where {} belongs",
                given.noun(),
                wanted.noun()
            )),
            false => Ok(value),
        }
    }

    fn constant(&self, value: Value, target: SchemaId) -> Result<LinkValue, String> {
        match conforms::problem(&self.api.schemas, target, &value) {
            None => Ok(LinkValue::Constant(value)),
            Some((_, what)) => Err(format!("the value {what}")),
        }
    }

    fn of_request(&self, source: &Source) -> Result<(LinkValue, Vec<SchemaId>), String> {
        let operation = self.operation();
        let (location, name) = match source {
            Source::Path(name) => (Location::Path, name),
            Source::Query(name) => (Location::Query, name),
            Source::Header(name) => (Location::Header, name),
            Source::Body(pointer) => {
                let body = operation.request_body.as_ref();
                let schema = body.and_then(|body| json(&body.content));
                let Some(schema) = schema else {
                    return Err("the request has no JSON body".to_owned());
                };
                let schemas = self.inside(schema, pointer, "request")?;
                let value = LinkValue::RequestBody(pointer.as_str().to_owned());
                return Ok((value, schemas));
            }
        };
        match parameter(operation, Some(location), name) {
            Some(index) => {
                let schema = operation.parameters[index].schema;
                Ok((LinkValue::Parameter(index), vec![schema]))
            }
            None => Err(format!(
                "`{}` has no {} parameter `{name}`",
                operation.name,
                location.word()
            )),
        }
    }

    fn of_response(&self, source: &Source) -> Result<(LinkValue, Vec<SchemaId>), String> {
        let response = &self.operation().responses[self.response];
        match source {
            Source::Path(_) | Source::Query(_) => {
                Err("a response has no path and no query".to_owned())
            }
            Source::Header(name) => {
                let mut headers = response.headers.iter();
                let index = headers.position(|header| header.name.eq_ignore_ascii_case(name));
                match index {
                    Some(index) => {
                        let schema = response.headers[index].schema;
                        Ok((LinkValue::ResponseHeader(index), vec![schema]))
                    }
                    None => Err(format!("the response has no header `{name}`")),
                }
            }
            Source::Body(pointer) => {
                let Some(schema) = json(&response.content) else {
                    return Err("the response has no JSON body".to_owned());
                };
                let schemas = self.inside(schema, pointer, "response")?;
                let value = LinkValue::ResponseBody(pointer.as_str().to_owned());
                Ok((value, schemas))
            }
        }
    }

    fn inside(
        &self,
        schema: SchemaId,
        pointer: &Pointer,
        what: &str,
    ) -> Result<Vec<SchemaId>, String> {
        match values::at(&self.api.schemas, schema, pointer) {
            At::Schemas(schemas) => Ok(schemas),
            At::Nothing => Err(format!("the {what} has nothing at `{}`", pointer.as_str())),
        }
    }
}

/// What keeps a link from being followed.
struct Problem {
    /// Where.
    at: Pointer,
    /// Nothing when it was said before.
    what: Option<String>,
    /// The name that may be meant.
    near: Option<String>,
}

/// A parameter by its name, and its location if that is said.
fn parameter(operation: &Operation, location: Option<Location>, name: &str) -> Option<usize> {
    let mut parameters = operation.parameters.iter();
    parameters.position(|parameter| {
        let is_named = match parameter.location {
            Location::Header => parameter.name.eq_ignore_ascii_case(name),
            _ => parameter.name == name,
        };
        is_named && location.is_none_or(|location| location == parameter.location)
    })
}

/// The schema of the JSON among some media types.
fn json(content: &[spec::Content]) -> Option<SchemaId> {
    let mut json = content.iter().filter(|one| one.kind == ContentKind::Json);
    json.next()?.schema
}
