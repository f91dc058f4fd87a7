//! Everything but escapes and classes (ECMA-262 section 22.2.1; Annex B.1.2).

use super::{
    Problem, Reader, class,
    escape::{Escape, escape},
    print,
};

/// How deep groups may nest: what the `regex` crate takes, and no real pattern needs.
const MAX_DEPTH: usize = 100;

/// Where a term stands.
#[derive(Clone, Copy)]
struct Context {
    depth: usize,
    /// Whether `.` matches line ends: inside `(?s:…)`.
    dot_all: bool,
}

/// What a quantifier may follow.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Atom,
    /// The begin of an alternative, an assertion, another quantifier.
    Nothing,
}

/// Reads a whole pattern.
pub(super) fn pattern(ecma: &str) -> Result<String, Problem> {
    let mut reader = Reader::new(ecma);
    let mut out = String::with_capacity(ecma.len() + 8);
    let context = Context {
        depth: 0,
        dot_all: false,
    };
    disjunction(&mut reader, &mut out, context)?;
    if reader.at < ecma.len() {
        return Err(Problem::malformed("the `)` closes nothing", reader.at));
    }
    match reader.unsupported {
        Some((what, offset)) => Err(Problem::Unsupported { what, offset }),
        None => Ok(out),
    }
}

/// Reads up to the `)` of the group, or to the end.
fn disjunction(reader: &mut Reader<'_>, out: &mut String, context: Context) -> Result<(), Problem> {
    let mut last = Last::Nothing;
    while let Some(character) = reader.peek() {
        let start = reader.at;
        if character == ')' {
            return Ok(());
        }
        if let Some(quantifier) = quantifier(reader)? {
            if last == Last::Nothing {
                return Err(Problem::malformed("there is nothing to repeat", start));
            }
            out.push_str(&quantifier);
            last = Last::Nothing;
            continue;
        }
        reader.next();
        last = match character {
            '|' | '^' | '$' => {
                out.push(character);
                Last::Nothing
            }
            '(' => group(reader, out, context, start)?,
            '[' => {
                class::class(reader, out)?;
                Last::Atom
            }
            '.' => {
                out.push_str(if context.dot_all {
                    print::ANYTHING
                } else {
                    print::DOT
                });
                Last::Atom
            }
            '\\' => backslash(reader, out, start)?,
            _ => {
                print::literal(out, character);
                Last::Atom
            }
        };
    }
    Ok(())
}

/// What a backslash begins, outside of a class.
fn backslash(reader: &mut Reader<'_>, out: &mut String, start: usize) -> Result<Last, Problem> {
    // Word characters are those of ASCII.
    for (assertion, translation) in [("b", r"(?-u:\b)"), ("B", r"(?-u:\B)")] {
        if reader.eat(assertion) {
            out.push_str(translation);
            return Ok(Last::Nothing);
        }
    }
    match escape(reader, false)? {
        Escape::Code(code) => match char::from_u32(code) {
            Some(character) => print::literal(out, character),
            None => reader.unsupported("surrogate without its pair", start),
        },
        Escape::Set { inside, negated } => {
            out.push_str(if negated { "[^" } else { "[" });
            out.push_str(&inside);
            out.push(']');
        }
        Escape::Unsupported => {}
    }
    Ok(Last::Atom)
}

/// Reads a group, its `(` read already.
fn group(
    reader: &mut Reader<'_>,
    out: &mut String,
    mut context: Context,
    start: usize,
) -> Result<Last, Problem> {
    const LOOK_AROUND: [(&str, &str); 4] = [
        ("?=", "look-ahead"),
        ("?!", "look-ahead"),
        ("?<=", "look-behind"),
        ("?<!", "look-behind"),
    ];
    if context.depth == MAX_DEPTH {
        return Err(Problem::TooLarge);
    }
    context.depth += 1;
    let mut last = Last::Atom;
    let mut opening = "(?:".to_owned();
    if let Some((prefix, what)) = LOOK_AROUND.iter().find(|(prefix, _)| reader.eat(prefix)) {
        reader.unsupported(*what, start);
        // Annex B has a look-ahead repeated, but no look-behind.
        if prefix.starts_with("?<") {
            last = Last::Nothing;
        }
    } else if reader.eat("?<") {
        name(reader, start)?;
    } else if reader.eat("?") && !reader.eat(":") {
        opening = modifiers(reader, &mut context, start)?;
    }
    out.push_str(&opening);
    // `(?i)` of other dialects holds for what follows, and is a group of nothing.
    if !reader.eat(")") {
        disjunction(reader, out, context)?;
        if !reader.eat(")") {
            return Err(Problem::malformed("the `(` is not closed", start));
        }
    }
    out.push(')');
    Ok(last)
}

/// The name of a group and its `>`: an identifier.
fn name(reader: &mut Reader<'_>, start: usize) -> Result<(), Problem> {
    let malformed = || Problem::malformed("the name of the group is not an identifier", start);
    let (name, _) = reader.rest().split_once('>').ok_or_else(malformed)?;
    let is_first = |character: char| character.is_alphabetic() || "$_\\".contains(character);
    let is_other = |character: char| character.is_alphanumeric() || "$_\\{}".contains(character);
    if !name.starts_with(is_first) || !name.chars().all(is_other) {
        return Err(malformed());
    }
    reader.at += name.len() + 1;
    Ok(())
}

/// The modifiers `i`, `m` and `s` of a group and its `:` (ECMA-262 since 2025); gives what opens the group.
fn modifiers(
    reader: &mut Reader<'_>,
    context: &mut Context,
    start: usize,
) -> Result<String, Problem> {
    let (mut on, mut ignores_case) = (true, None);
    loop {
        let at = reader.at;
        match reader.next() {
            Some('i') => ignores_case = Some(on),
            Some('s') => context.dot_all = on,
            Some('m') => reader.unsupported("modifier `m` as in ECMA-262", at),
            Some('-') if on => on = false,
            Some(':') => break,
            Some(')') if at > start + 2 => {
                reader.unsupported(
                    "flag that holds from the middle of a pattern, as in ECMA-262",
                    start,
                );
                reader.at = at;
                break;
            }
            _ => {
                let message =
                    "a `?` after a `(` begins `(?:`, `(?=`, `(?!`, `(?<=`, `(?<!` or `(?<name>`";
                return Err(Problem::malformed(message, start));
            }
        }
    }
    Ok(match ignores_case {
        Some(true) => "(?i:",
        Some(false) => "(?-i:",
        None => "(?:",
    }
    .to_owned())
}

/// `*`, `+`, `?`, `{n}`, `{n,}` or `{n,m}`, with a `?` if it is lazy. A brace that begins nothing of this is a character.
fn quantifier(reader: &mut Reader<'_>) -> Result<Option<String>, Problem> {
    let start = reader.at;
    let mut text = match reader.peek() {
        Some(sign @ ('*' | '+' | '?')) => {
            reader.at += 1;
            sign.to_string()
        }
        Some('{') => match counts(reader) {
            Some((least, most)) => braces(least, most, start)?,
            None => {
                reader.at = start;
                return Ok(None);
            }
        },
        _ => return Ok(None),
    };
    if reader.eat("?") {
        text.push('?');
    }
    Ok(Some(text))
}

/// The numbers of a quantifier in braces, as they are written; the second is empty where there is no limit.
fn counts<'t>(reader: &mut Reader<'t>) -> Option<(&'t str, &'t str)> {
    let number = |reader: &mut Reader<'t>| reader.eat_while(|character| character.is_ascii_digit());
    reader.eat("{");
    let least = number(reader);
    let most = match reader.eat(",") {
        true => number(reader),
        false => least,
    };
    (!least.is_empty() && reader.eat("}")).then_some((least, most))
}

fn braces(least: &str, most: &str, start: usize) -> Result<String, Problem> {
    let number = |text: &str| text.parse::<u32>().map_err(|_| Problem::TooLarge);
    let least = number(least)?;
    if most.is_empty() {
        return Ok(format!("{{{least},}}"));
    }
    match number(most)? {
        most if most < least => {
            let message = format!("`{{{least},{most}}}` is at least more than at most");
            Err(Problem::malformed(message, start))
        }
        most if most == least => Ok(format!("{{{least}}}")),
        most => Ok(format!("{{{least},{most}}}")),
    }
}
