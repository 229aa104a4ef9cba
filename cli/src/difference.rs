//! The difference of two texts, as `patch` reads it; fast where most lines differ, too.

use std::{collections::HashMap, fmt::Write as _};

use similar::{Algorithm, DiffOp, capture_diff, group_diff_ops, udiff::UnifiedHunkHeader};

/// How many lines that stay are shown around those that change.
const CONTEXT: usize = 3;

/// What makes `new` of `old`; both are called `name`. Empty where they are the same.
pub(crate) fn unified(name: &str, old: &str, new: &str) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let hunks = group_diff_ops(operations(&old, &new), CONTEXT);
    let mut out = String::new();
    if !hunks.is_empty() {
        // A string takes all that is written.
        let _ = write!(out, "--- {name}\n+++ {name}\n");
    }
    for hunk in hunks.iter().filter(|hunk| !hunk.is_empty()) {
        let _ = writeln!(out, "{}", UnifiedHunkHeader::new(hunk));
        for operation in hunk {
            let (tag, removed, added) = (operation.tag(), operation.old_range(), operation.new_range());
            if tag == similar::DiffTag::Equal {
                push(&mut out, ' ', old.get(removed));
            } else {
                push(&mut out, '-', old.get(removed));
                push(&mut out, '+', new.get(added));
            }
        }
    }
    out
}

fn push(out: &mut String, sign: char, lines: Option<&[&str]>) {
    for line in lines.unwrap_or_default() {
        out.push(sign);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// What happens to the lines, in order.
///
/// Looking for the fewest changes takes a time that grows with the product of the lines and the changes: it is done
/// between the lines that are [`anchors`] alone.
fn operations(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut operations: Vec<DiffOp> = Vec::new();
    let mut from = (0, 0);
    let end = (old.len(), new.len());
    for anchor in anchors(old, new).into_iter().chain(std::iter::once(end)) {
        let between = capture_diff(Algorithm::Myers, old, from.0..anchor.0, new, from.1..anchor.1);
        between.into_iter().for_each(|operation| add(&mut operations, operation));
        if anchor != end {
            add(&mut operations, DiffOp::Equal { old_index: anchor.0, new_index: anchor.1, len: 1 });
        }
        from = (anchor.0 + 1, anchor.1 + 1);
    }
    operations
}

/// Adds an operation; lines that stay are one with those before them that do.
fn add(operations: &mut Vec<DiffOp>, operation: DiffOp) {
    match (operations.last_mut(), operation) {
        (Some(DiffOp::Equal { len, .. }), DiffOp::Equal { len: more, .. }) => *len += more,
        _ => operations.push(operation),
    }
}

/// Lines that each text has once, as many as stand in one order in both: their indices in the old and in the new one.
fn anchors(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    // How often a line stands in the new text, and where last.
    let mut places: HashMap<&str, (usize, usize)> = HashMap::with_capacity(new.len());
    for (index, line) in new.iter().enumerate() {
        let (count, last) = places.entry(line).or_default();
        (*count, *last) = (*count + 1, index);
    }
    let mut counts: HashMap<&str, usize> = HashMap::with_capacity(old.len());
    old.iter().for_each(|line| *counts.entry(line).or_default() += 1);
    let common: Vec<(usize, usize)> = old
        .iter()
        .enumerate()
        .filter(|(_, line)| counts.get(*line) == Some(&1))
        .filter_map(|(index, line)| match places.get(line) {
            Some(&(1, place)) => Some((index, place)),
            _ => None,
        })
        .collect();
    longest_rise(&common)
}

/// The longest part of `pairs` in which the second numbers rise, as the first ones do in all of it.
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The least end of a rise of each length, with its index in `pairs`; and what stands before each pair in its rise.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, &(_, place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&(end, _)| end < place);
        before.push(length.checked_sub(1).and_then(|at| ends.get(at)).map(|&(_, index)| index));
        match ends.get_mut(length) {
            Some(end) => *end = (place, index),
            None => ends.push((place, index)),
        }
    }
    let last = ends.last().map(|&(_, index)| index);
    let backwards = std::iter::successors(last, |&index| before.get(index).copied().flatten());
    let mut rise: Vec<(usize, usize)> = backwards.filter_map(|index| pairs.get(index).copied()).collect();
    rise.reverse();
    rise
}

#[cfg(test)]
mod tests {
    use super::*;
    use similar::TextDiff;

    #[test]
    fn few_changes_are_told_as_the_shortest_difference_is() {
        let old: String = (0..40).map(|line| format!("line {line}\n")).collect();
        let changed =
            old.replace("line 7\n", "line seven\n").replace("line 30\n", "").replace("line 39\n", "line 39");
        for (one, other) in [(&old, &changed), (&changed, &old)] {
            let shortest = TextDiff::from_lines(one, other).unified_diff().header("a", "a").to_string();
            assert_eq!(unified("a", one, other), shortest);
        }
        assert_eq!(unified("a", &old, &old), "");
    }

    #[test]
    fn what_it_says_makes_the_one_text_of_the_other() {
        // Lines that are moved, repeated, taken away and put in.
        let old = "a\nb\nc\n}\nd\n}\ne\nx\n}\nf";
        for new in
            ["", "}\n}\n}\n", "c\na\nb\n}\nd\n}\nf\n", "f\ne\nd\nc\nb\na\n", "b\n}\nq\nd\n}\nx\ne\n}\nf\nf"]
        {
            for (one, other) in [(old, new), (new, old)] {
                let (one, other): (Vec<&str>, Vec<&str>) =
                    (one.split_inclusive('\n').collect(), other.split_inclusive('\n').collect());
                let (mut left, mut right) = (Vec::new(), Vec::new());
                for operation in operations(&one, &other) {
                    left.extend_from_slice(&one[operation.old_range()]);
                    right.extend_from_slice(&other[operation.new_range()]);
                    if operation.tag() == similar::DiffTag::Equal {
                        assert_eq!(one[operation.old_range()], other[operation.new_range()]);
                    }
                }
                assert_eq!((left, right), (one, other));
            }
        }
    }

    #[test]
    fn of_two_orders_the_longer_one_stays() {
        assert_eq!(longest_rise(&[(0, 3), (1, 0), (2, 1), (3, 4), (4, 2)]), [(1, 0), (2, 1), (4, 2)]);
        assert_eq!(longest_rise(&[]), []);
    }
}
