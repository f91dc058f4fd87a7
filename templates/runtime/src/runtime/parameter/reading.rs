//! What a request gives to a parameter as a source: the type that is read says whether it is split, the style how.

use super::deep::{Deep, Node};
use super::given::{Given, Raw};
use super::splitting::{Items, members, named, split, strip};
use super::{Parameter, Style};
use crate::runtime::log::{Log, Refused};
use crate::runtime::object::{Object, Unknown};
use crate::runtime::scalar::Scalar;
use crate::runtime::schema::{Schema, read_some};
use crate::runtime::select::types;
use crate::runtime::source::Source;
use crate::runtime::texts::{Text, Texts};
use crate::runtime::union::Union;
use crate::runtime::value::Value;
use std::{borrow::Cow, collections::BTreeMap};

/// Reads a value said in its parameter's style, and notes each violation with its place.
pub(in crate::runtime) struct Styled<'s, 't, 'l> {
    pub(in crate::runtime) parameter: &'s Parameter,
    pub(in crate::runtime) given: Given<'s, 't>,
    /// Becomes true when nothing of the request belongs to the value, which may be an error or an empty object then.
    pub(in crate::runtime) absent: &'s mut bool,
    pub(in crate::runtime) log: &'l mut Log,
}

impl<'s, 'l> Styled<'s, '_, 'l> {
    /// The only text, as it came.
    fn single(&mut self) -> Result<&'s Raw<'s>, Refused> {
        match self.given.own {
            [raw] => Ok(raw),
            [] => {
                *self.absent = true;
                Err(Refused)
            }
            _ => Err(self.log.refuse("sent more than once")),
        }
    }

    /// The only text without what its style puts in front of it.
    fn content(&mut self) -> Result<Raw<'s>, Refused> {
        let raw = self.single()?;
        let content = match self.parameter.style {
            Style::Label => strip(raw, |text| text.strip_prefix('.')),
            Style::Matrix => {
                let name = self.parameter.name;
                strip(raw, |text| named(name, text.strip_prefix(';')?))
            }
            _ => return Ok(raw.clone()),
        };
        content.ok_or_else(|| self.misses_prefix())
    }

    fn misses_prefix(&mut self) -> Refused {
        let syntax = self.parameter.syntax();
        let prefix = match syntax.named {
            true => format!("{}{}=", syntax.prefix, self.parameter.name),
            false => syntax.prefix.to_owned(),
        };
        self.log.refuse(format!("does not begin with {prefix}"))
    }

    /// The text of a scalar.
    fn text(&mut self) -> Result<Text<'s>, Refused> {
        let content = self.content()?;
        match content.decode() {
            Ok(text) => Ok(Text::plain(text.into_owned())),
            Err(detail) => Err(self.log.refuse(detail)),
        }
    }

    /// The object that is said, with its members still texts. Where they stand among others, those are its members whose
    /// names it keeps.
    fn node(&mut self, keeps: impl Fn(&str) -> bool) -> Result<Node<'s>, Refused> {
        let given = self.given;
        match self.parameter.style {
            Style::DeepObject => {
                if !given.own.is_empty() {
                    let name = self.parameter.name;
                    return Err(self.log.refuse(format!(
                        "is an object: send each property as {name}[property]"
                    )));
                }
                self.brackets()
            }
            _ if self.parameter.is_spread() => {
                let mut node = Node::default();
                for pair in given.all {
                    if self.parameter.is_beside(&pair.name) || !keeps(&pair.name) {
                        continue;
                    }
                    match pair.value.decode() {
                        Ok(text) => node.push(Cow::Borrowed(&pair.name), text),
                        Err(detail) => {
                            return Err(self.log.inside(&pair.name, |log| log.refuse(detail)));
                        }
                    }
                }
                *self.absent = node.members.is_empty();
                Ok(node)
            }
            _ => match self.members()? {
                Ok(node) => Ok(node),
                Err(detail) => Err(self.log.refuse(detail)),
            },
        }
    }

    /// What stands in brackets behind the parameter's name.
    fn brackets(&mut self) -> Result<Node<'s>, Refused> {
        let node = Node::of_brackets(self.parameter, self.given.all, self.log)?;
        *self.absent = node.is_none();
        Ok(node.unwrap_or_default())
    }

    /// The names and values in the only text.
    fn members(&mut self) -> Result<Result<Node<'s>, &'static str>, Refused> {
        let parameter = self.parameter;
        // The names of exploded properties stand in place of the parameter's own.
        let content = match (parameter.style, parameter.explode) {
            (Style::Matrix, true) => {
                let raw = self.single()?;
                strip(raw, |text| text.strip_prefix(';')).ok_or_else(|| self.misses_prefix())?
            }
            _ if self.given.own.len() > 1 && parameter.is_combined() => self.combined(),
            _ => self.content()?,
        };
        Ok(members(parameter, content))
    }

    /// Several lines of a header as the one that they mean, RFC 9110, section 5.3.
    fn combined(&self) -> Raw<'s> {
        let lines: Vec<&str> = self.given.own.iter().map(|raw| &*raw.text).collect();
        Raw::plain(lines.join(","))
    }

    /// The items of a list; and where their separators may have been encoded as well, those that they separate then.
    fn items(&mut self) -> Result<Items<'s>, Refused> {
        let parameter = self.parameter;
        let items = match parameter.style {
            _ if parameter.is_spread() || parameter.style == Style::Text => {
                let texts = self.given.own.iter().map(Raw::decode);
                let texts: Result<Vec<_>, _> = texts.collect();
                texts.map(|texts| Items::of(texts.into_iter().map(Text::plain).collect()))
            }
            Style::Matrix if parameter.explode => {
                let raw = self.single()?;
                let rest = strip(raw, |text| text.strip_prefix(';'));
                let rest = rest.ok_or_else(|| self.misses_prefix())?;
                let each = rest.text.split(';').map(|item| named(parameter.name, item));
                match each.collect::<Option<Vec<_>>>() {
                    None => return Err(self.misses_prefix()),
                    Some(parts) => parts
                        .into_iter()
                        .map(|part| Ok(Text::plain(rest.decode_part(part)?.into_owned())))
                        .collect::<Result<_, _>>()
                        .map(Items::of),
                }
            }
            _ if self.given.own.len() > 1 && parameter.is_combined() => {
                split(parameter, &self.combined())
            }
            _ => split(parameter, &self.content()?),
        };
        items.map_err(|detail| self.log.refuse(detail))
    }

    /// Whether what there is, if there is any, stands in brackets behind the parameter's name: alone under its name, a
    /// value is as that of any parameter.
    fn is_deep(&self) -> bool {
        self.parameter.style == Style::DeepObject && self.given.own.is_empty()
    }

    /// Whether the text looks like several items.
    fn is_several(&self) -> bool {
        let syntax = self.parameter.syntax();
        match self.given.own {
            [raw] => !self.parameter.is_spread() && raw.text.contains(syntax.between),
            own => own.len() > 1,
        }
    }
}

impl Source for Styled<'_, '_, '_> {
    type Error = Refused;

    fn scalar<T: Scalar>(mut self) -> Result<T, Refused> {
        // What there mostly is needs no memory.
        let raw = match self.parameter.style {
            Style::Label | Style::Matrix => None,
            _ => Some(self.single()?),
        };
        let text = match raw {
            None => self.text()?,
            Some(raw) => match raw.decode() {
                Ok(text) => Text::plain(text),
                Err(detail) => return Err(self.log.refuse(detail)),
            },
        };
        Texts::new(&[text], self.log).scalar()
    }

    fn optional<T: Schema>(self, into: &mut Option<T>) -> Result<(), Refused> {
        read_some(into, self)
    }

    fn nullable<T: Schema>(self, into: &mut Option<T>) -> Result<(), Refused> {
        read_some(into, self)
    }

    fn list<T: Schema>(mut self) -> Result<Vec<T>, Refused> {
        if self.is_deep() {
            let node = self.brackets()?;
            return match *self.absent {
                true => Err(Refused),
                false => Deep::new(&node, self.log).list(),
            };
        }
        if self.given.own.is_empty() {
            *self.absent = true;
            return Err(Refused);
        }
        let items = self.items()?;
        if let Some(otherwise) = items.otherwise {
            let mut log = Log::of_first();
            let texts = Texts::new(&items.texts, &mut log);
            return match texts.list() {
                Ok(list) => Ok(list),
                Err(Refused) => Texts::new(&otherwise, self.log).list(),
            };
        }
        Texts::new(&items.texts, self.log).list()
    }

    fn map<T: Schema>(mut self) -> Result<BTreeMap<String, T>, Refused> {
        let node = self.node(|_| true)?;
        Deep::new(&node, self.log).map()
    }

    fn object<T: Object>(mut self, into: &mut T) -> Result<(), Refused> {
        let keeps = |name: &str| T::UNKNOWN == Unknown::Keep || T::PROPERTIES.contains(&name);
        let node = self.node(keeps)?;
        match *self.absent && !T::REQUIRED.is_empty() {
            true => Err(Refused),
            false => Deep::new(&node, self.log).object(into),
        }
    }

    fn union<T: Union>(mut self) -> Result<T, Refused> {
        let mask = T::SELECT.types() & !types::NULL;
        let others = mask & !types::OBJECT;
        let spread = self.parameter.is_spread() && self.given.own.is_empty();
        if self.is_deep() || mask & types::OBJECT != 0 && (others == 0 || spread) {
            let node = self.node(|_| true)?;
            if self.parameter.is_spread() {
                *self.absent = !node.members.keys().any(|name| T::SELECT.knows(name));
            }
            return match *self.absent {
                true => Err(Refused),
                false => Deep::new(&node, self.log).union(),
            };
        }
        let only_lists = mask & !(types::OBJECT | types::ARRAY) == 0;
        if let Some(branch) = T::SELECT.list_branch()
            && (self.is_several() || only_lists)
        {
            return T::read(branch, self);
        }
        let text = self.text()?;
        Texts::new(&[text], self.log).union()
    }

    fn value<T>(mut self, read: impl Fn(Value) -> Result<T, String>) -> Result<T, Refused> {
        let spread = self.parameter.is_spread() && self.given.own.is_empty();
        // Only who knows the other names can take all there are.
        if self.is_deep() || spread && !self.parameter.beside.is_empty() {
            let node = self.node(|_| true)?;
            return match *self.absent {
                true => Err(Refused),
                false => Deep::new(&node, self.log).value(read),
            };
        }
        if self.is_several() && self.parameter.is_spread() {
            let texts = self.items()?.texts;
            return Deep::new(&Node::of_texts(texts), self.log).value(read);
        }
        let text = [self.text()?];
        let mut log = Log::of_first();
        match Texts::new(&text, &mut log).value(&read) {
            Ok(value) => Ok(value),
            Err(Refused) if self.is_several() => {
                let texts = self.items()?.texts;
                Deep::new(&Node::of_texts(texts), self.log).value(read)
            }
            Err(Refused) => Texts::new(&text, self.log).value(read),
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
