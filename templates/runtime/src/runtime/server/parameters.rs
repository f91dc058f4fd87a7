//! Parameters out of their places in a request.

use super::cookie::cookies;
use super::decoder::Decoder;
use super::template::Capture;
use crate::runtime::json::read_json;
use crate::runtime::location::In;
use crate::runtime::log::{Log, Refused};
use crate::runtime::parameter::{Given, Pair, Parameter, Raw, Style, Styled};
use crate::runtime::percent;
use crate::runtime::schema::{Schema, Shape};
use http::{HeaderMap, HeaderValue};
use std::str::Utf8Error;

impl<'a> Decoder<'a> {
    /// A path parameter in the default style.
    pub fn path<T: Schema>(&mut self, name: &'static str) -> T {
        self.required(&Parameter::path(name), decode)
    }

    /// A required query parameter in the default style; a list repeats its name.
    pub fn query<T: Schema>(&mut self, name: &'static str) -> T {
        self.required(&Parameter::query(name), decode)
    }

    /// A query parameter in the default style that may be left out.
    pub fn optional_query<T: Schema>(&mut self, name: &'static str) -> Option<T> {
        self.optional(&Parameter::query(name), decode)
    }

    /// A required header parameter in the default style; the items of a list are separated by commas.
    pub fn header<T: Schema>(&mut self, name: &'static str) -> T {
        self.required(&Parameter::header(name), decode)
    }

    /// A header parameter in the default style that may be left out.
    pub fn optional_header<T: Schema>(&mut self, name: &'static str) -> Option<T> {
        self.optional(&Parameter::header(name), decode)
    }

    /// A required cookie parameter in the default style; a list repeats its name.
    pub fn cookie<T: Schema>(&mut self, name: &'static str) -> T {
        self.required(&Parameter::cookie(name), decode)
    }

    /// A cookie parameter in the default style that may be left out.
    pub fn optional_cookie<T: Schema>(&mut self, name: &'static str) -> Option<T> {
        self.optional(&Parameter::cookie(name), decode)
    }

    /// A required parameter in a style of its own.
    pub fn styled<T: Schema>(&mut self, parameter: &Parameter) -> T {
        match parameter.style {
            Style::Json => self.required(parameter, decode_json),
            _ => self.required(parameter, decode),
        }
    }

    /// A parameter in a style of its own that may be left out.
    pub fn optional_styled<T: Schema>(&mut self, parameter: &Parameter) -> Option<T> {
        match parameter.style {
            Style::Json => self.optional(parameter, decode_json),
            _ => self.optional(parameter, decode),
        }
    }

    fn required<T: Schema>(&mut self, parameter: &Parameter, decode: Decode<T>) -> T {
        match self.found(parameter, decode) {
            Found::Present(value) | Found::Absent(Some(value)) => value,
            Found::Absent(None) => {
                let (place, name) = (parameter.location.as_str(), parameter.name);
                self.log.at(place, name, |log| log.refuse("is required"));
                T::blank()
            }
        }
    }

    fn optional<T: Schema>(&mut self, parameter: &Parameter, decode: Decode<T>) -> Option<T> {
        match self.found(parameter, decode) {
            Found::Present(value) => Some(value),
            Found::Absent(_) => None,
        }
    }

    fn found<T: Schema>(&mut self, parameter: &Parameter, decode: Decode<T>) -> Found<T> {
        match parameter.location {
            In::Path => self.in_path(parameter, decode),
            In::Query => self.in_query(parameter, decode),
            In::Header => self.in_header(parameter, decode),
            In::Cookie => self.in_cookies(parameter, decode),
        }
    }

    fn in_path<T: Schema>(&mut self, parameter: &Parameter, decode: Decode<T>) -> Found<T> {
        let index = self.names.iter().position(|it| *it == parameter.name);
        let raw = match index.and_then(|index| self.captures.get(index)) {
            Some(Capture::Part(part)) => {
                Raw::encoded(self.head.uri.path().get(part.clone()).unwrap_or_default())
            }
            Some(Capture::Decoded(text)) => Raw::plain(text),
            None => return self.refuse(parameter, "is no parameter of this path"),
        };
        let own = &[raw];
        decode(parameter, Given { own, all: &[] }, &mut self.log)
    }

    fn in_query<T: Schema>(&mut self, parameter: &Parameter, decode: Decode<T>) -> Found<T> {
        if parameter.whole {
            let query = self.head.uri.query().map(Raw::encoded);
            let own = query.as_slice();
            return decode(parameter, Given { own, all: &[] }, &mut self.log);
        }
        let pairs = match self.query.take() {
            Some(pairs) => pairs,
            None => self.pairs(),
        };
        let found = of_pairs(parameter, &pairs, decode, &mut self.log);
        self.query = Some(pairs);
        found
    }

    fn in_header<T: Schema>(&mut self, parameter: &Parameter, decode: Decode<T>) -> Found<T> {
        let headers = &self.head.headers;
        let mut values = headers.get_all(parameter.name).iter();
        let text = |value: &'a HeaderValue| std::str::from_utf8(value.as_bytes()).map(Raw::plain);
        let log = &mut self.log;
        let mut read = |own: &[Raw<'_>]| decode(parameter, Given { own, all: &[] }, log);
        let found = match (values.next(), values.next()) {
            (None, _) => Ok(read(&[])),
            // What there mostly is needs no memory.
            (Some(value), None) => text(value).map(|raw| read(&[raw])),
            (Some(_), Some(_)) => {
                let values = headers.get_all(parameter.name).iter();
                let raws: Result<Vec<_>, Utf8Error> = values.map(text).collect();
                raws.map(|raws| read(&raws))
            }
        };
        match found {
            Ok(found) => found,
            Err(_) => self.refuse(parameter, "is not UTF-8"),
        }
    }

    fn in_cookies<T: Schema>(&mut self, parameter: &Parameter, decode: Decode<T>) -> Found<T> {
        let raw = match parameter.style {
            Style::Cookie => Raw::plain,
            _ => Raw::encoded,
        };
        match pairs_of_cookies(&self.head.headers, raw) {
            Ok(pairs) => of_pairs(parameter, &pairs, decode, &mut self.log),
            Err(detail) => self.refuse(parameter, detail),
        }
    }

    fn refuse<T: Schema>(&mut self, parameter: &Parameter, detail: &str) -> Found<T> {
        let (place, name) = (parameter.location.as_str(), parameter.name);
        self.log.at(place, name, |log| log.refuse(detail));
        Found::Present(T::blank())
    }

    /// The query's names and values; what is no query has none, and a problem.
    fn pairs(&mut self) -> Vec<Pair<'a>> {
        let query = self.head.uri.query().unwrap_or_default();
        let pair = |pair: &'a str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok(Pair {
                name: percent::decode_form(name)?,
                value: Raw::of_query(value),
            })
        };
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs: Result<Vec<_>, &str> = match percent::well_formed(query.as_bytes()) {
            true => pairs.map(pair).collect(),
            false => Err("has a % that no two hexadecimal digits follow"),
        };
        pairs.unwrap_or_else(|detail| {
            self.log.at("query", "", |log| log.refuse(detail));
            Vec::new()
        })
    }
}

/// Whether a parameter is there.
enum Found<T> {
    /// It is; what could not be read is a blank, and was noted.
    Present(T),
    /// Nothing of the request belongs to it, though this value may be said by nothing.
    Absent(Option<T>),
}

/// How a value is read from what there is.
type Decode<T> = fn(&Parameter, Given<'_, '_>, &mut Log) -> Found<T>;

fn decode<T: Schema>(parameter: &Parameter, given: Given<'_, '_>, log: &mut Log) -> Found<T> {
    let is_spread = match T::SHAPE {
        Shape::Object | Shape::Any => parameter.has_names(),
        Shape::List(_) => parameter.has_brackets(),
        Shape::Scalar => false,
    };
    let own = given.own;
    if own.is_empty() && !is_spread {
        return Found::Absent(None);
    }
    let mut absent = false;
    let mut read = |log: &mut Log| {
        T::decode(Styled {
            parameter,
            given,
            absent: &mut absent,
            log,
        })
    };
    if let [raw] = own
        && parameter.allow_empty
        && raw.is_empty()
    {
        return match T::SHAPE {
            Shape::List(_) | Shape::Object => Found::Absent(None),
            Shape::Scalar | Shape::Any => match read(&mut Log::of_first()) {
                Ok(value) => Found::Present(value),
                Err(Refused) => Found::Absent(None),
            },
        };
    }
    let value = log.at(parameter.location.as_str(), parameter.name, read);
    match (absent, value) {
        (true, value) => Found::Absent(value.ok()),
        (false, value) => Found::Present(value.unwrap_or_else(|Refused| T::blank())),
    }
}

fn decode_json<T: Schema>(parameter: &Parameter, given: Given<'_, '_>, log: &mut Log) -> Found<T> {
    let value = |log: &mut Log| match given.own {
        [raw] => match raw.decode() {
            Ok(text) => read_json(text.as_bytes(), log),
            Err(detail) => Err(log.refuse(detail)),
        },
        _ => Err(log.refuse("sent more than once")),
    };
    match given.own {
        [] => Found::Absent(None),
        [raw] if parameter.allow_empty && raw.is_empty() => Found::Absent(None),
        _ => {
            let value = log.at(parameter.location.as_str(), parameter.name, value);
            Found::Present(value.unwrap_or_else(|Refused| T::blank()))
        }
    }
}

fn of_pairs<T: Schema>(
    parameter: &Parameter,
    all: &[Pair<'_>],
    decode: Decode<T>,
    log: &mut Log,
) -> Found<T> {
    let mut own = all.iter().filter(|pair| pair.name == parameter.name);
    let (first, second) = (own.next(), own.next());
    let several: Vec<Raw<'_>>;
    let own = match (first, second) {
        (None, _) => &[][..],
        // What there mostly is needs no memory.
        (Some(pair), None) => std::slice::from_ref(&pair.value),
        (Some(_), Some(_)) => {
            let own = all.iter().filter(|pair| pair.name == parameter.name);
            several = own.map(|pair| pair.value.clone()).collect();
            &several
        }
    };
    decode(parameter, Given { own, all }, log)
}

/// The cookies, the value of each read so.
fn pairs_of_cookies<'h>(
    headers: &'h HeaderMap,
    raw: fn(&'h str) -> Raw<'h>,
) -> Result<Vec<Pair<'h>>, &'static str> {
    let pair = |(name, value)| {
        let name = std::str::from_utf8(name)?;
        let value = std::str::from_utf8(value)?;
        Ok(Pair {
            name: name.into(),
            value: raw(value),
        })
    };
    let pairs: Result<Vec<_>, Utf8Error> = cookies(headers).map(pair).collect();
    pairs.map_err(|_| "is not UTF-8")
}
