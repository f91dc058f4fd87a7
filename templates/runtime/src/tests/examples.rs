//! What emitted tests see of examples.

use super::models::Thing;
use crate::runtime::{self, testing};
use std::panic;

/// A type that forgets to write one of its properties.
#[derive(Clone, Debug, PartialEq)]
struct Forgetful {
    kept: i64,
    lost: Option<i64>,
}

impl runtime::Object for Forgetful {
    const PROPERTIES: &'static [&'static str] = &["kept", "lost"];
    const REQUIRED: &'static [usize] = &[0];

    fn blank() -> Self {
        Self {
            kept: runtime::blank(),
            lost: runtime::blank(),
        }
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read(&mut self.kept, from),
            1 => runtime::read(&mut self.lost, from),
            _ => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.entry("kept", &self.kept);
    }
}

runtime::object!(Forgetful);

#[test]
fn a_property_that_is_lost_is_seen() {
    testing::example::<Forgetful>("here", r#"{"kept": 1}"#);
    testing::example::<Forgetful>("here", r#"{"kept": 1, "lost": null}"#);
    testing::example::<Vec<Forgetful>>("here", r#"[{"kept": 1, "other": {"lost": 2}}]"#);
    let lost = panic::catch_unwind(|| {
        testing::example::<Vec<Forgetful>>("here", r#"[{"kept": 1}, {"kept": 1, "lost": 2}]"#);
    });
    let said = lost.unwrap_err().downcast::<String>().unwrap();
    assert!(said.starts_with("here: "), "{said}");
}

#[test]
fn members_of_no_type_may_go_wherever_they_are() {
    testing::example::<Thing>(
        "here",
        r#"{"id": 1, "note": null, "x~/y": 1, "parts": [{"name": "a", "of": {"name": "b", "x": []}}]}"#,
    );
}
