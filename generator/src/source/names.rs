//! The names of files and folders that can be names of APIs: snake case, and a module of its own in the output.

/// Keywords of Rust (Reference, "Keywords"), strict, reserved and weak ones that would be odd.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that the generated crate or its features use themselves, or that would hide a crate.
const RESERVED: &[&str] = &[
    "alloc",
    "axum",
    "base64",
    "blocking",
    "bytes",
    "client",
    "codegen",
    "core",
    "default",
    "emitted",
    "fastrand",
    "form_urlencoded",
    "futures_core",
    "generated",
    "http",
    "http_body",
    "http_body_util",
    "httpdate",
    "lib",
    "main",
    "memchr",
    "oauth2",
    "percent_encoding",
    "reqwest",
    "retry",
    "runtime",
    "rustls",
    "secrecy",
    "serde",
    "serde_core",
    "serde_json",
    "server",
    "std",
    "test",
    "tests",
    "tokio",
    "tower",
    "tower_layer",
    "tower_service",
    "tracing",
];

/// Names that are no file names on Windows.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// How long a name may be: file names of the output stay well below the limits of file systems.
const MAX_LEN: usize = 60;

/// # Errors
/// Why `name` cannot be the name of an API.
pub(super) fn check(name: &str) -> Result<(), &'static str> {
    let is_snake = name
        .bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    if !is_snake || !name.starts_with(|first: char| first.is_ascii_lowercase()) {
        return Err("it is not in snake case (`[a-z][a-z0-9_]*`)");
    }
    if name.ends_with('_') || name.contains("__") {
        return Err("it is not in snake case (no doubled or trailing `_`)");
    }
    if KEYWORDS.contains(&name) {
        return Err("it is a keyword of Rust");
    }
    if RESERVED.contains(&name) {
        return Err("the generated crate uses that name itself");
    }
    let numbered = |prefix: &str| {
        matches!(
            name.strip_prefix(prefix).map(str::as_bytes),
            Some([b'0'..=b'9'])
        )
    };
    if DEVICES.contains(&name) || numbered("com") || numbered("lpt") {
        return Err("it is not a file name on every system");
    }
    if name.len() > MAX_LEN {
        return Err("it is too long for a file name");
    }
    Ok(())
}

/// A name like `name` that can be the name of an API.
pub(super) fn repair(name: &str) -> String {
    let mut words = String::new();
    for character in name.chars() {
        match character.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9') => words.push(letter),
            _ if words.is_empty() || words.ends_with('_') => {}
            _ => words.push('_'),
        }
    }
    words.truncate(MAX_LEN - 4);
    let words = words.trim_end_matches('_');
    if check(words).is_ok() {
        return words.to_owned();
    }
    match words.is_empty() || words.starts_with(|first: char| first.is_ascii_digit()) {
        true => format!("api{words}"),
        false => format!("{words}_api"),
    }
}
