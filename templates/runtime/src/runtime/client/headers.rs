//! The headers of a response to values.

use super::reply::Reply;
use crate::runtime::parameter::Parameter;
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
        self.log.at("header", parameter.name, |log| {
            parameter.header_value(&values, log)
        })
    }
}
