//! Texts that stand for values, in parameters and forms: what they mean only the reader's type knows.

use super::explain::{Explain, read_items};
use super::log::{Log, Refused};
use super::object::Object;
use super::scalar::{Atom, Kind, Scalar, expected};
use super::schema::{Schema, Shape, read_item, read_some};
use super::select::types;
use super::source::Source;
use super::tree::Tree;
use super::union::Union;
use super::value::Value;
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
    fn tree(&mut self) -> Result<Tree<'t>, Refused> {
        let text = self.single()?;
        super::json::tree(text.text.as_bytes())
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
            Shape::Scalar | Shape::Any => array && text.json,
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
        let strict = self.log.strict;
        let value = match T::KIND {
            // A text that may be of any type is a number or a boolean before it is a string, if the type has it.
            Kind::Any => [Kind::Number, Kind::Boolean, Kind::Text]
                .into_iter()
                .filter_map(|kind| atom(kind, &text.text))
                .find_map(|atom| T::accept(atom, true))
                .or_else(|| T::accept(Atom::Text(&text.text), strict)),
            kind => atom(kind, &text.text).and_then(|atom| T::accept(atom, strict)),
        };
        value.ok_or_else(|| self.log.refuse(format!("expected {}", expected::<T>())))
    }

    fn optional<T: Schema>(self, into: &mut Option<T>) -> Result<(), Refused> {
        read_some(into, self)
    }

    fn nullable<T: Schema>(self, into: &mut Option<T>) -> Result<(), Refused> {
        read_some(into, self)
    }

    fn list<T: Schema>(mut self) -> Result<Vec<T>, Refused> {
        if self.is_whole_list(T::SHAPE) {
            return Explain::new(&self.tree()?, self.log).list();
        }
        read_items(self.texts, self.log, |list, text, log| {
            let texts = std::slice::from_ref(text);
            let item = true;
            read_item(list, Texts { texts, item, log })
        })
    }

    fn map<T: Schema>(mut self) -> Result<BTreeMap<String, T>, Refused> {
        Explain::new(&self.tree()?, self.log).map()
    }

    fn object<T: Object>(mut self, into: &mut T) -> Result<(), Refused> {
        Explain::new(&self.tree()?, self.log).object(into)
    }

    fn union<T: Union>(mut self) -> Result<T, Refused> {
        // A name that is given several texts is given a list.
        if self.texts.len() > 1
            && let Some(branch) = T::SELECT.list_branch()
        {
            return T::read(branch, self);
        }
        let text = self.single()?;
        let tree = match text.json {
            true => self.tree()?,
            false => meant(T::SELECT.types(), &text.text),
        };
        Explain::new(&tree, self.log).union()
    }

    fn value<T>(mut self, read: impl Fn(Value) -> Result<T, String>) -> Result<T, Refused> {
        let text = self.single()?;
        if text.json {
            return Explain::new(&self.tree()?, self.log).value(read);
        }
        match read(Value::Text(text.text.clone().into_owned())) {
            Ok(value) => Ok(value),
            Err(detail) => {
                let others = [Kind::Number, Kind::Boolean];
                let others = others.iter().filter_map(|kind| atom(*kind, &text.text));
                let mut others = others.map(|atom| read(atom.into()));
                others
                    .find_map(Result::ok)
                    .ok_or_else(|| self.log.refuse(detail))
            }
        }
    }

    fn hold(&mut self, bytes: usize) -> Result<(), Refused> {
        self.log.hold(bytes)
    }

    fn refuse(self, detail: &str) -> Refused {
        self.log.refuse(detail)
    }

    fn skip(self) -> Result<(), Refused> {
        Ok(())
    }
}

/// The value that a text means where values of these types are expected: what is not only text, if it can be that.
pub(super) fn meant(mask: u8, text: &str) -> Tree<'_> {
    let is = |types: u8| mask & types != 0;
    let json = match text.trim_start().chars().next() {
        Some('{') => is(types::OBJECT),
        Some('[') => is(types::ARRAY),
        _ => false,
    };
    if json && let Ok(tree) = super::json::tree(text.as_bytes()) {
        return tree;
    }
    if is(types::INTEGER | types::NUMBER)
        && let Some(number) = number(text)
    {
        match number {
            Atom::Integer(value) => return Tree::Integer(value),
            Atom::Unsigned(value) => return Tree::Unsigned(value),
            Atom::Number(_) if Atom::of_digits(text).is_some() => {
                return Tree::Digits(text.into());
            }
            Atom::Number(value) if is(types::NUMBER) || value.fract() == 0.0 => {
                return Tree::Number(value);
            }
            _ => {}
        }
    }
    match text.parse() {
        Ok(value) if is(types::BOOLEAN) => Tree::Boolean(value),
        // Where there are no strings, one text is a list of one.
        _ if mask & types::STRING == 0 && is(types::ARRAY) => {
            Tree::List(vec![meant(u8::MAX, text)])
        }
        _ => Tree::Text(text.into()),
    }
}

/// The scalar of that kind that a text is, if it is one. Numbers are written as in JSON: no `+1`, no `01`, no `NaN`.
fn atom(kind: Kind, text: &str) -> Option<Atom<'_>> {
    match kind {
        Kind::Text => Some(Atom::Text(text)),
        Kind::Boolean => text.parse().ok().map(Atom::Boolean),
        Kind::Integer | Kind::Unsigned | Kind::Single | Kind::Number => number(text),
        Kind::Wide | Kind::UnsignedWide => Atom::of_digits(text).or_else(|| number(text)),
        Kind::Any => None,
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
