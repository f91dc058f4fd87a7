//! Names of the document to identifiers of Rust: the only place that makes one.
//!
//! An identifier is ASCII, never a keyword, never empty, and never the document's to choose freely: words are letters
//! and digits, everything else is spelt out (`+1` → `Plus1`) or separates words. Two names that become the same
//! identifier are told apart by [`Scope`].

mod scope;
mod words;

pub(crate) use scope::Scope;
use words::words;

/// A type: `CustomerIdWithName`, `OAuth2Token` → `Oauth2Token`.
///
/// A type's name stays itself, since the document that goes with the code has it for a component: single letters join
/// the word behind them (`o_auth2_token` → `Oauth2Token`), as they would be read back.
#[must_use]
pub(crate) fn type_name(name: &str) -> String {
    let mut camel = upper_camel(name, "Type");
    // Every round has fewer capitals than the one before.
    for _ in 0..camel.len() {
        let again = upper_camel(&camel, "Type");
        if again == camel {
            break;
        }
        camel = again;
    }
    escaped(camel)
}

/// An enum variant: `2024-07-30` → `V2024_07_30`, `+1` → `Plus1`.
#[must_use]
pub(crate) fn variant_name(name: &str) -> String {
    escaped(upper_camel(name, "V"))
}

/// A field, function or parameter: `customerIds` → `customer_ids`, `type` → `type_`.
#[must_use]
pub(crate) fn snake_name(name: &str) -> String {
    let joined = words(name).join("_");
    let joined = match joined.chars().next() {
        None => "empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("n{joined}"),
        Some(_) => joined,
    };
    escaped(joined)
}

/// Whether a name that the user chose can stand as it is: an ASCII identifier in the case of its kind.
#[must_use]
pub(crate) fn is_type_name(name: &str) -> bool {
    is_identifier(name) && name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a name that the user chose can stand as it is: an ASCII identifier in the case of its kind.
#[must_use]
pub(crate) fn is_snake_name(name: &str) -> bool {
    is_identifier(name) && !name.contains(|c: char| c.is_ascii_uppercase())
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name.chars().any(|c| c != '_')
        && !is_keyword(name)
}

/// Words joined in upper camel case; `prefix` comes before a leading digit, and stands for no words at all.
fn upper_camel(name: &str, prefix: &str) -> String {
    let mut joined = String::new();
    for word in words(name) {
        let digits_meet = joined.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            joined.push('_');
        }
        joined.push_str(&heck::AsUpperCamelCase(&word).to_string());
    }
    match joined.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{prefix}{joined}"),
        Some(_) => joined,
    }
}

fn escaped(identifier: String) -> String {
    match is_keyword(&identifier) {
        true => format!("{identifier}_"),
        false => identifier,
    }
}

/// The Rust Reference, Keywords: strict, reserved, and weak ones that cannot be a field or a function everywhere.
#[must_use]
pub(crate) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
        "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
        "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv",
        "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try",
        "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests;
