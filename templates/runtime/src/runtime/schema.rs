//! What a Schema Object of the document becomes: types that every source is read into and every sink is written from.

use super::checks::{Checks, Violations, check_list, check_map};
use super::rules::Rules;
use super::source::Source;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::collections::{BTreeMap, btree_map::VacantEntry};

/// What a type looks like before there is a value of it; forms and parameters are written by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string, number or boolean.
    Scalar,
    /// A JSON array of items of this shape.
    List(&'static Shape),
    /// A JSON object.
    Object,
    /// Different from value to value.
    Any,
}

/// A type of the data model. Objects and enums are made one by the runtime's macros.
pub trait Schema: Sized {
    /// What its values look like.
    const SHAPE: Shape;

    /// Whether `null` is one of its own values, so that it says nothing about presence.
    const NULLABLE: bool = false;

    /// The value that holds the place until the document's own arrives; it never reaches a user.
    fn blank() -> Self;

    /// Reads a value.
    ///
    /// # Errors
    /// Those of the source, when what it holds is not a value of this type.
    fn decode<S: Source>(from: S) -> Result<Self, S::Error>;

    /// Reads a value into a blank, where it stays: what is large and moved from level to level takes the stack of each.
    ///
    /// # Errors
    /// Those of the source; the blank is then part of a value.
    fn decode_into<S: Source>(&mut self, from: S) -> Result<(), S::Error> {
        Self::decode(from).map(|value| *self = value)
    }

    /// Writes the value in the terms of serde's data model.
    ///
    /// # Errors
    /// Those of the serializer, and numbers that are not finite.
    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;

    /// Checks what the type does not say: the rules of the place where the value stands, and those of its own schema.
    fn check(&self, rules: &Rules, to: &mut Checks<'_>);

    /// Checks the value and everything inside.
    ///
    /// # Errors
    /// All that is not what the document says, each with its place.
    fn validate(&self) -> Result<(), Violations> {
        Violations::of(&|to| self.check(&Rules::NONE, to))
    }
}

/// A [`Schema`] value as serde sees it.
#[derive(Clone, Copy, Debug)]
pub struct Encoded<'a, T>(pub &'a T);

impl<T: Schema> Serialize for Encoded<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.encode(to)
    }
}

/// Whether values of a type may as well be on the stack and be moved.
const fn is_small<T>() -> bool {
    size_of::<T>() <= 64
}

/// Reads one more item of a list.
pub(super) fn read_item<T: Schema, S: Source>(into: &mut Vec<T>, from: S) -> Result<(), S::Error> {
    if is_small::<T>() {
        return moved::push(into, from);
    }
    let index = into.len();
    blanks::push(into);
    into[index].decode_into(from)
}

/// Reads a value that is there.
pub(super) fn read_some<T: Schema, S: Source>(
    into: &mut Option<T>,
    from: S,
) -> Result<(), S::Error> {
    match is_small::<T>() {
        true => moved::set(into, from),
        false => blanks::set(into).decode_into(from),
    }
}

/// Reads the value of an entry.
pub(super) fn read_value<T: Schema, S: Source>(
    into: VacantEntry<'_, String, T>,
    from: S,
) -> Result<(), S::Error> {
    match is_small::<T>() {
        true => moved::enter(into, from),
        false => blanks::enter(into).decode_into(from),
    }
}

/// Reads a value into a box.
fn read_box<T: Schema, S: Source>(from: S) -> Result<Box<T>, S::Error> {
    if is_small::<T>() {
        return moved::boxed(from);
    }
    let mut value = blanks::boxed::<T>();
    value.decode_into(from).map(|()| value)
}

/// Values that are read and then moved.
mod moved {
    use super::{Schema, Source, VacantEntry};

    pub(super) fn push<T: Schema, S: Source>(into: &mut Vec<T>, from: S) -> Result<(), S::Error> {
        T::decode(from).map(|value| into.push(value))
    }

    pub(super) fn set<T: Schema, S: Source>(into: &mut Option<T>, from: S) -> Result<(), S::Error> {
        T::decode(from).map(|value| *into = Some(value))
    }

    pub(super) fn enter<T: Schema, S: Source>(
        into: VacantEntry<'_, String, T>,
        from: S,
    ) -> Result<(), S::Error> {
        into.insert(T::decode(from)?);
        Ok(())
    }

    pub(super) fn boxed<T: Schema, S: Source>(from: S) -> Result<Box<T>, S::Error> {
        T::decode(from).map(Box::new)
    }
}

/// Blanks where their values stay. None of these is part of its caller, on whose stack the blank would else be while
/// the value is read.
mod blanks {
    use super::{Schema, VacantEntry};

    #[inline(never)]
    pub(super) fn push<T: Schema>(into: &mut Vec<T>) {
        into.push(T::blank());
    }

    #[inline(never)]
    pub(super) fn set<T: Schema>(into: &mut Option<T>) -> &mut T {
        into.insert(T::blank())
    }

    #[inline(never)]
    pub(super) fn enter<T: Schema>(into: VacantEntry<'_, String, T>) -> &mut T {
        into.insert(T::blank())
    }

    #[inline(never)]
    pub(super) fn boxed<T: Schema>() -> Box<T> {
        Box::new(T::blank())
    }
}

/// A nullable value: the JSON `null` is `None`.
impl<T: Schema> Schema for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn blank() -> Self {
        None
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        let mut value = None;
        from.nullable(&mut value).map(|()| value)
    }

    fn decode_into<S: Source>(&mut self, from: S) -> Result<(), S::Error> {
        // What a property has when it is absent is in its place; `null` is not absence.
        *self = None;
        from.nullable(self)
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => to.serialize_some(&Encoded(value)),
            None => to.serialize_none(),
        }
    }

    fn check(&self, rules: &Rules, to: &mut Checks<'_>) {
        if let Some(value) = self {
            value.check(rules, to);
        }
    }
}

impl<T: Schema> Schema for Box<T> {
    const SHAPE: Shape = T::SHAPE;

    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn decode<S: Source>(mut from: S) -> Result<Self, S::Error> {
        from.hold(size_of::<T>())?;
        read_box(from)
    }

    fn decode_into<S: Source>(&mut self, mut from: S) -> Result<(), S::Error> {
        from.hold(size_of::<T>())?;
        T::decode_into(self, from)
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        T::encode(self, to)
    }

    fn check(&self, rules: &Rules, to: &mut Checks<'_>) {
        T::check(self, rules, to);
    }
}

impl<T: Schema> Schema for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn blank() -> Self {
        Self::new()
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        from.list()
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.len()))?;
        for item in self {
            list.serialize_element(&Encoded(item))?;
        }
        list.end()
    }

    fn check(&self, rules: &Rules, to: &mut Checks<'_>) {
        check_list(self, rules, to);
        let rules = rules.items.unwrap_or(&Rules::NONE);
        for (index, item) in self.iter().enumerate() {
            to.item(index, |to| item.check(rules, to));
        }
    }
}

/// An object of which only the values have a schema, in the order of the names.
impl<T: Schema> Schema for BTreeMap<String, T> {
    const SHAPE: Shape = Shape::Object;

    fn blank() -> Self {
        Self::new()
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        from.map()
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            map.serialize_entry(name, &Encoded(value))?;
        }
        map.end()
    }

    fn check(&self, rules: &Rules, to: &mut Checks<'_>) {
        check_map(self, rules, to);
        to.additional(self, rules.values.unwrap_or(&Rules::NONE));
    }
}
