//! The rows of a query's levels, decoded as they arrive and stitched together at the end.

use std::marker::PhantomData;

use tokio_postgres::Row as WireRow;

use crate::error::{Error, ErrorKind};
use crate::include::Collect;
use crate::key::{Key, KeyMap};
use crate::model::{Link, Model, Table};
use crate::pipeline::Sink;
use crate::row::Row;
use crate::select::KeyPlace;

/// Collects one level, and all that is included in it, as values of type `O`.
///
/// As a sink it takes each level's rows. Levels are numbered as `select::statements` orders them: this one is 0, then each
/// included one with all under it.
pub(crate) trait Load<O>: Sink + Sync {
    /// How many levels there are.
    fn levels(&self) -> usize;
    /// The keys of the first level's rows.
    fn keys(&mut self) -> &mut Keys;
    /// The table whose rows the first level has.
    fn table(&self) -> &'static Table;
    /// All of it, stitched; in the order in which the rows came.
    fn finish(self: Box<Self>) -> Result<(Vec<O>, Keys), Error>;
    /// Another of the same, without rows.
    fn again(&self) -> Loader<O>;
}

/// What collects a query's rows; part of the query from its beginning.
pub(crate) type Loader<O> = Box<dyn Load<O>>;

/// The keys by which a level's rows are found by others.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// The key of each row's parent.
    own: Vec<Key>,
    own_place: Option<KeyPlace>,
    /// For each relation included: its columns, and their key in each row.
    included: Vec<Lead>,
}

/// The keys that lead along a relation.
#[derive(Debug)]
struct Lead {
    columns: &'static [usize],
    /// Whether they are whole numbers, and those that they lead to have another width.
    is_widened: bool,
    keys: Vec<Key>,
}

impl Keys {
    #[inline]
    fn read(&mut self, row: &Row<'_>, table: &'static Table) -> Result<(), Error> {
        match self.own_place {
            None => {}
            Some(KeyPlace::Own(columns)) => self.own.push(Key::read(row, columns.iter().copied(), false)?),
            Some(KeyPlace::Widened(columns)) => {
                self.own.push(Key::read(row, columns.iter().copied(), true)?);
            }
            Some(KeyPlace::Behind(count)) => {
                let start = table.columns.len();
                self.own.push(Key::read(row, start..start + count, false)?);
            }
        }
        for Lead { columns, is_widened, keys } in &mut self.included {
            keys.push(Key::read(row, columns.iter().copied(), *is_widened)?);
        }
        Ok(())
    }

    /// Forgets the keys, and stays with what is to be read.
    fn clear(&mut self) {
        self.own.clear();
        for lead in &mut self.included {
            lead.keys.clear();
        }
    }

    /// Has the keys read that lead along a relation, and answers their number.
    fn lead(&mut self, link: &'static Link, place: KeyPlace) -> usize {
        let is_widened = matches!(place, KeyPlace::Widened(_));
        self.included.push(Lead { columns: link.source, is_widened, keys: Vec::new() });
        self.included.len() - 1
    }

    /// The keys of this number.
    fn take(&mut self, number: usize) -> Vec<Key> {
        self.included.get_mut(number).map(|lead| std::mem::take(&mut lead.keys)).unwrap_or_default()
    }
}

/// The rows of one model.
pub(crate) struct Rows<M> {
    rows: Vec<M>,
    keys: Keys,
}

impl<M: Model> Rows<M> {
    pub(crate) fn loader() -> Loader<M> {
        Box::new(Self { rows: Vec::new(), keys: Keys::default() })
    }
}

impl<M: Model> Sink for Rows<M> {
    fn row(&mut self, _: usize, row: WireRow, is_first: bool) -> Result<(), Error> {
        let mut row = Row::new(&row, M::TABLE, is_first);
        // A row that can't be read leaves no key: keys and rows are matched by their numbers.
        let read = M::decode(&mut row)?;
        self.keys.read(&row, M::TABLE)?;
        self.rows.push(read);
        Ok(())
    }

    fn restart(&mut self) {
        self.rows.clear();
        self.keys.clear();
    }
}

impl<M: Model> Load<M> for Rows<M> {
    fn levels(&self) -> usize {
        1
    }

    fn keys(&mut self) -> &mut Keys {
        &mut self.keys
    }

    fn table(&self) -> &'static Table {
        M::TABLE
    }

    fn finish(self: Box<Self>) -> Result<(Vec<M>, Keys), Error> {
        Ok((self.rows, self.keys))
    }

    fn again(&self) -> Loader<M> {
        Self::loader()
    }
}

/// Each value of `P`, with what belongs to it of the values of `C`.
pub(crate) struct With<P, C, S> {
    parents: Loader<P>,
    children: Loader<C>,
    /// How many levels the parents have.
    levels_above: usize,
    link: &'static Link,
    place: KeyPlace,
    /// Which of the parents' keys leads to the children.
    slot: usize,
    marker: PhantomData<fn() -> S>,
}

impl<P: Send + 'static, C: Send + 'static, S: Collect<C>> With<P, C, S> {
    pub(crate) fn loader(
        mut parents: Loader<P>,
        mut children: Loader<C>,
        link: &'static Link,
        place: KeyPlace,
    ) -> Loader<(P, S::Output)> {
        let slot = parents.keys().lead(link, place);
        children.keys().own_place = Some(place);
        let levels_above = parents.levels();
        Box::new(Self { parents, children, levels_above, link, place, slot, marker: PhantomData })
    }
}

impl<P: Send + 'static, C: Send + 'static, S: Collect<C>> Sink for With<P, C, S> {
    fn row(&mut self, level: usize, row: WireRow, is_first: bool) -> Result<(), Error> {
        match level.checked_sub(self.levels_above) {
            None => self.parents.row(level, row, is_first),
            Some(level) => self.children.row(level, row, is_first),
        }
    }

    fn restart(&mut self) {
        self.parents.restart();
        self.children.restart();
    }
}

impl<P: Send + 'static, C: Send + 'static, S: Collect<C>> Load<(P, S::Output)> for With<P, C, S> {
    fn levels(&self) -> usize {
        self.levels_above + self.children.levels()
    }

    fn keys(&mut self) -> &mut Keys {
        self.parents.keys()
    }

    fn table(&self) -> &'static Table {
        self.parents.table()
    }

    fn finish(self: Box<Self>) -> Result<(Vec<(P, S::Output)>, Keys), Error> {
        let table = self.parents.table();
        let (parents, mut keys) = self.parents.finish()?;
        let (children, child_keys) = self.children.finish()?;
        let mut places = Places::new(keys.take(self.slot), &child_keys.own);
        let mut slots = Vec::with_capacity(places.count());
        slots.resize(places.count(), S::Slot::default());
        for child in children {
            if let Some(slot) = slots.get_mut(places.next_child()) {
                S::push(slot, child);
            }
        }
        let mut stitched = Vec::with_capacity(parents.len());
        for parent in parents {
            let (place, is_last) = places.next_parent();
            let slot = match slots.get_mut(place) {
                None => S::Slot::default(),
                Some(slot) if is_last => std::mem::take(slot),
                Some(slot) => slot.clone(),
            };
            match S::output(slot) {
                Some(related) => stitched.push((parent, related)),
                None => return Err(missing(table, self.link)),
            }
        }
        Ok((stitched, keys))
    }

    fn again(&self) -> Loader<(P, S::Output)> {
        Self::loader(self.parents.again(), self.children.again(), self.link, self.place)
    }
}

#[cold]
fn missing(table: &Table, link: &Link) -> Error {
    Error::new(ErrorKind::RelatedMissing { relation: format!("{}.{}", table.model, link.name) })
}

/// Which rows belong together, by their numbers: compiled once, not for each pair of models.
struct Places {
    /// For each parent the place of its key; [`NOWHERE`] where that holds NULL.
    parents: std::vec::IntoIter<usize>,
    /// For each child the place of its parent's key; [`NOWHERE`] where that parent is not here: the child was committed between
    /// the two statements.
    children: std::vec::IntoIter<usize>,
    /// For each place how many parents are still to come that share it.
    left: Vec<usize>,
}

const NOWHERE: usize = usize::MAX;

impl Places {
    fn new(parent_keys: Vec<Key>, child_keys: &[Key]) -> Self {
        let mut map = KeyMap::with_capacity_and_hasher(parent_keys.len(), Default::default());
        let mut left: Vec<usize> = Vec::with_capacity(parent_keys.len());
        let mut parents = Vec::with_capacity(parent_keys.len());
        for key in parent_keys {
            if key == Key::Null {
                parents.push(NOWHERE);
                continue;
            }
            let place = *map.entry(key).or_insert(left.len());
            match left.get_mut(place) {
                Some(parents) => *parents += 1,
                None => left.push(1),
            }
            parents.push(place);
        }
        let children: Vec<_> =
            child_keys.iter().map(|key| map.get(key).copied().unwrap_or(NOWHERE)).collect();
        Self { parents: parents.into_iter(), children: children.into_iter(), left }
    }

    fn count(&self) -> usize {
        self.left.len()
    }

    fn next_child(&mut self) -> usize {
        self.children.next().unwrap_or(NOWHERE)
    }

    /// The next parent's place, and whether it is the last one there.
    fn next_parent(&mut self) -> (usize, bool) {
        let place = self.parents.next().unwrap_or(NOWHERE);
        match self.left.get_mut(place) {
            Some(left) => {
                *left -= 1;
                (place, *left == 0)
            }
            None => (place, true),
        }
    }
}
