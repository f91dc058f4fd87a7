//! A part of a list whose turn it is.

use std::str::FromStr;

/// Every so many of a list, beginning with one of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sample {
    turn: usize,
    of: usize,
}

impl FromStr for Sample {
    type Err = String;

    /// Reads `N/M`; the turns come round again, so that any count can be `N`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (turn, of) = text.split_once('/').ok_or("it is no `N/M`")?;
        let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number"));
        match (number(turn)?, number(of)?) {
            (_, 0) => Err("there is no sample of 0 parts".to_owned()),
            (turn, of) => Ok(Self {
                turn: turn % of,
                of,
            }),
        }
    }
}

impl Sample {
    /// Those of a list whose turn it is.
    pub(super) fn of<T>(self, list: Vec<T>) -> Vec<T> {
        list.into_iter().skip(self.turn).step_by(self.of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_a_list_has_one_turn() {
        let list: Vec<usize> = (0..47).collect();
        let turn = |count: usize| {
            let sample: Sample = format!("{count}/5").parse().expect("a sample");
            sample.of(list.clone())
        };
        let mut all: Vec<usize> = (1003..1008).flat_map(turn).collect();
        all.sort_unstable();
        assert_eq!(all, list);
        assert_eq!(turn(0), turn(5));
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for text in ["", "1", "/", "1/0", "a/2", "1/b", "-1/2"] {
            assert!(text.parse::<Sample>().is_err(), "{text}");
        }
    }
}
