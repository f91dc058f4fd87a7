//! Values to the headers of a response.

use super::answer::Answer;
use crate::runtime::parameter::Parameter;
use crate::runtime::schema::Schema;
use http::{HeaderName, HeaderValue};

impl Answer {
    /// A header in the default style. What HTTP cannot carry is an opaque 500.
    pub fn header<T: Schema>(&mut self, name: &'static str, value: &T) {
        self.styled_header(&Parameter::header(name), value);
    }

    /// A header in the default style that is left out when `None`.
    pub fn optional_header<T: Schema>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional_styled_header(&Parameter::header(name), value);
    }

    /// A header in a style of its own. What HTTP or the style cannot carry is an opaque 500.
    pub fn styled_header<T: Schema>(&mut self, parameter: &Parameter, value: &T) {
        let name = parameter.name;
        match parameter
            .header_text(value)
            .and_then(|text| pair(name, &text))
        {
            Err(detail) => self.fail(format!("header {name}: {detail}").into()),
            Ok((name, value)) => {
                if let Some(headers) = self.headers() {
                    headers.append(name, value);
                }
            }
        }
    }

    /// A header in a style of its own that is left out when `None`.
    pub fn optional_styled_header<T: Schema>(&mut self, parameter: &Parameter, value: &Option<T>) {
        if let Some(value) = value {
            self.styled_header(parameter, value);
        }
    }
}

fn pair(name: &str, text: &str) -> Result<(HeaderName, HeaderValue), String> {
    // Blanks around a value are no part of it on the wire.
    if text.trim_matches([' ', '\t']) != text {
        return Err("begins or ends with a blank".to_owned());
    }
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| error.to_string())?;
    let value = HeaderValue::from_bytes(text.as_bytes()).map_err(|error| error.to_string())?;
    Ok((name, value))
}
