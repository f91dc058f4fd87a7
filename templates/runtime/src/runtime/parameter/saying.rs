//! A value to the texts that its parameter's style says it by.

use super::syntax::Syntax;
use super::{Parameter, Style};
use crate::runtime::location::In;
use crate::runtime::plain::{ONLY_SCALARS, scalar_text as text};
use crate::runtime::value::Value;
use std::borrow::Cow;

/// A parameter's value, said but not encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Said {
    /// As one text.
    One(Vec<Piece>),
    /// As texts under names of their own, in order.
    Spread(Vec<(String, String)>),
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Piece {
    /// What separates the texts; it is never encoded.
    Syntax(char),
    /// What is encoded, so that it is not taken for syntax.
    Text(Cow<'static, str>),
}

impl Said {
    /// One text without syntax.
    pub(in crate::runtime) fn text(text: String) -> Self {
        Self::One(vec![Piece::Text(text.into())])
    }
}

/// Says a value in the style of its parameter.
///
/// # Errors
/// When the style has no text for the value, or another value has the same.
pub(in crate::runtime) fn say(parameter: &Parameter, value: Value) -> Result<Said, String> {
    match (parameter.style, value) {
        (_, Value::List(items)) if items.is_empty() => {
            Err("an empty list cannot be said".to_owned())
        }
        (Style::DeepObject, Value::Object(members)) => {
            let mut spread = Vec::new();
            members_of(&mut spread, parameter.name, members)?;
            Ok(Said::Spread(spread))
        }
        (Style::DeepObject, value) => {
            let mut spread = Vec::new();
            deep(&mut spread, parameter.name.to_owned(), value)?;
            Ok(Said::Spread(spread))
        }
        (Style::Text, Value::List(_) | Value::Object(_)) => Err(ONLY_SCALARS.to_owned()),
        (_, Value::List(items)) if parameter.is_spread() => {
            let mut spread = Vec::new();
            repeat(&mut spread, parameter.name, items)?;
            Ok(Said::Spread(spread))
        }
        (_, Value::Object(members)) if parameter.is_spread() => {
            let mut spread = Vec::new();
            for (name, value) in members {
                match value {
                    Value::List(items) => repeat(&mut spread, &name, items)?,
                    value => spread.push((name, text(value)?)),
                }
            }
            Ok(Said::Spread(spread))
        }
        (_, Value::List(items)) => list(parameter, items).map(Said::One),
        (_, Value::Object(members)) => object(parameter, members).map(Said::One),
        (Style::Label | Style::Matrix, value) => scalar(parameter, text(value)?).map(Said::One),
        (_, value) => text(value).map(Said::text),
    }
}

fn scalar(parameter: &Parameter, text: String) -> Result<Vec<Piece>, String> {
    let syntax = parameter.syntax();
    let mut pieces = begin(parameter, &syntax);
    value_of(&mut pieces, &syntax, vec![Piece::Text(text.into())]);
    Ok(pieces)
}

fn list(parameter: &Parameter, items: Vec<Value>) -> Result<Vec<Piece>, String> {
    let syntax = parameter.syntax();
    let mut pieces = begin(parameter, &syntax);
    let each = syntax.named && parameter.explode;
    let mut whole = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        let item = Piece::Text(part(parameter, &syntax, text(item)?)?.into());
        match (each, index) {
            (true, 0) => value_of(&mut pieces, &syntax, vec![item]),
            (true, _) => {
                pieces.extend(begin(parameter, &syntax));
                value_of(&mut pieces, &syntax, vec![item]);
            }
            (false, 0) => whole.push(item),
            (false, _) => whole.extend([Piece::Syntax(syntax.between), item]),
        }
    }
    if !each {
        value_of(&mut pieces, &syntax, whole);
    }
    Ok(pieces)
}

fn object(parameter: &Parameter, members: Vec<(String, Value)>) -> Result<Vec<Piece>, String> {
    let syntax = parameter.syntax();
    if members.is_empty() {
        return Err("an object without properties cannot be said".to_owned());
    }
    let mut whole = Vec::new();
    for (index, (name, value)) in members.into_iter().enumerate() {
        if index > 0 {
            whole.push(Piece::Syntax(syntax.between));
        }
        let name = part(parameter, &syntax, name)?;
        if parameter.location == In::Header && parameter.explode && name.contains('=') {
            return Err("the name of a property cannot hold an equals sign".to_owned());
        }
        let value = part(parameter, &syntax, text(value)?)?;
        whole.extend([
            Piece::Text(name.into()),
            Piece::Syntax(syntax.within),
            Piece::Text(value.into()),
        ]);
    }
    // Exploded, the properties' own names are all that there is.
    if syntax.named && parameter.explode {
        whole.insert(0, Piece::Syntax(';'));
        return Ok(whole);
    }
    let mut pieces = begin(parameter, &syntax);
    value_of(&mut pieces, &syntax, whole);
    Ok(pieces)
}

/// What stands before a value.
fn begin(parameter: &Parameter, syntax: &Syntax) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = syntax.prefix.chars().map(Piece::Syntax).collect();
    if syntax.named {
        pieces.push(Piece::Text(parameter.name.into()));
    }
    pieces
}

/// Behind a name there is an equals sign, unless there is nothing behind that (RFC 6570, section 3.2.7).
fn value_of(pieces: &mut Vec<Piece>, syntax: &Syntax, value: Vec<Piece>) {
    let empty = matches!(&*value, [Piece::Text(text)] if text.is_empty());
    if syntax.named && !empty {
        pieces.push(Piece::Syntax('='));
    }
    if !(syntax.named && empty) {
        pieces.extend(value);
    }
}

/// A text that stands between separators, if it can: not everywhere are there escapes.
fn part(parameter: &Parameter, syntax: &Syntax, text: String) -> Result<String, String> {
    let refused = match parameter.location {
        In::Header if text.contains(',') => "a part of a list or an object cannot hold a comma",
        In::Header if text.trim() != text => {
            "a part of a list or an object cannot begin or end with a blank"
        }
        _ if syntax.between == ' ' && text.contains(' ') => "an item cannot hold a space",
        _ if syntax.between == '|' && text.contains('|') => "an item cannot hold a |",
        _ => return Ok(text),
    };
    Err(refused.to_owned())
}

/// Says items under one name.
fn repeat(spread: &mut Vec<(String, String)>, name: &str, items: Vec<Value>) -> Result<(), String> {
    if items.is_empty() {
        return Err("an empty list cannot be said".to_owned());
    }
    for item in items {
        spread.push((name.to_owned(), text(item)?));
    }
    Ok(())
}

/// Says properties under their names in brackets, and what is in them under further ones.
fn members_of(
    spread: &mut Vec<(String, String)>,
    outer: &str,
    members: Vec<(String, Value)>,
) -> Result<(), String> {
    for (name, value) in members {
        if name.contains(['[', ']']) {
            return Err("the name of a property cannot hold a bracket".to_owned());
        }
        if name.is_empty() {
            return Err("the name of a property cannot be empty".to_owned());
        }
        deep(spread, format!("{outer}[{name}]"), value)?;
    }
    Ok(())
}

/// Says a value under a name: items that are single values under empty brackets each, others under their numbers.
fn deep(spread: &mut Vec<(String, String)>, name: String, value: Value) -> Result<(), String> {
    let is_nested = |item: &Value| matches!(item, Value::List(_) | Value::Object(_));
    match value {
        Value::Object(members) if members.is_empty() => {
            Err("an object without properties cannot be said".to_owned())
        }
        Value::Object(members) => members_of(spread, &name, members),
        Value::List(items) if items.iter().any(is_nested) => items
            .into_iter()
            .enumerate()
            .try_for_each(|(index, item)| deep(spread, format!("{name}[{index}]"), item)),
        Value::List(items) => repeat(spread, &format!("{name}[]"), items),
        value => {
            spread.push((name, text(value)?));
            Ok(())
        }
    }
}
