//! What follows a backslash (ECMA-262 section 22.2.1, CharacterEscape and CharacterClassEscape; Annex B.1.2).

use super::{Problem, Reader, print};

/// What an escape stands for.
pub(super) enum Escape {
    /// One code point; a surrogate when it has no pair.
    Code(u32),
    /// A set of characters, as the inside of a class of the `regex` crate.
    Set { inside: String, negated: bool },
    /// Nothing that has a translation, which was said.
    Unsupported,
}

/// Reads an escape, its backslash read already; `in_class` as an element of a class.
pub(super) fn escape(reader: &mut Reader<'_>, in_class: bool) -> Result<Escape, Problem> {
    let start = reader.at.saturating_sub(1);
    let Some(character) = reader.next() else {
        return Err(Problem::malformed("the pattern ends with a `\\`", start));
    };
    let code = match character {
        'd' => return Ok(set(print::DIGIT, false)),
        'D' => return Ok(set(print::DIGIT, true)),
        'w' => return Ok(set(print::WORD, false)),
        'W' => return Ok(set(print::WORD, true)),
        's' => return Ok(set(print::SPACE, false)),
        'S' => return Ok(set(print::SPACE, true)),
        'p' | 'P' if reader.peek() == Some('{') => return property(reader, character == 'P'),
        'b' if in_class => 8,
        't' => 9,
        'n' => 10,
        'v' => 11,
        'f' => 12,
        'r' => 13,
        'c' => control(reader, in_class),
        'x' => hex(reader, 2).unwrap_or(u32::from('x')),
        'u' => unicode(reader, start)?,
        '0'..='9' => return decimal(reader, character, start, in_class),
        'k' if reader.has_names && !in_class => {
            reader.unsupported("back-reference", start);
            return Ok(Escape::Unsupported);
        }
        // Annex B has letters stand for themselves, the flag `u` forbids them, and who writes one means another dialect
        // (`\A`, `\Z`, `\h`): whichever was taken would be wrong for somebody.
        _ if character.is_ascii_alphabetic() => {
            reader.unsupported(
                format!("escape `\\{character}` (and ECMA-262 neither)"),
                start,
            );
            return Ok(Escape::Unsupported);
        }
        _ => u32::from(character),
    };
    Ok(Escape::Code(code))
}

fn set(inside: &str, negated: bool) -> Escape {
    Escape::Set {
        inside: inside.to_owned(),
        negated,
    }
}

/// `\cX`. Where no letter follows, the backslash stands for itself and `c` is read again (Annex B.1.2).
fn control(reader: &mut Reader<'_>, in_class: bool) -> u32 {
    match reader.peek() {
        Some(letter) if letter.is_ascii_alphabetic() => {
            reader.at += 1;
            u32::from(letter) % 32
        }
        Some(letter) if in_class && (letter.is_ascii_digit() || letter == '_') => {
            reader.at += 1;
            u32::from(letter) % 32
        }
        _ => {
            reader.at -= 1;
            u32::from('\\')
        }
    }
}

/// Exactly `digits` hexadecimal digits; without them nothing is read.
fn hex(reader: &mut Reader<'_>, digits: usize) -> Option<u32> {
    let text = reader.rest().get(..digits)?;
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(text, 16).ok().filter(|_| is_hex)?;
    reader.at += digits;
    Some(code)
}

/// `\u{…}`, `\uHHHH`, and two of the latter that are a surrogate pair.
fn unicode(reader: &mut Reader<'_>, start: usize) -> Result<u32, Problem> {
    let before = reader.at;
    if reader.eat("{") {
        let digits = reader.eat_while(|character| character.is_ascii_hexdigit());
        if !digits.is_empty() && reader.eat("}") {
            let code = u32::from_str_radix(digits, 16).ok();
            return code.filter(|code| *code <= 0x10_FFFF).ok_or_else(|| {
                Problem::malformed(format!("there is no character U+{digits}"), start)
            });
        }
        reader.at = before;
    }
    let Some(lead) = hex(reader, 4) else {
        return Ok(u32::from('u'));
    };
    let before = reader.at;
    if (0xD800..0xDC00).contains(&lead) && reader.eat("\\u") {
        match hex(reader, 4) {
            Some(trail) if (0xDC00..0xE000).contains(&trail) => {
                return Ok(0x1_0000 + ((lead - 0xD800) << 10) + (trail - 0xDC00));
            }
            _ => reader.at = before,
        }
    }
    Ok(lead)
}

/// `\0`, back-references, and the octal escapes that numbers without a group are (Annex B.1.2).
fn decimal(
    reader: &mut Reader<'_>,
    first: char,
    start: usize,
    in_class: bool,
) -> Result<Escape, Problem> {
    let digits = reader.rest().bytes().take_while(u8::is_ascii_digit).count();
    let number = reader.text.get(start + 1..reader.at + digits).unwrap_or("");
    let is_group = number
        .parse()
        .is_ok_and(|number: u32| number <= reader.groups);
    if first != '0' && !in_class && is_group {
        reader.at += digits;
        reader.unsupported("back-reference", start);
        return Ok(Escape::Unsupported);
    }
    if first > '7' {
        return Ok(Escape::Code(u32::from(first)));
    }
    // At most three digits, and at most 0o377.
    let mut code = u32::from(first) - u32::from('0');
    let more = if first <= '3' { 2 } else { 1 };
    for _ in 0..more {
        match reader.peek() {
            Some(digit @ '0'..='7') => {
                reader.at += 1;
                code = code * 8 + u32::from(digit) - u32::from('0');
            }
            _ => break,
        }
    }
    Ok(Escape::Code(code))
}

/// `\p{…}` (ECMA-262 section 22.2.1, UnicodePropertyValueExpression), `{` being next.
fn property(reader: &mut Reader<'_>, negated: bool) -> Result<Escape, Problem> {
    let start = reader.at.saturating_sub(2);
    reader.eat("{");
    let name =
        reader.eat_while(|character| character.is_ascii_alphanumeric() || "_=".contains(character));
    if name.is_empty() || !reader.eat("}") {
        let message = "`\\p` needs the name of a property in braces";
        return Err(Problem::malformed(message, start));
    }
    let inside = format!("\\p{{{name}}}");
    let is_known = reader.properties.contains(name) || regex::Regex::new(&inside).is_ok();
    if is_known {
        reader.properties.insert(name);
    } else {
        reader.unsupported(format!("property `{name}`"), start);
        return Ok(Escape::Unsupported);
    }
    Ok(Escape::Set { inside, negated })
}
