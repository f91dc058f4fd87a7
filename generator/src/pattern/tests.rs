//! What patterns match, said by ECMA-262 and asked of the translations.

use super::{Problem, translate};

/// A pattern, texts that it matches, texts that it does not.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[track_caller]
fn check(cases: &[Case]) {
    for (ecma, matching, others) in cases {
        let translated = translate(ecma).unwrap_or_else(|problem| panic!("{ecma}: {problem}"));
        let regex = regex::Regex::new(&translated).expect("compiles");
        for text in *matching {
            assert!(regex.is_match(text), "{ecma} → {translated}: {text:?}");
        }
        for text in *others {
            assert!(!regex.is_match(text), "{ecma} → {translated}: not {text:?}");
        }
    }
}

#[test]
fn plain() {
    check(&[
        ("", &["", "a"], &[]),
        ("a", &["a", "bab"], &["", "A"]),
        ("^a$", &["a"], &["aa", "a\n", "\na", ""]),
        ("^(a|b|)$", &["a", "b", ""], &["ab"]),
        ("^a|b$", &["ax", "xb"], &["xa", "bx"]),
        ("^(?:ab)+$", &["abab"], &["aba"]),
        ("^(?<first>a)(?<_b$>b)$", &["ab"], &["a"]),
        ("^(?i:ab)c$", &["ABc", "abc"], &["ABC"]),
        ("^(?i:a(?-i:b))$", &["Ab"], &["AB"]),
        ("^(?s:.).$", &["\na"], &["a\n"]),
        ("^()*$", &[""], &["a"]),
        ("é#~&%-", &["é#~&%-"], &["e"]),
        ("a b", &["a b"], &["ab"]),
    ]);
}

#[test]
fn quantifiers() {
    check(&[
        ("^a*b+c?$", &["b", "aabbc"], &["", "acc"]),
        ("^a{2}$", &["aa"], &["a", "aaa"]),
        ("^a{2,}$", &["aa", "aaaa"], &["a"]),
        ("^a{1,2}$", &["a", "aa"], &["", "aaa"]),
        ("^a{0}$", &[""], &["a"]),
        ("^a{007}$", &["aaaaaaa"], &["a"]),
        ("^a*?b+?c??d{1,2}?$", &["bd", "aabbcdd"], &["ac"]),
        ("^.{3}$", &["a😀b", "äöü"], &["ab", "abcd"]),
    ]);
}

/// Annex B.1.2, ExtendedAtom: a brace that begins no quantifier stands for itself.
#[test]
fn lone_braces_and_brackets() {
    check(&[
        ("^{$", &["{"], &[""]),
        ("^a{$", &["a{"], &["a"]),
        ("^a{,5}$", &["a{,5}"], &["a", "aaa"]),
        ("^a{1$", &["a{1"], &["a"]),
        ("^a{1,x}$", &["a{1,x}"], &["a"]),
        ("^x}]$", &["x}]"], &["x"]),
        ("^{id}$", &["{id}"], &["id"]),
        ("^{{2}$", &["{{"], &["{{2}"]),
    ]);
}

/// Section 22.2.2.9, CharacterClassEscape.
#[test]
fn sets() {
    check(&[
        (r"^\d$", &["0", "9"], &["٣", "a"]),
        (r"^\D$", &["٣", "a", "\n"], &["5"]),
        (r"^\w$", &["a", "Z", "_", "0"], &["é", "ſ", "-"]),
        (r"^\W$", &["é", "-", " "], &["_"]),
        (
            r"^\s$",
            &[
                " ", "\t", "\n", "\u{b}", "\u{c}", "\r", "\u{a0}", "\u{feff}", "\u{2028}",
                "\u{2029}", "\u{1680}", "\u{2003}", "\u{202f}", "\u{205f}", "\u{3000}",
            ],
            &["a", "\u{85}", "\u{180e}", "\u{200b}"],
        ),
        (r"^\S$", &["a", "\u{85}", "\u{200b}"], &[" ", "\u{feff}"]),
        (r"^[\d\-x]$", &["1", "-", "x"], &["a"]),
        (r"^[^\d]$", &["a"], &["1"]),
        (r"^[\D]$", &["a"], &["1"]),
        (r"^[^\D]$", &["1"], &["a"]),
        (r"^[^\Wx]$", &["a"], &["x", "-"]),
        (r"^[\s\S]$", &["a", "\n"], &[""]),
        (r"^[^\s\S]$", &[], &["", "a"]),
        (
            ".",
            &["a", "\u{85}", "\u{b}"],
            &["\n", "\r", "\u{2028}", "\u{2029}", ""],
        ),
        (r"^[.]$", &["."], &["a"]),
    ]);
}

/// Section 22.2.2.4, Assertion: words are of ASCII.
#[test]
fn assertions() {
    check(&[
        (
            r"\bcat\b",
            &["a cat", "cat!", "écaté cat"],
            &["cats", "xcat", "_cat"],
        ),
        (r"é\b", &["éa"], &["é", "é!"]),
        (r"a\Bb", &["ab"], &["a b"]),
        (r"^\B$", &[""], &["a"]),
        (r"é\B", &["é", "éé"], &["éa"]),
        ("a$b", &[], &["ab", "a\nb"]),
        ("a^b", &[], &["ab", "a\nb"]),
    ]);
}

#[test]
fn classes() {
    check(&[
        (r"^[\w-.]$", &["a", "-", "."], &["/", "+"]),
        (r"^[a-\d]$", &["a", "-", "1"], &["b"]),
        (r"^[\d-z]$", &["1", "-", "z"], &["a"]),
        ("^[-a]$", &["-", "a"], &["b"]),
        ("^[a-]$", &["-", "a"], &["b"]),
        ("^[^-a]$", &["b"], &["-", "a"]),
        ("^[a-c-e]$", &["a", "b", "c", "-", "e"], &["d"]),
        ("^[--/]$", &["-", ".", "/"], &[","]),
        ("^[+--]$", &["+", ",", "-"], &["."]),
        ("^[a&&b]$", &["a", "&", "b"], &["ab"]),
        ("^[!--a]$", &["!", "-", "a"], &["b"]),
        ("^[a~~b]$", &["a", "~", "b"], &["c"]),
        ("^[[]$", &["["], &["a"]),
        ("^[[a]]$", &["[]", "a]"], &["a", "["]),
        ("^[[:alpha:]]$", &["a]", ":]", "[]"], &["b", "a"]),
        ("^[]$", &[], &["", "a", "]"]),
        ("[]", &[], &["", "a", "]"]),
        ("^[^]$", &["a", "\n", "]"], &[""]),
        ("^[^^]$", &["a"], &["^"]),
        ("^[a^]$", &["a", "^"], &["b"]),
        (r"^[\]\\]$", &["]", "\\"], &["a"]),
        (r"^[\b]$", &["\u{8}"], &["b"]),
        (r"^[\n-\r]$", &["\n", "\u{b}", "\r"], &["n", "\t"]),
        (
            "^[$.|?*+(){}]$",
            &["$", ".", "|", "?", "*", "+", "(", ")", "{", "}"],
            &["a"],
        ),
        ("^[ #]$", &[" ", "#"], &["a"]),
        ("^[À-ÿ]$", &["é"], &["e"]),
    ]);
}

/// Section 22.2.1, CharacterEscape; Annex B.1.2 for what is no escape with the flag `u`.
#[test]
fn escapes() {
    check(&[
        (r"^\/\.\-\@\ \_\é$", &["/.-@ _é"], &["a"]),
        (
            r#"^\"\'\,\:\;\=\!\#\&\~\<\>\%\`$"#,
            &["\"',:;=!#&~<>%`"],
            &[],
        ),
        (r"^\^\$\\\*\+\?\(\)\[\]\{\}\|$", &["^$\\*+?()[]{}|"], &[]),
        (r"^\t\n\v\f\r$", &["\t\n\u{b}\u{c}\r"], &[]),
        (r"^\cA\cz$", &["\u{1}\u{1a}"], &[]),
        (r"^\c1$", &["\\c1"], &["\u{11}"]),
        (r"^[\c1]$", &["\u{11}"], &["c", "1"]),
        (r"^[\c!]$", &["\\", "c", "!"], &["a"]),
        (r"^\c$", &["\\c"], &["c"]),
        (r"^a\0b$", &["a\0b"], &["a0b"]),
        (r"^\x41\x7e$", &["A~"], &[]),
        (r"^\x4g$", &["x4g"], &[]),
        (r"^\u0041\u00e9$", &["Aé"], &[]),
        (r"^\u00g$", &["u00g"], &[]),
        (r"^\u{1F600}$", &["😀"], &["u"]),
        (r"^\u{0000000041}$", &["A"], &[]),
        (r"^\u{0}$", &["\0"], &[]),
        (r"^\u{}$", &["u{}"], &["u"]),
        (r"^\u{2", &["u{2"], &["uu"]),
        (r"^\uD83D\uDE00$", &["😀"], &[]),
        (
            r"^[\uD83C\uDF00-\uD83D\uDE00]$",
            &["😀", "🌀"],
            &["a", "😁"],
        ),
        (
            r"^[\u0000-\uD7FF\uE000-\uFFFF]$",
            &["a", "\u{e000}"],
            &["😀"],
        ),
        (r"^[\u0000-\uFFFF]$", &["a", "\u{e000}"], &["😀"]),
        (r"^[^\uD800-\uDFFF]$", &["a", "😀"], &[]),
        (r"^[a\uD800]$", &["a"], &["b"]),
        // Numbers without a group of theirs are octal.
        (r"^\1$", &["\u{1}"], &["1"]),
        (r"^\101\377\400$", &["A\u{ff}\u{20}0"], &[]),
        (r"^\8$", &["8"], &[]),
        (r"^[\1\8]$", &["\u{1}", "8"], &["1"]),
        (r"^(a)[\1]$", &["a\u{1}"], &["aa"]),
        (r"^[\0]$", &["\0"], &["0"]),
    ]);
}

#[test]
fn properties() {
    check(&[
        (r"^\p{L}$", &["a", "é", "字"], &["1"]),
        (r"^\p{Letter}\p{Lu}$", &["aA"], &["aa"]),
        (r"^\P{L}$", &["1"], &["a"]),
        (r"^\p{Script=Greek}$", &["α"], &["a"]),
        (r"^\p{sc=Cyrillic}$", &["ж"], &["a"]),
        (r"^\p{scx=Greek}$", &["α"], &["a"]),
        (r"^\p{General_Category=Decimal_Number}$", &["٣"], &["a"]),
        (r"^\p{Alphabetic}$", &["a"], &["1"]),
        (r"^[\p{L}\p{N}_-]+$", &["é3_-"], &[" "]),
        (r"^[^\p{L}]$", &["1"], &["é"]),
        (r"^[\P{L}]$", &["1"], &["é"]),
        (r"^\p{Emoji}$", &["😀"], &["a"]),
        (r"^\p{ASCII}\p{Any}$", &["aé"], &["éa"]),
    ]);
}

/// As they stand in published documents.
#[test]
fn real_ones() {
    check(&[
        (
            r"^[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*$",
            &["a.b@c.de"],
            &["a"],
        ),
        (
            r"^([0-9a-fA-F]{8}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{12})$",
            &["123e4567-e89b-12d3-a456-426614174000"],
            &["123e4567"],
        ),
        (r"^\+?[1-9]\d{1,14}$", &["+491701234567"], &["0"]),
        (r"^[A-Z]{3,3}$", &["EUR"], &["EURO"]),
        (r"^[^\\/:*?\x22<>|]+$", &["a.txt"], &["a/b", "a\"b"]),
        (r"^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$", &["#fff"], &["fff"]),
        (r"^/[\s\S]*$", &["/a\nb"], &["a"]),
        (
            r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$",
            &["2024-07-30T00:00:00Z"],
            &[""],
        ),
    ]);
}

#[track_caller]
fn unsupported(ecma: &str, what: &str, offset: usize) {
    let expected = Problem::Unsupported {
        what: what.to_owned(),
        offset,
    };
    assert_eq!(translate(ecma), Err(expected), "{ecma}");
}

#[test]
fn what_the_crate_cannot_run() {
    unsupported("^(?=.*a)b", "look-ahead", 1);
    unsupported("^(?!a)", "look-ahead", 1);
    unsupported("(?!a)*b", "look-ahead", 0);
    unsupported("é(?<=a)", "look-behind", 2);
    unsupported("(?<!a)", "look-behind", 0);
    unsupported(r"(a)\1", "back-reference", 3);
    unsupported(r"\1(a)", "back-reference", 0);
    unsupported(r"(?<x>a)\k<x>", "back-reference", 7);
    unsupported(r"(?:(?=a)\1)(b)", "look-ahead", 3);
    unsupported(r"\uD800", "surrogate without its pair", 0);
    unsupported(
        r"[\uD800-\uDBFF][\uDC00-\uDFFF]",
        "surrogate without its pair",
        0,
    );
    unsupported(r"\p{Foo}", "property `Foo`", 0);
    unsupported(r"\Aa\z", r"escape `\A` (and ECMA-262 neither)", 0);
    unsupported(
        "(?i)a",
        "flag that holds from the middle of a pattern, as in ECMA-262",
        0,
    );
    unsupported("(?m:^a)", "modifier `m` as in ECMA-262", 2);
}

#[track_caller]
fn malformed(ecma: &str, at: usize) {
    match translate(ecma) {
        Err(Problem::Malformed { offset, .. }) => assert_eq!(offset, at, "{ecma}"),
        other => panic!("{ecma}: {other:?}"),
    }
}

#[test]
fn what_is_no_pattern() {
    malformed("(", 0);
    malformed("a(b", 1);
    malformed("a)b", 1);
    malformed("[a", 0);
    malformed("[a-", 0);
    malformed(r"[\]", 0);
    malformed(r"a\", 1);
    malformed("*a", 0);
    malformed("a|*", 2);
    malformed("a**", 2);
    malformed("a{2}{3}", 4);
    malformed("^*", 1);
    malformed(r"\b+", 2);
    malformed("(?<=a)*", 6);
    malformed("{1}", 0);
    malformed("a{2,1}", 1);
    malformed("[z-a]", 1);
    malformed(r"\u{110000}", 0);
    malformed(r"\u{FFFFFFFFFF}", 0);
    malformed(r"\p{", 0);
    malformed(r"\p{}", 0);
    malformed("(?<1>a)", 0);
    malformed("(?<a", 0);
    malformed("(?P<a>b)", 0);
    malformed("(?>a)", 0);
    malformed("(?", 0);
    // A mistake goes before what is merely not supported.
    malformed("(?=a)[", 5);
}

#[test]
fn what_is_too_large() {
    let nested = format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000));
    let long = "a".repeat(100_000);
    for ecma in [
        "a{4294967296}",
        r"(\w{1000}){1000}",
        r"(?:\p{L}{1,500}){500}",
        &nested,
        &long,
    ] {
        assert_eq!(translate(ecma), Err(Problem::TooLarge));
    }
}

/// No text makes it panic, and what it lets pass compiles.
#[test]
fn any_text_has_an_answer() {
    const PARTS: [&str; 48] = [
        "a", "\\", "(", ")", "[", "]", "{", "}", "?", "*", "+", "|", "^", "$", ".", "-", ",", "1",
        "9", ":", "=", "!", "<", ">", "\\u", "\\x", "\\c", "\\p{L}", "D800", "\\uDC00", "é", "😀",
        "\\d", "\\W", "\\b", "\\B", "\\k", "(?:", "(?<n>", "(?i:", "{2}", "{1,", "[^", "\\0", "\n",
        "&&", "~~", "\\1",
    ];
    let mut state: u64 = 1;
    let mut below = |limit: usize| {
        // A linear congruential generator, Knuth's constants: the same texts on each run.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let mut translated = 0;
    for _ in 0..4_000 {
        let count = below(10);
        let ecma: String = (0..count).map(|_| PARTS[below(PARTS.len())]).collect();
        let printed = super::term::pattern(&ecma);
        if let Ok(text) = printed {
            translated += 1;
            assert!(regex::Regex::new(&text).is_ok(), "{ecma} → {text}");
        }
    }
    assert!(translated > 400, "{translated}");
}
