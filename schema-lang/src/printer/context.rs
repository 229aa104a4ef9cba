//! What every kind is printed from, and what could not be said.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Access, Catalog};

use super::chosen::ChosenNames;
use super::given::GivenNames;
use super::names::TypeNames;
use super::relations::Members;

/// A catalog, the names that its objects get, and what has been left out so far.
pub(super) struct Cx<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) types: TypeNames<'c>,
    pub(super) given: GivenNames<'c>,
    pub(super) chosen: &'c ChosenNames,
    /// The members of tables and views, by their names.
    pub(super) members: HashMap<&'c QualifiedName, Members<'c>>,
    unsaid: RefCell<Vec<String>>,
}

impl<'c> Cx<'c> {
    pub(super) fn new(catalog: &'c Catalog, chosen: &'c ChosenNames) -> Self {
        Self {
            catalog,
            types: TypeNames::of(catalog, chosen),
            given: GivenNames::of(catalog),
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

    /// What of an object's privileges the attributes of types can't say.
    pub(super) fn lacks_type_grants(&self, access: &Access, object: impl Display) {
        self.lacks(!access.revoked.is_empty(), "revoked privileges", &object);
        let has_option = access.grants.iter().any(|grant| grant.is_grantable);
        self.lacks(has_option, "the grant option", &object);
    }

    /// All that was left out, in the order of the text.
    pub(super) fn into_unsaid(self) -> Vec<String> {
        self.unsaid.into_inner()
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
