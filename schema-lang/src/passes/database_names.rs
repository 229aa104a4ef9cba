//! Names in the database: what PostgreSQL would cut or refuse, and what would collide.

use std::collections::{HashMap, HashSet};

use pg_orm_sql::MAX_NAME_BYTES;

use super::Context;
use super::models::ModelDraft;
use super::views::ViewDraft;
use crate::diagnostics::names as diagnostics;
use crate::source::Span;

impl Context<'_> {
    /// Whether PostgreSQL can hold a name; reports where not.
    pub(super) fn check_database_name(&mut self, name: &str, span: Span, what: &str) -> bool {
        self.check_name(name, span, what, "choose a shorter one")
    }

    /// As [`Self::check_database_name`], for a name that follows from the schema's and may be given by `attribute`.
    pub(super) fn check_derived_name(&mut self, name: &str, span: Span, what: &str, attribute: &str) -> bool {
        let help =
            format!("choose a shorter one, or give a shorter one to the database: `{attribute}(\"..\")`");
        self.check_name(name, span, what, &help)
    }

    fn check_name(&mut self, name: &str, span: Span, what: &str, help: &str) -> bool {
        if name.is_empty() {
            self.report(diagnostics::database_name_empty(what, span));
        } else if name.len() > MAX_NAME_BYTES {
            self.report(diagnostics::database_name_length(what, name, span, help));
        } else {
            return true;
        }
        false
    }
}

/// Names in use: what has it, and where.
type Names = HashMap<(String, String), (String, Span)>;

/// Reports names that two objects of one namespace have. PostgreSQL keeps tables, indexes and the row types of
/// tables in one namespace with the types (manual, section 5.10).
pub(super) fn check<'a>(cx: &mut Context<'a>, models: &[ModelDraft<'a>], views: &[ViewDraft<'a>]) {
    let mut relations: Names = HashMap::new();
    let mut found = Vec::new();
    let mut add = |schema: &str, name: &str, what: String, span: Span| {
        let key = (schema.to_owned(), name.to_owned());
        match relations.get(&key) {
            Some((first_what, first)) => {
                let shown = pg_orm_ir::QualifiedName::new(schema, name).to_string();
                found.push(diagnostics::same_relation(&what, &shown, span, *first, first_what));
            }
            None => {
                relations.insert(key, (what, span));
            }
        }
    };
    // Names that follow from the items' own meet where their modules do, which is told.
    let mut derived: HashSet<(&str, &str)> = HashSet::new();
    for draft in &cx.enums {
        let type_ = &draft.ir.type_name;
        if draft.type_span == draft.name.span && !derived.insert((&type_.schema, &type_.name)) {
            continue;
        }
        add(&type_.schema, &type_.name, format!("the enum `{}`", draft.ir.name), draft.type_span);
    }
    for draft in &cx.domains {
        let type_ = &draft.ir.type_name;
        add(&type_.schema, &type_.name, format!("the domain `{}`", draft.ir.name), draft.type_span);
    }
    for draft in &cx.composites {
        let type_ = &draft.ir.type_name;
        add(&type_.schema, &type_.name, format!("the type `{}`", draft.ir.name), draft.type_span);
    }
    for draft in &cx.ranges {
        let type_ = &draft.ir.name;
        add(&type_.schema, &type_.name, format!("the range `{}`", draft.name.text), draft.type_span);
    }
    let models: Vec<&ModelDraft<'a>> = models.iter().chain(views.iter().map(|view| &view.model)).collect();
    for model in &models {
        let table = &model.ir.table;
        let is_derived = model.table_span == model.name.span && model.part_of.is_none();
        if is_derived && !derived.insert((&table.schema, &table.name)) {
            continue;
        }
        let what = if model.part_of.is_some() { "partition" } else { "model" };
        add(&table.schema, &table.name, format!("the {what} `{}`", model.ir.name), model.table_span);
    }
    for model in &models {
        for given in model.given_names.iter().filter(|given| given.is_relation) {
            let what = format!("{} of `{}`", given.what, model.ir.name);
            add(&model.ir.table.schema, &given.name, what, given.span);
        }
    }
    for model in &models {
        let mut columns: HashMap<&str, Span> = HashMap::new();
        for (column, site) in model.ir.fields.iter().zip(&model.columns) {
            match columns.get(column.column.as_str()) {
                Some(&first) => {
                    let model = &model.ir.name;
                    found.push(diagnostics::same_column(model, &column.column, site.column_span, first));
                }
                None => {
                    columns.insert(&column.column, site.column_span);
                }
            }
        }
        let mut constraints: HashMap<&str, Span> = HashMap::new();
        for given in model.given_names.iter().filter(|given| given.is_constraint) {
            match constraints.get(given.name.as_str()) {
                // Two keys of one name were reported above.
                Some(_) if given.is_relation => {}
                Some(&first) => {
                    found.push(diagnostics::same_constraint(&model.ir.name, &given.name, given.span, first));
                }
                None => {
                    constraints.insert(&given.name, given.span);
                }
            }
        }
    }
    cx.diagnostics.extend(found);
}
