//! `.codegen.json`, the writer's memory: which files of the output folder are the generator's, and what it wrote there.
//!
//! It is checked in with the output, so it is sorted, has no date and no absolute path, and is equal for equal output.
//! While a run moves its files into place, the manifest on the disk is an *unfinished* one: it knows both the contents
//! that are being replaced and those that replace them, so that nothing a killed run leaves behind looks like a user's
//! edit.

use std::collections::BTreeMap;

use generator::output::Part;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::paths;

/// The newest format that this program reads, and the one it writes. A newer manifest is never overwritten: it would
/// be a step back to an older generator.
pub(crate) const FORMAT: u32 = 1;

/// What the manifest says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    format: u32,
    /// The APIs whose files are moving into place; empty when the run came to its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) unfinished: Vec<String>,
    /// The APIs in the output.
    #[serde(default)]
    pub(crate) apis: BTreeMap<String, Api>,
    /// The files in the output, by path.
    #[serde(default)]
    pub(crate) files: BTreeMap<String, Entry>,
}

/// An API in the output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Api {
    /// The parts of the runtime that it needs.
    #[serde(with = "part_names")]
    pub(crate) parts: Vec<Part>,
    /// The user's types that stand for schemas of it, as paths.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) replacements: Vec<String>,
    /// The Cargo features of its tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) features: Vec<String>,
}

/// A file in the output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The API it belongs to; none for what the whole crate shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) api: Option<String>,
    /// Whether only a region of the file is ours; the hash is that of the region.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) region: bool,
    /// The hash of its contents.
    pub(crate) sha256: String,
    /// The hash of the contents that an unfinished run was replacing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) replaces: Option<String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            format: FORMAT,
            unfinished: Vec::new(),
            apis: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }
}

impl Entry {
    /// Whether contents with this hash are of our making.
    pub(crate) fn knows(&self, hash: &str) -> bool {
        self.sha256 == hash || self.replaces.as_deref() == Some(hash)
    }
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// When it is not one, when it is newer than [`FORMAT`], or when it names a path that no run can have written.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        #[derive(Deserialize)]
        struct Header {
            format: u32,
        }
        let broken = |error: serde_json::Error| ParseError::Broken(error.to_string());
        // The format is looked at on its own first: what a newer one contains is unknown.
        let header: Header = serde_json::from_slice(bytes).map_err(broken)?;
        if header.format > FORMAT {
            return Err(ParseError::Newer(header.format));
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(broken)?;
        // A manifest says what may be removed, and it may come from anywhere.
        paths::check_all(manifest.files.keys().map(String::as_str)).map_err(ParseError::Broken)?;
        match manifest.apis.keys().find(|name| !is_module_name(name)) {
            Some(name) => Err(ParseError::Broken(format!(
                "`{name}` is not the name of an API"
            ))),
            None => Ok(manifest),
        }
    }

    /// The text of the manifest.
    pub(crate) fn text(&self) -> String {
        let mut text =
            serde_json::to_string_pretty(self).expect("strings, numbers and maps with string keys");
        text.push('\n');
        text
    }
}

/// Why a manifest could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParseError {
    /// Not a manifest; the reason.
    Broken(String),
    /// Of a later generator; its format.
    Newer(u32),
}

/// The hash of contents, in hexadecimal digits. Line endings do not count: version control may change them.
pub(crate) fn hash(contents: &[u8]) -> String {
    Sha256::digest(lf(contents))
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The contents with every CRLF as LF.
pub(crate) fn lf(contents: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(contents.len());
    for (at, byte) in contents.iter().enumerate() {
        if *byte != b'\r' || contents.get(at + 1) != Some(&b'\n') {
            out.push(*byte);
        }
    }
    out
}

/// The name goes into the crate root when the API is kept.
fn is_module_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The parts of the runtime as the manifest spells them.
mod part_names {
    use generator::output::Part;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        parts: &[Part],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(parts.iter().map(|part| part.name()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Part>, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        let part = |name: &String| {
            Part::ALL
                .into_iter()
                .find(|part| part.name() == name.as_str())
        };
        names
            .iter()
            .map(|name| {
                part(name).ok_or_else(|| D::Error::custom(format!("unknown part `{name}`")))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(api: Option<&str>) -> Entry {
        Entry {
            api: api.map(str::to_owned),
            region: false,
            sha256: hash(b"x"),
            replaces: None,
        }
    }

    fn manifest() -> Manifest {
        let mut manifest = Manifest::default();
        manifest.apis.insert(
            "b".to_owned(),
            Api {
                parts: vec![Part::Form, Part::Multipart],
                replacements: vec!["crate::Money".to_owned()],
                features: vec!["shop-pets".to_owned()],
            },
        );
        manifest.apis.insert("a".to_owned(), Api::default());
        manifest.files.insert("src/lib.rs".to_owned(), entry(None));
        manifest.files.insert(
            "Cargo.toml".to_owned(),
            Entry {
                region: true,
                ..entry(None)
            },
        );
        manifest.files.insert(
            "src/a/mod.rs".to_owned(),
            Entry {
                replaces: Some(hash(b"y")),
                ..entry(Some("a"))
            },
        );
        manifest
    }

    #[test]
    fn what_is_written_is_read() {
        let text = manifest().text();
        assert_eq!(Manifest::parse(text.as_bytes()), Ok(manifest()));
        assert!(text.ends_with("}\n") && !text.contains('\r'));
        assert!(text.find("Cargo.toml") < text.find("src/lib.rs"), "sorted");
    }

    #[test]
    fn a_checkout_with_crlf_is_the_same() {
        let text = manifest().text().replace('\n', "\r\n");
        assert_eq!(Manifest::parse(text.as_bytes()), Ok(manifest()));
        assert_eq!(hash(b"a\r\nb\r\n"), hash(b"a\nb\n"));
        assert_ne!(hash(b"a\rb\n"), hash(b"ab\n"));
    }

    #[test]
    fn a_newer_format_is_told_apart_from_a_broken_file() {
        let newer = br#"{"format": 2, "files": 7, "else": []}"#;
        assert_eq!(Manifest::parse(newer), Err(ParseError::Newer(2)));
        for broken in [
            "",
            "[]",
            "{}",
            "<<<<<<< HEAD",
            r#"{"format": 1, "else": []}"#,
            r#"{"format": -1}"#,
        ] {
            assert!(
                matches!(
                    Manifest::parse(broken.as_bytes()),
                    Err(ParseError::Broken(_))
                ),
                "{broken}"
            );
        }
    }

    #[test]
    fn an_empty_manifest_is_one() {
        assert_eq!(
            Manifest::parse(br#"{"format": 1}"#),
            Ok(Manifest::default())
        );
    }

    #[test]
    fn a_path_that_leads_out_makes_it_broken() {
        let mut manifest = manifest();
        manifest.files.insert("../x".to_owned(), entry(None));
        assert!(matches!(
            Manifest::parse(manifest.text().as_bytes()),
            Err(ParseError::Broken(_))
        ));
    }

    #[test]
    fn an_api_name_that_is_code_makes_it_broken() {
        let text = r#"{"format": 1, "apis": {"a; mod b": {"parts": []}}}"#;
        assert!(matches!(
            Manifest::parse(text.as_bytes()),
            Err(ParseError::Broken(_))
        ));
    }

    #[test]
    fn an_unknown_part_makes_it_broken() {
        let text = r#"{"format": 1, "apis": {"a": {"parts": ["telepathy"]}}}"#;
        assert!(
            matches!(Manifest::parse(text.as_bytes()), Err(ParseError::Broken(reason)) if reason.contains("telepathy"))
        );
    }
}
