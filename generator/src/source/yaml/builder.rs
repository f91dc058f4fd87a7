//! Values as they begin and end to a tree, with a stack of its own and budgets.

use super::{
    Stop,
    anchors::{self, Anchors, Size},
};
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{
        FileId, Key, Limits, Map, Node, Span, Value, exceeded,
        read::{Flawed, MAX_DEPTH, MAX_MISTAKES},
        too_deep,
    },
};

/// A tree that is being built.
pub(super) struct Builder {
    file: FileId,
    stack: Vec<Frame>,
    root: Option<Node>,
    limits: Limits,
    nodes: usize,
    anchors: Anchors,
    errors: Vec<Diagnostic>,
    flaws: Vec<Diagnostic>,
}

/// A container that is not complete yet.
struct Frame {
    start: u32,
    end: u32,
    anchor: usize,
    size: Size,
    container: Container,
}

pub(super) enum Container {
    Array(Vec<Node>),
    Object {
        map: Map,
        merge: Option<Box<(Key, Node)>>,
        /// The key whose value comes next, and whether it merges.
        key: Option<(Key, bool)>,
    },
}

impl Container {
    pub(super) fn array() -> Self {
        Self::Array(Vec::new())
    }

    pub(super) fn object() -> Self {
        Self::Object {
            map: Map::default(),
            merge: None,
            key: None,
        }
    }
}

impl Builder {
    pub(super) fn new(file: FileId, text_len: usize, limits: Limits) -> Self {
        Self {
            file,
            stack: Vec::new(),
            root: None,
            limits,
            nodes: 0,
            anchors: Anchors::new(text_len, limits.aliases),
            errors: Vec::new(),
            flaws: Vec::new(),
        }
    }

    /// The tree, when it has no mistakes but flaws.
    pub(super) fn finish(mut self) -> Result<Flawed, Vec<Diagnostic>> {
        match self.root {
            Some(root) if self.errors.is_empty() => Ok(Flawed {
                root,
                flaws: self.flaws,
            }),
            Some(_) => {
                self.errors.append(&mut self.flaws);
                Err(self.errors)
            }
            None => {
                let place = Span {
                    file: self.file,
                    start: 0,
                    end: 0,
                };
                let message = "the file holds no document";
                let diagnostic = Diagnostic::new(&codes::EMPTY_DOCUMENT, place, message);
                self.errors.push(diagnostic.help(EMPTY));
                Err(self.errors)
            }
        }
    }

    pub(super) fn into_errors(mut self) -> Vec<Diagnostic> {
        self.errors.append(&mut self.flaws);
        self.errors
    }

    /// Notes a mistake that does not end the reading.
    pub(super) fn error(&mut self, diagnostic: Diagnostic) {
        self.errors.push(diagnostic);
    }

    /// Notes a mistake that is in one value only, for which another stands.
    pub(super) fn flaw(&mut self, diagnostic: Diagnostic) {
        self.flaws.push(diagnostic);
    }

    /// Whether there are more mistakes than anyone would read.
    pub(super) fn is_hopeless(&self) -> bool {
        self.errors.len() + self.flaws.len() >= MAX_MISTAKES
    }

    /// Whether what comes next is the key of a member.
    pub(super) fn expects_key(&self) -> bool {
        let container = self.stack.last().map(|frame| &frame.container);
        matches!(container, Some(Container::Object { key: None, .. }))
    }

    pub(super) fn key(&mut self, name: String, is_merge: bool, span: Span) {
        let container = self.stack.last_mut().map(|frame| &mut frame.container);
        let Some(Container::Object { map, merge, key }) = container else {
            return;
        };
        let first = match is_merge {
            true => merge.as_deref().map(|(key, _)| key),
            false => map.get_key_value(&name).map(|(key, _)| key),
        };
        if let Some(first) = first {
            self.errors.push(duplicate_key(&name, span, first.span));
        }
        *key = Some((Key { span, name }, is_merge));
    }

    pub(super) fn open(
        &mut self,
        span: Span,
        anchor: usize,
        container: Container,
    ) -> Result<(), Stop> {
        if self.expects_key() {
            let message = "a key must be a scalar";
            let diagnostic = Diagnostic::new(&codes::YAML_KEY, span, message);
            return Err(Box::new(diagnostic.help("write a string for the key")));
        }
        if self.stack.len() >= MAX_DEPTH {
            return Err(Box::new(too_deep(span, "values nest")));
        }
        self.count(1, span)?;
        let Span { start, end, .. } = span;
        self.stack.push(Frame {
            start,
            end,
            anchor,
            size: Size::container(),
            container,
        });
        Ok(())
    }

    pub(super) fn close(&mut self, span: Span) -> Result<(), Stop> {
        let Some(frame) = self.stack.pop() else {
            return Ok(());
        };
        // The end of a block has no text of its own; that of a flow is its bracket.
        let end = if span.end > span.start {
            span.end
        } else {
            frame.end
        };
        let value = match frame.container {
            Container::Array(items) => Value::Array(items),
            Container::Object { mut map, merge, .. } => {
                if let Some(merge) = merge {
                    self.errors.extend(anchors::merge(&mut map, merge.1));
                }
                Value::Object(map)
            }
        };
        let span = Span {
            file: self.file,
            start: frame.start,
            end: end.max(frame.start),
        };
        self.complete(Node::new(span, value), frame.anchor, frame.size)
    }

    pub(super) fn scalar(&mut self, node: Node, anchor: usize) -> Result<(), Stop> {
        let size = Size::leaf(&node.value);
        self.count(size.nodes, node.span)?;
        self.complete(node, anchor, size)
    }

    pub(super) fn alias(&mut self, id: usize, span: Span) -> Result<(), Stop> {
        let (node, size) = self.anchors.copy(id, span)?;
        if self.expects_key() {
            let Value::String(name) = node.value else {
                let message = "a key cannot be an alias of what is no string";
                let diagnostic = Diagnostic::new(&codes::YAML_KEY, span, message);
                return Err(Box::new(diagnostic.help("write the key out")));
            };
            self.key(name, false, span);
            return Ok(());
        }
        self.count(size.nodes, span)?;
        if self.stack.len() + size.height > MAX_DEPTH {
            return Err(Box::new(too_deep(span, "values nest")));
        }
        self.complete(node, 0, size)
    }

    /// Counts values against the budget.
    fn count(&mut self, values: usize, span: Span) -> Result<(), Stop> {
        self.nodes += values;
        let limit = self.limits.values;
        match self.nodes > limit {
            true => {
                let message = format!("the document has more than {limit} values");
                Err(Box::new(exceeded(span, message, "values", limit)))
            }
            false => Ok(()),
        }
    }

    /// Counts one more member of a list or an object against the budget.
    fn count_member(&self, before: usize, span: Span) -> Result<(), Stop> {
        let limit = self.limits.members;
        match before >= limit {
            true => Err(Box::new(too_many_members(span, limit))),
            false => Ok(()),
        }
    }

    /// Puts a complete value where it belongs.
    fn complete(&mut self, mut node: Node, anchor: usize, size: Size) -> Result<(), Stop> {
        if anchor != 0 {
            self.anchors.define(anchor, &node, size)?;
        }
        let before = match self.stack.last().map(|frame| &frame.container) {
            Some(Container::Array(items)) => items.len(),
            Some(Container::Object { map, .. }) => map.len(),
            None => 0,
        };
        self.count_member(before, node.span)?;
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        frame.end = frame.end.max(node.span.end);
        match &mut frame.container {
            Container::Array(items) => {
                frame.size.add(size);
                items.push(node);
            }
            Container::Object { map, merge, key } => {
                let Some((key, is_merge)) = key.take() else {
                    return Ok(());
                };
                frame.size.add_text(key.name.len());
                if node.span.start == node.span.end && matches!(node.value, Value::Null) {
                    // A value left out has no text; its key shows where it would be.
                    node.span = key.span;
                }
                if is_merge {
                    frame.size.add_merged(size);
                    *merge = Some(Box::new((key, node)));
                } else {
                    frame.size.add(size);
                    // A key that is taken was reported when it was read.
                    map.insert_new(key, node);
                }
            }
        }
        Ok(())
    }
}

/// What to do about a file without a document.
pub(in crate::source) const EMPTY: &str = "write the document, or delete the file";

/// A list or an object that goes on.
pub(in crate::source) fn too_many_members(span: Span, limit: usize) -> Diagnostic {
    let message = format!("a list or an object has more than {limit} members");
    exceeded(span, message, "members", limit)
}

/// A key that its object has already.
pub(in crate::source) fn duplicate_key(name: &str, second: Span, first: Span) -> Diagnostic {
    let message = format!("the key `{name}` appears twice in one object");
    Diagnostic::new(&codes::DUPLICATE_KEY, second, message)
        .label("again here")
        .related(first, "first here")
        .help("merge the two, or remove the one that is out of date")
}
