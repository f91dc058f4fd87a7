//! The strings that refer as a `$ref` does: those of a `mapping`, and `operationRef`.

use super::{is_file, local, mark, walk::Walk};
use crate::{
    layout::Kind,
    pointer::Pointer,
    source::{Node, Value},
};

impl Walk<'_, '_> {
    /// A string that names a schema of the document, or refers to one (OpenAPI 3.0.4, Discriminator Object).
    pub(super) fn mapped(&mut self, node: &mut Node) {
        let Some(text) = node.as_str().map(str::to_owned) else {
            return;
        };
        let component = |name: &str| {
            let section = Kind::Schema.section(self.version).unwrap_or_default();
            let section = section.iter().fold(Pointer::root(), |at, key| at.join(key));
            section.join(name)
        };
        if !self.leads_away(&text, node.span) || self.pristine.at(&component(&text)).is_some() {
            return;
        }
        let text = match is_file(&text) || text.starts_with('#') {
            true => text,
            // The name of a schema of the file itself.
            false => local(&component(&text)),
        };
        let is_name = node.as_str() != Some(text.as_str());
        let found = match self.find(&text, node.span) {
            Ok(found) => found,
            Err(_) if is_name => return,
            lost => match self.found(lost, &text, node.span) {
                Some(found) => found,
                None => return,
            },
        };
        let new_text = match self.is_in_document(&found, Kind::Schema) {
            true => Some(local(&found.pointer)),
            false => self
                .target(&found, Kind::Schema, node.span, None)
                .map(|target| mark(target, &text)),
        };
        self.rewrite(node, new_text);
    }

    pub(super) fn operation(&mut self, node: &mut Node) {
        let Some(text) = node.as_str().map(str::to_owned) else {
            return;
        };
        if !self.leads_away(&text, node.span) {
            return;
        }
        let result = self.find(&text, node.span);
        let Some(found) = self.found(result, &text, node.span) else {
            return;
        };
        let new_text = match self.is_in_document(&found, Kind::Operation) {
            true => Some(local(&found.pointer)),
            false => self
                .target(&found, Kind::Operation, node.span, None)
                .map(|target| mark(target, &text)),
        };
        self.rewrite(node, new_text);
    }

    fn rewrite(&mut self, node: &mut Node, text: Option<String>) {
        if let Some(text) = text {
            node.value = Value::String(text);
            self.fresh.push(node.span);
        }
    }
}
