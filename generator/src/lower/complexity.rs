//! Types of many parts: which lists and maps that are written in place get a name of their own, so that the types they
//! stand in can be read.

use super::{formats, operations};
use crate::{
    ir::{Mapped, TypeRef},
    source::Config,
    spec::{Additional, Api, Content, ContentKind, SchemaId, SchemaKind},
};
use std::collections::BTreeMap;

/// By [`SchemaId`]: the lists and maps without a name that get one, because a field around them would be more than
/// clippy's `type_complexity` bears. `ends` are the schemas that end a type: those that have a name anyway, and those
/// that no alias can say.
pub(super) fn to_name(api: &Api, config: &Config, ends: &dyn Fn(SchemaId) -> bool) -> Vec<bool> {
    let types = Types { api, config, ends };
    let mut named = vec![false; api.schemas.len()];
    let mut written: BTreeMap<SchemaId, Written> = BTreeMap::new();
    // From the inside out, all that are equally high at once: what is named does not depend on the order of schemas.
    for collections in types.by_height() {
        let around = |named: &[bool], written: &BTreeMap<SchemaId, Written>, (id, part)| {
            let inner = types.or_null(part, types.used(part, named, written));
            match types.api.schema(id).kind {
                SchemaKind::Map(_) => inner.in_map(),
                _ => inner.in_one(),
            }
        };
        let complex: Vec<SchemaId> = collections
            .iter()
            .filter(|collection| around(&named, &written, **collection).in_one().score() > LIMIT)
            .map(|(_, part)| types.target(*part))
            .collect();
        for id in complex {
            named[id.0] = types.part(id).is_some();
        }
        for collection in collections {
            let around = around(&named, &written, collection);
            written.insert(collection.0, around);
        }
    }
    let complex: Vec<SchemaId> = types
        .wrapped()
        .into_iter()
        .filter(|(id, layers)| {
            let used = types.or_null(*id, types.used(*id, &named, &written));
            layers.iter().fold(used, |ty, layer| layer(ty)).score() > LIMIT
        })
        .map(|(id, _)| types.target(id))
        .collect();
    for id in complex {
        named[id.0] = types.part(id).is_some();
    }
    named
}

/// What clippy allows without being told otherwise (`type-complexity-threshold`).
const LIMIT: usize = 250;

/// A type as clippy counts it: each name in it ten times the number of levels that it stands at, the outermost at one.
#[derive(Clone, Copy)]
struct Written {
    names: usize,
    /// The levels of all names together, counted from zero.
    levels: usize,
}

impl Written {
    const NAME: Self = Self {
        names: 1,
        levels: 0,
    };

    fn score(self) -> usize {
        10 * (self.names + self.levels)
    }

    /// `Vec<T>`, `Option<T>` and the like.
    fn in_one(self) -> Self {
        Self {
            names: self.names + 1,
            levels: self.levels + self.names,
        }
    }

    /// `BTreeMap<String, T>`
    fn in_map(self) -> Self {
        Self {
            names: self.names + 2,
            levels: self.levels + self.names + 1,
        }
    }

    /// The path of a type that the user chose.
    fn path(path: &str) -> Self {
        let (mut written, mut level) = (Self::NAME, 0_usize);
        for character in path.chars() {
            level = match character {
                '<' | '(' => level + 1,
                '>' | ')' => level.saturating_sub(1),
                _ => level,
            };
            if matches!(character, '<' | '(' | ',') {
                written.names += 1;
                written.levels += level;
            }
        }
        written
    }
}

/// What stands around a type.
type Layer = fn(Written) -> Written;

struct Types<'a> {
    api: &'a Api,
    config: &'a Config,
    ends: &'a dyn Fn(SchemaId) -> bool,
}

impl Types<'_> {
    /// What another name without a type of its own stands for, in the end.
    fn target(&self, mut id: SchemaId) -> SchemaId {
        while let (SchemaKind::Alias(target), false) = (&self.api.schema(id).kind, self.is_end(id))
        {
            id = *target;
        }
        id
    }

    /// What a list or a map that is written out consists of.
    fn part(&self, id: SchemaId) -> Option<SchemaId> {
        match self.api.schema(id).kind {
            SchemaKind::Array(part) | SchemaKind::Map(part) if !self.is_end(id) => Some(part),
            _ => None,
        }
    }

    fn is_end(&self, id: SchemaId) -> bool {
        self.api.schema(id).replacement.is_some() || (self.ends)(id)
    }

    /// The lists and maps that are written out, each with its part; those of others behind those others.
    fn by_height(&self) -> Vec<Vec<(SchemaId, SchemaId)>> {
        let mut heights: Vec<Option<usize>> = vec![None; self.api.schemas.len()];
        let mut sorted: Vec<Vec<(SchemaId, SchemaId)>> = Vec::new();
        for id in (0..heights.len()).map(SchemaId) {
            let mut open = Vec::new();
            let mut at = id;
            while let (None, Some(part)) = (heights[at.0], self.part(at)) {
                open.push((at, part));
                at = self.target(part);
            }
            let lowest = heights[at.0].map_or(0, |height| height + 1);
            for (height, (id, part)) in (lowest..).zip(open.into_iter().rev()) {
                heights[id.0] = Some(height);
                sorted.resize_with(sorted.len().max(height + 1), Vec::new);
                sorted[height].push((id, part));
            }
        }
        sorted
    }

    /// A use of a schema's type.
    fn used(&self, id: SchemaId, named: &[bool], written: &BTreeMap<SchemaId, Written>) -> Written {
        let id = self.target(id);
        match written.get(&id) {
            Some(written) if !named[id.0] => *written,
            Some(_) => Written::NAME,
            None => self.scalar(id),
        }
    }

    fn scalar(&self, id: SchemaId) -> Written {
        let schema = self.api.schema(id);
        match (&schema.replacement, &schema.kind) {
            (_, _) if (self.ends)(id) => Written::NAME,
            (Some(path), _) => Written::path(path),
            (None, SchemaKind::String(format)) => {
                match formats::type_of(self.config, format.as_deref()) {
                    TypeRef::Mapped(Mapped::ChronoDateTime) => Written::NAME.in_one(),
                    _ => Written::NAME,
                }
            }
            _ => Written::NAME,
        }
    }

    fn or_null(&self, mut id: SchemaId, ty: Written) -> Written {
        loop {
            let schema = self.api.schema(id);
            match schema.kind {
                _ if schema.nullable => return ty.in_one(),
                SchemaKind::Alias(target) if !(self.ends)(id) => id = target,
                _ => return ty,
            }
        }
    }

    /// The schemas that have more around them than a field's `Option`.
    fn wrapped(&self) -> Vec<(SchemaId, Vec<Layer>)> {
        let mut found: Vec<(SchemaId, Vec<Layer>)> = Vec::new();
        for schema in &self.api.schemas {
            if let SchemaKind::Object(object) = &schema.kind
                && let Additional::Kept(values) = object.additional
            {
                found.push((values, vec![Written::in_map]));
            }
        }
        let sent = operations::sent(self.api);
        let requests = sent.iter().flat_map(|kind| &kind.requests);
        let requests = requests.map(|(_, operation)| *operation);
        for operation in self.api.operations.iter().chain(requests) {
            if let Some(body) = &operation.request_body {
                let optional: &[Layer] = match body.required {
                    true => &[],
                    false => &[Written::in_one],
                };
                for content in &body.content {
                    let layers = [items(content), optional].concat();
                    found.extend(content.schema.map(|schema| (schema, layers)));
                }
            }
            let answers = operation.responses.iter();
            for content in answers.flat_map(|answer| &answer.content) {
                let layers = items(content).to_vec();
                found.extend(content.schema.map(|schema| (schema, layers)));
            }
        }
        found
    }
}

/// What stands around the items of a sequence.
fn items(content: &Content) -> &'static [Layer] {
    match content.kind {
        ContentKind::JsonLines | ContentKind::EventStream => &[Written::in_one],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::Written;

    #[test]
    fn types_count_as_clippy_counts_them() {
        let rows = [
            (Written::NAME, 10),
            (Written::NAME.in_one(), 30),
            (Written::NAME.in_map(), 50),
            (Written::NAME.in_map().in_map().in_map(), 190),
            (Written::path("std::rc::Rc"), 10),
            (
                Written::path("Vec<(u8, Option<u8>)>"),
                10 + 20 + 30 + 30 + 40,
            ),
        ];
        for (ty, score) in rows {
            assert_eq!(ty.score(), score);
        }
    }
}
