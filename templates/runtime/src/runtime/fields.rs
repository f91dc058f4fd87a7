//! The fields that forms of every media type are made of: from an object, and to an object.

#[cfg(feature = "server")]
pub use reading::Form;
#[cfg(feature = "client")]
pub use writing::{FormField, Property, WriteForm};

#[cfg(feature = "server")]
mod reading {
    use super::super::encoding::Encoding;
    use super::super::explain::{Reading, read_member};
    use super::super::log::{Log, Refused};
    use super::super::lookup::{Lookup, Properties, UNKNOWN};
    use super::super::media::Content;
    use super::super::object::Object;
    use super::super::parameter::{Given, Pair, Raw, Styled};
    use super::super::percent;
    use super::super::schema::Schema;
    use super::super::server::Decoder;
    use super::super::texts::{Text, Texts};
    use std::collections::BTreeMap;

    /// The fields of a form received so far: what each name was given, in the order sent.
    #[derive(Debug, Default)]
    pub struct Form {
        fields: BTreeMap<String, Vec<Text<'static>>>,
        length: usize,
        /// How some properties are said.
        encodings: &'static [Encoding],
        /// What may belong to those that have a style: names, and values as they came.
        raw: Vec<(String, String)>,
    }

    impl Form {
        /// Forms of more fields than this are refused.
        pub const MOST: usize = 10_000;

        /// Takes the next field; `json` when the sender says that the text is JSON.
        ///
        /// # Errors
        /// When there are too many.
        pub fn push(&mut self, name: String, text: String, json: bool) -> Result<(), String> {
            self.length += 1;
            if self.length > Self::MOST {
                return Err(format!("has more than {} fields", Self::MOST));
            }
            let texts = self.fields.entry(name).or_default();
            texts.push(Text {
                text: text.into(),
                json,
            });
            Ok(())
        }

        /// No fields yet, of which some will say properties in these ways.
        #[must_use]
        pub fn styled(encodings: &'static [Encoding]) -> Self {
            Self {
                encodings,
                ..Self::default()
            }
        }

        /// Takes the next field of an urlencoded form, as it came.
        ///
        /// # Errors
        /// When there are too many, or it is not encoded as it should be.
        pub fn push_encoded(&mut self, name: &str, value: &str) -> Result<(), String> {
            if !percent::well_formed(value.as_bytes()) {
                return Err("has a % that no two hexadecimal digits follow".to_owned());
            }
            let name = percent::decode_form(name)?.into_owned();
            if self
                .encodings
                .iter()
                .any(|encoding| encoding.style.is_some())
            {
                self.raw.push((name.clone(), value.to_owned()));
            }
            let mut encodings = self.encodings.iter();
            let json = encodings.any(|encoding| encoding.property == name && encoding.is_json());
            self.push(name, percent::decode_form(value)?.into_owned(), json)
        }

        /// Whether a field is read in the style of a property.
        fn is_styled<T: Object>(&self, name: &str) -> bool {
            let declared = T::PROPERTIES.contains(&name);
            let mut encodings = self.encodings.iter();
            encodings.any(|encoding| encoding.is_styled(name, declared))
        }

        /// Reads the properties that have a style, as query parameters are read.
        fn read_styled<T: Object>(&self, reading: &mut Reading<'_, T>, log: &mut Log) {
            let pairs: Vec<Pair<'_>> = self
                .raw
                .iter()
                .map(|(name, value)| Pair {
                    name: name.into(),
                    value: Raw::of_query(value),
                })
                .collect();
            for parameter in self.encodings.iter().filter_map(|encoding| encoding.style) {
                let own = pairs.iter().filter(|pair| pair.name == parameter.name);
                let own: Vec<Raw<'_>> = own.map(|pair| pair.value.clone()).collect();
                let given = Given {
                    own: &own,
                    all: &pairs,
                };
                let read = |object: &mut T, property, log: &mut Log| {
                    let mut absent = false;
                    let from = Styled {
                        parameter: &parameter,
                        given,
                        absent: &mut absent,
                        log,
                    };
                    let read = read_member(object, property, parameter.name, from);
                    (absent, read)
                };
                // What belongs to the property, only its type knows.
                let property = Lookup::default().find(Properties::<T>::NAMES, parameter.name);
                if property == UNKNOWN || read(&mut T::blank(), property, &mut Log::of_first()).0 {
                    continue;
                }
                reading.entry(parameter.name, log, |object, property, log| {
                    read(object, property, log).1
                });
            }
        }

        /// Reads an object, or notes all that is wrong with it.
        pub(crate) fn read<T: Object>(&self, log: &mut Log) -> Result<T, Refused> {
            let mut object = T::blank();
            let mut reading = Reading::into(&mut object);
            for (name, texts) in &self.fields {
                if self.is_styled::<T>(name) {
                    continue;
                }
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
            self.read_styled(&mut reading, log);
            reading.finish(log).map(|()| object)
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
            self.optional_body_as()
                .unwrap_or_else(|| self.missing_body(<T as Schema>::blank()))
        }

        /// A body that may be left out, in whichever of the documented media types it came.
        pub fn optional_body_as<T: Object + Schema>(&mut self) -> Option<T> {
            match self.form() {
                None => self.optional_body(),
                Some(Content::Fields(form)) => {
                    Some(self.in_body(<T as Schema>::blank, |log| form.read(log)))
                }
                Some(Content::Parts(_)) => Some(self.in_body(<T as Schema>::blank, |log| {
                    Err(log.refuse("has parts that are no fields"))
                })),
            }
        }
    }
}

#[cfg(feature = "client")]
mod writing {
    use super::super::client::Encoder;
    use super::super::media::{Kind, Media};
    use super::super::object::{Entries, Object, Sink};
    use super::super::plain::{json_text, scalar_text};
    use super::super::problem::Violation;
    use super::super::schema::{Schema, Shape};
    use super::super::value::Value;

    /// Given the media type and an object's properties, the `Content-Type` and the body.
    pub type WriteForm = fn(&'static Media, Vec<Property>) -> Result<(String, Vec<u8>), Violation>;

    /// A property of an object to be sent.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Property {
        /// Its name.
        pub name: String,
        /// What its values look like.
        pub shape: Shape,
        /// Its value.
        pub value: Value,
    }

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
            let write = match media.kind {
                Kind::Json => return self.json(media.name, body),
                Kind::Form {
                    write: Some(write), ..
                } => write,
                Kind::Text | Kind::Stream | Kind::Form { write: None, .. } => {
                    let detail = format!("cannot be said as {}", media.name);
                    return self.refuse("body".to_owned(), detail);
                }
            };
            let properties = Entries::of(body, Properties(Vec::new()));
            match properties.and_then(|properties| write(media, properties.0)) {
                Ok((content_type, body)) => self.set_body(&content_type, body),
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

    struct Properties(Vec<Property>);

    impl Sink for Properties {
        type Error = Violation;

        fn entry<T: Schema>(&mut self, name: &str, value: &T) -> Result<(), Violation> {
            let value =
                Value::of(value).map_err(|error| Property::violation(name, error.to_string()))?;
            self.0.push(Property {
                name: name.to_owned(),
                shape: T::SHAPE,
                value,
            });
            Ok(())
        }
    }

    impl Property {
        /// A violation at a property of the body.
        #[must_use]
        pub fn violation(name: &str, detail: String) -> Violation {
            let pointer = name.replace('~', "~0").replace('/', "~1");
            Violation {
                location: format!("body/{pointer}"),
                detail,
            }
        }

        /// The fields that say it where the document says nothing else: an array repeats its name, an object is JSON.
        ///
        /// # Errors
        /// For null and for empty lists.
        pub fn fields(self) -> Result<Vec<FormField>, Violation> {
            let name = &self.name;
            match (self.shape, self.value) {
                (Shape::List(item), Value::List(items)) if items.is_empty() => match item {
                    Shape::Object => Ok(vec![field(name, Value::List(items))?]),
                    _ => Err(Self::violation(
                        name,
                        "a form cannot say an empty list".to_owned(),
                    )),
                },
                (Shape::List(_), Value::List(items)) => {
                    items.into_iter().map(|item| field(name, item)).collect()
                }
                (_, value) => Ok(vec![field(name, value)?]),
            }
        }
    }

    fn field(name: &str, value: Value) -> Result<FormField, Violation> {
        let json = matches!(value, Value::List(_) | Value::Object(_));
        let text = match value {
            Value::Null => Err("a form cannot say null".to_owned()),
            value if json => json_text(&value),
            value => scalar_text(value),
        };
        let text = text.map_err(|detail| Property::violation(name, detail))?;
        Ok(FormField {
            name: name.to_owned(),
            text,
            json,
        })
    }
}
