//! Which codes are as bad as errors, and which are not reported: what the user says about both.

use super::{Code, Severity};
use crate::source::Span;

/// What the user says about codes, by options and in the configuration.
///
/// What is said about a code goes before what is said about all warnings; for one code, an option goes before the
/// configuration. So `--deny warnings` lets stand what `codegen.yaml` allows, and `--deny CODE` does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    options: Choices,
    pub(crate) config: Choices,
}

/// What is said in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choices {
    warnings: bool,
    denied: Vec<&'static Code>,
    /// Each with where it is said, if that is in a file.
    allowed: Vec<(&'static Code, Option<Span>)>,
}

/// What is wrong with a choice, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongLevel {
    /// One sentence without a full stop; lower case.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// What becomes of diagnostics of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// They are as bad as the code says.
    Usual,
    /// They are errors, by what is named.
    Denied(String),
    /// They are not reported.
    Allowed,
}

impl Levels {
    /// Reads the values of `--deny` (codes, and `warnings`) and of `--allow` (codes).
    ///
    /// # Errors
    /// When there is no such code, when an error is to be allowed, or when a code is both denied and allowed.
    pub fn from_options(deny: &[String], allow: &[String]) -> Result<Self, WrongLevel> {
        let mut options = Choices::default();
        let about = |option: &str| {
            let option = option.to_owned();
            move |wrong: WrongLevel| WrongLevel {
                message: format!("{option}: {}", wrong.message),
                ..wrong
            }
        };
        for name in deny {
            options.deny(name).map_err(about("--deny"))?;
        }
        for name in allow {
            options.allow(name, None).map_err(about("--allow"))?;
        }
        Ok(Self {
            options,
            config: Choices::default(),
        })
    }

    /// What becomes of diagnostics of a code.
    pub(super) fn of(&self, code: &Code) -> Level {
        let sources = [(&self.options, "--deny "), (&self.config, "codegen.yaml: ")];
        for (choices, prefix) in sources {
            if choices.denied.iter().any(|one| one.name == code.name) {
                return Level::Denied(format!("{prefix}{}", code.name));
            }
            if choices.allowed.iter().any(|(one, _)| one.name == code.name) {
                return Level::Allowed;
            }
        }
        let all = sources.iter().find(|(choices, _)| choices.warnings);
        match (code.severity, all) {
            (Severity::Warning, Some((_, prefix))) => Level::Denied(format!("{prefix}warnings")),
            _ => Level::Usual,
        }
    }

    /// All that is allowed, each with where the configuration says so.
    pub(super) fn allowed(&self) -> impl Iterator<Item = (&'static Code, Option<Span>)> {
        let all = [&self.options, &self.config].map(|choices| choices.allowed.iter());
        all.into_iter().flatten().copied()
    }
}

impl Choices {
    /// Makes a code, or all `warnings`, as bad as errors.
    ///
    /// # Errors
    /// When there is no such code, or when it is allowed.
    pub(crate) fn deny(&mut self, name: &str) -> Result<(), WrongLevel> {
        if name == "warnings" {
            self.warnings = true;
            return Ok(());
        }
        let code = Code::find(name).map_err(|near| unknown(name, near))?;
        if self.allowed.iter().any(|(one, _)| one.name == code.name) {
            return Err(both(code));
        }
        self.denied.push(code);
        Ok(())
    }

    /// Keeps diagnostics of a code from being reported.
    ///
    /// # Errors
    /// When there is no such code, when it is an error, or when it is denied.
    pub(crate) fn allow(&mut self, name: &str, span: Option<Span>) -> Result<(), WrongLevel> {
        if name == "warnings" {
            return Err(WrongLevel {
                message: "codes are allowed one by one, not all `warnings`".to_owned(),
                help: "name the codes that diagnostics show in brackets".to_owned(),
            });
        }
        let code = Code::find(name).map_err(|near| unknown(name, near))?;
        if code.severity == Severity::Error {
            return Err(WrongLevel {
                message: format!("`{name}` is an error, and errors cannot be allowed"),
                help: "repair what causes it by an overlay, or leave it out by a filter".to_owned(),
            });
        }
        if self.denied.iter().any(|one| one.name == code.name) {
            return Err(both(code));
        }
        self.allowed.push((code, span));
        Ok(())
    }
}

fn unknown(name: &str, near: Option<&str>) -> WrongLevel {
    WrongLevel {
        message: format!("there is no diagnostic `{name}`"),
        help: match near {
            Some(near) => format!("there is a similar one: `{near}`"),
            None => "`cargo xtask explain` lists all of them".to_owned(),
        },
    }
}

fn both(code: &Code) -> WrongLevel {
    WrongLevel {
        message: format!("`{}` is both denied and allowed", code.name),
        help: "take it out of one of them".to_owned(),
    }
}
