//! JSON text to a value in memory with no digit lost: serde_json gives integers beyond 64 bits as doubles.

use super::scalar::Atom;
use super::tree::{DEEPEST, Tree, too_deep};
use std::borrow::Cow;

/// The name by which serde_json, with its feature `raw_value`, hands out the text of a value. Other formats take it for
/// the name of a type.
pub(super) const RAW: &str = "$serde_json::private::RawValue";

impl<'t> Tree<'t> {
    /// The value that a JSON text is (RFC 8259), inside so many others.
    pub(crate) fn of_json(text: &'t str, depth: u8) -> Result<Self, String> {
        let mut reader = Reader { text, at: 0 };
        let tree = reader.value(depth)?;
        match reader.next() {
            None => Ok(tree),
            Some(_) => Err(reader.unexpected()),
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    /// The next byte that is no blank.
    fn next(&mut self) -> Option<u8> {
        self.take(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        self.text.as_bytes().get(self.at).copied()
    }

    /// The bytes from here on that are of a kind.
    fn take(&mut self, kind: impl Fn(u8) -> bool) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.bytes().position(|byte| !kind(byte));
        let taken = &rest[..end.unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    fn unexpected(&self) -> String {
        format!("no JSON at byte {}", self.at)
    }

    fn expect(&mut self, byte: u8) -> Result<(), String> {
        match self.next() {
            Some(found) if found == byte => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.unexpected()),
        }
    }

    fn value(&mut self, depth: u8) -> Result<Tree<'t>, String> {
        match self.next() {
            Some(b'[' | b'{') if depth >= DEEPEST => Err(too_deep()),
            Some(b'[') => {
                let mut items = Vec::new();
                self.all(b']', |reader| {
                    items.push(reader.value(depth + 1)?);
                    Ok(())
                })?;
                Ok(Tree::List(items))
            }
            Some(b'{') => {
                let mut entries = Vec::new();
                self.all(b'}', |reader| {
                    let name = reader.string()?;
                    reader.expect(b':')?;
                    entries.push((name, reader.value(depth + 1)?));
                    Ok(())
                })?;
                Ok(Tree::Object(entries))
            }
            Some(b'"') => self.string().map(Tree::Text),
            Some(b'-' | b'0'..=b'9') => {
                let of_number = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
                let text = self.take(of_number);
                number(text).ok_or_else(|| self.unexpected())
            }
            _ => match self.take(|byte| byte.is_ascii_lowercase()) {
                "null" => Ok(Tree::Null),
                "true" => Ok(Tree::Boolean(true)),
                "false" => Ok(Tree::Boolean(false)),
                _ => Err(self.unexpected()),
            },
        }
    }

    /// What stands between a bracket and `end`, one after the other.
    fn all(
        &mut self,
        end: u8,
        mut read: impl FnMut(&mut Self) -> Result<(), String>,
    ) -> Result<(), String> {
        self.at += 1;
        if self.next() == Some(end) {
            self.at += 1;
            return Ok(());
        }
        loop {
            read(self)?;
            match self.next() {
                Some(b',') => self.at += 1,
                _ => return self.expect(end),
            }
        }
    }

    fn string(&mut self) -> Result<Cow<'t, str>, String> {
        self.expect(b'"')?;
        let plain = |byte: u8| byte >= 0x20 && byte != b'"' && byte != b'\\';
        let mut text = Cow::Borrowed(self.take(plain));
        loop {
            let byte = self.text.as_bytes().get(self.at).copied();
            self.at += 1;
            match byte {
                Some(b'"') => return Ok(text),
                Some(b'\\') => {
                    text.to_mut().push(self.escape()?);
                    *text.to_mut() += self.take(plain);
                }
                _ => return Err(self.unexpected()),
            }
        }
    }

    /// The character that an escape behind its backslash stands for.
    fn escape(&mut self) -> Result<char, String> {
        let byte = self.text.as_bytes().get(self.at).copied();
        self.at += 1;
        Ok(match byte {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let mut units = vec![self.unit()?];
                let second = self.text.get(self.at..self.at + 2) == Some("\\u");
                if matches!(units[0], 0xD800..0xDC00) && second {
                    self.at += 2;
                    units.push(self.unit()?);
                }
                let mut chars = char::decode_utf16(units);
                match (chars.next(), chars.next()) {
                    (Some(Ok(char)), None) => char,
                    _ => return Err(self.unexpected()),
                }
            }
            _ => return Err(self.unexpected()),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u16, String> {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or_default();
        self.at += 4;
        match digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            true => u16::from_str_radix(digits, 16).map_err(|_| self.unexpected()),
            false => Err(self.unexpected()),
        }
    }
}

/// The number that a text is, if JSON has it and a double can come near.
pub(super) fn number(text: &str) -> Option<Tree<'_>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_digit = |char: char| char.is_ascii_digit();
    let rest = digits.trim_start_matches(is_digit);
    let whole = digits.len() - rest.len();
    let has_fraction = rest
        .strip_prefix('.')
        .is_none_or(|it| it.starts_with(is_digit));
    if whole == 0 || whole > 1 && digits.starts_with('0') || !has_fraction {
        return None;
    }
    if let Ok(value) = text.parse() {
        return Some(Tree::Integer(value));
    }
    if let Ok(value) = text.parse() {
        return Some(Tree::Unsigned(value));
    }
    match (Atom::of_digits(text), text.parse()) {
        (Some(_), _) => Some(Tree::Digits(text.into())),
        (None, Ok(value)) if f64::is_finite(value) => Some(Tree::Number(value)),
        _ => None,
    }
}
