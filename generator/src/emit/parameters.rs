//! Parameters and headers: which function of the runtime writes or reads them, and the constant that says their style.

use super::{ident, literals::text};
use crate::ir::{self, Location, Style};
use proc_macro2::TokenStream;
use quote::quote;

/// A call without its value: the function, and what names the parameter.
pub(super) struct Call {
    /// `optional_query`
    pub(super) function: proc_macro2::Ident,
    /// `"limit"`, or a `runtime::Parameter`.
    pub(super) argument: TokenStream,
}

/// How a value travels where it is no body.
struct Said<'a> {
    name: &'a str,
    location: Location,
    required: bool,
    style: Style,
    explode: bool,
    allow_reserved: bool,
    allow_empty: bool,
    whole: bool,
    beside: &'a [String],
}

/// The call for a parameter.
pub(super) fn call(parameter: &ir::Parameter) -> Call {
    said(parameter).call("styled")
}

/// The call for a header of a response or of a part.
pub(super) fn header(header: &ir::ResponseHeader) -> Call {
    said_header(header).call("styled_header")
}

/// The `runtime::Parameter` by which a property of a form is said.
pub(super) fn of_property(name: &str, said: &ir::Said) -> TokenStream {
    let beside = match &said.members {
        ir::SpreadMembers::AllBut(names) => &**names,
        ir::SpreadMembers::Named(_) | ir::SpreadMembers::NotAsked => &[],
    };
    Said {
        name,
        location: Location::Query,
        required: true,
        style: said.style,
        explode: said.explode,
        allow_reserved: said.allow_reserved,
        allow_empty: false,
        whole: false,
        beside,
    }
    .constant()
}

/// Whether a parameter needs a `runtime::Parameter`.
pub(super) fn is_styled(parameter: &ir::Parameter) -> bool {
    said(parameter).is_styled()
}

/// Whether a header needs a `runtime::Parameter`.
pub(super) fn is_styled_header(header: &ir::ResponseHeader) -> bool {
    said_header(header).is_styled()
}

fn said(parameter: &ir::Parameter) -> Said<'_> {
    Said {
        name: &parameter.name.wire,
        location: parameter.location,
        required: parameter.required,
        style: parameter.style,
        explode: parameter.explode,
        allow_reserved: parameter.allow_reserved,
        allow_empty: parameter.allow_empty_value,
        whole: parameter.whole,
        beside: &parameter.beside,
    }
}

fn said_header(header: &ir::ResponseHeader) -> Said<'_> {
    Said {
        name: &header.name.wire,
        location: Location::Header,
        required: header.required,
        style: header.style,
        explode: header.explode,
        allow_reserved: false,
        allow_empty: false,
        whole: false,
        beside: &[],
    }
}

impl Said<'_> {
    fn is_styled(&self) -> bool {
        self.style != self.location.default_style()
            || self.is_exploded_otherwise()
            || self.allow_reserved
            || self.allow_empty
            || self.whole
            || !self.beside.is_empty()
    }

    /// Whether `explode` is not what its style has by default; of what is no list or object it says nothing.
    fn is_exploded_otherwise(&self) -> bool {
        match self.style {
            Style::Form | Style::Cookie => !self.explode,
            Style::Simple
            | Style::Label
            | Style::Matrix
            | Style::SpaceDelimited
            | Style::PipeDelimited => self.explode,
            Style::DeepObject | Style::Json | Style::Text => false,
        }
    }

    fn call(&self, styled: &'static str) -> Call {
        let function = match self.is_styled() {
            true => styled,
            false => place(self.location),
        };
        let optional = match self.required || self.location == Location::Path {
            true => "",
            false => "optional_",
        };
        Call {
            function: ident(&format!("{optional}{function}")),
            argument: match self.is_styled() {
                true => {
                    let parameter = self.constant();
                    quote!(&#parameter)
                }
                false => {
                    let name = text(self.name);
                    quote!(#name)
                }
            },
        }
    }

    /// The `runtime::Parameter`.
    fn constant(&self) -> TokenStream {
        let (name, location) = (text(self.name), place(self.location));
        let location = ident(location);
        let style = (self.style != self.location.default_style()).then(|| {
            let style = ident(builder(self.style));
            quote!(.#style())
        });
        let explode = self.is_exploded_otherwise().then(|| {
            let explode = self.explode;
            quote!(.explode(#explode))
        });
        let reserved = self.allow_reserved.then(|| quote!(.allow_reserved()));
        let empty = self.allow_empty.then(|| quote!(.allow_empty()));
        let whole = self.whole.then(|| quote!(.whole()));
        let beside = (!self.beside.is_empty()).then(|| {
            let names = self.beside.iter().map(|name| text(name));
            quote!(.beside(&[#(#names),*]))
        });
        quote!(runtime::Parameter::#location(#name) #style #explode #reserved #empty #whole #beside)
    }
}

/// What a place is called.
pub(super) fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// The function of the runtime that chooses a style.
pub(super) fn builder(style: Style) -> &'static str {
    match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "space_delimited",
        Style::PipeDelimited => "pipe_delimited",
        Style::DeepObject => "deep_object",
        Style::Cookie => "unescaped",
        Style::Json => "json",
        Style::Text => "text",
    }
}
