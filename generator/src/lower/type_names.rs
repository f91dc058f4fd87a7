//! Schemas that are types of their own to identifiers.

use super::{chosen, lock, operations};
use crate::{
    diagnostics::Diagnostics,
    document::Places,
    ir,
    naming::{self, Scope},
    pointer::Pointer,
    source::NamesLock,
    spec::{self, SchemaId, SchemaKind, SchemaName},
};
use std::collections::BTreeMap;

/// By schema the definition, if it has one; and the definitions, sorted by identifier.
pub(super) type Named = (Vec<Option<ir::TypeId>>, Vec<(SchemaId, String)>);

/// Names every type; `keys` are what the lock calls the schemas, `has_type` are those that have one.
pub(super) fn choose(
    cx: &mut Diagnostics,
    api: &spec::Api,
    places: &Places,
    names: &operations::Names,
    (lock, keys): (Option<&NamesLock>, &[String]),
    has_type: &dyn Fn(SchemaId) -> bool,
) -> Named {
    let mut scope = Scope::default();
    let own: Vec<SchemaId> = (0..api.schemas.len())
        .map(SchemaId)
        .filter(|id| has_type(*id))
        .collect();
    let mut idents: Vec<Option<String>> = own
        .iter()
        .map(|id| {
            let schema = api.schema(*id);
            let name = schema.chosen_name.as_ref();
            chosen(
                cx,
                places,
                &schema.pointer,
                name,
                naming::is_type_name,
                &mut scope,
            )
        })
        .collect();
    for (ident, id) in idents
        .iter_mut()
        .zip(&own)
        .filter(|(ident, _)| ident.is_none())
    {
        *ident = lock.and_then(|lock| {
            let name = &lock.types.get(&keys[id.0])?.name;
            (naming::is_type_name(name) && scope.take(name)).then(|| name.clone())
        });
    }
    let mut wanted: Vec<_> = own
        .iter()
        .zip(&idents)
        .filter(|(_, ident)| ident.is_none())
        .map(|(id, _)| {
            let schema = api.schema(*id);
            wanted_name(&schema.name, &schema.pointer, names)
        })
        .collect();
    // Components come before what is written in place, short names before long ones.
    let mut derived = vec![String::new(); wanted.len()];
    for rank in [Rank::Component, Rank::Short, Rank::Path] {
        if rank == Rank::Short {
            lengthen(&mut wanted, &scope);
        }
        let ranked: Vec<usize> = (0..wanted.len())
            .filter(|index| wanted[*index].rank == rank)
            .collect();
        let names: Vec<_> = ranked
            .iter()
            .map(|&index| (wanted[index].ident.clone(), wanted[index].key.clone()))
            .collect();
        for (index, name) in ranked.into_iter().zip(scope.assign(&names)) {
            derived[index] = name;
        }
    }
    let mut derived = derived.into_iter();
    let idents = idents
        .into_iter()
        .map(|ident| ident.or_else(|| derived.next()).unwrap_or_default());
    let mut schemas: Vec<(SchemaId, String)> = own.iter().copied().zip(idents).collect();
    schemas.sort_by(|left, right| left.1.cmp(&right.1));
    let mut ids = vec![None; api.schemas.len()];
    for (index, (schema, _)) in schemas.iter().enumerate() {
        ids[schema.0] = Some(ir::TypeId(index));
    }
    (ids, schemas)
}

/// Where several want one short name, or a component has it, they are called after what leads to them instead, all but
/// the first that can have it: by the names of their operations they are told apart better than by numbers.
fn lengthen(wanted: &mut [Wanted], scope: &Scope) {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    for one in wanted.iter().filter(|one| one.rank == Rank::Short) {
        let first = first.entry(one.ident.clone()).or_insert(&one.key);
        *first = (*first).min(&one.key);
    }
    let keeps = |one: &Wanted| {
        let is_first = first.get(&one.ident).is_some_and(|key| *key == one.key);
        is_first && !scope.has(&one.ident)
    };
    let lengthened: Vec<bool> = wanted
        .iter()
        .map(|one| one.rank == Rank::Short && !keeps(one))
        .collect();
    for (one, _) in wanted.iter_mut().zip(lengthened).filter(|(_, it)| *it) {
        one.rank = Rank::Path;
        one.ident = std::mem::take(&mut one.long);
    }
}

/// What the lock calls a schema: by where it stands, and by what leads to it where several stand in one place. One that
/// stands in several places has one key: that which the lock has, whatever places come and go.
pub(super) fn key(
    schema: &spec::Schema,
    names: &operations::Names,
    lock: Option<&NamesLock>,
) -> String {
    let key = |pointer: &Pointer, name: &SchemaName| match name {
        SchemaName::Component(_) => pointer.to_string(),
        SchemaName::Inline { .. } => lock::variant(
            &pointer.to_string(),
            &wanted_name(name, pointer, names).ident,
        ),
    };
    let own = key(&schema.pointer, &schema.name);
    let holds = |key: &String| lock.is_some_and(|lock| lock.types.contains_key(key));
    if holds(&own) {
        return own;
    }
    let mut twins = schema
        .twins
        .iter()
        .map(|(pointer, name)| key(pointer, name));
    twins.find(holds).unwrap_or(own)
}

/// Objects, enums and unions need a name in Rust; other components have one in the document, which is kept as an alias.
pub(super) fn has_definition(api: &spec::Api, id: SchemaId) -> bool {
    let schema = api.schema(id);
    let defines = matches!(
        schema.kind,
        SchemaKind::Object(_) | SchemaKind::Enum(_) | SchemaKind::Union(_)
    );
    defines && schema.replacement.is_none() || matches!(schema.name, SchemaName::Component(_))
}

struct Wanted {
    rank: Rank,
    ident: String,
    /// What it is called where its short name is another's.
    long: String,
    key: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    Component,
    Short,
    Path,
}

fn wanted_name(name: &SchemaName, pointer: &Pointer, names: &operations::Names) -> Wanted {
    match name {
        SchemaName::Component(name) => Wanted {
            rank: Rank::Component,
            ident: naming::type_name(name),
            long: String::new(),
            key: name.clone(),
        },
        SchemaName::Inline { path, short } => {
            let words: Vec<&str> = path
                .iter()
                .map(|word| names.ident_of(word).unwrap_or(word))
                .collect();
            let words = words.join(" ");
            let long = naming::type_name(&words);
            match short {
                true => Wanted {
                    rank: Rank::Short,
                    ident: naming::type_name(path.last().map_or("", String::as_str)),
                    long,
                    key: pointer.to_string(),
                },
                false => Wanted {
                    rank: Rank::Path,
                    ident: long,
                    long: String::new(),
                    key: format!("{pointer} {words}"),
                },
            }
        }
    }
}
