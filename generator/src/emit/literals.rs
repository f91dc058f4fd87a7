//! Values of the document as expressions.

use super::{
    ident,
    numbers::{float, integer, single},
    types::Writer,
};
use crate::ir;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

/// A value as an expression of its type.
pub(super) fn literal(writer: &Writer<'_>, value: &ir::Literal) -> TokenStream {
    match value {
        ir::Literal::Bool(value) => quote!(#value),
        ir::Literal::Integer(digits) => integer(digits),
        ir::Literal::Single(value) => single(*value),
        ir::Literal::Float(value) => float(*value),
        ir::Literal::Text(value) => owned(value),
        ir::Literal::Secret(value) => {
            let value = text(value);
            quote!(runtime::Secret::from(#value))
        }
        ir::Literal::Parsed(value) => {
            let value = text(value);
            quote!(runtime::parsed(#value))
        }
        ir::Literal::Variant(id, variant) => {
            let (ty, variant) = (writer.named(*id), ident(variant));
            quote!(#ty::#variant)
        }
        ir::Literal::UnionVariant(id, variant, value) => {
            let (ty, variant) = (writer.named(*id), ident(variant));
            let value = literal(writer, value);
            quote!(#ty::#variant(#value))
        }
        ir::Literal::None => writer.prelude("None"),
        ir::Literal::Some(value) => {
            let (some, value) = (writer.prelude("Some"), literal(writer, value));
            quote!(#some(#value))
        }
        ir::Literal::Boxed(value) => {
            let (boxed, value) = (writer.prelude("Box"), literal(writer, value));
            quote!(#boxed::new(#value))
        }
        ir::Literal::Absent => quote!(runtime::Field::Absent),
        ir::Literal::Null => quote!(runtime::Field::Null),
        ir::Literal::Value(value) => {
            let value = literal(writer, value);
            quote!(runtime::Field::Value(#value))
        }
        ir::Literal::List(items) => {
            let items = items.iter().map(|item| literal(writer, item));
            vec(writer, items.collect())
        }
        ir::Literal::Map(members) => {
            let map = writer.prelude("BTreeMap");
            match members.is_empty() {
                true => quote!(#map::new()),
                false => {
                    let members = members.iter().map(|(name, value)| {
                        let (name, value) = (owned(name), literal(writer, value));
                        quote!((#name, #value))
                    });
                    quote!(#map::from([#(#members),*]))
                }
            }
        }
        ir::Literal::Struct(id, fields) => {
            let ty = writer.named(*id);
            let fields = fields.iter().map(|(name, value)| {
                let (name, value) = (ident(name), literal(writer, value));
                quote!(#name: #value)
            });
            quote!(#ty { #(#fields),* })
        }
        ir::Literal::Json(value) => json(writer, value),
    }
}

/// A `Vec`. Not by `vec!`, for what is inside a macro is not laid out.
fn vec(writer: &Writer<'_>, items: Vec<TokenStream>) -> TokenStream {
    let vec = writer.prelude("Vec");
    match items.is_empty() {
        true => quote!(#vec::new()),
        false => quote!(#vec::from([#(#items),*])),
    }
}

/// A `runtime::Value`.
fn json(writer: &Writer<'_>, value: &Json) -> TokenStream {
    match value {
        Json::Null => quote!(runtime::Value::Null),
        Json::Bool(value) => quote!(runtime::Value::Boolean(#value)),
        Json::Number(value) => {
            let (kind, number) = number(value);
            quote!(runtime::Value::#kind(#number))
        }
        Json::String(value) => {
            let value = owned(value);
            quote!(runtime::Value::Text(#value))
        }
        Json::Array(items) => {
            let items = items.iter().map(|item| json(writer, item));
            let items = vec(writer, items.collect());
            quote!(runtime::Value::List(#items))
        }
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let (name, value) = (owned(name), json(writer, value));
                quote!((#name, #value))
            });
            let members = vec(writer, members.collect());
            quote!(runtime::Value::Object(#members))
        }
    }
}

/// A `runtime::Json`, which constants can be made of.
pub(super) fn constant(value: &Json) -> TokenStream {
    match value {
        Json::Null => quote!(runtime::Json::Null),
        Json::Bool(value) => quote!(runtime::Json::Boolean(#value)),
        Json::Number(value) => {
            let (kind, number) = number(value);
            quote!(runtime::Json::#kind(#number))
        }
        Json::String(value) => {
            let value = text(value);
            quote!(runtime::Json::Text(#value))
        }
        Json::Array(items) => {
            let items = items.iter().map(constant);
            quote!(runtime::Json::List(&[#(#items),*]))
        }
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let (name, value) = (text(name), constant(value));
                quote!((#name, #value))
            });
            quote!(runtime::Json::Object(&[#(#members),*]))
        }
    }
}

/// A `runtime::Atom`. What is no scalar has none: the text that such a value is as JSON holds its place.
pub(super) fn atom(value: &Json) -> TokenStream {
    match value {
        Json::Bool(value) => quote!(runtime::Atom::Boolean(#value)),
        Json::Number(value) => {
            let (kind, number) = number(value);
            quote!(runtime::Atom::#kind(#number))
        }
        Json::String(value) => {
            let value = text(value);
            quote!(runtime::Atom::Text(#value))
        }
        Json::Null | Json::Array(_) | Json::Object(_) => {
            let value = text(&value.to_string());
            quote!(runtime::Atom::Text(#value))
        }
    }
}

/// A number, and what the runtime calls its kind.
fn number(value: &serde_json::Number) -> (proc_macro2::Ident, TokenStream) {
    let (kind, tokens) = match (value.as_i64(), value.as_u64(), value.as_f64()) {
        (Some(value), ..) => ("Integer", integer(&value.to_string())),
        (_, Some(value), _) => ("Unsigned", integer(&value.to_string())),
        (.., value) => ("Number", float(value.unwrap_or_default())),
    };
    (ident(kind), tokens)
}

/// A `String`.
fn owned(value: &str) -> TokenStream {
    let value = text(value);
    quote!(#value.to_owned())
}

/// A `&'static str`, raw where that is the same text and reads better: printable ASCII with quotes or backslashes.
pub(super) fn text(value: &str) -> Literal {
    let plain = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let raw = match (value.contains('"'), value.contains('\\')) {
        (true, _) if !value.contains("\"#") => format!("r#\"{value}\"#"),
        (false, true) => format!("r\"{value}\""),
        _ => return Literal::string(value),
    };
    match raw.parse() {
        Ok(literal) if plain => literal,
        _ => Literal::string(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    #[test]
    fn text_means_what_it_says() {
        let samples = [
            "",
            "a",
            r"\d",
            "\"",
            "\"#",
            "r#\"",
            "a\nb",
            "\r\n",
            "\0",
            "ä",
            "{",
            "\u{1F600}",
            "\\\"#",
        ];
        for sample in samples {
            let literal = syn::parse2::<syn::LitStr>(text(sample).into_token_stream());
            assert_eq!(literal.expect("a literal").value(), sample);
        }
        assert_eq!(text(r"^\d$").to_string(), r#"r"^\d$""#);
    }
}
