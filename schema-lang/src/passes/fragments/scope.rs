//! What names of columns mean at a place of a query.

use std::borrow::Cow;

use pg_orm_ir::types::DataType;

use super::world::Relation;

/// Columns that every table has (manual, section 5.6).
pub(super) const SYSTEM_COLUMNS: &[&str] = &["cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"];

/// A column of what a query reads or answers.
#[derive(Debug, Clone)]
pub(super) struct Column<'w> {
    /// `None` where it has a name that is not known.
    pub(super) name: Option<Cow<'w, str>>,
    /// The field of a model that it is.
    pub(super) field: Option<&'w str>,
    /// Its type, where it is certain.
    pub(super) type_: Option<Cow<'w, DataType>>,
}

impl Column<'_> {
    pub(super) fn named(name: String, type_: Option<DataType>) -> Self {
        Self { name: Some(Cow::Owned(name)), field: None, type_: type_.map(Cow::Owned) }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name)
    }
}

/// Columns, and whether there may be others.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows<'w> {
    pub(super) columns: Vec<Column<'w>>,
    pub(super) is_open: bool,
}

impl<'w> Rows<'w> {
    pub(super) fn open() -> Self {
        Self { columns: Vec::new(), is_open: true }
    }

    /// Whether there may be columns of any name.
    pub(super) fn has_any_name(&self) -> bool {
        self.is_open || self.columns.iter().any(|column| column.name.is_none())
    }

    pub(super) fn column(&self, name: &str) -> Option<&Column<'w>> {
        self.columns.iter().find(|column| column.is(name))
    }

    /// The same under the names of a list: `as t(a, b)`.
    pub(super) fn renamed(mut self, names: Vec<Option<String>>) -> Self {
        for (at, name) in names.into_iter().enumerate() {
            let name = name.map(Cow::Owned);
            match self.columns.get_mut(at) {
                Some(column) => (column.name, column.field) = (name, None),
                None if self.is_open => self.columns.push(Column { name, field: None, type_: None }),
                None => {}
            }
        }
        self
    }
}

/// Something in a `from`.
#[derive(Debug, Clone)]
pub(super) struct Source<'w> {
    /// What it is called; `None` where that is not known.
    pub(super) name: Option<Cow<'w, str>>,
    /// The table that it is.
    pub(super) table: Option<Relation<'w>>,
    pub(super) rows: Rows<'w>,
    /// Whether its columns can be named alone.
    pub(super) is_bare: bool,
}

impl Source<'_> {
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name)
    }
}

/// The names of `with`.
#[derive(Debug, Clone)]
pub(super) struct Common<'w> {
    pub(super) name: String,
    pub(super) rows: Rows<'w>,
}

/// What can be named at a place, and what could be around it.
#[derive(Debug, Default)]
pub(super) struct Scope<'p, 'w> {
    pub(super) parent: Option<&'p Scope<'p, 'w>>,
    pub(super) sources: Vec<Source<'w>>,
    pub(super) commons: Vec<Common<'w>>,
    /// Names that stand for values: arguments of a function.
    pub(super) values: Vec<Column<'w>>,
    /// The function that they are arguments of.
    pub(super) function: Option<&'w str>,
    /// Columns of several sources stand there once (`using`), or not all of them are read yet.
    pub(super) is_merged: bool,
    /// Whether anything may be named.
    pub(super) is_open: bool,
}

/// What a name is.
#[derive(Debug)]
pub(super) enum Meaning<'w> {
    /// A column or a value, and its type where it is certain.
    Column(Option<Cow<'w, DataType>>),
    /// A column of several sources.
    Several(String, String),
    /// It can't be known.
    Unknown,
    /// Nothing has it.
    Nothing,
}

impl<'p, 'w> Scope<'p, 'w> {
    pub(super) fn within(parent: Option<&'p Scope<'p, 'w>>) -> Self {
        Self { parent, ..Self::default() }
    }

    /// This scope and those around it.
    pub(super) fn chain(&self) -> impl Iterator<Item = &Scope<'p, 'w>> {
        std::iter::successors(Some(self), |scope| scope.parent)
    }

    /// Whether rows are read around this one's.
    pub(super) fn is_outermost(&self) -> bool {
        self.chain().skip(1).all(|scope| scope.sources.is_empty() && !scope.is_open)
    }

    /// What a name that stands alone means.
    pub(super) fn meaning(&self, name: &str) -> Meaning<'w> {
        for scope in self.chain() {
            let having: Vec<(&Source<'w>, &Column<'w>)> = scope
                .sources
                .iter()
                .filter(|source| source.is_bare)
                .filter_map(|source| Some((source, source.rows.column(name)?)))
                .collect();
            match having.as_slice() {
                [(_, column)] => return Meaning::Column(column.type_.clone()),
                [(first, _), (second, _), ..] => {
                    let called = |source: &Source<'w>| source.name.as_deref().map(str::to_owned);
                    return match (called(first), called(second)) {
                        (Some(first), Some(second)) if !scope.is_merged => Meaning::Several(first, second),
                        _ => Meaning::Unknown,
                    };
                }
                [] => {}
            }
            if scope.is_open
                || scope.sources.iter().any(|source| source.is_bare && source.rows.has_any_name())
            {
                return Meaning::Unknown;
            }
            let is_system =
                SYSTEM_COLUMNS.contains(&name) && scope.sources.iter().any(|it| it.table.is_some());
            // The row as a whole.
            if is_system || scope.sources.iter().any(|source| source.is_named(name)) {
                return Meaning::Column(None);
            }
            if let Some(value) = scope.values.iter().find(|value| value.is(name)) {
                return Meaning::Column(value.type_.clone());
            }
        }
        Meaning::Nothing
    }

    /// The source of this name that is nearest.
    pub(super) fn source(&self, name: &str) -> Option<&Source<'w>> {
        self.chain().find_map(|scope| scope.sources.iter().find(|source| source.is_named(name)))
    }

    /// Whether a source may have any name.
    pub(super) fn has_unnamed_source(&self) -> bool {
        self.chain().any(|scope| scope.is_open || scope.sources.iter().any(|source| source.name.is_none()))
    }

    /// What `with` calls so.
    pub(super) fn common(&self, name: &str) -> Option<&Common<'w>> {
        self.chain().find_map(|scope| scope.commons.iter().rev().find(|common| common.name == name))
    }

    /// Every column that can be named alone, nearest first.
    pub(super) fn columns(&self) -> impl Iterator<Item = &Column<'w>> {
        self.chain().flat_map(|scope| {
            let bare = scope.sources.iter().filter(|source| source.is_bare);
            bare.flat_map(|source| &source.rows.columns).chain(&scope.values)
        })
    }

    /// Their names, each once.
    pub(super) fn column_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.columns().filter_map(|column| column.name.as_deref()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The names of every source, nearest first.
    pub(super) fn source_names(&self) -> impl Iterator<Item = &str> {
        self.chain().flat_map(|scope| scope.sources.iter().filter_map(|source| source.name.as_deref()))
    }
}
