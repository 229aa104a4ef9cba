//! Lists compared element by element.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The elements on both sides that stand in another order: as few as leave the others in theirs.
pub(super) fn moved<T: Clone + Eq + Hash>(previous: &[T], next: &[T]) -> Vec<T> {
    let place: HashMap<&T, usize> = previous.iter().enumerate().map(|(i, it)| (it, i)).collect();
    let common: Vec<(&T, usize)> = next.iter().filter_map(|it| Some((it, *place.get(it)?))).collect();
    let kept = longest_rise(&common.iter().map(|(_, place)| *place).collect::<Vec<_>>());
    common.into_iter().filter(|(_, place)| !kept.contains(place)).map(|(it, _)| it.clone()).collect()
}

/// The longest subsequence of distinct numbers that rises (patience sorting).
fn longest_rise(numbers: &[usize]) -> HashSet<usize> {
    // The last number of the best run of each length, and what stood before each number in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: HashMap<usize, usize> = HashMap::new();
    for &number in numbers {
        let length = ends.partition_point(|end| *end < number);
        if let Some(previous) = length.checked_sub(1).and_then(|at| ends.get(at)) {
            before.insert(number, *previous);
        }
        match ends.get_mut(length) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    let mut rise = HashSet::new();
    let mut at = ends.last().copied();
    while let Some(number) = at {
        rise.insert(number);
        at = before.get(&number).copied();
    }
    rise
}

/// What was gained, with what it stands behind, and what was lost.
pub(super) fn gained_and_lost(previous: &[String], next: &[String]) -> (Vec<String>, Vec<String>) {
    let (before, after): (HashSet<&String>, HashSet<&String>) =
        (previous.iter().collect(), next.iter().collect());
    let gained = next.iter().enumerate().filter(|(_, it)| !before.contains(it)).map(|(i, it)| {
        match i.checked_sub(1).and_then(|i| next.get(i)) {
            Some(previous) => format!("{it} after {previous}"),
            None => format!("{it} first"),
        }
    });
    let lost = previous.iter().filter(|it| !after.contains(it)).cloned();
    (gained.collect(), lost.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_possible_are_moved() {
        assert_eq!(moved(&["a", "b", "c", "d"], &["a", "d", "b", "c"]), ["d"]);
        assert_eq!(moved(&["a", "b", "c"], &["c", "x", "b", "a"]).len(), 2);
        assert!(moved(&["a", "b", "c"], &["a", "x", "c"]).is_empty());
    }
}
