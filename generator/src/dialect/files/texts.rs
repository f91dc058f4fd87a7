//! Texts that are files: `description: {$ref: intro.md}`, which OpenAPI does not have, but tools that bundle documents do.

use super::{address, walk::Walk};
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Node, Value, is_text},
};

impl Walk<'_, '_> {
    /// Puts the text that a reference names in its place. Tells whether the node is such a reference: no text of the
    /// document, and no schema.
    pub(super) fn text(&mut self, node: &mut Node) -> bool {
        let reference = node.as_object().filter(|map| map.len() == 1);
        let Some(reference) = reference.and_then(|map| map.get("$ref")) else {
            return false;
        };
        let (Some(text), span) = (reference.as_str().map(str::to_owned), reference.span) else {
            return false;
        };
        // That a URL is no text is said when the shape is checked.
        if address::is_remote(&text) {
            return true;
        }
        let path = text.split('#').next().unwrap_or_default();
        let said = match is_text(path) {
            true => self.file(&text, span).map(Some),
            false => {
                let found = self.find(&text, span);
                found.map(|found| found.node().as_str().map(str::to_owned))
            }
        };
        match said {
            Ok(Some(said)) => {
                let message =
                    format!("`{text}` stands where OpenAPI has a text: what it says is taken");
                self.cx.push(
                    Diagnostic::new(&codes::TEXT_REFERENCE, span, message)
                        .help("write the text itself, if other tools are to read the document"),
                );
                node.value = Value::String(said);
            }
            // It names something, but no text, as the check of the shape will say.
            Ok(None) => {}
            Err(lost) => {
                self.lost(lost, span);
            }
        }
        true
    }

    /// What a file of the folder says.
    fn file(&mut self, text: &str, span: crate::source::Span) -> Result<String, super::find::Lost> {
        let base = self.folder.path(span.file).unwrap_or_default().to_owned();
        let folder = self.folder.path_of_folder().unwrap_or_default().to_owned();
        let address = address::parse(text, &base, &folder).map_err(|refusal| {
            Some(Box::new(
                Diagnostic::new(&codes::INVALID_REFERENCE, span, refusal.message)
                    .help(refusal.help),
            ))
        })?;
        let path = address.path.unwrap_or_default();
        let read = self.folder.text(self.cx, &path);
        read.map_err(|reason| self.unread(text, &path, reason, span))
    }
}
