//! What of a style is syntax: the characters before, between and within the parts of a value.

use super::{Parameter, Style};
use crate::runtime::location::In;

/// The syntax of a value that is one text, such as `;color=blue,black` or `.R=100.G=200`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Syntax {
    /// What the text begins with.
    pub(super) prefix: &'static str,
    /// Whether the parameter's name comes next, with `=` before what is not empty: once, or with each item.
    pub(super) named: bool,
    /// What separates items, and properties.
    pub(super) between: char,
    /// What separates the name of a property from its value.
    pub(super) within: char,
}

impl Parameter {
    /// How the parameter says lists and objects as one text.
    pub(super) fn syntax(&self) -> Syntax {
        let list = Syntax {
            prefix: "",
            named: false,
            between: ',',
            within: if self.explode { '=' } else { ',' },
        };
        match self.style {
            Style::Label => Syntax {
                prefix: ".",
                between: if self.explode { '.' } else { ',' },
                ..list
            },
            Style::Matrix => Syntax {
                prefix: ";",
                named: true,
                between: if self.explode { ';' } else { ',' },
                ..list
            },
            Style::SpaceDelimited => Syntax {
                between: ' ',
                within: ' ',
                ..list
            },
            Style::PipeDelimited => Syntax {
                between: '|',
                within: '|',
                ..list
            },
            _ => list,
        }
    }

    /// Whether each item and property is said under a name, as in queries and cookies.
    pub(super) fn is_spread(&self) -> bool {
        let form = matches!(
            self.style,
            Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::Cookie
        );
        form && self.explode && matches!(self.location, In::Query | In::Cookie)
    }
}
