//! What fragments of SQL may name: the tables, functions and extensions of the schema, and how much of them is known.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use pg_orm_ir::catalog::{
    Aggregate, Argument, ArgumentMode, Catalog, Function, FunctionKind, Returns, Volatility,
};
use pg_orm_ir::model::{Field, Model, Partition};
use pg_orm_ir::types::{BaseType, DataType};
use pg_orm_sql::{TokenKind, tokens};

use super::super::Context;
use super::super::models::{ModelDraft, Slot};
use super::known::{self, Nature};
use super::scope::Column;

/// A table, a view or a partition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Relation<'w> {
    pub(super) schema: &'w str,
    pub(super) name: &'w str,
    /// The name of its model, or of the partition.
    pub(super) model: &'w str,
    fields: &'w [Field],
    /// Whether there may be columns that are not known.
    pub(super) is_open: bool,
}

impl<'w> Relation<'w> {
    pub(super) fn columns(&self) -> Vec<Column<'w>> {
        let column = |field: &'w Field| Column {
            name: Some(Cow::Borrowed(field.column.as_str())),
            field: Some(&field.name),
            type_: Some(Cow::Borrowed(&field.type_)),
        };
        self.fields.iter().map(column).collect()
    }
}

/// A function, procedure or aggregate of the schema.
#[derive(Debug, Clone, Copy)]
pub(super) enum Routine<'w> {
    Function(&'w Function),
    Aggregate(&'w Aggregate),
}

impl<'w> Routine<'w> {
    pub(super) fn schema(&self) -> &'w str {
        match self {
            Self::Function(function) => &function.name.schema,
            Self::Aggregate(aggregate) => &aggregate.name.schema,
        }
    }

    pub(super) fn arguments(&self) -> &'w [Argument] {
        match self {
            Self::Function(function) => &function.arguments,
            Self::Aggregate(aggregate) => &aggregate.arguments,
        }
    }

    pub(super) fn nature(&self) -> Nature {
        match self {
            Self::Aggregate(_) => Nature::Aggregate,
            Self::Function(function) => match (function.kind, function.volatility) {
                (FunctionKind::Procedure, _) => Nature::Procedure,
                (FunctionKind::Window, _) => Nature::Window,
                // What is written in SQL may be taken apart, and what it is made of be immutable.
                (_, _) if function.language == "sql" => Nature::Immutable,
                (_, Volatility::Immutable) => Nature::Immutable,
                (_, Volatility::Stable) => Nature::Stable,
                (_, Volatility::Volatile) => Nature::Volatile,
            },
        }
    }

    /// Whether it answers rows.
    pub(super) fn is_set(&self) -> bool {
        let Self::Function(function) = self else { return false };
        matches!(function.returns, Returns::Table(_) | Returns::Value { is_set: true, .. })
    }

    /// How many arguments it can be given; `None` for no limit.
    pub(super) fn counts(&self) -> (usize, Option<usize>) {
        if let Self::Aggregate(Aggregate { direct_arguments: Some(_), .. }) = self {
            return (0, None);
        }
        let is_procedure = self.nature() == Nature::Procedure;
        let inputs = || {
            let is_input = move |argument: &&Argument| is_procedure || argument.mode != ArgumentMode::Out;
            self.arguments().iter().filter(is_input)
        };
        let is_needed =
            |argument: &&Argument| argument.default.is_none() && argument.mode != ArgumentMode::Out;
        let is_variadic = inputs().any(|argument| argument.mode == ArgumentMode::Variadic);
        (inputs().filter(is_needed).count(), (!is_variadic).then(|| inputs().count()))
    }
}

/// Everything that fragments may name.
pub(super) struct World<'w> {
    relations: HashMap<&'w str, Vec<Relation<'w>>>,
    schemas: HashSet<&'w str>,
    /// The tables whose partitions are made by a rule.
    ruled: Vec<&'w str>,
    routines: HashMap<&'w str, Vec<Routine<'w>>>,
    routine_schemas: HashSet<&'w str>,
    models: HashMap<&'w str, &'w ModelDraft<'w>>,
    pub(super) functions: &'w [Function],
    /// The names of the extensions that are declared.
    extensions: HashSet<String>,
    /// An extension is declared whose functions are not known.
    pub(super) has_unknown_extension: bool,
    /// What an item that can't be read may have declared is not known.
    pub(super) has_unread: bool,
    /// The words of SQL that makes what there are no words for.
    raws: &'w Catalog,
    raw_words: OnceCell<HashSet<String>>,
    types: HashSet<String>,
    sequences: HashSet<String>,
    /// The prefix of each session, and its settings.
    pub(super) settings: HashMap<String, Vec<String>>,
}

impl<'w> World<'w> {
    pub(super) fn new(
        cx: &Context<'_>,
        models: impl Iterator<Item = &'w ModelDraft<'w>>,
        objects: &'w Catalog,
    ) -> Self {
        let mut world = Self {
            relations: HashMap::new(),
            schemas: HashSet::new(),
            ruled: Vec::new(),
            routines: HashMap::new(),
            routine_schemas: HashSet::new(),
            models: HashMap::new(),
            functions: &objects.functions,
            extensions: cx.extensions.iter().map(|extension| extension.name.clone()).collect(),
            has_unknown_extension: cx
                .extensions
                .iter()
                .any(|extension| !known::is_known_extension(&extension.name)),
            has_unread: cx.names.has_unread,
            raws: objects,
            raw_words: OnceCell::new(),
            types: declared_types(cx),
            sequences: cx.sequences.iter().map(|sequence| sequence.name.name.clone()).collect(),
            settings: HashMap::new(),
        };
        for session in &cx.sessions {
            let names = session.ir.settings.iter().map(|setting| setting.name.clone());
            world.settings.entry(session.ir.prefix.clone()).or_default().extend(names);
        }
        for draft in models {
            // Of two of one name, which is told, the first one counts.
            world.models.entry(&draft.name.text).or_insert(draft);
            world.add_relations(draft);
        }
        for function in &objects.functions {
            world.add_routine(&function.name.name, Routine::Function(function));
        }
        for aggregate in &objects.aggregates {
            world.add_routine(&aggregate.name.name, Routine::Aggregate(aggregate));
        }
        world
    }

    fn add_relations(&mut self, draft: &'w ModelDraft<'w>) {
        let model: &'w Model = &draft.ir;
        let is_broken = draft.members.values().any(|(slot, _)| matches!(slot, Slot::Broken));
        let is_open = is_broken || model.fields.is_empty();
        if model.partition_rule.is_some() {
            self.ruled.push(&model.table.name);
        }
        let relation = Relation {
            schema: &model.table.schema,
            name: &model.table.name,
            model: &model.name,
            fields: &model.fields,
            is_open,
        };
        self.add_relation(relation);
        self.add_partitions(&model.partitions);
    }

    fn add_relation(&mut self, relation: Relation<'w>) {
        self.schemas.insert(relation.schema);
        let named = self.relations.entry(relation.name).or_default();
        if !named.iter().any(|other| other.schema == relation.schema) {
            named.push(relation);
        }
    }

    fn add_partitions(&mut self, partitions: &'w [Partition]) {
        for Partition { model, .. } in partitions {
            self.add_relation(Relation {
                schema: &model.table.schema,
                name: &model.table.name,
                model: &model.name,
                fields: &model.fields,
                is_open: model.fields.is_empty(),
            });
            self.add_partitions(&model.partitions);
        }
    }

    fn add_routine(&mut self, name: &'w str, routine: Routine<'w>) {
        self.routine_schemas.insert(routine.schema());
        self.routines.entry(name).or_default().push(routine);
    }

    /// The model or view of this name.
    pub(super) fn model(&self, name: &str) -> Option<&'w ModelDraft<'w>> {
        self.models.get(name).copied()
    }

    /// The table of a model.
    pub(super) fn relation_of(&self, model: &'w ModelDraft<'w>) -> Option<Relation<'w>> {
        let table = &model.ir.table;
        let named = self.relations.get(table.name.as_str())?;
        named.iter().find(|relation| relation.schema == table.schema).copied()
    }

    /// The tables of this name, in any schema.
    pub(super) fn relations(&self, name: &str) -> &[Relation<'w>] {
        self.relations.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every table, for suggestions: those of a hash map, in order.
    pub(super) fn all_relations(&self) -> Vec<Relation<'w>> {
        let mut all: Vec<Relation<'w>> = self.relations.values().flatten().copied().collect();
        all.sort_by_key(|relation| (relation.schema, relation.name));
        all
    }

    /// Whether there is no table at all.
    pub(super) fn is_empty(&self) -> bool {
        self.relations.is_empty()
    }

    /// Whether this is, or may be, a sequence, which is a table of one row.
    pub(super) fn is_sequence(&self, name: &str) -> bool {
        self.sequences.contains(name) || name.ends_with("_seq")
    }

    /// Whether this may be a partition that a rule makes.
    pub(super) fn is_ruled_partition(&self, name: &str) -> bool {
        self.ruled.iter().any(|table| name.starts_with(table))
    }

    /// Whether the schema declares a type of this name.
    pub(super) fn is_declared_type(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// Whether the schema has tables in this one.
    pub(super) fn has_tables_in(&self, schema: &str) -> bool {
        self.schemas.contains(schema)
    }

    /// Whether the schema has functions in this one.
    pub(super) fn has_functions_in(&self, schema: &str) -> bool {
        self.routine_schemas.contains(schema)
    }

    /// The functions of this name, in any schema.
    pub(super) fn routines(&self, name: &str) -> &[Routine<'w>] {
        self.routines.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The names of the schema's functions, in order.
    pub(super) fn routine_names(&self) -> Vec<&'w str> {
        let mut names: Vec<&'w str> = self.routines.keys().copied().collect();
        names.sort_unstable();
        names
    }

    /// Whether an extension is declared.
    pub(super) fn has_extension(&self, name: &str) -> bool {
        self.extensions.contains(name)
    }

    /// Whether SQL that there are no words for names something so: it may be what makes it.
    pub(super) fn is_raw(&self, name: &str) -> bool {
        let words = self.raw_words.get_or_init(|| {
            let mut words = HashSet::new();
            for raw in &self.raws.raws {
                let Ok(tokens) = tokens(&raw.create) else { continue };
                for token in tokens {
                    let written = raw.create.get(token.span).unwrap_or_default();
                    match token.kind {
                        TokenKind::Space | TokenKind::Comment | TokenKind::Symbol => {}
                        // Bodies hold words, too.
                        _ => words.extend(
                            written.split(|c: char| c != '_' && !c.is_alphanumeric()).map(str::to_lowercase),
                        ),
                    }
                }
            }
            words
        });
        // What runs text as SQL may make anything.
        !words.is_empty() && (words.contains(&name.to_lowercase()) || words.contains("execute"))
    }

    /// Whether there is a type of this name, which can be called as a function.
    pub(super) fn is_type(&self, name: &str) -> bool {
        self.types.contains(name)
            || self.relations.contains_key(name)
            || super::super::known_extensions::is_type(name)
            || pg_orm_ir::types::BuiltIn::from_name(name).is_some()
    }

    /// Whether any table has a column of this name, which can be called as a function of its row.
    pub(super) fn is_column(&self, name: &str) -> bool {
        self.relations.values().flatten().any(|table| table.fields.iter().any(|field| field.column == name))
    }

    /// The columns of a row type, where it is a table's.
    pub(super) fn row(&self, type_: &DataType) -> Option<Relation<'w>> {
        let BaseType::Declared(name) = &type_.base else { return None };
        let named = self.relations.get(name.name.as_str())?;
        named.iter().find(|relation| relation.schema == name.schema && !type_.is_array).copied()
    }
}

/// The names of the types that the schema declares.
fn declared_types(cx: &Context<'_>) -> HashSet<String> {
    let enums = cx.enums.iter().map(|draft| &draft.ir.type_name);
    let domains = cx.domains.iter().map(|draft| &draft.ir.type_name);
    let composites = cx.composites.iter().map(|draft| &draft.ir.type_name);
    let ranges = cx.ranges.iter().flat_map(|draft| {
        // The constructors of ranges and of their multiranges have the types' names.
        std::iter::once(&draft.ir.name).chain(&draft.ir.multirange)
    });
    enums.chain(domains).chain(composites).chain(ranges).map(|name| name.name.clone()).collect()
}
