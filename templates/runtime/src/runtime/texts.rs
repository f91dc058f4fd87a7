//! Texts that stand for values, in parameters and forms: what they mean only the reader's type knows.

use super::explain::{Explain, read_items};
use super::log::{Log, Refused};
use super::object::Object;
use super::scalar::{Atom, Kind, Scalar, expected};
use super::schema::{Schema, Shape};
use super::source::Source;
use super::tree::Tree;
use std::{borrow::Cow, collections::BTreeMap};

/// One text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text<'t> {
    pub(crate) text: Cow<'t, str>,
    /// Whether the sender declared it JSON; else a string is its own text, and only objects are JSON.
    pub(crate) json: bool,
}

impl<'t> Text<'t> {
    pub(crate) fn plain(text: impl Into<Cow<'t, str>>) -> Self {
        Self {
            text: text.into(),
            json: false,
        }
    }
}

/// Reads what one name was given, at least one text, and notes each violation with its place.
pub(crate) struct Texts<'t, 'l> {
    texts: &'t [Text<'t>],
    /// Whether the texts are the value, or one item of it.
    item: bool,
    log: &'l mut Log,
}

impl<'t, 'l> Texts<'t, 'l> {
    pub(crate) fn new(texts: &'t [Text<'t>], log: &'l mut Log) -> Self {
        Self {
            texts,
            item: false,
            log,
        }
    }

    /// The text of a value that is no list.
    fn single(&mut self) -> Result<&'t Text<'t>, Refused> {
        match self.texts {
            [text] => Ok(text),
            _ => Err(self.log.refuse("sent more than once")),
        }
    }

    /// The JSON value that the text is.
    fn tree(&mut self) -> Result<Tree, Refused> {
        let text = self.single()?;
        serde_json::from_str(&text.text)
            .map_err(|error| self.log.refuse(format!("expected JSON text: {error}")))
    }

    /// Whether one text is all items, and not the first of them.
    fn is_whole_list(&self, item: Shape) -> bool {
        let [text] = self.texts else {
            return false;
        };
        let array = text.text.trim_start().starts_with('[');
        match item {
            _ if self.item => true,
            Shape::Object => array,
            Shape::Scalar => array && text.json,
            Shape::List(_) => false,
        }
    }
}

impl Source for Texts<'_, '_> {
    type Error = Refused;

    fn scalar<T: Scalar>(mut self) -> Result<T, Refused> {
        let text = self.single()?;
        if text.json {
            return Explain::new(&self.tree()?, self.log).scalar();
        }
        atom(T::KIND, &text.text)
            .and_then(|atom| T::accept(atom, self.log.strict))
            .ok_or_else(|| self.log.refuse(format!("expected {}", expected::<T>())))
    }

    fn optional<T: Schema>(self) -> Result<Option<T>, Refused> {
        T::decode(self).map(Some)
    }

    fn nullable<T: Schema>(self) -> Result<Option<T>, Refused> {
        T::decode(self).map(Some)
    }

    fn list<T: Schema>(mut self) -> Result<Vec<T>, Refused> {
        if self.is_whole_list(T::SHAPE) {
            return Explain::new(&self.tree()?, self.log).list();
        }
        read_items(self.texts, self.log, |text, log| {
            T::decode(Texts {
                texts: std::slice::from_ref(text),
                item: true,
                log,
            })
        })
    }

    fn map<T: Schema>(mut self) -> Result<BTreeMap<String, T>, Refused> {
        Explain::new(&self.tree()?, self.log).map()
    }

    fn object<T: Object>(mut self) -> Result<T, Refused> {
        Explain::new(&self.tree()?, self.log).object()
    }

    fn skip(self) -> Result<(), Refused> {
        Ok(())
    }
}

/// The scalar of that kind that a text is, if it is one. Numbers are written as in JSON: no `+1`, no `01`, no `NaN`.
fn atom(kind: Kind, text: &str) -> Option<Atom<'_>> {
    match kind {
        Kind::Text => Some(Atom::Text(text)),
        Kind::Boolean => text.parse().ok().map(Atom::Boolean),
        Kind::Integer | Kind::Unsigned | Kind::Single | Kind::Number => number(text),
    }
}

fn number(text: &str) -> Option<Atom<'static>> {
    // JSON text may have blanks around it, a parameter may not.
    if text.contains([' ', '\t', '\r', '\n']) {
        return None;
    }
    let number: serde_json::Number = serde_json::from_str(text).ok()?;
    match (number.as_i64(), number.as_u64()) {
        (Some(value), _) => Some(Atom::Integer(value)),
        (None, Some(value)) => Some(Atom::Unsigned(value)),
        (None, None) => number.as_f64().map(Atom::Number),
    }
}
