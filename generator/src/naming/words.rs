//! A name of the document to lower-case ASCII words.

use heck::ToSnakeCase;

/// The words of a name. Letters and digits make words, heck finds the boundaries of camel case; signs that people
/// read aloud become words where they touch one (`+1`, `$ref`), and characters beyond ASCII their code point.
pub(super) fn words(name: &str) -> Vec<String> {
    let name = name
        .char_indices()
        .nth(LONGEST)
        .map_or(name, |(end, _)| &name[..end]);
    let spelt = spelt_out(name);
    let snake = joined_acronyms(&spelt).to_snake_case();
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How many characters of a name an identifier is made of: no longer one would be read, and those that begin alike are
/// numbered like others that are alike.
const LONGEST: usize = 1_000;

/// Signs and characters that heck would drop, as words of their own.
fn spelt_out(name: &str) -> String {
    let mut spelt = String::with_capacity(name.len());
    let has_letters = name.chars().any(|c| c.is_ascii_alphanumeric());
    let is_generic = is_generic(name);
    // Whether no letter and no digit came before.
    let mut leads = true;
    for (index, c) in name.char_indices() {
        leads &= !name[..index].ends_with(|c: char| c.is_ascii_alphanumeric());
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => spelt.push(c),
            '-' | ' ' | '.' | '/' | ':'
                if has_letters && !(leads && c == '-' && digit_follows(name, index)) =>
            {
                spelt.push(' ');
            }
            '{' | '}' | '(' | ')' | '[' | ']' | '"' | '\'' if has_letters => spelt.push(' '),
            '_' | '«' | '»' if has_letters => spelt.push(' '),
            '<' | '>' if is_generic => spelt.push(' '),
            _ => match sign(c) {
                // A sign between words only separates them; at the start, or alone, it is what tells names apart.
                Some(word)
                    if leads || !has_letters || matches!(c, '+' | '<' | '>' | '=' | '!' | '*') =>
                {
                    spelt.push_str(&format!(" {word} "));
                }
                Some(_) => spelt.push(' '),
                None => spelt.push_str(&format!(" U{:04X} ", u32::from(c))),
            },
        }
    }
    spelt
}

/// Whether a name is that of a type with arguments: `Page<Pet>`.
fn is_generic(name: &str) -> bool {
    let opens = name.split_once('<').map(|(before, _)| before);
    opens.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()))
        && name.ends_with('>')
}

fn digit_follows(name: &str, index: usize) -> bool {
    name[index + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// What a sign is called.
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "Plus",
        '-' => "Minus",
        '<' => "Less",
        '>' => "Greater",
        '=' => "Equal",
        '!' => "Not",
        '*' => "Star",
        '$' => "Dollar",
        '@' => "At",
        '#' => "Hash",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '~' => "Tilde",
        '^' => "Caret",
        '?' => "Question",
        ',' => "Comma",
        ';' => "Semicolon",
        '\\' => "Backslash",
        '`' => "Backtick",
        '"' => "Quote",
        '\'' => "Apostrophe",
        '(' | '[' | '{' => "Open",
        ')' | ']' | '}' => "Close",
        '.' => "Dot",
        '/' => "Slash",
        ':' => "Colon",
        '_' => "Underscore",
        ' ' => "Space",
        '\n' => "Newline",
        '\t' => "Tab",
        _ => return None,
    })
}

/// heck splits `OAuth2` into `o auth2` and `userIDs` into `user i ds`: acronyms that people write as one word, and
/// plurals of acronyms, are made one word first.
fn joined_acronyms(name: &str) -> String {
    let name = name.replace("OAuth", "Oauth");
    let chars: Vec<char> = name.chars().collect();
    let mut joined = String::with_capacity(name.len());
    let mut index = 0;
    while index < chars.len() {
        let run = chars[index..]
            .iter()
            .take_while(|c| c.is_ascii_uppercase())
            .count();
        let plural = run >= 2
            && chars.get(index + run) == Some(&'s')
            && !chars
                .get(index + run + 1)
                .is_some_and(|c| c.is_ascii_lowercase());
        if plural {
            joined.push(chars[index]);
            joined.extend(
                chars[index + 1..index + run]
                    .iter()
                    .map(char::to_ascii_lowercase),
            );
            joined.push('s');
            index += run + 1;
        } else {
            let taken = run.max(1);
            joined.extend(&chars[index..index + taken]);
            index += taken;
        }
    }
    joined
}
