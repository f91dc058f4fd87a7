//! One text to the items or members that it is, by the syntax of its style.

use super::deep::Node;
use super::given::Raw;
use super::{Parameter, Style};
use crate::runtime::location::In;
use crate::runtime::percent;
use crate::runtime::texts::Text;
use std::borrow::Cow;

/// Items of a list.
pub(super) struct Items<'s> {
    pub(super) texts: Vec<Text<'s>>,
    /// What they are if not only the text of a single item was encoded, but separators too.
    pub(super) otherwise: Option<Vec<Text<'s>>>,
}

impl<'s> Items<'s> {
    pub(super) fn of(texts: Vec<Text<'s>>) -> Self {
        Self {
            texts,
            otherwise: None,
        }
    }
}

impl Parameter {
    /// Whether what comes several times means one list.
    pub(super) fn is_combined(&self) -> bool {
        self.location == In::Header
    }
}

/// A text without what comes first in it; senders that encode all there is encode that too.
pub(super) fn strip<'r>(
    raw: &'r Raw<'_>,
    prefix: impl Fn(&str) -> Option<&str>,
) -> Option<Raw<'r>> {
    match prefix(&raw.text) {
        Some(rest) => Some(raw.with(rest)),
        None => {
            let decoded = raw.decode().ok()?;
            prefix(&decoded).map(|rest| Raw::plain(rest.to_owned()))
        }
    }
}

/// What is behind `name=`; nothing is behind `name` alone.
pub(super) fn named<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    let (found, rest) = text.split_once('=').unwrap_or((text, ""));
    let same = found == name || percent::decode(found).is_ok_and(|it| it == name);
    same.then_some(rest)
}

/// What separates the items of this text. OpenAPI 3.0.3 shows lists between dots where RFC 6570 has commas.
fn separator(parameter: &Parameter, text: &str) -> char {
    match parameter.syntax().between {
        ',' if parameter.style == Style::Label && !text.contains(',') => '.',
        between => between,
    }
}

/// The items of a text. A separator that is encoded is part of an item, unless the item could not be read so.
pub(super) fn split<'s>(
    parameter: &Parameter,
    content: &Raw<'_>,
) -> Result<Items<'s>, &'static str> {
    let between = separator(parameter, &content.text);
    let text = |part: Cow<'_, str>| match parameter.is_combined() {
        true => Text::plain(part.trim().to_owned()),
        false => Text::plain(part.into_owned()),
    };
    if content.text.contains(between) && between != ' ' {
        let parts = content.text.split(between);
        let texts: Result<Vec<_>, _> = parts
            .map(|part| content.decode_part(part).map(text))
            .collect();
        return texts.map(Items::of);
    }
    let decoded = content.decode()?;
    let several = || decoded.split(between).map(|part| text(part.into()));
    if matches!(between, ' ' | '|') {
        return Ok(Items::of(several().collect()));
    }
    let otherwise = decoded.contains(between).then(|| several().collect());
    Ok(Items {
        texts: vec![text(decoded)],
        otherwise,
    })
}

/// The members of a text.
pub(super) fn members<'s>(
    parameter: &Parameter,
    content: Raw<'_>,
) -> Result<Node<'s>, &'static str> {
    let syntax = parameter.syntax();
    let (between, within) = match separator(parameter, &content.text) {
        '.' if !parameter.explode => ('.', '.'),
        between => (between, syntax.within),
    };
    // Without its syntax the text says nothing, so that must have been encoded as well.
    let content = match content.text.contains(within) && within != ' ' {
        true => content,
        false => Raw::plain(content.decode()?.into_owned()),
    };
    let mut node = Node::default();
    let mut push = |name: &str, value: &str| -> Result<(), &'static str> {
        let trim = |text: Cow<'_, str>| match parameter.is_combined() {
            true => text.trim().to_owned(),
            false => text.into_owned(),
        };
        let name = trim(content.decode_part(name)?);
        node.push(name.into(), trim(content.decode_part(value)?).into());
        Ok(())
    };
    let mut parts = content.text.split(between);
    while let Some(part) = parts.next() {
        match parameter.explode {
            true => match part.split_once(within) {
                Some((name, value)) => push(name, value)?,
                // RFC 6570, section 3.2.7.
                None if syntax.named && !part.is_empty() => push(part, "")?,
                None => return Err("is no list of names and values"),
            },
            false => match parts.next() {
                Some(value) => push(part, value)?,
                None => return Err("has a name without a value"),
            },
        }
    }
    Ok(node)
}
