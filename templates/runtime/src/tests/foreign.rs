//! Types of the user's that stand for schemas.

use super::reading::{lenient, strict, violations};
use crate::runtime::{self, Rules, Schema, Slot, Value, Violations};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::net::IpAddr;

/// What a derive would make: by a visitor of its own, of a tuple, an option, and an enum.
#[derive(Clone, Debug, Default, PartialEq)]
struct Money {
    amount: (i64, u8),
    currency: Option<String>,
    kind: Kind,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Kind {
    #[default]
    Plain,
    Tagged(u8),
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain => to.serialize_unit_variant("Kind", 0, "Plain"),
            Self::Tagged(value) => to.serialize_newtype_variant("Kind", 1, "Tagged", value),
        }
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::{EnumAccess, VariantAccess, Visitor};
        struct KindVisitor;
        impl<'de> Visitor<'de> for KindVisitor {
            type Value = Kind;
            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("a kind")
            }
            fn visit_enum<A: EnumAccess<'de>>(self, from: A) -> Result<Kind, A::Error> {
                let (name, inner) = from.variant::<String>()?;
                match name.as_str() {
                    "Plain" => inner.unit_variant().map(|()| Kind::Plain),
                    _ => inner.newtype_variant().map(Kind::Tagged),
                }
            }
        }
        from.deserialize_enum("Kind", &["Plain", "Tagged"], KindVisitor)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut money = to.serialize_struct("Money", 3)?;
        money.serialize_field("amount", &self.amount)?;
        money.serialize_field("currency", &self.currency)?;
        money.serialize_field("kind", &self.kind)?;
        money.end()
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::{MapAccess, Visitor};
        struct MoneyVisitor;
        impl<'de> Visitor<'de> for MoneyVisitor {
            type Value = Money;
            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("money")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Money, A::Error> {
                let mut money = Money::default();
                while let Some(name) = from.next_key::<String>()? {
                    match name.as_str() {
                        "amount" => money.amount = from.next_value()?,
                        "currency" => money.currency = from.next_value()?,
                        _ => money.kind = from.next_value()?,
                    }
                }
                Ok(money)
            }
        }
        from.deserialize_struct("Money", &["amount", "currency", "kind"], MoneyVisitor)
    }
}

runtime::foreign!(Money);
runtime::foreign!(Slot<IpAddr>);

#[test]
fn a_type_of_serde_is_a_schema() {
    for text in [
        r#"{"amount":[1,2],"currency":"EUR","kind":"Plain"}"#,
        r#"{"amount":[-1,0],"currency":null,"kind":{"Tagged":7}}"#,
    ] {
        let money = strict::<Money>(text).unwrap();
        assert_eq!(
            serde_json::to_string(&runtime::Encoded(&money)).unwrap(),
            text
        );
        assert_eq!(
            Value::of(&money).unwrap().deserialize::<Money>().unwrap(),
            money
        );
        assert_eq!(lenient::<Vec<Money>>(&format!("[{text}]")), Ok(vec![money]));
    }
    assert_eq!(
        violations::<Vec<Money>>(
            r#"[{"amount":[1]},{"amount":[1,2,3]},7,{"kind":{"a":1,"b":2}},{"amount":1,"amount":2}]"#,
            true
        ),
        [
            "body/0: invalid length 1, expected a tuple of size 2",
            "body/1: invalid length 3, expected 2 elements in sequence",
            "body/2: invalid type: integer `7`, expected money",
            "body/3: invalid value: map, expected an object of one member",
            "body/4/amount: occurs twice",
        ]
    );
}

#[test]
fn a_type_without_a_value_to_begin_with_goes_into_a_slot() {
    let address = strict::<Slot<IpAddr>>("\"127.0.0.1\"").unwrap();
    assert_eq!(address.get(), Some(&IpAddr::from([127, 0, 0, 1])));
    assert_eq!(serde_json::to_string(&address).unwrap(), "\"127.0.0.1\"");
    assert!(strict::<Slot<IpAddr>>("null").is_err());
    assert!(strict::<Slot<IpAddr>>("\"localhost\"").is_err());
    let blank = <Slot<IpAddr> as Schema>::blank();
    assert!(serde_json::to_string(&blank).is_err());
    assert!(Violations::of(&|to| blank.check(&Rules::new().min_length(1), to)).is_err());
    assert!(Violations::of(&|to| address.check(&Rules::new().min_length(99), to)).is_err());
    assert!(address.validate().is_ok());
}
