//! What each part of a catalog needs to be there before it.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Argument, Column, Exclusion, ForeignKey, FunctionBody, Index, IndexKey, IndexTarget, Key, Returns, Table,
    ViewKind,
};
use pg_orm_ir::types::DataType;
use pg_orm_sql::Identifier;

use super::left::Need;
use super::names::Names;
use super::part::Part;

/// Looks up what parts need.
pub(super) struct Needs<'p, 'a> {
    pub(super) names: &'p Names,
    pub(super) parts: &'p [Part<'a>],
    /// Places by what isn't in `names`: roles, wrappers, servers, languages and other raws by their text.
    places: HashMap<(&'static str, &'a str), usize>,
    /// The relations' indexes.
    indexes: HashMap<&'a QualifiedName, Vec<(&'a Index, usize)>>,
    /// Indexes that are of their table only.
    only: HashMap<QualifiedName, usize>,
    /// The partitions of each table.
    partitions: HashMap<&'a QualifiedName, Vec<usize>>,
    /// What shells stand for the ranges of these names.
    shells: HashMap<&'a QualifiedName, (usize, usize)>,
}

impl<'p, 'a> Needs<'p, 'a> {
    pub(super) fn new(names: &'p Names, parts: &'p [Part<'a>]) -> Self {
        let mut needs = Self {
            names,
            parts,
            places: HashMap::new(),
            indexes: HashMap::new(),
            only: HashMap::new(),
            partitions: HashMap::new(),
            shells: HashMap::new(),
        };
        for (at, part) in parts.iter().enumerate() {
            match *part {
                Part::Role(it) => drop(needs.places.insert(("role", it.name.as_str()), at)),
                Part::Extension(it) => drop(needs.places.insert(("extension", it.name.as_str()), at)),
                Part::Wrapper(it) => drop(needs.places.insert(("wrapper", it.name.as_str()), at)),
                Part::Server(it) => drop(needs.places.insert(("server", it.name.as_str()), at)),
                Part::Raw(it) => drop(needs.places.insert(("raw", it.name.as_str()), at)),
                Part::RangeShell(it) => {
                    if let Some(range) = names.relation(&it.name) {
                        needs.shells.insert(&it.name, (at, range));
                    }
                }
                Part::Table(table) => {
                    if let Some(partition) = &table.partition_of {
                        needs.partitions.entry(&partition.parent).or_default().push(at);
                    }
                }
                Part::Key(table, key, _) => {
                    needs.only.insert(QualifiedName::new(&table.name.schema, &key.name), at);
                }
                Part::Index(relation, index) => {
                    if index.is_only {
                        let name = QualifiedName::new(&relation.name().schema, &index.name);
                        needs.only.insert(name, at);
                    }
                    needs.indexes.entry(relation.name()).or_default().push((index, at));
                }
                _ => {}
            }
        }
        needs
    }

    /// What the part at this place needs.
    pub(super) fn of(&self, at: usize) -> Vec<Need> {
        let Some(part) = self.parts.get(at) else { return Vec::new() };
        let mut found = Found { needs: self, list: Vec::new() };
        match *part {
            Part::Role(it) => {
                for membership in &it.member_of {
                    found.place("role", &membership.role);
                }
            }
            Part::Namespace(_) | Part::Enum(_) | Part::Collation(_) | Part::RangeShell(_) => {}
            Part::Extension(it) => {
                for required in crate::render::extension::requirements(&it.name) {
                    found.place("extension", required);
                }
            }
            Part::Domain(it) => {
                found.type_(&it.base);
                found.other(it.collation.as_ref());
                // Its text should be there with it, and can follow.
                for text in it.default.iter().chain(it.checks.iter().map(|check| &check.expression)) {
                    found.softly(text);
                }
            }
            Part::DomainRest(it) => {
                found.relation(&it.name);
                for text in it.default.iter().chain(it.checks.iter().map(|check| &check.expression)) {
                    found.text(text);
                }
            }
            Part::Composite(it) => {
                for attribute in &it.attributes {
                    found.type_(&attribute.type_);
                    found.other(attribute.collation.as_ref());
                }
            }
            Part::Range(it) => {
                if let Some((shell, _)) = self.shells.get(&it.name) {
                    found.hard(*shell);
                }
                found.type_(&it.subtype);
                found.other(it.collation.as_ref());
                found.other(it.operator_class.as_ref());
                found.function(it.canonical.as_ref());
                found.function(it.difference.as_ref());
            }
            Part::Dictionary(it) => found.other(Some(&it.template)),
            Part::Configuration(it) => {
                found.other(Some(&it.parser));
                for dictionary in it.mappings.iter().flat_map(|mapping| &mapping.dictionaries) {
                    found.other(Some(dictionary));
                }
            }
            Part::Wrapper(it) => {
                found.function(it.handler.as_ref());
                found.function(it.validator.as_ref());
            }
            Part::Server(it) => found.place("wrapper", &it.wrapper),
            Part::Function(it) => {
                found.function(it.support.as_ref());
                found.raw(&it.language);
                found.arguments(&it.arguments, Some(&it.name));
                match &it.returns {
                    Returns::Arguments => {}
                    Returns::Value { type_, .. } => found.type_of(type_, Some(&it.name)),
                    Returns::Table(columns) => columns.iter().for_each(|(_, type_)| found.type_(type_)),
                }
                for type_ in &it.transforms {
                    found.type_(type_);
                }
                if let FunctionBody::Standard(body) = &it.body {
                    found.text(body);
                }
            }
            Part::Aggregate(it) => {
                found.arguments(&it.arguments, None);
                for (_, sql) in &it.options {
                    found.text_of_options(sql);
                }
            }
            Part::Sequence(_) => {}
            Part::SequenceOwner(it) => {
                found.relation(&it.name);
                if let Some((table, _)) = &it.owned_by {
                    found.relation(table);
                }
            }
            Part::Raw(it) => {
                for name in &it.after {
                    found.place("raw", name);
                }
                found.text(&it.create);
            }
            Part::Table(it) => found.table(it),
            Part::Default(table, it) => {
                found.relation(&table.name);
                found.texts(it.default.as_ref());
            }
            Part::Check(table, it) => {
                found.relation(&table.name);
                found.text(&it.expression);
            }
            Part::Exclusion(table, it) => {
                found.relation(&table.name);
                found.exclusion(it);
            }
            Part::Key(table, ..) => {
                found.relation(&table.name);
                found.partitions(&table.name);
            }
            Part::AttachedKey(table, it) => {
                found.relation(&table.name);
                found.whole(it.part_of.as_ref());
            }
            Part::ForeignKey(table, it) => {
                found.relation(&table.name);
                found.foreign_key(it);
            }
            Part::Index(relation, it) => {
                found.relation(relation.name());
                found.index(it);
                if it.is_only {
                    found.partitions(relation.name());
                }
                found.whole(it.part_of.as_ref());
            }
            Part::Statistics(of, it) => {
                found.relation(of);
                for target in &it.targets {
                    found.target(target);
                }
            }
            Part::View(it) => {
                let view = found.list.len();
                found.text(&it.query);
                for column in &it.columns {
                    found.texts(column.default.as_ref());
                }
                if it.kind == ViewKind::Materialized {
                    found.bodies(view);
                }
            }
            Part::Rule(relation, it) => {
                found.relation(relation.name());
                found.texts(it.condition.as_ref());
                for action in &it.actions {
                    found.text(action);
                }
            }
            Part::Trigger(relation, it) => {
                found.relation(relation.name());
                found.function(Some(&it.function));
                found.texts(it.when.as_ref());
                if let Some(from) = it.constraint.as_ref().and_then(|it| it.from.as_ref()) {
                    found.relation(from);
                }
            }
            Part::Policy(table, it) => {
                found.relation(&table.name);
                found.texts(it.using.as_ref());
                found.texts(it.with_check.as_ref());
            }
            Part::Sorted(relation) => {
                found.relation(relation.name());
                let indexes = self.indexes.get(relation.name()).map(Vec::as_slice).unwrap_or_default();
                found.list.extend(indexes.iter().map(|&(_, on)| Need { on, is_hard: true }));
            }
            Part::Publication(it) => {
                for table in &it.tables {
                    found.relation(&table.table);
                    found.texts(table.predicate.as_ref());
                }
            }
            Part::EventTrigger(it) => found.function(Some(&it.function)),
            Part::DefaultPrivileges(_) => {}
        }
        found.list
    }
}

/// What was found of one part.
struct Found<'f, 'p, 'a> {
    needs: &'f Needs<'p, 'a>,
    list: Vec<Need>,
}

impl Found<'_, '_, '_> {
    fn hard(&mut self, on: usize) {
        self.list.push(Need { on, is_hard: true });
    }

    fn place(&mut self, kind: &'static str, name: &str) {
        if let Some(&on) = self.needs.places.get(&(kind, name)) {
            self.hard(on);
        }
    }

    /// A language or an access method.
    fn raw(&mut self, name: &str) {
        self.place("raw", &Identifier(name).to_string());
    }

    fn relation(&mut self, name: &QualifiedName) {
        if let Some(on) = self.needs.names.relation(name) {
            self.hard(on);
        }
    }

    /// A table's partitions: one that came after an index of the table only would get a part of it.
    fn partitions(&mut self, table: &QualifiedName) {
        let partitions = self.needs.partitions.get(table);
        partitions.into_iter().flatten().for_each(|on| self.hard(*on));
    }

    /// The index of a table only that something is a part of.
    fn whole(&mut self, index: Option<&QualifiedName>) {
        if let Some(on) = index.and_then(|index| self.needs.only.get(index)) {
            self.hard(*on);
        }
    }

    fn function(&mut self, name: Option<&QualifiedName>) {
        let found = name.into_iter().flat_map(|name| self.needs.names.functions(name));
        self.list.extend(found.map(|on| Need { on, is_hard: true }));
    }

    fn other(&mut self, name: Option<&QualifiedName>) {
        let found = name.into_iter().flat_map(|name| self.needs.names.others(name));
        self.list.extend(found.map(|on| Need { on, is_hard: true }));
    }

    fn type_(&mut self, type_: &DataType) {
        self.type_of(type_, None);
    }

    /// A type of a function's signature: the shell of a range is enough for that one's `canonical` function.
    fn type_of(&mut self, type_: &DataType, function: Option<&QualifiedName>) {
        let Some(on) = self.needs.names.type_(type_) else { return };
        if let (Some(Part::Range(range)), Some(function)) = (self.needs.parts.get(on), function)
            && range.canonical.as_ref() == Some(function)
            && let Some((shell, _)) = self.needs.shells.get(&range.name)
        {
            return self.hard(*shell);
        }
        self.hard(on);
    }

    fn arguments(&mut self, arguments: &[Argument], function: Option<&QualifiedName>) {
        for argument in arguments {
            self.type_of(&argument.type_, function);
            self.texts(argument.default.as_ref());
        }
    }

    fn text(&mut self, sql: &str) {
        self.list.extend(self.needs.names.in_text(sql));
    }

    fn texts(&mut self, sql: Option<&String>) {
        if let Some(sql) = sql {
            self.text(sql);
        }
    }

    /// What an aggregate is made of: names without parentheses, functions among them.
    fn text_of_options(&mut self, sql: &str) {
        self.text(&format!("{sql}()"));
        self.text(sql);
    }

    fn softly(&mut self, sql: &str) {
        let found = self.needs.names.in_text(sql);
        self.list.extend(found.into_iter().map(|need| Need { is_hard: false, ..need }));
    }

    fn target(&mut self, target: &IndexTarget) {
        if let IndexTarget::Expression(sql) = target {
            self.text(sql);
        }
    }

    fn key(&mut self, key: &IndexKey) {
        self.target(&key.target);
        self.other(key.collation.as_ref());
        self.other(key.operator_class.as_ref());
    }

    fn index(&mut self, index: &Index) {
        index.keys.iter().for_each(|key| self.key(key));
        self.texts(index.predicate.as_ref());
    }

    fn exclusion(&mut self, exclusion: &Exclusion) {
        for element in &exclusion.elements {
            self.key(&element.key);
            self.other(Some(&element.operator));
        }
        self.texts(exclusion.predicate.as_ref());
    }

    /// The table referenced, and the index there, where no constraint is what is referenced.
    fn foreign_key(&mut self, key: &ForeignKey) {
        self.relation(&key.target);
        let Some(Part::Table(target)) =
            self.needs.names.relation(&key.target).and_then(|at| self.needs.parts.get(at))
        else {
            return;
        };
        if !is_key(target, &key.references) {
            let indexes = self.needs.indexes.get(&key.target).map(Vec::as_slice).unwrap_or_default();
            let fits = |index: &Index| index.is_unique && is_same(index_columns(index), &key.references);
            let found = indexes.iter().filter(|(index, _)| fits(index)).map(|&(_, on)| on);
            self.list.extend(found.map(|on| Need { on, is_hard: true }));
        }
    }

    /// A table needs its columns' types; of what can follow it, all that can be there should be.
    fn table(&mut self, table: &Table) {
        table.columns.iter().for_each(|column| self.column(column));
        if let Some(partition) = &table.partition_of {
            self.relation(&partition.parent);
        }
        table.inherits.iter().for_each(|parent| self.relation(parent));
        table.of_type.iter().for_each(|type_| self.relation(type_));
        if let Some(foreign) = &table.foreign {
            self.place("server", &foreign.server);
        }
        for key in table.partition_by.iter().flat_map(|by| &by.keys) {
            self.target(&key.target);
            self.other(key.collation.as_ref());
            self.other(key.operator_class.as_ref());
        }
        if let Some(method) = &table.access_method {
            self.raw(method);
        }
        let parts = table.indexes.iter().filter(|index| index.part_of.is_some());
        parts.for_each(|index| self.index(index));
        for exclusion in table.exclusions.iter().filter(|it| it.part_of.is_some()) {
            self.exclusion(exclusion);
        }
        let columns = table.columns.iter().filter(|column| column.numbering.is_none());
        let texts = columns.filter_map(|column| column.default.as_ref());
        for text in texts.chain(table.checks.iter().map(|check| &check.expression)) {
            self.softly(text);
        }
        let keys = table.foreign_keys.iter().filter(|key| key.target != table.name);
        let from = self.list.len();
        keys.for_each(|key| self.foreign_key(key));
        table.exclusions.iter().filter(|it| it.part_of.is_none()).for_each(|it| self.exclusion(it));
        self.list.iter_mut().skip(from).for_each(|need| need.is_hard = false);
    }

    fn column(&mut self, column: &Column) {
        self.type_(&column.type_);
        self.other(column.collation.as_ref());
        self.texts(column.generated.as_ref().map(|generated| &generated.expression));
    }

    /// What the bodies of the functions and the views that were found since `from` name, and of those that these
    /// name: a materialized view runs them when it is made.
    fn bodies(&mut self, from: usize) {
        let mut seen = HashSet::new();
        let mut open: Vec<usize> = self.list.iter().skip(from).map(|need| need.on).collect();
        while let Some(at) = open.pop() {
            let text = match self.needs.parts.get(at) {
                Some(Part::Function(function)) => match &function.body {
                    FunctionBody::Source(body) | FunctionBody::Standard(body) => body,
                    FunctionBody::Library { .. } => continue,
                },
                Some(Part::View(view)) if view.kind == ViewKind::Plain => &view.query,
                _ => continue,
            };
            if !seen.insert(at) {
                continue;
            }
            for need in self.needs.names.in_text(text) {
                self.list.push(Need { is_hard: false, ..need });
                open.push(need.on);
            }
        }
    }
}

/// Whether these columns are a key of the table, which is there with it.
pub(super) fn is_key(table: &Table, columns: &[String]) -> bool {
    let keys = table.primary_key.iter().chain(&table.unique);
    keys.map(|key: &Key| key.columns.iter()).any(|key| is_same(key, columns))
}

fn index_columns(index: &Index) -> impl Iterator<Item = &String> {
    index.keys.iter().filter_map(|key| match &key.target {
        IndexTarget::Column(column) => Some(column),
        IndexTarget::Expression(_) => None,
    })
}

fn is_same<'k>(key: impl Iterator<Item = &'k String>, columns: &[String]) -> bool {
    key.collect::<HashSet<_>>() == columns.iter().collect::<HashSet<_>>()
}
