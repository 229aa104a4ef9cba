//! The tables that are left to be ordered, and which of them goes next.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Table;

/// Tables by their places in the catalog; each is taken once.
pub(super) struct Left {
    tables: Vec<Needs>,
    /// Those that need nothing that is left, the first on top.
    free: BinaryHeap<Reverse<usize>>,
    /// Every table before this place is taken.
    first: usize,
    /// What searches for cycles found; a search looks at what it found itself only.
    visits: Vec<Visit>,
    time: usize,
}

struct Needs {
    is_left: bool,
    /// The tables that its foreign keys need, itself aside.
    needs: Vec<usize>,
    /// The tables that need it, once for each foreign key.
    needed_by: Vec<usize>,
    /// How many of `needs` are left.
    count: usize,
}

/// How far the search for a cycle has come with a table.
#[derive(Clone, Copy, Default)]
struct Visit {
    /// When it was first seen, counted from 1 over all searches.
    seen: usize,
    /// The earliest seen table that it leads back to.
    back: usize,
    /// How many of its needs were followed.
    followed: usize,
}

impl Left {
    pub(super) fn new(tables: &[Table], place: &HashMap<&QualifiedName, usize>) -> Self {
        let mut left: Vec<Needs> = tables
            .iter()
            .enumerate()
            .map(|(i, table)| {
                let targets = table.foreign_keys.iter().filter_map(|key| place.get(&key.target).copied());
                let needs: Vec<usize> = targets.filter(|&target| target != i).collect();
                Needs { is_left: true, count: needs.len(), needs, needed_by: Vec::new() }
            })
            .collect();
        for (i, table) in tables.iter().enumerate() {
            for target in table.foreign_keys.iter().filter_map(|key| place.get(&key.target)) {
                if *target != i
                    && let Some(target) = left.get_mut(*target)
                {
                    target.needed_by.push(i);
                }
            }
        }
        let free =
            left.iter().enumerate().filter(|(_, table)| table.count == 0).map(|(i, _)| Reverse(i)).collect();
        Self { visits: vec![Visit::default(); left.len()], tables: left, free, first: 0, time: 0 }
    }

    /// Whether a table was not taken yet.
    pub(super) fn has(&self, table: usize) -> bool {
        self.tables.get(table).is_some_and(|table| table.is_left)
    }

    /// Takes the first table that needs none of the others; where each needs another, the first of a cycle that
    /// needs nothing outside of it.
    pub(super) fn next(&mut self) -> Option<usize> {
        let next = match self.free.pop() {
            Some(Reverse(free)) => free,
            None => {
                self.first = (self.first..self.tables.len()).find(|&table| self.has(table))?;
                self.cycle(self.first)
            }
        };
        let taken = self.tables.get_mut(next)?;
        taken.is_left = false;
        for dependent in std::mem::take(&mut taken.needed_by) {
            if let Some(table) = self.tables.get_mut(dependent) {
                table.count -= 1;
                if table.count == 0 && table.is_left {
                    self.free.push(Reverse(dependent));
                }
            }
        }
        Some(next)
    }

    /// The first table of a cycle that `start` leads to and that needs nothing outside of it: Tarjan's search for
    /// strongly connected components, whose first one is such a cycle.
    fn cycle(&mut self, start: usize) -> usize {
        let mut visits = std::mem::take(&mut self.visits);
        let first = self.first_cycle(start, &mut visits);
        self.visits = visits;
        first
    }

    fn first_cycle(&mut self, start: usize, visits: &mut [Visit]) -> usize {
        let begun = self.time;
        let mut path = vec![start];
        let mut open = vec![start];
        while let (Some(&table), Some(needs)) =
            (path.last(), path.last().and_then(|&table| self.tables.get(table)))
        {
            let Some(visit) = visits.get_mut(table) else { break };
            if visit.seen <= begun {
                self.time += 1;
                *visit = Visit { seen: self.time, back: self.time, followed: 0 };
            }
            let next = needs.needs.get(visit.followed).copied();
            visit.followed += 1;
            let Visit { seen, back, .. } = *visit;
            match next {
                Some(next) if !self.has(next) => {}
                Some(next) => match visits.get(next).map_or(0, |other| other.back) {
                    back if back <= begun => {
                        path.push(next);
                        open.push(next);
                    }
                    other => lead_back(visits, table, other),
                },
                // Nothing that it leads to was seen before it: it and all that was seen since are the component.
                None if seen == back => {
                    let component = open.iter().rev().take_while(|&&other| other != table);
                    return component.copied().min().map_or(table, |other| other.min(table));
                }
                None => {
                    path.pop();
                    if let Some(&before) = path.last() {
                        lead_back(visits, before, back);
                    }
                }
            }
        }
        start
    }
}

fn lead_back(visits: &mut [Visit], table: usize, to: usize) {
    if let Some(visit) = visits.get_mut(table) {
        visit.back = visit.back.min(to);
    }
}
