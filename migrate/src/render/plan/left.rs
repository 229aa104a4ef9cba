//! What is left to be made, and which of it goes next.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something that has to be there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Need {
    pub(super) on: usize,
    /// Whether nothing can be made without it; else it only should be there, or may not even be meant.
    pub(super) is_hard: bool,
}

/// What goes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) at: usize,
    /// Whether something that it can't be made without is still missing.
    pub(super) is_forced: bool,
}

/// Things by their places in the order in which they would best be made; each is taken once.
pub(super) struct Left {
    things: Vec<Thing>,
    /// Those that need nothing that is left, the first on top.
    free: BinaryHeap<Reverse<usize>>,
    /// Everything before this place is taken.
    first: usize,
    /// The way that the last search for a cycle went, each thing needed by the one before; the next one goes on from
    /// where it ends, rather than all of the way again.
    trail: Vec<usize>,
    /// What searches for cycles found; a search looks at what it found itself only.
    visits: Vec<Visit>,
    time: usize,
}

struct Thing {
    is_left: bool,
    needs: Vec<Need>,
    /// What needs it, once for each need.
    needed_by: Vec<usize>,
    /// How many of `needs` are left.
    count: usize,
}

/// How far the search for a cycle has come with a thing.
#[derive(Clone, Copy, Default)]
struct Visit {
    /// When it was first seen, counted from 1 over all searches.
    seen: usize,
    /// The earliest seen thing that it leads back to.
    back: usize,
    /// How many of its needs were followed.
    followed: usize,
}

impl Left {
    /// One list of needs for each thing, in order. What a thing needs of itself does not count.
    pub(super) fn new(needs: Vec<Vec<Need>>) -> Self {
        let mut left = Self {
            things: Vec::with_capacity(needs.len()),
            free: BinaryHeap::new(),
            first: 0,
            trail: Vec::new(),
            visits: Vec::new(),
            time: 0,
        };
        for (i, mut needs) in needs.into_iter().enumerate() {
            needs.retain(|need| need.on != i);
            // The harder one of two on the same thing goes first, and stays.
            needs.sort_unstable_by_key(|need| (need.on, !need.is_hard));
            needs.dedup_by_key(|need| need.on);
            left.things.push(Thing { is_left: true, count: needs.len(), needs, needed_by: Vec::new() });
        }
        left.visits = vec![Visit::default(); left.things.len()];
        for i in 0..left.things.len() {
            left.announce(i);
        }
        left
    }

    /// Lets those that `at` needs know, and `at` be found where it needs nothing.
    fn announce(&mut self, at: usize) {
        let needs = self.needs(at);
        for need in &needs {
            if let Some(needed) = self.things.get_mut(need.on) {
                needed.needed_by.push(at);
            }
        }
        if needs.is_empty() {
            self.free.push(Reverse(at));
        }
    }

    fn needs(&self, at: usize) -> Vec<Need> {
        self.things.get(at).map(|thing| thing.needs.clone()).unwrap_or_default()
    }

    /// Whether a thing was not taken yet.
    pub(super) fn has(&self, at: usize) -> bool {
        self.things.get(at).is_some_and(|thing| thing.is_left)
    }

    /// Whether all that a thing needs was taken, but for `besides`.
    pub(super) fn is_free_beside(&self, at: usize, besides: usize) -> bool {
        self.things
            .get(at)
            .is_some_and(|thing| thing.needs.iter().all(|need| need.on == besides || !self.has(need.on)))
    }

    /// A thing more, behind all others, that needs what is left of the needs of `at`. The answer is its place.
    pub(super) fn again(&mut self, at: usize) -> usize {
        let mut needs = self.needs(at);
        needs.retain(|need| need.on != at && self.has(need.on));
        let place = self.things.len();
        self.things.push(Thing { is_left: true, count: needs.len(), needs, needed_by: Vec::new() });
        self.visits.push(Visit::default());
        self.announce(place);
        place
    }

    /// The first thing that needs none of the others. Where each needs another, the first of a cycle that needs nothing
    /// outside of it: one that only should come later, else one that `is_better` says so of, else the first.
    pub(super) fn next(&mut self, is_better: impl Fn(usize) -> bool) -> Option<Next> {
        while let Some(Reverse(free)) = self.free.pop() {
            if self.has(free) {
                return Some(Next { at: free, is_forced: false });
            }
        }
        let cycle = self.cycle()?;
        if let Some(&at) = cycle.iter().find(|&&at| !self.lacks(at)) {
            return Some(Next { at, is_forced: false });
        }
        let cycle = self.search(*cycle.first()?, true).0;
        let at = *cycle.iter().find(|&&at| is_better(at)).or_else(|| cycle.first())?;
        Some(Next { at, is_forced: true })
    }

    /// Whether something is left that a thing can't be made without.
    fn lacks(&self, at: usize) -> bool {
        self.things
            .get(at)
            .is_some_and(|thing| thing.needs.iter().any(|need| need.is_hard && self.has(need.on)))
    }

    /// Takes a thing.
    pub(super) fn take(&mut self, at: usize) {
        let Some(taken) = self.things.get_mut(at) else { return };
        taken.is_left = false;
        for dependent in std::mem::take(&mut taken.needed_by) {
            if let Some(thing) = self.things.get_mut(dependent) {
                thing.count -= 1;
                if thing.count == 0 && thing.is_left {
                    self.free.push(Reverse(dependent));
                }
            }
        }
    }

    /// A cycle that needs nothing outside of it, in order.
    fn cycle(&mut self) -> Option<Vec<usize>> {
        while self.trail.last().is_some_and(|&at| !self.has(at)) {
            self.trail.pop();
        }
        let start = match self.trail.pop() {
            Some(start) => start,
            None => {
                self.first = (self.first..self.things.len()).find(|&at| self.has(at))?;
                self.first
            }
        };
        let (cycle, path) = self.search(start, false);
        self.trail.extend(path);
        Some(cycle)
    }

    /// A cycle that `start` leads to and that needs nothing outside of it, in order, and the way there: Tarjan's search
    /// for strongly connected components, whose first one is such a cycle. `hard` looks at needs that are hard alone.
    fn search(&mut self, start: usize, hard: bool) -> (Vec<usize>, Vec<usize>) {
        let mut visits = std::mem::take(&mut self.visits);
        let (mut cycle, path) = self.first_cycle(start, hard, &mut visits);
        self.visits = visits;
        cycle.sort_unstable();
        (cycle, path)
    }

    fn first_cycle(&mut self, start: usize, hard: bool, visits: &mut [Visit]) -> (Vec<usize>, Vec<usize>) {
        let begun = self.time;
        let mut path = vec![start];
        let mut open = vec![start];
        while let (Some(&thing), Some(needs)) =
            (path.last(), path.last().and_then(|&thing| self.things.get(thing)))
        {
            let Some(visit) = visits.get_mut(thing) else { break };
            if visit.seen <= begun {
                self.time += 1;
                *visit = Visit { seen: self.time, back: self.time, followed: 0 };
            }
            let next = needs.needs.get(visit.followed).copied();
            visit.followed += 1;
            let Visit { seen, back, .. } = *visit;
            match next {
                Some(next) if !self.has(next.on) || hard && !next.is_hard => {}
                Some(next) => match visits.get(next.on).map_or(0, |other| other.back) {
                    back if back <= begun => {
                        path.push(next.on);
                        open.push(next.on);
                    }
                    other => lead_back(visits, thing, other),
                },
                // Nothing that it leads to was seen before it: it and all that was seen since are the component.
                None if seen == back => {
                    let begins = open.iter().position(|&other| other == thing).unwrap_or(0);
                    path.pop();
                    return (open.split_off(begins), path);
                }
                None => {
                    path.pop();
                    if let Some(&before) = path.last() {
                        lead_back(visits, before, back);
                    }
                }
            }
        }
        (vec![start], Vec::new())
    }
}

fn lead_back(visits: &mut [Visit], thing: usize, to: usize) {
    if let Some(visit) = visits.get_mut(thing) {
        visit.back = visit.back.min(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `4!` is a hard need.
    fn order(needs: &[&[&str]], better: &[usize]) -> Vec<String> {
        let need = |text: &&str| Need {
            on: text.trim_end_matches('!').parse().unwrap(),
            is_hard: text.ends_with('!'),
        };
        let mut left = Left::new(needs.iter().map(|needs| needs.iter().map(need).collect()).collect());
        let mut order = Vec::new();
        while let Some(next) = left.next(|at| better.contains(&at)) {
            left.take(next.at);
            order.push(format!("{}{}", next.at, if next.is_forced { "!" } else { "" }));
        }
        order
    }

    #[test]
    fn the_order_is_kept_where_it_can_be() {
        assert_eq!(order(&[&["2"], &[], &["2"], &["0", "1!"]], &[]), ["1", "2", "0", "3"]);
    }

    #[test]
    fn a_cycle_breaks_where_it_is_soft() {
        // 0 only needs the cycle, and waits for it.
        assert_eq!(order(&[&["1!"], &["2!"], &["3"], &["1!"]], &[]), ["2", "1", "0", "3"]);
        assert_eq!(order(&[&["1", "1!"], &["0!"], &[]], &[]), ["2", "0!", "1"]);
        assert_eq!(order(&[&["1!"], &["0!"]], &[1]), ["1!", "0"]);
        // A hard cycle within a soft one.
        assert_eq!(order(&[&["1!"], &["2!", "0"], &["1!"]], &[]), ["1!", "0", "2"]);
    }
}
