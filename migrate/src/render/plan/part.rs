//! What a catalog is made of, cut so that each part can be made in one go.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Aggregate, Catalog, Check, Collation, Column, Composite, DefaultPrivileges, Domain, Enum, EventTrigger,
    Exclusion, Extension, ForeignDataWrapper, ForeignKey, Function, Index, Key, Namespace, Policy,
    Publication, Range, Raw, RawKind, Role, Rule, Sequence, Server, Statistics, Table,
    TextSearchConfiguration, TextSearchDictionary, Trigger, View, ViewKind,
};

use crate::family::Family;

/// A part of a catalog.
#[derive(Clone, Copy)]
pub(in crate::render) enum Part<'a> {
    Role(&'a Role),
    Namespace(&'a Namespace),
    Extension(&'a Extension),
    Collation(&'a Collation),
    Enum(&'a Enum),
    Domain(&'a Domain),
    /// A domain's default and checks, where they wait for something.
    DomainRest(&'a Domain),
    Composite(&'a Composite),
    /// A range that a function is made of before it is there itself.
    RangeShell(&'a Range),
    Range(&'a Range),
    Dictionary(&'a TextSearchDictionary),
    Configuration(&'a TextSearchConfiguration),
    Wrapper(&'a ForeignDataWrapper),
    Server(&'a Server),
    Function(&'a Function),
    Aggregate(&'a Aggregate),
    Sequence(&'a Sequence),
    Raw(&'a Raw),
    Table(&'a Table),
    /// A column's default, where it waits.
    Default(&'a Table, &'a Column),
    Check(&'a Table, &'a Check),
    Exclusion(&'a Table, &'a Exclusion),
    ForeignKey(&'a Table, &'a ForeignKey),
    /// A key of a partitioned table only, and whether it is the primary one.
    Key(&'a Table, &'a Key, bool),
    /// A partition's key that becomes a part of such a one.
    AttachedKey(&'a Table, &'a Key),
    Index(Relation<'a>, &'a Index),
    Statistics(&'a QualifiedName, &'a Statistics),
    SequenceOwner(&'a Sequence),
    View(&'a View),
    Rule(Relation<'a>, &'a Rule),
    Trigger(Relation<'a>, &'a Trigger),
    Policy(&'a Table, &'a Policy),
    /// The index by which a relation is sorted, or told apart by replication.
    Sorted(Relation<'a>),
    Publication(&'a Publication),
    EventTrigger(&'a EventTrigger),
    DefaultPrivileges(&'a DefaultPrivileges),
}

impl<'a> Part<'a> {
    /// The relation that it goes with, for an index or statistics.
    pub(super) const fn follows(self) -> Option<&'a QualifiedName> {
        match self {
            Self::Index(relation, _) => Some(relation.name()),
            Self::Statistics(relation, _) => Some(relation),
            _ => None,
        }
    }

    /// Its name, where it is a relation that others go with.
    pub(super) const fn name(self) -> Option<&'a QualifiedName> {
        match self {
            Self::Table(table) => Some(&table.name),
            Self::View(view) => Some(&view.name),
            _ => None,
        }
    }
}

/// What indexes, triggers and rules are of.
#[derive(Clone, Copy)]
pub(in crate::render) enum Relation<'a> {
    Table(&'a Table),
    View(&'a View),
}

impl<'a> Relation<'a> {
    pub(in crate::render) const fn name(self) -> &'a QualifiedName {
        match self {
            Self::Table(table) => &table.name,
            Self::View(view) => &view.name,
        }
    }

    /// How `ALTER` calls it.
    pub(in crate::render) const fn word(self) -> &'static str {
        match self {
            Self::Table(table) if table.foreign.is_some() => "foreign table",
            Self::Table(_) => "table",
            Self::View(view) => view_word(view),
        }
    }
}

/// How SQL calls a view.
pub(in crate::render) const fn view_word(view: &View) -> &'static str {
    match view.kind {
        ViewKind::Plain => "view",
        ViewKind::Materialized => "materialized view",
    }
}

/// Every part, in the order in which a reader expects them, and in which most of them can be made.
pub(super) fn parts<'a>(catalog: &'a Catalog, family: &Family<'a>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    parts.extend(catalog.roles.iter().map(Part::Role));
    parts.extend(catalog.namespaces.iter().map(Part::Namespace));
    parts.extend(catalog.extensions.iter().map(Part::Extension));
    let is_early = |raw: &&Raw| {
        matches!(raw.kind, RawKind::Language | RawKind::TextSearchParser | RawKind::TextSearchTemplate)
    };
    parts.extend(catalog.raws.iter().filter(is_early).map(Part::Raw));
    parts.extend(catalog.collations.iter().map(Part::Collation));
    parts.extend(catalog.enums.iter().map(Part::Enum));
    parts.extend(catalog.domains.iter().map(Part::Domain));
    parts.extend(catalog.composites.iter().map(Part::Composite));
    parts.extend(catalog.ranges.iter().filter(|range| range.canonical.is_some()).map(Part::RangeShell));
    parts.extend(catalog.ranges.iter().map(Part::Range));
    parts.extend(
        catalog
            .domains
            .iter()
            .filter(|it| it.default.is_some() || !it.checks.is_empty())
            .map(Part::DomainRest),
    );
    parts.extend(catalog.text_search_dictionaries.iter().map(Part::Dictionary));
    parts.extend(catalog.text_search_configurations.iter().map(Part::Configuration));
    parts.extend(catalog.functions.iter().map(Part::Function));
    parts.extend(catalog.aggregates.iter().map(Part::Aggregate));
    parts.extend(catalog.raws.iter().filter(|raw| !is_early(raw)).map(Part::Raw));
    parts.extend(catalog.foreign_data_wrappers.iter().map(Part::Wrapper));
    parts.extend(catalog.servers.iter().map(Part::Server));
    parts.extend(catalog.sequences.iter().map(Part::Sequence));
    for table in &catalog.tables {
        parts.push(Part::Table(table));
        // A partition's indexes that are a part of its table's must be there before it becomes a partition; these are
        // the others.
        let own = table.indexes.iter().filter(|index| !family.comes_with_table(table, index));
        parts.extend(own.map(|index| Part::Index(Relation::Table(table), index)));
        parts.extend(table.statistics.iter().map(|it| Part::Statistics(&table.name, it)));
    }
    for table in &catalog.tables {
        let has_default = |column: &&Column| column.default.is_some() && column.numbering.is_none();
        parts.extend(table.columns.iter().filter(has_default).map(|it| Part::Default(table, it)));
        parts.extend(table.checks.iter().map(|it| Part::Check(table, it)));
        parts.extend(
            table.exclusions.iter().filter(|it| it.part_of.is_none()).map(|it| Part::Exclusion(table, it)),
        );
        let primary = table.primary_key.iter().map(|key| (key, true));
        let keys = primary.chain(table.unique.iter().map(|key| (key, false)));
        for (key, is_primary) in keys {
            if key.is_only {
                parts.push(Part::Key(table, key, is_primary));
            } else if key.part_of.is_some() && !family.key_comes_with_table(table, key) {
                parts.push(Part::AttachedKey(table, key));
            }
        }
        parts.extend(table.foreign_keys.iter().map(|it| Part::ForeignKey(table, it)));
    }
    parts.extend(catalog.sequences.iter().filter(|it| it.owned_by.is_some()).map(Part::SequenceOwner));
    for view in &catalog.views {
        parts.push(Part::View(view));
        parts.extend(view.indexes.iter().map(|index| Part::Index(Relation::View(view), index)));
        parts.extend(view.statistics.iter().map(|it| Part::Statistics(&view.name, it)));
    }
    parts.extend(
        catalog
            .tables
            .iter()
            .map(Relation::Table)
            .chain(catalog.views.iter().map(Relation::View))
            .filter(is_sorted)
            .map(Part::Sorted),
    );
    for table in &catalog.tables {
        parts.extend(table.rules.iter().map(|it| Part::Rule(Relation::Table(table), it)));
        parts.extend(table.triggers.iter().map(|it| Part::Trigger(Relation::Table(table), it)));
    }
    for view in &catalog.views {
        parts.extend(view.rules.iter().map(|it| Part::Rule(Relation::View(view), it)));
        parts.extend(view.triggers.iter().map(|it| Part::Trigger(Relation::View(view), it)));
    }
    for table in &catalog.tables {
        parts.extend(table.policies.iter().map(|it| Part::Policy(table, it)));
    }
    parts.extend(catalog.publications.iter().map(Part::Publication));
    parts.extend(catalog.default_privileges.iter().map(Part::DefaultPrivileges));
    // The last: one of them would fire for what follows.
    parts.extend(catalog.event_triggers.iter().map(Part::EventTrigger));
    parts
}

fn is_sorted(relation: &Relation<'_>) -> bool {
    match relation {
        Relation::Table(table) => {
            table.clustered_on.is_some()
                || matches!(table.replica_identity, pg_orm_ir::catalog::ReplicaIdentity::Index(_))
        }
        Relation::View(view) => view.clustered_on.is_some(),
    }
}
