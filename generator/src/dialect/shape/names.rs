//! The syntax of keys that are names: components, paths, statuses, media types, headers.

use crate::{
    diagnostics::{Code, codes},
    expression::{self, Piece, is_token},
    suggest, vocabulary,
};

/// Why a name is not well-formed, and what to do about it.
pub(super) struct Malformed {
    pub(super) code: &'static Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

type Result = std::result::Result<(), Malformed>;

fn malformed(code: &'static Code, message: String, help: &str) -> Result {
    Err(Malformed {
        code,
        message,
        help: Some(help.to_owned()),
    })
}

/// Any text is a name.
pub(super) fn any(_name: &str) -> Result {
    Ok(())
}

/// A key of the Components Object (OpenAPI 3.0.3, Components Object): `^[a-zA-Z0-9\.\-_]+$`.
pub(super) fn component(name: &str) -> Result {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    let help = "use letters and digits of ASCII, `.`, `-` and `_` only";
    match name.bytes().all(fits) {
        true if name.is_empty() => malformed(
            &codes::INVALID_NAME,
            "a component needs a name".to_owned(),
            help,
        ),
        true => Ok(()),
        false if name.contains(char::is_control) => malformed(
            &codes::INVALID_NAME,
            format!("`{name}` cannot be the name of a component"),
            help,
        ),
        // Generators of documents write `Page«Pet»`; it is clear what that is.
        false => malformed(
            &codes::COMPONENT_NAME,
            format!("`{name}` is not what the Specification lets a component be called"),
            help,
        ),
    }
}

/// A key of the Responses Object: a status of RFC 9110 section 15, a range `1XX`-`5XX`, or `default`.
pub(super) fn status(name: &str) -> Result {
    let help = match name.as_bytes() {
        [b'1'..=b'5', b'X', b'X'] | [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => return Ok(()),
        _ if name == "default" => return Ok(()),
        [b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => "write the wildcard in upper case: `2XX`",
        _ if suggest::nearest(name, ["default"]).is_some() => "a similar word exists: `default`",
        _ => "a status is a number from 100 to 599, a range `1XX` to `5XX`, or `default`",
    };
    malformed(
        &codes::INVALID_NAME,
        format!("`{name}` is not a status of HTTP"),
        help,
    )
}

/// A key of `content`: a media type or a range of them (RFC 9110 sections 8.3.1 and 12.5.1), which may be those with a
/// suffix (RFC 6839): frameworks write `application/*+json`.
pub(super) fn media_type(name: &str) -> Result {
    let mut parts = name.split(';');
    let essence = parts.next().unwrap_or_default().trim_end();
    // `*/*` and `image/*` are ranges; no type has an asterisk in its name (RFC 6838 section 4.2).
    let is_name = |text: &str| is_token(text) && !text.contains('*');
    let is_type = essence.split_once('/').is_some_and(|(ty, subtype)| {
        let subtype_is_name = is_name(subtype) || subtype.strip_prefix("*+").is_some_and(is_name);
        is_name(ty) && subtype_is_name || subtype == "*" && (ty == "*" || is_name(ty))
    });
    let is_parameter = |part: &str| {
        part.trim_matches([' ', '\t'])
            .split_once('=')
            .is_some_and(|(key, value)| is_token(key) && (is_token(value) || is_quoted(value)))
    };
    let help = match is_type {
        true if parts.all(is_parameter) => return Ok(()),
        true => "write parameters behind it as `; name=value`, or leave them out",
        false if name == "*" => "write `*/*`",
        false => "write `type/subtype`, for instance `application/json`",
    };
    malformed(
        &codes::INVALID_NAME,
        format!("`{name}` is not a media type"),
        help,
    )
}

/// The name of a header (RFC 9110 section 5.1).
pub(super) fn header(name: &str) -> Result {
    match is_token(name) {
        true => Ok(()),
        false => malformed(
            &codes::INVALID_NAME,
            format!("`{name}` cannot be the name of a header"),
            "use letters and digits of ASCII and the characters !#$%&'*+-.^_`|~ only",
        ),
    }
}

/// A key of `additionalOperations`: a method (RFC 9110 section 9.1) that has no key of its own.
pub(super) fn method(name: &str) -> Result {
    let own = vocabulary::METHODS
        .iter()
        .find(|own| own.to_ascii_uppercase() == name);
    match (is_token(name), own) {
        (true, None) => Ok(()),
        (true, Some(own)) => malformed(
            &codes::INVALID_NAME,
            format!("`{name}` cannot be an additional operation"),
            &format!("say it as `{own}`, beside `additionalOperations`"),
        ),
        (false, _) => malformed(
            &codes::INVALID_NAME,
            format!("`{name}` is not a method of HTTP"),
            "use letters and digits of ASCII and the characters !#$%&'*+-.^_`|~ only",
        ),
    }
}

/// The name of a cookie (RFC 6265 section 4.1.1).
pub(super) fn cookie(name: &str) -> Result {
    match is_token(name) {
        true => Ok(()),
        false => malformed(
            &codes::INVALID_NAME,
            format!("`{name}` cannot be the name of a cookie"),
            "use letters and digits of ASCII and the characters !#$%&'*+-.^_`|~ only",
        ),
    }
}

/// The name of a parameter in a path, which stands between braces there (OpenAPI 3.2.0, Path Templating).
pub(super) fn path_parameter(name: &str) -> Result {
    match name.contains(['{', '}']) {
        false => parameter(name),
        true => malformed(
            &codes::INVALID_NAME,
            format!("`{name}` cannot be the name of a parameter in a path"),
            "leave out the braces, in the path and here",
        ),
    }
}

/// The name of a parameter in a path or a query: any, but one.
pub(super) fn parameter(name: &str) -> Result {
    match name.is_empty() {
        false => Ok(()),
        true => Err(Malformed {
            code: &codes::INVALID_NAME,
            message: "a parameter needs a name".to_owned(),
            help: Some("say what it is called in requests".to_owned()),
        }),
    }
}

/// The name of an authentication scheme (RFC 9110 section 11.1).
pub(super) fn scheme(name: &str) -> Result {
    match is_token(name) {
        true => Ok(()),
        false => malformed(
            &codes::INVALID_NAME,
            format!("`{name}` cannot be the name of an authentication scheme"),
            "say for instance `basic` or `bearer`",
        ),
    }
}

/// A key of a Callback Object (OpenAPI 3.0.3, Callback Object, Key Expression): a URL, known when the request is.
pub(super) fn expression(name: &str) -> Result {
    let is_fixed = ["http://", "https://"]
        .iter()
        .any(|scheme| name.starts_with(scheme));
    let has_expression = |pieces: &[Piece]| {
        let mut pieces = pieces.iter();
        pieces.any(|piece| matches!(piece, Piece::Expression(_)))
    };
    match expression::template(name) {
        Some(pieces) if has_expression(&pieces) || is_fixed => Ok(()),
        _ => malformed(
            &codes::INVALID_EXPRESSION,
            format!("`{name}` is not a URL with runtime expressions"),
            "write for instance `{$request.body#/callbackUrl}`",
        ),
    }
}

/// A quoted string of RFC 9110 section 5.6.4, without escapes.
fn is_quoted(text: &str) -> bool {
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inner.is_some_and(|inner| {
        inner
            .chars()
            .all(|character| !character.is_control() && !['"', '\\'].contains(&character))
    })
}

/// A key of the Paths Object: a template of RFC 3986 segments with `{names}`.
pub(super) fn path(name: &str) -> Result {
    let wrong = |message: &str, help: &str| {
        malformed(
            &codes::INVALID_PATH,
            format!("the path `{name}` {message}"),
            help,
        )
    };
    if !name.starts_with('/') {
        return wrong(
            "does not begin with `/`",
            "paths are appended to the URL of a server: begin them with `/`",
        );
    }
    if name.contains('?') {
        return wrong(
            "holds a query",
            "describe the query as parameters `in: query`",
        );
    }
    if name.contains('#') {
        return wrong(
            "holds a fragment",
            "fragments never reach a server: remove it",
        );
    }
    if let Some(character) = name
        .chars()
        .find(|character| character.is_control() || character.is_whitespace())
    {
        let message = format!("holds the character U+{:04X}", u32::from(character));
        return wrong(&message, "percent-encode it, if it is meant");
    }
    if name.contains("//") {
        return wrong(
            "holds an empty segment",
            "clients and proxies disagree about `//`: write one `/`",
        );
    }
    if name.split('/').any(is_dots) {
        return wrong(
            "holds a segment `.` or `..`",
            "such segments never reach a server: write the path that is meant",
        );
    }
    template(name).or_else(|message| wrong(message, "write each parameter as `{name}`"))?;
    match undivided(name) {
        None => Ok(()),
        Some((first, second)) => malformed(
            &codes::UNDIVIDED_PARAMETERS,
            format!("nothing in the path `{name}` stands between `{{{first}}}` and `{{{second}}}`"),
            "put a character between them that their values do not have; as it is, the first is one character",
        ),
    }
}

/// The first two parameters that follow each other without text between them.
fn undivided(template: &str) -> Option<(&str, &str)> {
    let (before, behind) = template.split_once("}{")?;
    let (_, first) = before.rsplit_once('{')?;
    let (second, _) = behind.split_once('}')?;
    Some((first, second))
}

/// A dot segment, its dots percent-encoded or not (the URL Standard treats both alike).
fn is_dots(segment: &str) -> bool {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    plain == "." || plain == ".."
}

/// Braces come in pairs, hold a name, and the name appears once.
fn template(text: &str) -> std::result::Result<(), &'static str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let Some(inner) = rest[at..].strip_prefix('{') else {
            return Err("closes a brace that is not open");
        };
        let Some(end) = inner
            .find(['{', '}', '/'])
            .filter(|end| inner[*end..].starts_with('}'))
        else {
            return Err("opens a brace that is not closed");
        };
        match &inner[..end] {
            "" => return Err("holds a parameter without a name"),
            name if names.contains(&name) => return Err("holds one parameter twice"),
            name => names.push(name),
        }
        rest = &inner[end + 1..];
    }
    Ok(())
}
