//! Runtime expressions: values of a message that is yet to come (OpenAPI 3.0.3, Link Object, Runtime Expressions).

use crate::pointer::Pointer;

/// Where a value comes from when an operation runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expression {
    /// `$url`
    Url,
    /// `$method`
    Method,
    /// `$statusCode`
    StatusCode,
    /// `$request.…`
    Request(Source),
    /// `$response.…`
    Response(Source),
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// `header.`, a token.
    Header(String),
    /// `query.`
    Query(String),
    /// `path.`
    Path(String),
    /// `body`, and what of it is meant.
    Body(Pointer),
}

/// A part of a text with expressions in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it stands.
    Text(String),
    /// `{$…}`
    Expression(Expression),
}

/// Reads one expression, without braces; `None` when it is none.
pub(crate) fn parse(text: &str) -> Option<Expression> {
    match text {
        "$url" => Some(Expression::Url),
        "$method" => Some(Expression::Method),
        "$statusCode" => Some(Expression::StatusCode),
        _ => match text.strip_prefix("$request.") {
            Some(rest) => source(rest).map(Expression::Request),
            None => source(text.strip_prefix("$response.")?).map(Expression::Response),
        },
    }
}

/// Reads a text with expressions in braces, or one expression without; `None` when something in it stands where an
/// expression belongs and is none.
pub(crate) fn template(text: &str) -> Option<Vec<Piece>> {
    if text.starts_with('$') {
        return Some(vec![Piece::Expression(parse(text)?)]);
    }
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let inner = rest[at..].strip_prefix('{')?;
        // The keys of a JSON Pointer may hold braces; a name of a header, a query or a path may not end at one.
        let end = inner.find('}')?;
        if at > 0 {
            pieces.push(Piece::Text(rest[..at].to_owned()));
        }
        pieces.push(Piece::Expression(parse(&inner[..end])?));
        rest = &inner[end + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Some(pieces)
}

fn source(text: &str) -> Option<Source> {
    if let Some(rest) = text.strip_prefix("body") {
        let pointer = match rest {
            "" => "",
            _ => rest.strip_prefix('#')?,
        };
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        return is_pointer.then(|| Source::Body(Pointer::from_text(pointer)));
    }
    let (kind, name) = text.split_once('.')?;
    let is_fine = !name.is_empty() && !name.contains(char::is_control);
    match kind {
        "header" if is_token(name) => Some(Source::Header(name.to_owned())),
        "query" if is_fine => Some(Source::Query(name.to_owned())),
        "path" if is_fine => Some(Source::Path(name.to_owned())),
        _ => None,
    }
}

/// A token of RFC 9110 section 5.6.2.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_of_the_specification() {
        let body = |text: &str| Source::Body(Pointer::from_text(text));
        for (text, expected) in [
            ("$url", Expression::Url),
            ("$method", Expression::Method),
            ("$statusCode", Expression::StatusCode),
            (
                "$request.header.accept",
                Expression::Request(Source::Header("accept".into())),
            ),
            (
                "$request.query.queryUrl",
                Expression::Request(Source::Query("queryUrl".into())),
            ),
            (
                "$request.path.id",
                Expression::Request(Source::Path("id".into())),
            ),
            ("$request.body", Expression::Request(body(""))),
            (
                "$request.body#/user/uuid",
                Expression::Request(body("/user/uuid")),
            ),
            ("$response.body#/0", Expression::Response(body("/0"))),
            (
                "$response.header.Server",
                Expression::Response(Source::Header("Server".into())),
            ),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn no_expressions() {
        for text in [
            "",
            "$",
            "$body",
            "$request",
            "$request.",
            "$request.header.",
            "$request.header.a b",
            "$request.cookie.a",
            "$request.body#user",
            "$request.bodyx",
            "$response.query.",
            "$statuscode",
            "url",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["{", "}", "{}", "{$url", "a{url}", "$nothing", "{$url}}"] {
            assert_eq!(template(text), None, "{text}");
        }
    }

    #[test]
    fn templates() {
        let pieces = template("http://a.example?url={$request.body#/url}&m={$method}");
        let url = Expression::Request(Source::Body(Pointer::from_text("/url")));
        let expected = vec![
            Piece::Text("http://a.example?url=".into()),
            Piece::Expression(url),
            Piece::Text("&m=".into()),
            Piece::Expression(Expression::Method),
        ];
        assert_eq!(pieces, Some(expected));
        assert_eq!(
            template("$method"),
            Some(vec![Piece::Expression(Expression::Method)])
        );
        assert_eq!(template("a"), Some(vec![Piece::Text("a".into())]));
    }
}
