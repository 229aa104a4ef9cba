//! The passes, in order: names, enums, domains and composites, sessions, fields with their types and attributes, relations, policies,
//! names in the database; from trees to [`Schema`].

mod addresses;
mod args;
mod calls;
mod columns;
mod composites;
mod constraints;
mod database_names;
mod declared;
mod default_functions;
mod default_texts;
mod defaults;
mod domains;
mod enums;
mod exclusions;
mod expand;
mod foreign_keys;
mod foreign_tables;
mod fragments;
mod grants;
mod indexes;
mod inherit;
mod intervals;
mod items;
mod json;
mod key_types;
mod known_extensions;
mod lints;
mod models;
mod names;
mod objects;
mod operators;
mod owners;
mod partition_keys;
mod partitions;
mod policies;
mod ranges;
mod read;
mod relation_args;
mod relations;
mod roles;
mod row_types;
mod rust_names;
mod seen;
mod sessions;
mod sql;
mod statistics;
mod storage;
mod targets;
mod through;
mod times;
mod types;
mod types_access;
mod version_and_json;
mod view_relations;
mod views;
mod vocabulary;

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Extension, Sequence};
use pg_orm_ir::model::{Function, Schema};

use crate::diagnostics::{Diagnostic, Diagnostics, LintLevels, Severity};
use crate::source::{Sources, Span};
use crate::syntax::{self, ast::File, ast::Item};

pub(crate) use default_functions::words_for as default_words;
pub(crate) use fragments::{Refusal, TriggerRows};
pub(crate) use known_extensions::is_type as is_extension_type;
pub(crate) use names::is_keyword;
pub(crate) use objects::is_pseudo_type;
pub(crate) use rust_names::is_reserved as is_reserved_type;

/// What diagnostics show of drafts.
pub(crate) mod drafts {
    pub(crate) use super::models::{ColumnSite, ModelDraft};
    pub(crate) use super::relations::{Owner, RelationDraft};
}

/// What came of a schema.
#[derive(Debug, Clone)]
#[must_use]
pub struct Compiled {
    /// The schema; `None` where there is an error among the diagnostics.
    pub schema: Option<Schema>,
    /// All that is wrong or doubtful, by file and place.
    pub diagnostics: Diagnostics,
}

/// Reads a schema: text in, intermediate representation and diagnostics out. It never fails; where there are
/// errors, all of them are told.
///
/// ```
/// use pg_orm_schema::{Sources, Style, compile};
///
/// let sources = Sources::from_text("schema.pgorm", "model User {\n  id bigint @id @identity\n  email text @uniqe\n}");
/// let compiled = compile(&sources);
/// assert!(compiled.schema.is_none());
/// let text = compiled.diagnostics.render(&sources, Style::Plain);
/// assert!(text.contains("did you mean `@unique`?"), "{text}");
/// ```
pub fn compile(sources: &Sources) -> Compiled {
    compile_with(sources, &LintLevels::default())
}

/// As [`compile`], with each lint as loud as `levels` says.
pub fn compile_with(sources: &Sources, levels: &LintLevels) -> Compiled {
    let mut diagnostics = Vec::new();
    let mut files: Vec<File<'_>> =
        sources.with_ids().map(|(id, file)| syntax::parse(id, file.text(), &mut diagnostics)).collect();
    let allowances = lints::take_allowances(&mut files, &mut diagnostics);

    let mut cx = Context {
        names: names::Names::default(),
        sessions: Vec::new(),
        enums: Vec::new(),
        domains: Vec::new(),
        composites: Vec::new(),
        ranges: Vec::new(),
        types_by_name: HashMap::new(),
        extensions: Vec::new(),
        sequences: Vec::new(),
        sequence_spans: HashMap::new(),
        owned_sequences: Vec::new(),
        row_types: HashSet::new(),
        fragments: Vec::new(),
        functions: Vec::new(),
        diagnostics,
    };
    names::collect(&mut cx, &files);
    let roles = roles::resolve(&mut cx);
    let namespaces = items::namespaces(&mut cx);
    cx.extensions = objects::extensions(&mut cx);
    cx.sequences = objects::sequences(&mut cx);
    row_types::name(&mut cx);
    enums::resolve(&mut cx);
    declared::resolve(&mut cx);
    sessions::resolve(&mut cx);
    // Fragments of SQL may name a session's settings.
    domains::attributes(&mut cx);
    let mut models = models::resolve(&mut cx);
    partitions::resolve(&mut cx, &mut models);
    relations::resolve(&mut cx, &mut models);
    foreign_keys::resolve(&mut cx, &mut models);
    objects::sequence_owners(&mut cx, &models);
    policies::resolve(&mut cx, &mut models);
    let mut views = views::resolve(&mut cx);
    view_relations::resolve(&mut cx, &models, &mut views);
    partitions::check_indexes(&mut cx, &models);
    partition_keys::check(&mut cx, &models);
    let secured = calls::Secured::of(&models, &views);
    let objects = objects::resolve(&mut cx, &mut models, &mut views, &secured);
    let (queries, statements) = calls::queries(&mut cx, &models, &views, &secured);
    let channels = calls::channels(&mut cx);
    fragments::check(&mut cx, &models, &views, &objects);
    fragments::check_queries(&mut cx, &models, &views, &objects, &statements);
    database_names::check(&mut cx, &models, &views);
    let checked = lints::Checked::new(&cx, &models, &views, &objects);
    let found = lints::check(&checked, allowances, levels);
    cx.diagnostics.extend(found);

    let Context {
        sessions,
        enums,
        domains,
        composites,
        ranges,
        extensions,
        sequences,
        functions,
        diagnostics,
        ..
    } = cx;
    let ranges = ranges.into_iter().map(|draft| draft.ir).collect();
    let mut schema = Schema {
        namespaces,
        roles,
        enums: enums.into_iter().map(|draft| draft.ir).collect(),
        domains: domains.into_iter().map(|draft| draft.ir).collect(),
        composites: composites.into_iter().map(|draft| draft.ir).collect(),
        sessions: sessions.into_iter().map(|draft| draft.ir).collect(),
        models: partitions::gather(models),
        views: views.into_iter().map(views::ViewDraft::into_ir).collect(),
        functions,
        queries,
        channels,
        database_only: Catalog { extensions, sequences, ranges, ..objects },
    };
    items::add_named_namespaces(&mut schema);
    let diagnostics = Diagnostics::new(diagnostics);
    Compiled { schema: (!diagnostics.has_errors()).then_some(schema), diagnostics }
}

/// What can't be read of these sources; what names and types mean isn't looked at.
///
/// ```
/// let sources = pg_orm_schema::Sources::from_text("schema.pgorm", "model User { id bigin @id }\nmodel {{");
/// let codes: Vec<_> = pg_orm_schema::check_syntax(&sources).iter().map(|found| found.code.as_str()).collect();
/// assert_eq!(codes, ["P103", "P113"]);
/// ```
#[must_use]
pub fn check_syntax(sources: &Sources) -> Diagnostics {
    let mut diagnostics = Vec::new();
    for (id, file) in sources.with_ids() {
        let file = syntax::parse(id, file.text(), &mut diagnostics);
        unread_items(&file, &mut diagnostics);
    }
    Diagnostics::new(diagnostics)
}

/// Adds what can't be read of a file's items. What a word that starts no item begins is not looked at: the word is
/// what can't be read.
pub(crate) fn unread_items(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let unread = file.items.iter().filter(|item| !is_keyword(item.keyword.text));
    diagnostics.extend(unread.map(names::unknown_keyword));
}

/// What the passes share.
struct Context<'a> {
    names: names::Names<'a>,
    sessions: Vec<sessions::SessionDraft<'a>>,
    enums: Vec<enums::EnumDraft<'a>>,
    domains: Vec<domains::DomainDraft<'a>>,
    composites: Vec<composites::CompositeDraft<'a>>,
    /// Fragments of SQL that are looked at once every model is known.
    fragments: Vec<fragments::Pending<'a>>,
    ranges: Vec<ranges::RangeDraft<'a>>,
    /// What a client sees of functions.
    functions: Vec<Function>,
    /// What the names of enums, domains, composites and ranges in the database stand for.
    types_by_name: HashMap<QualifiedName, types::Of>,
    extensions: Vec<Extension>,
    sequences: Vec<Sequence>,
    /// The places of `sequences`, by their names.
    sequence_spans: HashMap<QualifiedName, Span>,
    /// The sequences, by their index, that go with a field, not read yet.
    owned_sequences: Vec<(usize, &'a syntax::ast::Value<'a>)>,
    /// The row types of models and views.
    row_types: HashSet<QualifiedName>,
    diagnostics: Vec<Diagnostic>,
}

impl Context<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether an error of this item is known already.
    fn has_error_in(&self, item: &Item<'_>) -> bool {
        self.has_error_at(item.span())
    }

    /// Whether an error within this place is known already.
    fn has_error_at(&self, whole: Span) -> bool {
        self.diagnostics.iter().filter(|found| found.severity == Severity::Error).any(|found| {
            found
                .span()
                .is_some_and(|at| at.file == whole.file && (whole.start..=whole.end).contains(&at.start))
        })
    }
}
