//! Headers that are no parameters of a request: those of responses, and of the parts of a multipart body.

use super::{Given, Parameter, Piece, Raw, Said, Style, Styled, say};
use crate::runtime::json::read_json;
use crate::runtime::log::{Log, Refused};
use crate::runtime::schema::{Encoded, Schema};
use crate::runtime::to_value::ToValue;
use std::borrow::Cow;

impl Parameter {
    /// The text of a header that has this value.
    ///
    /// # Errors
    /// What the style cannot say.
    pub fn header_text<T: Schema>(&self, value: &T) -> Result<String, String> {
        if self.style == Style::Json {
            return serde_json::to_string(&Encoded(value)).map_err(|error| error.to_string());
        }
        let value = value
            .encode(ToValue::default())
            .map_err(|error| error.to_string())?;
        match say(self, value)? {
            Said::Spread(_) => Err("cannot be said there in this style".to_owned()),
            Said::One(pieces) => Ok(pieces.into_iter().fold(String::new(), |mut text, piece| {
                match piece {
                    Piece::Syntax(char) => text.push(char),
                    Piece::Text(piece) => text += &piece,
                }
                text
            })),
        }
    }

    /// The value of a header with these texts, `None` when there is none. A problem is noted, and leaves a blank.
    pub(in crate::runtime) fn header_value<T: Schema>(
        &self,
        texts: &[Cow<'_, str>],
        log: &mut Log,
    ) -> Option<T> {
        if texts.is_empty() {
            return None;
        }
        let own: Vec<Raw<'_>> = texts.iter().map(|text| Raw::plain(&**text)).collect();
        let mut absent = false;
        let value = match self.style {
            Style::Json => read_json(texts.join(",").as_bytes(), log),
            _ => T::decode(Styled {
                parameter: self,
                given: Given {
                    own: &own,
                    all: &[],
                },
                absent: &mut absent,
                log,
            }),
        };
        match value {
            Err(Refused) if absent => None,
            value => Some(value.unwrap_or_else(|Refused| T::blank())),
        }
    }
}
