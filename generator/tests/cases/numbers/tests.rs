//! Integers of more than 64 bits, in unions and outside of them: no digit is lost.

use generated::numbers::models::{Amount, Credit, Entry, Numbers, Transfer, TransferPayment};
use generated::runtime::{Schema, testing};

/// Read as a server and as a client does, and written as it was.
fn keeps<T: Schema + serde::Serialize + serde::de::DeserializeOwned>(text: &str) -> T {
    let strict: T = match testing::read(text) {
        Ok(value) => value,
        Err(violations) => panic!("{text}: {violations:?}"),
    };
    assert_eq!(serde_json::to_string(&strict).unwrap(), text);
    let lenient: T = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&lenient).unwrap(), text);
    strict
}

fn refuses<T: Schema>(text: &str, why: &str) {
    match testing::read::<T>(text) {
        Ok(_) => panic!("{text} is accepted"),
        Err(violations) => {
            let said: Vec<String> = violations.iter().map(ToString::to_string).collect();
            assert!(said.iter().any(|said| said.contains(why)), "{text}: {said:?}");
            // Nothing else is wrong with it.
            assert_eq!(said.len(), 1, "{text}: {said:?}");
        }
    }
}

const BIG: i128 = 123_456_789_012_345_678_901_234_567_890;

#[test]
fn outside_of_unions() {
    let numbers: Numbers = keeps(r#"{"huge":340282366920938463463374607431768211455}"#);
    assert_eq!(numbers.huge, Some(u128::MAX));
    // What is wrong elsewhere takes no digit away.
    refuses::<Numbers>(
        r#"{"huge":340282366920938463463374607431768211455,"byte":128}"#,
        "/byte",
    );
    refuses::<Numbers>(r#"{"huge":-1}"#, "/huge");
}

#[test]
fn beside_a_string() {
    let amount: Amount = keeps("123456789012345678901234567890");
    assert_eq!(amount, Amount::Integer(BIG.unsigned_abs()));
    keeps::<Amount>("\"123456789012345678901234567890\"");
    keeps::<Amount>("7");
    refuses::<Amount>("-123456789012345678901234567890", "");
    refuses::<Amount>("1.5", "");
}

#[test]
fn inside_of_branches() {
    let transfer: Transfer = keeps(r#"{"amount":"1","offset":-123456789012345678901234567890}"#);
    let expected = TransferPayment {
        amount: Amount::String("1".to_owned()),
        offset: Some(-BIG),
    };
    assert_eq!(transfer, Transfer::Payment(expected));
    keeps::<Transfer>(r#"{"transfers":[{"amount":123456789012345678901234567890},[18446744073709551616]]}"#);
    keeps::<Transfer>("[18446744073709551616,18446744073709551617]");
    refuses::<Transfer>("[18446744073709551616,18446744073709551616]", "is equal to item 0");
}

#[test]
fn behind_a_discriminator() {
    let credit: Entry = keeps(r#"{"kind":"Credit","sum":123456789012345678901234567890}"#);
    let expected = Credit {
        kind: "Credit".to_owned(),
        sum: BIG,
    };
    assert_eq!(credit, Entry::Credit(expected));
    // The tag may come last.
    let text = r#"{"sum":123456789012345678901234567890,"kind":"Credit"}"#;
    assert_eq!(serde_json::from_str::<Entry>(text).unwrap(), credit);
    keeps::<Entry>(r#"{"kind":"Debit","of":{"amount":123456789012345678901234567890}}"#);
}
