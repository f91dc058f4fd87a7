//! The fields that forms of every media type are made of: from an object, and to an object.

#[cfg(feature = "server")]
pub use reading::Form;
#[cfg(feature = "client")]
pub use writing::FormField;

#[cfg(feature = "server")]
mod reading {
    use super::super::explain::{Reading, read_member};
    use super::super::log::{Log, Refused};
    use super::super::object::Object;
    use super::super::schema::Schema;
    use super::super::server::Decoder;
    use super::super::texts::{Text, Texts};
    use std::collections::BTreeMap;

    /// Forms of more fields than this are refused.
    const MOST: usize = 10_000;

    /// The fields of a form received so far: what each name was given, in the order sent.
    #[derive(Debug, Default)]
    pub struct Form {
        fields: BTreeMap<String, Vec<Text<'static>>>,
        length: usize,
    }

    impl Form {
        /// Takes the next field; `json` when the sender says that the text is JSON.
        ///
        /// # Errors
        /// When there are too many.
        pub fn push(&mut self, name: String, text: String, json: bool) -> Result<(), String> {
            self.length += 1;
            if self.length > MOST {
                return Err(format!("has more than {MOST} fields"));
            }
            let texts = self.fields.entry(name).or_default();
            texts.push(Text {
                text: text.into(),
                json,
            });
            Ok(())
        }

        /// Reads an object, or notes all that is wrong with it.
        pub(crate) fn read<T: Object>(&self, log: &mut Log) -> Result<T, Refused> {
            let mut reading = Reading::new();
            for (name, texts) in &self.fields {
                match nested::<T>(name) {
                    Some(property) => {
                        log.inside(name, |log| {
                            let instead = "its items as JSON text, under its own name";
                            log.refuse(format!("is not understood: send {property:?}, {instead}"))
                        });
                        reading.refused = true;
                    }
                    None => reading.entry(name, log, |object: &mut T, property, log| {
                        read_member(object, property, name, Texts::new(texts, log))
                    }),
                }
            }
            reading.finish(log)
        }
    }

    /// The property that `users[0]id`, `users[id]` or `users.id` means to reach into. No specification says what they
    /// mean, and a reader that passed over them would take "replace them by these" for "remove them all".
    fn nested<T: Object>(name: &str) -> Option<&'static str> {
        let reaches_into = |property: &&&str| {
            name.strip_prefix(**property)
                .is_some_and(|rest| rest.starts_with(['[', '.']))
        };
        match T::PROPERTIES.contains(&name) {
            true => None,
            false => T::PROPERTIES.iter().find(reaches_into).copied(),
        }
    }

    impl Decoder<'_> {
        /// A required body, in whichever of the documented media types it came.
        pub fn body_as<T: Object + Schema>(&mut self) -> T {
            match self.form() {
                None => self.body(),
                Some(form) => self.in_body(|log| form.read(log)),
            }
        }

        /// A body that may be left out, in whichever of the documented media types it came.
        pub fn optional_body_as<T: Object + Schema>(&mut self) -> Option<T> {
            match self.form() {
                None => self.optional_body(),
                Some(form) => Some(self.in_body(|log| form.read(log))),
            }
        }
    }
}

#[cfg(feature = "client")]
mod writing {
    use super::super::client::Encoder;
    use super::super::media::Media;
    use super::super::object::{Entries, Object, Sink};
    use super::super::problem::Violation;
    use super::super::schema::{Encoded, Schema, Shape};
    use serde_json::Value;

    /// One field of a form to be sent.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FormField {
        /// Its name; an array property repeats it.
        pub name: String,
        /// Its text.
        pub text: String,
        /// Whether the text is JSON, as an object's is.
        pub json: bool,
    }

    impl Encoder<'_> {
        /// A body in the media type of the caller's choice among those that the document offers, the first by default.
        pub fn body_as<T: Object + Schema>(&mut self, offered: &[&'static Media], body: &T) {
            let Some(media) = self.choose(offered) else {
                return;
            };
            let Some(write) = media.write else {
                return self.json(body);
            };
            match Entries::of(body, Fields(Vec::new())) {
                Ok(fields) => {
                    let (content_type, body) = write(&fields.0);
                    self.set_body(&content_type, body);
                }
                Err(violation) => self.refuse(violation.location, violation.detail),
            }
        }

        /// The same of a body that is left out when `None`.
        pub fn optional_body_as<T: Object + Schema>(
            &mut self,
            offered: &[&'static Media],
            body: &Option<T>,
        ) {
            if let Some(body) = body {
                self.body_as(offered, body);
            }
        }
    }

    struct Fields(Vec<FormField>);

    impl Sink for Fields {
        type Error = Violation;

        fn entry<T: Schema>(&mut self, name: &str, value: &T) -> Result<(), Violation> {
            match serde_json::to_value(Encoded(value)) {
                Ok(value) => self.push(name, T::SHAPE, value),
                Err(error) => Err(violation(name, error.to_string())),
            }
        }
    }

    impl Fields {
        fn push(&mut self, name: &str, shape: Shape, value: Value) -> Result<(), Violation> {
            match (shape, value) {
                (Shape::List(Shape::Object), Value::Array(items)) if items.is_empty() => {
                    self.item(name, Value::Array(items))
                }
                (Shape::List(_), Value::Array(items)) if items.is_empty() => Err(violation(
                    name,
                    "a form cannot say an empty list".to_owned(),
                )),
                (Shape::List(_), Value::Array(items)) => {
                    items.into_iter().try_for_each(|item| self.item(name, item))
                }
                (_, value) => self.item(name, value),
            }
        }

        fn item(&mut self, name: &str, value: Value) -> Result<(), Violation> {
            let (text, json) = match value {
                Value::Null => return Err(violation(name, "a form cannot say null".to_owned())),
                Value::String(text) => (text, false),
                Value::Bool(_) | Value::Number(_) => (value.to_string(), false),
                Value::Array(_) | Value::Object(_) => (value.to_string(), true),
            };
            self.0.push(FormField {
                name: name.to_owned(),
                text,
                json,
            });
            Ok(())
        }
    }

    fn violation(name: &str, detail: String) -> Violation {
        let pointer = name.replace('~', "~0").replace('/', "~1");
        Violation {
            location: format!("body/{pointer}"),
            detail,
        }
    }
}
