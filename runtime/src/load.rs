//! The rows of a query's levels, decoded as they arrive and stitched together at the end.

use tokio_postgres::Row as WireRow;

use crate::error::{Error, ErrorKind};
use crate::key::{Key, KeyMap};
use crate::model::{Link, Model, Table};
use crate::pipeline::Sink;
use crate::relation::Collect;
use crate::row::{Row, Types};
use crate::select::KeyPlace;

/// Collects one level, and all that is included in it, as values of type `O`.
///
/// As a sink it takes each level's rows. Levels are numbered as `select::statements` orders them: this one is 0, then each included one with all under it.
pub(crate) trait Load<O>: Sink {
    /// How many levels there are.
    fn levels(&self) -> usize;
    /// The keys of the first level's rows.
    fn keys(&mut self) -> &mut Keys;
    /// The table whose rows the first level has.
    fn table(&self) -> &'static Table;
    /// All of it, stitched; in the order in which the rows came.
    fn finish(self: Box<Self>) -> Result<(Vec<O>, Keys), Error>;
}

/// The keys by which a level's rows are found by others.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// The key of each row's parent.
    own: Vec<Key>,
    own_place: Option<KeyPlace>,
    /// For each relation included: its columns, and their key in each row.
    included: Vec<(&'static [usize], Vec<Key>)>,
}

impl Keys {
    #[inline]
    fn read(&mut self, row: &Row<'_>, table: &'static Table) -> Result<(), Error> {
        match self.own_place {
            None => {}
            Some(KeyPlace::Own(columns)) => self.own.push(Key::read(row, columns.iter().copied())?),
            Some(KeyPlace::Behind(count)) => {
                let start = table.columns.len();
                self.own.push(Key::read(row, start..start + count)?);
            }
        }
        for (columns, keys) in &mut self.included {
            keys.push(Key::read(row, columns.iter().copied())?);
        }
        Ok(())
    }
}

/// The rows of one model.
pub(crate) struct Rows<M> {
    rows: Vec<M>,
    keys: Keys,
}

impl<M: Model> Rows<M> {
    pub(crate) fn new() -> Self {
        Self { rows: Vec::new(), keys: Keys::default() }
    }
}

impl<M: Model> Sink for Rows<M> {
    fn row(&mut self, _: usize, row: WireRow, types: &Types, is_first: bool) -> Result<(), Error> {
        let mut row = Row::new(&row, types, M::TABLE, is_first);
        self.keys.read(&row, M::TABLE)?;
        self.rows.push(M::decode(&mut row)?);
        Ok(())
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
}

/// Each value of `P`, with what belongs to it of the values of `C`.
pub(crate) struct With<P, C, S> {
    parents: Box<dyn Load<P>>,
    children: Box<dyn Load<C>>,
    /// How many levels the parents have.
    levels_above: usize,
    link: &'static Link,
    /// Which of the parents' keys leads to the children.
    slot: usize,
    marker: std::marker::PhantomData<fn() -> S>,
}

impl<P, C, S> With<P, C, S> {
    pub(crate) fn new(
        mut parents: Box<dyn Load<P>>,
        mut children: Box<dyn Load<C>>,
        link: &'static Link,
        place: KeyPlace,
    ) -> Self {
        let included = &mut parents.keys().included;
        let slot = included.len();
        included.push((link.source, Vec::new()));
        children.keys().own_place = Some(place);
        let levels_above = parents.levels();
        Self { parents, children, levels_above, link, slot, marker: std::marker::PhantomData }
    }
}

impl<P: Send, C: Send, S: Collect<C>> Sink for With<P, C, S> {
    fn row(&mut self, level: usize, row: WireRow, types: &Types, is_first: bool) -> Result<(), Error> {
        match level.checked_sub(self.levels_above) {
            None => self.parents.row(level, row, types, is_first),
            Some(level) => self.children.row(level, row, types, is_first),
        }
    }
}

impl<P: Send, C: Send, S: Collect<C>> Load<(P, S::Output)> for With<P, C, S> {
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
        let parent_keys =
            keys.included.get_mut(self.slot).map(|(_, keys)| std::mem::take(keys)).unwrap_or_default();

        let Stitching { parents: places, children: child_places, shared } =
            stitch(parent_keys, &child_keys.own);
        let mut slots: Vec<S::Slot> = Vec::new();
        slots.resize_with(shared.len(), S::Slot::default);
        for (child, place) in children.into_iter().zip(child_places) {
            if let Some(slot) = place.and_then(|place| slots.get_mut(place)) {
                S::push(slot, child);
            }
        }
        let missing = || {
            let relation = format!("{}.{}", table.model, self.link.name);
            Error::new(ErrorKind::RelatedMissing { relation })
        };
        let mut stitched = Vec::with_capacity(parents.len());
        let mut left = shared;
        for (parent, place) in parents.into_iter().zip(places) {
            let slot = match place.and_then(|place| Some((left.get_mut(place)?, slots.get_mut(place)?))) {
                None => S::Slot::default(),
                Some((left @ 2.., slot)) => {
                    *left -= 1;
                    slot.clone()
                }
                Some((_, slot)) => std::mem::take(slot),
            };
            stitched.push((parent, S::output(slot).ok_or_else(missing)?));
        }
        Ok((stitched, keys))
    }
}

/// Which rows belong together, by their places: compiled once, not for each pair of models.
struct Stitching {
    /// For each parent the slot of its key; none where that holds NULL.
    parents: Vec<Option<usize>>,
    /// For each child the slot of its parent's key; none where that parent is not here: the child was committed between the two
    /// statements.
    children: Vec<Option<usize>>,
    /// For each slot how many parents share it.
    shared: Vec<usize>,
}

fn stitch(parents: Vec<Key>, children: &[Key]) -> Stitching {
    let mut map = KeyMap::with_capacity_and_hasher(parents.len(), Default::default());
    let mut shared = Vec::with_capacity(parents.len());
    let mut places = Vec::with_capacity(parents.len());
    for key in parents {
        if key == Key::Null {
            places.push(None);
            continue;
        }
        let place = *map.entry(key).or_insert(shared.len());
        match shared.get_mut(place) {
            Some(parents) => *parents += 1,
            None => shared.push(1),
        }
        places.push(Some(place));
    }
    let children = children.iter().map(|key| map.get(key).copied()).collect();
    Stitching { parents: places, children, shared }
}
