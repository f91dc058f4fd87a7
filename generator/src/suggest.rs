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

/// Words in a sentence: `` `a`, `b` and `c` ``.
pub(crate) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
