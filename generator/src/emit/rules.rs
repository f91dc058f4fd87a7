//! What is to be checked of a value: data of the runtime, as a static of the function that checks.

use super::{
    ident,
    literals::{constant, text},
    numbers::{float, integer},
};
use crate::ir::{Assertion, Rule, Rules};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Collects the rules that one function checks; equal ones are one entry.
#[derive(Default)]
pub(super) struct Statics {
    rules: Vec<TokenStream>,
    /// By their text: the index in `rules`.
    indexes: BTreeMap<String, usize>,
}

/// What a use is checked by: an entry of a function's static, or nothing of its own.
#[derive(Clone, Copy)]
pub(super) struct Place(Option<usize>);

impl Place {
    /// Whether the use has no rules of its own.
    pub(super) fn is_none(self) -> bool {
        self.0.is_none()
    }
}

impl Statics {
    /// The place of the rules of a use.
    pub(super) fn place(&mut self, rules: &Rules) -> Place {
        if rules.0.is_empty() {
            return Place(None);
        }
        let rules = self::rules(rules);
        let next = self.rules.len();
        let index = *self.indexes.entry(rules.to_string()).or_insert(next);
        if index == next {
            self.rules.push(rules);
        }
        Place(Some(index))
    }

    /// How the rules of a place are named, after all of the function's are there.
    pub(super) fn reference(&self, place: Place) -> TokenStream {
        match (place.0, self.rules.len()) {
            (None, _) => quote!(&runtime::Rules::NONE),
            (Some(_), 1) => quote!(&RULES),
            (Some(index), _) => {
                let index = Literal::usize_unsuffixed(index);
                quote!(&RULES[#index])
            }
        }
    }

    /// The static, if there are any rules.
    pub(super) fn declaration(&self) -> Option<TokenStream> {
        let count = Literal::usize_unsuffixed(self.rules.len());
        match self.rules.as_slice() {
            [] => None,
            [one] => Some(quote!(
                static RULES: runtime::Rules = #one;
            )),
            several => Some(quote!(
                static RULES: [runtime::Rules; #count] = [#(#several),*];
            )),
        }
    }
}

/// A chain of calls has room for one pattern and one divisor; further ones are a chain of their own.
fn rules(rules: &Rules) -> TokenStream {
    let mut seen = BTreeSet::new();
    let (calls, further): (Vec<_>, Vec<_>) = rules.0.iter().partition(|rule| match rule {
        Rule::Pattern(_) => seen.insert("pattern"),
        Rule::Integer(name, _) | Rule::Float(name, _) => seen.insert(name),
        _ => true,
    });
    let calls = calls.into_iter().map(call);
    let also = (!further.is_empty()).then(|| {
        let further = self::rules(&Rules(further.into_iter().cloned().collect()));
        quote!(.also(&#further))
    });
    quote!(runtime::Rules::new() #(#calls)* #also)
}

fn call(rule: &Rule) -> TokenStream {
    match rule {
        Rule::Integer(name, value) => {
            let (name, value) = (ident(name), integer(&value.to_string()));
            quote!(.#name(#value))
        }
        Rule::Float(name, value) => {
            let (name, value) = (ident(name), float(*value));
            quote!(.#name(#value))
        }
        Rule::Count(name, value) => {
            let (name, value) = (ident(name), Literal::u64_unsuffixed(*value));
            quote!(.#name(#value))
        }
        Rule::Pattern(pattern) => {
            let pattern = text(pattern);
            quote!(.pattern(#pattern))
        }
        Rule::UniqueItems => quote!(.unique_items()),
        Rule::Items(items) => {
            let items = rules(items);
            quote!(.items(&#items))
        }
        Rule::Values(values) => {
            let values = rules(values);
            quote!(.values(&#values))
        }
        Rule::Assert(all) => {
            let all = assertions(all);
            quote!(.assert(#all))
        }
    }
}

fn assertions(all: &[Assertion]) -> TokenStream {
    let all = all.iter().map(assertion);
    quote!(&[#(#all),*])
}

fn alternatives(alternatives: &[Vec<Assertion>]) -> TokenStream {
    let alternatives = alternatives.iter().map(|all| assertions(all));
    quote!(&[#(#alternatives),*])
}

fn assertion(assertion: &Assertion) -> TokenStream {
    let (name, value) = match assertion {
        Assertion::Types(mask) => ("Types", types(*mask)),
        Assertion::OneOf(values) => {
            let values = values.iter().map(constant);
            ("OneOf", quote!(&[#(#values),*]))
        }
        Assertion::Required(names) => ("Required", self::names(names)),
        Assertion::Property(name, all) => {
            let (name, all) = (text(name), assertions(all));
            ("Property", quote!(#name, #all))
        }
        Assertion::Items(all) => ("Items", assertions(all)),
        Assertion::Additional(names, all) => {
            let (names, all) = (self::names(names), assertions(all));
            ("Additional", quote!(#names, #all))
        }
        Assertion::Rules(rules) => {
            let rules = self::rules(rules);
            ("Rules", quote!(&#rules))
        }
        Assertion::Not(all) => ("Not", assertions(all)),
        Assertion::Any(all) => ("Any", alternatives(all)),
        Assertion::One(all) => ("One", alternatives(all)),
        Assertion::If(condition, then, otherwise) => {
            let parts = [condition, then, otherwise].map(|all| assertions(all));
            ("If", quote!(#(#parts),*))
        }
        Assertion::Members(names, all) => {
            let parts = [names, all].map(|all| assertions(all));
            ("Members", quote!(#(#parts),*))
        }
        Assertion::Item(index, all) => {
            let (index, all) = (Literal::usize_unsuffixed(*index), assertions(all));
            ("Item", quote!(#index, #all))
        }
        Assertion::ItemsFrom(index, all) => {
            let (index, all) = (Literal::usize_unsuffixed(*index), assertions(all));
            ("ItemsFrom", quote!(#index, #all))
        }
        Assertion::Contains(all, least, most) => {
            let (all, least) = (assertions(all), Literal::u64_unsuffixed(*least));
            let most = match most.map(Literal::u64_unsuffixed) {
                Some(most) => quote!(Some(#most)),
                None => quote!(None),
            };
            ("Contains", quote!(#all, #least, #most))
        }
    };
    let name = ident(name);
    quote!(runtime::Assertion::#name(#value))
}

/// Names on the wire.
pub(super) fn names(names: &[String]) -> TokenStream {
    let names = names.iter().map(|name| text(name));
    quote!(&[#(#names),*])
}

/// A mask of JSON types.
pub(super) fn types(mask: u8) -> TokenStream {
    const NAMES: [&str; 7] = [
        "NULL", "BOOLEAN", "INTEGER", "NUMBER", "STRING", "ARRAY", "OBJECT",
    ];
    let mut names = NAMES
        .iter()
        .enumerate()
        .filter(|(bit, _)| mask & 1 << bit != 0)
        .map(|(_, name)| {
            let name = ident(name);
            quote!(runtime::types::#name)
        });
    let first = names.next().unwrap_or_else(|| quote!(0));
    quote!(#first #(| #names)*)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(tokens: impl ToString) -> String {
        tokens.to_string().replace(' ', "")
    }

    #[test]
    fn equal_rules_are_one_entry() {
        let mut statics = Statics::default();
        let short = Rules(vec![Rule::Count("max_length", 3)]);
        let long = Rules(vec![Rule::Count("max_length", 9)]);
        let places = [&short, &long, &short, &Rules::default()].map(|it| statics.place(it));
        let references = places.map(|place| text(statics.reference(place)));
        assert_eq!(
            references,
            [
                "&RULES[0]",
                "&RULES[1]",
                "&RULES[0]",
                "&runtime::Rules::NONE"
            ]
        );
    }

    #[test]
    fn one_entry_is_no_array() {
        let mut statics = Statics::default();
        assert!(statics.declaration().is_none());
        let place = statics.place(&Rules(vec![Rule::UniqueItems]));
        assert_eq!(text(statics.reference(place)), "&RULES");
        let declaration = statics.declaration().expect("an entry");
        syn::parse2::<syn::ItemStatic>(declaration).expect("a static");
    }

    #[test]
    fn second_patterns_and_divisors_go_on() {
        let pattern = |pattern: &str| Rule::Pattern(pattern.to_owned());
        let rules = Rules(vec![
            pattern("a"),
            Rule::Float("multiple_of", 0.5),
            pattern("b"),
            Rule::Float("multiple_of", 0.25),
            pattern("c"),
        ]);
        assert_eq!(
            text(super::rules(&rules)),
            "runtime::Rules::new().pattern(\"a\").multiple_of(0.5)\
             .also(&runtime::Rules::new().pattern(\"b\").multiple_of(0.25)\
             .also(&runtime::Rules::new().pattern(\"c\")))"
        );
    }

    #[test]
    fn masks_name_their_types() {
        assert_eq!(text(types(0)), "0");
        assert_eq!(text(types(1)), "runtime::types::NULL");
        assert_eq!(
            text(types(80)),
            "runtime::types::STRING|runtime::types::OBJECT"
        );
    }
}
