//! The headers of a response to values.

use super::reply::Reply;
use crate::runtime::json::read_json;
use crate::runtime::log::Refused;
use crate::runtime::parameter::{Given, Parameter, Raw, Style, Styled};
use crate::runtime::schema::Schema;

impl Reply {
    /// A header that the document says is there, in the default style.
    pub fn header<T: Schema>(&mut self, name: &'static str) -> T {
        self.styled_header(&Parameter::header(name))
    }

    /// A header in the default style that may be left out.
    pub fn optional_header<T: Schema>(&mut self, name: &'static str) -> Option<T> {
        self.optional_styled_header(&Parameter::header(name))
    }

    /// A header that the document says is there, in a style of its own.
    pub fn styled_header<T: Schema>(&mut self, parameter: &Parameter) -> T {
        self.optional_styled_header(parameter).unwrap_or_else(|| {
            self.log
                .at("header", parameter.name, |log| log.refuse("is required"));
            T::blank()
        })
    }

    /// A header in a style of its own that may be left out.
    pub fn optional_styled_header<T: Schema>(&mut self, parameter: &Parameter) -> Option<T> {
        let values = self.response.headers.get_all(parameter.name).iter();
        let values: Vec<_> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        let own: Vec<Raw<'_>> = values.iter().map(|value| Raw::plain(&**value)).collect();
        if own.is_empty() {
            return None;
        }
        let mut absent = false;
        let value = self.log.at("header", parameter.name, |log| {
            if parameter.style == Style::Json {
                return read_json(values.join(",").as_bytes(), log);
            }
            T::decode(Styled {
                parameter,
                given: Given {
                    own: &own,
                    all: &[],
                },
                absent: &mut absent,
                log,
            })
        });
        match value {
            Err(Refused) if absent => None,
            value => Some(value.unwrap_or_else(|Refused| T::blank())),
        }
    }
}
