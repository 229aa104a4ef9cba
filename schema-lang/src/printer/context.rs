//! What every kind is printed from, and what could not be said.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Column, Table};
use pg_orm_ir::inherited_column;

use super::chosen::ChosenNames;
use super::given::GivenNames;
use super::names::TypeNames;
use super::partitions;
use super::relations::Members;

/// A catalog, the names that its objects get, and what has been left out so far.
pub(super) struct Cx<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) types: TypeNames<'c>,
    pub(super) tables: HashMap<&'c QualifiedName, &'c Table>,
    pub(super) given: GivenNames<'c>,
    pub(super) chosen: &'c ChosenNames,
    /// How many partitions a table has that follow a rule.
    pub(super) moduli: HashMap<&'c QualifiedName, u32>,
    /// The members of tables and views, by their names.
    pub(super) members: HashMap<&'c QualifiedName, Members<'c>>,
    unsaid: RefCell<Vec<String>>,
}

impl<'c> Cx<'c> {
    pub(super) fn new(catalog: &'c Catalog, chosen: &'c ChosenNames) -> Self {
        Self {
            catalog,
            types: TypeNames::of(catalog, chosen),
            tables: catalog.tables.iter().map(|table| (&table.name, table)).collect(),
            given: GivenNames::of(catalog),
            moduli: partitions::moduli(catalog),
            chosen,
            members: HashMap::new(),
            unsaid: RefCell::default(),
        }
    }

    /// Names something that is left out.
    pub(super) fn unsaid(&self, what: impl Display) {
        self.unsaid.borrow_mut().push(what.to_string());
    }

    /// Names `what` of `object` as left out, where it `is` there.
    pub(super) fn lacks(&self, is: bool, what: &str, object: impl Display) {
        if is {
            self.unsaid(format_args!("{what} of {object}"));
        }
    }

    /// All that was left out, in the order of the text.
    pub(super) fn into_unsaid(self) -> Vec<String> {
        self.unsaid.into_inner()
    }

    /// The table that a partition is a part of.
    pub(super) fn whole(&self, table: &Table) -> Option<&'c Table> {
        self.tables.get(&table.partition_of.as_ref()?.parent).copied()
    }

    /// A column as a partition or a child has it from above where it says nothing of it.
    pub(super) fn handed_down(&self, table: &Table, column: &Column) -> Option<Column> {
        let above = table.partition_of.iter().map(|it| &it.parent).chain(&table.inherits);
        let above = above.filter_map(|name| self.tables.get(name)).filter_map(|parent| {
            let column = parent.columns.iter().find(|it| it.name == column.name)?;
            Some(inherited_column(&parent.name, column))
        });
        above.reduce(|first, other| Column { is_nullable: first.is_nullable && other.is_nullable, ..first })
    }

    /// The field of a table's or a view's column.
    pub(super) fn field(&self, table: &QualifiedName, column: &str) -> Option<&str> {
        self.members.get(table)?.fields.get(column).map(String::as_str)
    }

    /// The fields of several; `None` where one of them is none.
    pub(super) fn fields(&self, table: &QualifiedName, columns: &[String]) -> Option<Vec<String>> {
        columns.iter().map(|column| self.field(table, column).map(str::to_owned)).collect()
    }
}
