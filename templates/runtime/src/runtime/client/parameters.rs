//! Parameters to their places in a request.

use super::encoder::Encoder;
use super::secured::is_cookie_octet;
use super::target::{join, plain, vanishes};
use crate::runtime::location::In;
use crate::runtime::parameter::{Parameter, Piece, Said, Style, say};
use crate::runtime::percent;
use crate::runtime::schema::{Encoded, Schema};
use crate::runtime::to_value::ToValue;
use http::{HeaderName, HeaderValue};

impl Encoder<'_> {
    /// A path parameter in the default style. It becomes part of one segment, whatever is in it; values that a URL
    /// parser would resolve away (`.`, `..`, nothing) are refused, for the request would reach another operation.
    pub fn path<T: Schema>(&mut self, name: &'static str, value: &T) {
        self.styled(&Parameter::path(name), value);
    }

    /// A required query parameter in the default style; a list repeats its name.
    pub fn query<T: Schema>(&mut self, name: &'static str, value: &T) {
        self.styled(&Parameter::query(name), value);
    }

    /// A query parameter in the default style that is left out when `None`.
    pub fn optional_query<T: Schema>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional_styled(&Parameter::query(name), value);
    }

    /// A required header parameter in the default style; the items of a list are separated by commas.
    pub fn header<T: Schema>(&mut self, name: &'static str, value: &T) {
        self.styled(&Parameter::header(name), value);
    }

    /// A header parameter in the default style; when `None`, what the client sends by default is sent, if it does.
    pub fn optional_header<T: Schema>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional_styled(&Parameter::header(name), value);
    }

    /// A required cookie parameter in the default style; a list repeats its name.
    pub fn cookie<T: Schema>(&mut self, name: &'static str, value: &T) {
        self.styled(&Parameter::cookie(name), value);
    }

    /// A cookie parameter in the default style that is left out when `None`.
    pub fn optional_cookie<T: Schema>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional_styled(&Parameter::cookie(name), value);
    }

    /// A required parameter in a style of its own. Values that the style cannot say are refused.
    pub fn styled<T: Schema>(&mut self, parameter: &Parameter, value: &T) {
        match said(parameter, value) {
            Ok(said) => self.say(parameter, said),
            Err(detail) => self.refuse(location(parameter), detail),
        }
    }

    /// A parameter in a style of its own that is left out when `None`; of headers, what the client sends by default is
    /// sent then. Objects that would look as if they had been left out are refused.
    pub fn optional_styled<T: Schema>(&mut self, parameter: &Parameter, value: &Option<T>) {
        match value.as_ref().map(|value| said(parameter, value)) {
            Some(Ok(Said::Spread(pairs))) if pairs.is_empty() => {
                let detail = "an object without properties cannot be said";
                self.refuse(location(parameter), detail);
            }
            Some(Ok(said)) => self.say(parameter, said),
            Some(Err(detail)) => self.refuse(location(parameter), detail),
            None if parameter.location == In::Header => self.default_header(parameter.name),
            None => {}
        }
    }

    /// A pair of the `Cookie` header, RFC 6265, section 4.2.1.
    pub(in crate::runtime) fn push_cookie(&mut self, name: &str, text: &str) {
        self.push_encoded_cookie(name, &percent::encode_cookie(text));
    }

    /// A header of its own.
    pub(in crate::runtime) fn push_header(&mut self, name: &'static str, text: &str) {
        // Leading and trailing blanks are no part of a value on the wire, so they would be lost.
        let value = match text.trim_matches([' ', '\t']) == text {
            true => HeaderValue::from_bytes(text.as_bytes()).ok(),
            false => None,
        };
        match (HeaderName::from_bytes(name.as_bytes()), value) {
            (Ok(name), Some(value)) => {
                self.headers.insert(name, value);
            }
            (Ok(_), None) => {
                self.refuse(
                    format!("header.{name}"),
                    "has characters that no header can carry",
                );
            }
            (Err(_), _) => self.refuse(format!("header.{name}"), "is no header name"),
        }
    }

    fn default_header(&mut self, name: &'static str) {
        let defaults = self.defaults;
        if let Some((_, text)) = defaults.iter().find(|(other, _)| *other == name) {
            self.push_header(name, text);
        }
    }

    // Not generic, so that there is one of it however many types there are.
    fn say(&mut self, parameter: &Parameter, said: Said) {
        let name = parameter.name;
        match (parameter.location, said) {
            (In::Path, Said::One(pieces)) => match plain(&pieces) {
                text if vanishes(&text) => {
                    self.refuse(
                        location(parameter),
                        format!("{text:?} would be resolved away"),
                    );
                }
                _ => self.path.push((name, pieces)),
            },
            (In::Query, said) => self.query.extend(query_pairs(parameter, said)),
            (In::Header, Said::One(pieces)) => self.push_header(name, &plain(&pieces)),
            (In::Cookie, said) if parameter.style == Style::Cookie => {
                self.push_unescaped_cookies(parameter, said);
            }
            (In::Cookie, Said::One(pieces)) => {
                self.push_encoded_cookie(name, &join(&pieces, percent::encode_cookie));
            }
            (In::Cookie, Said::Spread(pairs)) => {
                for (name, text) in pairs {
                    self.push_cookie(&name, &text);
                }
            }
            (In::Path | In::Header, Said::Spread(_)) => {
                self.refuse(location(parameter), "cannot be said there in this style");
            }
        }
    }

    /// What the style `cookie` says is sent as it is, so that it has to be what a cookie can hold (RFC 6265, section
    /// 4.1.1); only the commas of lists and objects are beyond that.
    fn push_unescaped_cookies(&mut self, parameter: &Parameter, said: Said) {
        let pairs = match said {
            Said::One(pieces) => {
                let mut texts = pieces.iter().filter_map(|piece| match piece {
                    Piece::Text(text) => Some(text),
                    Piece::Syntax(_) => None,
                });
                match texts.all(|text| text.bytes().all(is_cookie_octet)) {
                    true => vec![(parameter.name.to_owned(), plain(&pieces))],
                    false => return self.refuse(location(parameter), NO_COOKIE),
                }
            }
            Said::Spread(pairs) => {
                let fits = |(_, text): &(String, String)| text.bytes().all(is_cookie_octet);
                match pairs.iter().all(fits) {
                    true => pairs,
                    false => return self.refuse(location(parameter), NO_COOKIE),
                }
            }
        };
        for (name, text) in pairs {
            self.push_encoded_cookie(&name, &text);
        }
    }

    fn push_encoded_cookie(&mut self, name: &str, text: &str) {
        // A cookie's name is a token, as a header's is.
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(_) => self.cookies.push(format!("{name}={text}")),
            Err(_) => self.refuse(format!("cookie.{name}"), "is no cookie name"),
        }
    }
}

const NO_COOKIE: &str = "has characters that no cookie can carry";

fn location(parameter: &Parameter) -> String {
    format!("{}.{}", parameter.location.as_str(), parameter.name)
}

fn said<T: Schema>(parameter: &Parameter, value: &T) -> Result<Said, String> {
    if parameter.style == Style::Json {
        let json = serde_json::to_string(&Encoded(value));
        return json.map(Said::text).map_err(|error| error.to_string());
    }
    match value.encode(ToValue::default()) {
        Ok(value) => say(parameter, value),
        Err(error) => Err(error.to_string()),
    }
}

/// The names and values of a query or an urlencoded form, encoded.
pub(in crate::runtime) fn query_pairs(parameter: &Parameter, said: Said) -> Vec<String> {
    if parameter.whole {
        return match said {
            Said::One(pieces) => vec![join(&pieces, percent::encode)],
            Said::Spread(_) => Vec::new(),
        };
    }
    let pair = |name: &str, text: String| format!("{}={text}", percent::encode(name));
    match said {
        Said::One(pieces) => {
            let text = join(&pieces, |text| encode_query(parameter, text));
            vec![pair(parameter.name, text)]
        }
        Said::Spread(pairs) => pairs
            .into_iter()
            .map(|(name, text)| pair(&name, encode_query(parameter, &text)))
            .collect(),
    }
}

/// A text of a query. What separates the parts of a value is encoded inside of them.
fn encode_query(parameter: &Parameter, text: &str) -> String {
    match parameter.allow_reserved {
        false => percent::encode(text),
        true => percent::encode_but_reserved(text, |char| {
            char == if parameter.explode { '=' } else { ',' }
        }),
    }
}
