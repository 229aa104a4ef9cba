//! Models: their table, their members sorted into columns and relations, their attributes.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::model::{Model, RowSecurity};
use pg_orm_ir::names::snake_case;

use super::args::Args;
use super::expand::{self, Placed};
use super::inherit;
use super::names::{Declared, Kind};
use super::partitions::{PartOf, PartitionSite};
use super::relations::RelationDraft;
use super::seen::Seen;
use super::types::{self, Resolved};
use super::{
    Context, columns, constraints, enums, exclusions, foreign_tables, indexes, items, partitions, read,
    relation_args, rust_names, statistics, storage, views, vocabulary,
};
use crate::diagnostics::{attributes, families, foreign, mixins, names as diagnostics, syntax};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Field, Member, Name, Word};

/// A model on its way to the representation, and where its parts stand.
#[derive(Debug)]
pub(crate) struct ModelDraft<'a> {
    pub(crate) ir: Model,
    pub(crate) name: &'a Name<'a>,
    /// The last line of its block, where each of them was understood.
    pub(crate) last: Option<Span>,
    /// The place of the table's name.
    pub(crate) table_span: Span,
    /// Where the fields of `ir` stand, in the same order.
    pub(crate) columns: Vec<ColumnSite<'a>>,
    pub(crate) relations: Vec<RelationDraft<'a>>,
    /// What each name stands for.
    pub(crate) members: HashMap<&'a str, (Slot, Span)>,
    /// The attribute that made the primary key.
    pub(crate) primary_key: Option<&'a Attribute<'a>>,
    /// Where the unique keys of `ir` are said, in the same order.
    pub(crate) unique_spans: Vec<Span>,
    /// Where its indexes are.
    pub(crate) index_spans: Vec<Span>,
    /// Where its exclusions are.
    pub(crate) exclusion_spans: Vec<Span>,
    pub(crate) row_security: Option<Span>,
    /// How it is partitioned, right or wrong.
    pub(crate) partition: Option<PartitionSite<'a>>,
    /// Foreign keys that no relation goes by, not read yet.
    pub(crate) foreign_keys: Vec<&'a Attribute<'a>>,
    /// Where indexes are said to be of this table only.
    pub(crate) only_indexes: Vec<Span>,
    /// Of which model it is which part, for a partition.
    pub(crate) part_of: Option<PartOf>,
    /// Names that the schema's author gave to keys, indexes and checks.
    pub(crate) given_names: Vec<GivenName>,
}

/// Where a column stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct ColumnSite<'a> {
    pub(crate) name: Word<'a>,
    /// Its type, without `?`.
    pub(crate) type_span: Span,
    /// Its `?`.
    pub(crate) nullable: Option<Span>,
    /// What gave the column its name.
    pub(crate) column_span: Span,
}

/// What a member of a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The column of this index.
    Column(usize),
    /// The relation of this index.
    Relation(usize),
    /// A field whose type is a diagnostic already.
    Broken,
}

/// A name that stands in the schema for a constraint or an index.
#[derive(Debug)]
pub(crate) struct GivenName {
    /// "the index", "the check", ..
    pub(crate) what: &'static str,
    pub(crate) name: String,
    pub(crate) span: Span,
    /// Whether it shares its names with the tables of its schema: what an index stands beneath.
    pub(crate) is_relation: bool,
    /// Whether it shares its names with the constraints of its table.
    pub(crate) is_constraint: bool,
}

/// All models, in order, without the ends of their relations.
pub(super) fn resolve<'a>(cx: &mut Context<'a>) -> Vec<ModelDraft<'a>> {
    let mut used = vec![false; cx.names.mixins.len()];
    let declared = cx.names.models.clone();
    let mut models: Vec<Option<ModelDraft<'a>>> = declared.iter().map(|_| None).collect();
    for (index, parents) in inherit::order(cx) {
        let Some(&declared) = declared.get(index) else { continue };
        let members = expand::members(cx, declared.item, &mut used);
        let parents: Vec<&ModelDraft<'a>> =
            parents.into_iter().filter_map(|parent| models.get(parent)?.as_ref()).collect();
        let draft = model(cx, declared, &members, Whole::Model, &parents);
        if let Some(place) = models.get_mut(index) {
            *place = Some(draft);
        }
    }
    let models: Vec<ModelDraft<'a>> = models.into_iter().flatten().collect();
    inherit::check(cx, &models);
    // A mixin that nobody includes has mistakes too.
    for (index, declared) in cx.names.mixins.clone().into_iter().enumerate() {
        if used.get(index) == Some(&false) {
            let members = expand::members(cx, declared.item, &mut vec![false; used.len()]);
            model(cx, declared, &members, Whole::Mixin, &[]);
        }
    }
    models
}

/// A partition of `whole`, the table `table` in the database: it has the fields of `whole`, and what it says of its own.
pub(super) fn partition<'a>(
    cx: &mut Context<'a>,
    declared: Declared<'a>,
    table: QualifiedName,
    (whole, part_of): (&ModelDraft<'a>, PartOf),
) -> ModelDraft<'a> {
    let mut used = vec![false; cx.names.mixins.len()];
    let members = expand::members(cx, declared.item, &mut used);
    model(cx, declared, &members, Whole::Partition { table, part_of }, &[whole])
}

/// A view, which has fields and some of the attributes of a model.
pub(super) fn view<'a>(
    cx: &mut Context<'a>,
    declared: Declared<'a>,
    is_materialized: bool,
) -> ModelDraft<'a> {
    let mut used = vec![false; cx.names.mixins.len()];
    let members = expand::members(cx, declared.item, &mut used);
    model(cx, declared, &members, Whole::View { is_materialized }, &[])
}

/// What has fields and attributes of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whole {
    Model,
    Partition {
        table: QualifiedName,
        part_of: PartOf,
    },
    View {
        is_materialized: bool,
    },
    /// One that nobody includes.
    Mixin,
}

impl Whole {
    const fn noun(&self) -> &'static str {
        match self {
            Self::Model => "a model",
            Self::Partition { .. } => "a partition",
            Self::View { .. } => "a view",
            Self::Mixin => "a mixin",
        }
    }
}

fn model<'a>(
    cx: &mut Context<'a>,
    Declared { item, name }: Declared<'a>,
    members: &[Placed<'a>],
    whole: Whole,
    parents: &[&ModelDraft<'a>],
) -> ModelDraft<'a> {
    let is_model = whole != Whole::Mixin;
    let (table, part_of) = match &whole {
        Whole::Partition { table, part_of } => (table.clone(), Some(part_of.clone())),
        _ => (QualifiedName::new(items::PUBLIC, snake_case(&name.text)), None),
    };
    let docs = items::docs(item.docs.as_ref());
    let mut draft = ModelDraft {
        ir: Model { name: name.text.to_string(), table, comment: docs.clone(), docs, ..Model::default() },
        name,
        last: if item.members().iter().any(Member::has_junk) {
            None
        } else {
            item.members().last().map(Member::span)
        },
        table_span: name.span,
        columns: Vec::new(),
        relations: Vec::new(),
        members: HashMap::new(),
        primary_key: None,
        unique_spans: Vec::new(),
        index_spans: Vec::new(),
        exclusion_spans: Vec::new(),
        row_security: None,
        partition: None,
        foreign_keys: Vec::new(),
        only_indexes: Vec::new(),
        part_of,
        given_names: Vec::new(),
    };
    let names = rust_names::FieldNames::of(members.iter().filter_map(|placed| match placed.member {
        Member::Field(field) => Some(field.name),
        _ => None,
    }));
    for placed in members {
        match placed.member {
            Member::Field(field) => member(cx, &mut draft, field, placed.include, &names),
            // They say which part it is.
            Member::Entry(_) if draft.part_of.is_some() => {}
            Member::Entry(entry) if entry.has_junk => {}
            Member::Entry(entry) => cx.report(attributes::entry_in_fields(entry, whole.noun())),
            Member::Attribute(_) => {}
        }
    }
    inherit::merge(cx, &mut draft, parents);
    block_attributes(cx, &mut draft, members, &whole);
    // A sequence is in its table's schema where it says none.
    let schema = &draft.ir.table.schema;
    for name in draft.ir.fields.iter_mut().filter_map(|field| field.numbering.name.as_mut()) {
        if name.schema.is_empty() {
            schema.clone_into(&mut name.schema);
        }
    }
    foreign_tables::check(cx, members);
    if is_model && draft.part_of.is_none() {
        cx.check_derived_name(&draft.ir.table.name, draft.table_span, "the table's name", "@@map");
    }
    draft
}

fn member<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    field: &'a Field<'a>,
    include: Option<Span>,
    names: &rust_names::FieldNames<'a>,
) {
    let name = field.name;
    if let Some(&(_, first)) = draft.members.get(name.text) {
        let mut diagnostic = diagnostics::duplicate_member(&draft.ir.name, name.text, name.span, first);
        if let Some(include) = include {
            diagnostic = diagnostic.label(include, "included here");
        }
        return cx.report(diagnostic);
    }
    if field.type_ref.is_none()
        && let Some(&(Kind::Mixin(_), declared)) = cx.names.types.get(name.text)
    {
        draft.members.insert(name.text, (Slot::Broken, name.span));
        return cx.report(mixins::bare_mixin(name, declared));
    }
    if let Some(type_ref) = &field.type_ref
        && !types::is_known(cx, type_ref)
        && let Some(help) = foreign::line(name.text, &type_ref.words)
    {
        let written = format!("{} {}", name.text, type_ref.words);
        draft.members.insert(name.text, (Slot::Broken, name.span));
        return cx.report(syntax::foreign_line(name.span.to(type_ref.span), &written, help));
    }
    if let Some(type_ref) = &field.type_ref
        && !types::is_known(cx, type_ref)
        && let Some((more, type_)) = type_ref.words.split_once(' ')
        && more.chars().all(|c| c.is_lowercase() || c == '_')
        && !["signed", "unsigned", "enum", "array"].contains(&more)
        && types::is_known_name(cx, type_)
    {
        draft.members.insert(name.text, (Slot::Broken, name.span));
        let better = format!("{}_{more}", name.text);
        return cx.report(syntax::name_of_words(name.span.to(type_ref.name_span), &better, type_));
    }
    let resolved = match types::required(cx, field) {
        Some(type_ref) => types::resolve(cx, type_ref),
        None => Resolved::Unknown,
    };
    let map = if matches!(resolved, Resolved::Model(_)) {
        rust_names::Map::None
    } else if field.attributes.iter().any(|attribute| attribute.name.text == "map") {
        rust_names::Map::Given
    } else {
        rust_names::Map::Needed
    };
    if !names.report_meeting(cx, name, map) {
        rust_names::check_field(cx, "field", name, map);
    }
    let slot = match resolved {
        Resolved::Value(value) => columns::add(cx, draft, field, value),
        Resolved::Model(target) => relation_args::add(cx, draft, field, target),
        Resolved::Unknown => {
            for attribute in &field.attributes {
                let known = [vocabulary::COLUMN, vocabulary::RELATION].concat();
                if !known.contains(&attribute.name.text) && !attribute.name.text.is_empty() {
                    cx.unknown_field_attribute(attribute, field, "a column");
                }
            }
            Slot::Broken
        }
    };
    draft.members.insert(name.text, (slot, name.span));
}

fn block_attributes<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    members: &[Placed<'a>],
    whole: &Whole,
) {
    let is_model = *whole != Whole::Mixin;
    let mut seen = Seen::default();
    for placed in members {
        let Member::Attribute(attribute) = placed.member else { continue };
        let name = attribute.name.text;
        if !vocabulary::REPEATABLE.contains(&name) && !seen.is_first(cx, attribute) {
            continue;
        }
        if let Whole::View { is_materialized } = whole
            && !views::TAKEN.contains(&name)
        {
            if !views::OWN.contains(&name) && !name.is_empty() {
                views::refuse(cx, attribute, *is_materialized);
            }
            continue;
        }
        if draft.part_of.is_some() && !vocabulary::PARTITION.contains(&name) && !name.is_empty() {
            if matches!(name, "schema" | "map" | "comment") {
                cx.report(families::entry_of_partition(attribute));
            } else {
                cx.unknown_attribute(attribute, whole.noun(), vocabulary::PARTITION);
            }
            continue;
        }
        match name {
            // What these say needs the model: a mixin that nobody includes has none.
            "id" | "unique" | "index" | "check" | "grant" | "revoke" | "exclude" | "statistics"
            | "partition" | "cluster" | "of" | "foreign_key" | "foreign"
                if !is_model => {}
            "inherits" if !is_model || placed.include.is_some() => {
                cx.report(families::inherits_of_mixin(attribute));
            }
            // Read before anything else of it.
            "inherits" => {}
            "foreign" => foreign_tables::table(cx, draft, attribute),
            "id" => constraints::primary_key(cx, draft, attribute),
            "unique" => constraints::unique(cx, draft, attribute),
            "foreign_key" => draft.foreign_keys.push(attribute),
            "check" => constraints::check(cx, draft, attribute, None),
            "index" => indexes::index(cx, draft, attribute),
            "grant" => constraints::grant(cx, draft, attribute),
            "exclude" => exclusions::exclude(cx, draft, attribute),
            "statistics" => statistics::statistics(cx, draft, attribute),
            "partition" => partitions::partition(cx, draft, attribute),
            "owner" => draft.ir.owner = storage::owner(cx, attribute),
            "with" => draft.ir.options = storage::options(cx, attribute),
            "tablespace" => draft.ir.tablespace = storage::tablespace(cx, attribute),
            "revoke" => constraints::revoke(cx, draft, attribute),
            "cluster" => draft.ir.clustered_on = storage::cluster(cx, attribute),
            "access_method" => draft.ir.access_method = storage::access_method(cx, attribute),
            "of" => draft.ir.of_type = storage::of_type(cx, attribute),
            "replica_identity" => draft.ir.replica_identity = storage::replica_identity(cx, attribute),
            "unlogged" => draft.ir.persistence = storage::unlogged(cx, attribute),
            "schema" => {
                if let Some(schema) = enums::schema(cx, attribute) {
                    draft.ir.table.schema = schema;
                }
            }
            "map" => {
                if let Some(table) = enums::text(cx, attribute, "the table's name") {
                    table.clone_into(&mut draft.ir.table.name);
                    draft.table_span = attribute.span;
                }
            }
            "comment" => {
                if let Some(comment) = enums::text(cx, attribute, "a comment") {
                    draft.ir.comment = Some(comment.to_owned()).filter(|comment| !comment.is_empty());
                }
            }
            "rls" => {
                let (is_enabled, is_forced) = row_security(cx, attribute);
                draft.ir.row_security = is_enabled.then_some(RowSecurity { is_forced });
                draft.ir.is_row_security_forced = is_forced && !is_enabled;
                draft.row_security = Some(attribute.span);
            }
            "" => {}
            _ => cx.unknown_attribute(attribute, "a model", vocabulary::MODEL),
        }
    }
}

/// `@@rls`, `@@rls(force)`, `@@rls(force, enabled: false)`: whether it is enabled, and whether it binds the owner too.
fn row_security<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> (bool, bool) {
    let mut args = Args::new(attribute, &["enabled"]);
    let force =
        args.positional().and_then(|value| read::choice(cx, value, "a kind of security", &[("force", ())]));
    let is_enabled = args.named("enabled").and_then(|value| read::boolean(cx, value, "true or false"));
    args.finish(cx);
    (is_enabled.unwrap_or(true), force.is_some())
}

impl<'a> ModelDraft<'a> {
    /// The index of the column that `word` names; reports where there is none.
    pub(super) fn column(&self, cx: &mut Context<'a>, word: Word<'a>) -> Option<usize> {
        match self.members.get(word.text) {
            Some((Slot::Column(index), _)) => Some(*index),
            Some((Slot::Relation(index), span)) => {
                let columns: Vec<&str> = self
                    .relations
                    .get(*index)
                    .map(|relation| relation.fields.iter().map(|field| field.text).collect())
                    .unwrap_or_default();
                // One that names itself has none either.
                let columns: Vec<&str> = columns.into_iter().filter(|column| *column != word.text).collect();
                cx.report(attributes::relation_as_column(
                    word,
                    Word { text: word.text, span: *span },
                    &columns,
                ));
                None
            }
            Some((Slot::Broken, _)) => None,
            // A name that is to be written like this is a diagnostic already.
            None if self.members.keys().any(|name| *name != word.text && snake_case(name) == word.text) => {
                None
            }
            None => {
                let names: Vec<&str> = self.columns.iter().map(|column| column.name.text).collect();
                cx.report(attributes::unknown_field(word, &self.ir.name, &names));
                None
            }
        }
    }
}
