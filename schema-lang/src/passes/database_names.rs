//! Names in the database: what PostgreSQL would cut or refuse, and what would collide.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::fmt;

use pg_orm_ir::QualifiedName;
use pg_orm_sql::MAX_NAME_BYTES;

use super::Context;
use super::models::ModelDraft;
use super::views::ViewDraft;
use crate::diagnostics::{Diagnostic, names as diagnostics};
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

/// What has a name, as messages say it.
#[derive(Debug, Clone, Copy)]
enum Holder<'n> {
    /// "the model `User`".
    Named(&'static str, &'n str),
    /// "the index of `User`".
    Of(&'static str, &'n str),
}

impl fmt::Display for Holder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(what, name) => write!(f, "the {what} `{name}`"),
            Self::Of(what, model) => write!(f, "{what} of `{model}`"),
        }
    }
}

/// The names of one kind, by schema: what has each, and where.
type Names<'n> = HashMap<(&'n str, &'n str), (Holder<'n>, Span)>;

/// The names in use.
#[derive(Default)]
struct InUse<'n> {
    /// Tables, views, indexes, sequences and composites (`pg_class`).
    relations: Names<'n>,
    /// Types, among them one for each table, view and composite (`pg_type`).
    types: Names<'n>,
    /// Extended statistics.
    statistics: Names<'n>,
    found: Vec<Diagnostic>,
}

/// What a name is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A table, a view, a composite: a relation and a type. A sequence has no type, and needs its name to be free.
    Rows,
    /// An index.
    Relation,
    /// An enum, a domain, a range.
    Type,
    Statistics,
}

impl<'n> InUse<'n> {
    fn add(&mut self, kind: Kind, schema: &'n str, name: &'n str, holder: Holder<'n>, span: Span) {
        let key = (schema, name);
        let kinds = match kind {
            Kind::Rows => [Some(&mut self.relations), Some(&mut self.types)],
            Kind::Relation => [Some(&mut self.relations), None],
            Kind::Type => [None, Some(&mut self.types)],
            Kind::Statistics => [Some(&mut self.statistics), None],
        };
        let mut met = None;
        for names in kinds.into_iter().flatten() {
            match names.entry(key) {
                Entry::Occupied(first) => met = met.or(Some(*first.get())),
                Entry::Vacant(free) => {
                    free.insert((holder, span));
                }
            }
        }
        if let Some((first, at)) = met {
            let shown = QualifiedName::new(schema, name).to_string();
            let (what, first) = (holder.to_string(), first.to_string());
            self.found.push(diagnostics::same_relation(&what, &shown, span, at, &first));
        }
    }
}

/// Reports names that two objects of one namespace have (manual, sections 5.10 and 52.11): tables, views, indexes,
/// sequences and composites are relations; types are enums, domains, ranges, composites, and the rows of tables and views.
pub(super) fn check<'a>(cx: &mut Context<'a>, models: &[ModelDraft<'a>], views: &[ViewDraft<'a>]) {
    let mut in_use = InUse::default();
    // Names that follow from the items' own meet where their modules do, which is told.
    let mut derived: HashSet<(&str, &str)> = HashSet::new();
    for draft in &cx.enums {
        let type_ = &draft.ir.type_name;
        if draft.type_span == draft.name.span && !derived.insert((&type_.schema, &type_.name)) {
            continue;
        }
        let holder = Holder::Named("enum", &draft.ir.name);
        in_use.add(Kind::Type, &type_.schema, &type_.name, holder, draft.type_span);
    }
    for draft in &cx.domains {
        let type_ = &draft.ir.type_name;
        let holder = Holder::Named("domain", &draft.ir.name);
        in_use.add(Kind::Type, &type_.schema, &type_.name, holder, draft.type_span);
    }
    for draft in &cx.composites {
        let type_ = &draft.ir.type_name;
        let holder = Holder::Named("type", &draft.ir.name);
        in_use.add(Kind::Rows, &type_.schema, &type_.name, holder, draft.type_span);
    }
    for draft in &cx.ranges {
        let type_ = &draft.ir.name;
        in_use.add(
            Kind::Type,
            &type_.schema,
            &type_.name,
            Holder::Named("range", &draft.name.text),
            draft.type_span,
        );
        if let Some(multirange) = &draft.ir.multirange {
            let holder = Holder::Named("multirange of", &draft.name.text);
            in_use.add(Kind::Type, &multirange.schema, &multirange.name, holder, draft.type_span);
        }
    }
    let all = || models.iter().chain(views.iter().map(|view| &view.model));
    for (index, model) in all().enumerate() {
        let table = &model.ir.table;
        let is_derived = model.table_span == model.name.span && model.part_of.is_none();
        if is_derived && !derived.insert((&table.schema, &table.name)) {
            continue;
        }
        let what = match (&model.part_of, index < models.len()) {
            (Some(_), _) => "partition",
            (None, true) => "model",
            (None, false) => "view",
        };
        let holder = Holder::Named(what, &model.ir.name);
        in_use.add(Kind::Rows, &table.schema, &table.name, holder, model.table_span);
    }
    for name in cx.sequences.iter().map(|sequence| &sequence.name) {
        let Some(span) = cx.sequence_spans.get(name) else { continue };
        in_use.add(Kind::Rows, &name.schema, &name.name, Holder::Named("sequence", &name.name), *span);
    }
    for model in all() {
        for given in &model.given_names {
            let kind = match given.what {
                "the statistics" => Kind::Statistics,
                _ if given.is_relation => Kind::Relation,
                _ => continue,
            };
            let holder = Holder::Of(given.what, &model.ir.name);
            in_use.add(kind, &model.ir.table.schema, &given.name, holder, given.span);
        }
    }
    let mut found = in_use.found;
    for model in all() {
        within(model, &mut found);
    }
    cx.diagnostics.extend(found);
}

/// The names of a model's columns, and of its constraints.
fn within(model: &ModelDraft<'_>, found: &mut Vec<Diagnostic>) {
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
