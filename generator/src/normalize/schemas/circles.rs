//! Choices that offer themselves again before anything of a value is read.

use super::{Schemas, kinds::Kind};
use crate::{
    circles,
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::Span,
    spec::{SchemaId, SchemaKind},
};
use std::collections::BTreeMap;

impl Schemas<'_> {
    /// Refuses unions whose branches lead back to them: whoever reads a value would choose without end (JSON Schema Core
    /// draft 2020-12, section 9.4.1). They are any value from here on.
    pub(super) fn break_circles(&mut self, cx: &mut Diagnostics) {
        let edges: Vec<Vec<usize>> = self.entries.iter().map(choices).collect();
        let component = circles::components(&edges);
        let mut circles: BTreeMap<usize, Vec<SchemaId>> = BTreeMap::new();
        for (id, targets) in edges.iter().enumerate() {
            let leads_back = |target: &usize| component[*target] == component[id];
            if self.is_union(id) && targets.iter().any(leads_back) {
                let circle = circles.entry(component[id]).or_default();
                circle.push(SchemaId(id));
            }
        }
        for circle in circles.into_values() {
            self.refuse_circle(cx, &circle);
        }
    }

    fn is_union(&self, id: usize) -> bool {
        let kind = self.entries[id].kind.as_ref();
        kind.is_some_and(|kind| matches!(kind.kind, SchemaKind::Union(_)))
    }

    fn refuse_circle(&mut self, cx: &mut Diagnostics, circle: &[SchemaId]) {
        let mut spans: Vec<Span> = Vec::new();
        for id in circle {
            let entry = &mut self.entries[id.0];
            entry.kind = Some(Kind::plain(SchemaKind::Any));
            let span = self.resolved.places.value(&entry.pointer);
            if !spans.contains(&span) {
                spans.push(span);
            }
        }
        let Some((first, others)) = spans.split_first() else {
            return;
        };
        let message = "the choices of the schema lead back to it, so that no value can be told to be one of it";
        let diagnostic = Diagnostic::new(&codes::CYCLIC_REFERENCE, *first, message)
            .help("take what leads back out of the choices, or put it into a property or a list");
        // Longer circles are clear by their beginning.
        let diagnostic = others.iter().take(8).fold(diagnostic, |diagnostic, span| {
            diagnostic.related(*span, "they lead here, and on")
        });
        cx.push(diagnostic);
    }
}

/// The schemas of which a value is one before anything of it is read.
fn choices(entry: &super::Entry) -> Vec<usize> {
    match entry.kind.as_ref().map(|kind| &kind.kind) {
        Some(SchemaKind::Alias(target)) => vec![target.0],
        Some(SchemaKind::Union(union)) => {
            let branches = union.branches.iter();
            branches.map(|branch| branch.schema.0).collect()
        }
        _ => Vec::new(),
    }
}
