//! Formats of strings to types: plain, unless the user has chosen others.

use crate::{
    ir::{Mapped, TypeRef},
    source::{Config, FormatType},
};

/// The type of strings of a format.
pub(super) fn type_of(config: &Config, format: Option<&str>) -> TypeRef {
    let Some(format) = format else {
        return TypeRef::String;
    };
    let chosen = match config.formats.get(format) {
        Some(chosen) => *chosen,
        None if format == "password" => FormatType::Secret,
        None => FormatType::String,
    };
    TypeRef::Mapped(match (chosen, format) {
        (FormatType::String, _) => return TypeRef::String,
        (FormatType::Secret, _) => return TypeRef::Secret,
        (FormatType::Uuid, _) => Mapped::Uuid,
        (FormatType::Bytes, _) => Mapped::Base64,
        (FormatType::Url, _) => Mapped::Url,
        (FormatType::Jiff, "date") => Mapped::JiffDate,
        (FormatType::Jiff, "time") => Mapped::JiffTime,
        (FormatType::Jiff, "duration") => Mapped::JiffSpan,
        (FormatType::Jiff, _) => Mapped::JiffTimestamp,
        (FormatType::Chrono, "date") => Mapped::ChronoDate,
        (FormatType::Chrono, "time") => Mapped::ChronoTime,
        (FormatType::Chrono, _) => Mapped::ChronoDateTime,
        (FormatType::Time, "date") => Mapped::TimeDate,
        (FormatType::Time, "time") => Mapped::TimeTime,
        (FormatType::Time, _) => Mapped::TimeDateTime,
    })
}
