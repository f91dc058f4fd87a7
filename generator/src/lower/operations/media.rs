//! Media types to names of variants.

use super::contents::JSON;
use crate::{
    ir::{Content, ContentEnum, ContentVariant, Contents, Docs, Media},
    naming::{self, Scope},
};

/// One form, or an enum of several.
pub(super) fn contents(mut forms: Vec<Content>, ident: String, docs: Docs) -> Contents {
    if forms.len() == 1
        && let Some(form) = forms.pop()
    {
        return Contents::One(form);
    }
    let wanted: Vec<_> = forms
        .iter()
        .map(|form| {
            let media = namesake(form);
            let name = media.map(|media| media.name.clone()).unwrap_or_default();
            (media.map_or_else(|| "Other".to_owned(), variant), name)
        })
        .collect();
    let variants = Scope::default().assign(&wanted);
    Contents::Several(ContentEnum {
        ident,
        docs,
        variants: variants
            .into_iter()
            .zip(forms)
            .map(|(ident, content)| ContentVariant { ident, content })
            .collect(),
    })
}

/// The media type that a form is called after, whichever the document names first.
fn namesake(form: &Content) -> Option<&Media> {
    form.media
        .iter()
        .min_by_key(|media| (media.name != JSON, &media.name))
}

/// What a media type is called: `Json`, `Text`, `Csv`, `Octets`, `VndApiJson`.
pub(super) fn variant(media: &Media) -> String {
    let (range, subtype) = media.name.split_once('/').unwrap_or((&media.name, ""));
    let plain = subtype.strip_prefix("x-").unwrap_or(subtype);
    let name = match (range, plain) {
        (_, "json") => "Json",
        ("application", "www-form-urlencoded") => "Form",
        ("multipart", "form-data") => "Multipart",
        ("text", "plain") => "Text",
        ("application", "octet-stream") => "Octets",
        ("text", "event-stream") => "Events",
        ("*", _) => "Any",
        (range, "*" | "") => range,
        (_, plain) => plain.strip_prefix("*+").unwrap_or(plain),
    };
    naming::variant_name(&name.replace('+', " "))
}
