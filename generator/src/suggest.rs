//! A word that the user may have meant.

/// The candidate nearest to `word`, when it is near enough to be a slip: at most a third of the letters differ.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let word: String = word.to_lowercase().chars().take(64).collect();
    let limit = word.chars().count().div_ceil(3).min(4);
    candidates
        .into_iter()
        // Other letter cases have other lengths in bytes, but none has four times as many.
        .filter(|candidate| candidate.len() <= 4 * (word.len() + limit))
        .map(|candidate| {
            (
                strsim::osa_distance(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= limit)
        // The first of equals, so that the order of the candidates decides and nothing else.
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether a word can hardly be anything but another one, mistyped: one letter in five differs, and one of a short word.
/// What is only near is good enough for advice, not for doubt in a word that may be right.
pub(crate) fn is_slip(word: &str, meant: &str) -> bool {
    let length = word.chars().take(64).count();
    let limit = match length {
        0..3 => 0,
        _ => (length / 5).clamp(1, 4),
    };
    // Other letter cases have other lengths in bytes, but none has four times as many.
    meant.len() <= 4 * (length + limit)
        && strsim::osa_distance(&word.to_lowercase(), &meant.to_lowercase()) <= limit
}

/// Words in a sentence: `` `a`, `b` and `c` ``.
pub(crate) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
