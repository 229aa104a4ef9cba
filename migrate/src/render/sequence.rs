//! Sequences: those of their own, and those behind columns that number themselves, under the names that PostgreSQL
//! gives them.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Column, Persistence, Sequence as Standing, SequenceOptions, Table};
use pg_orm_ir::names::object_name;
use pg_orm_sql::Identifier;

use super::{access, comment};
use crate::script::{Action, Object, Step};

/// The sequence of one column.
pub(super) struct Sequence {
    pub(super) name: QualifiedName,
    /// Whether PostgreSQL would choose this name without being told.
    pub(super) is_default: bool,
}

/// The sequences of all columns.
pub(super) struct Sequences<'a> {
    by_table: HashMap<&'a QualifiedName, HashMap<&'a str, Sequence>>,
}

impl<'a> Sequences<'a> {
    /// A sequence is made before its table: a name that a table, an index or a key is still to have must
    /// be kept free for it, which PostgreSQL can't know.
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let mut taken: HashSet<QualifiedName> = HashSet::new();
        for table in &catalog.tables {
            taken.insert(table.name.clone());
            let indexes = table.indexes.iter().map(|index| &index.name);
            let keys = table.primary_key.iter().chain(&table.unique).map(|key| &key.name);
            let exclusions = table.exclusions.iter().map(|exclusion| &exclusion.name);
            let names = indexes.chain(keys).chain(exclusions);
            taken.extend(names.map(|name| QualifiedName::new(&table.name.schema, name)));
            let named = table.columns.iter().filter_map(|column| column.numbering.as_ref()?.name.clone());
            taken.extend(named);
        }
        taken.extend(catalog.sequences.iter().map(|sequence| sequence.name.clone()));
        for view in &catalog.views {
            taken.insert(view.name.clone());
            let indexes = view.indexes.iter();
            taken.extend(indexes.map(|index| QualifiedName::new(&view.name.schema, &index.name)));
        }
        let mut by_table: HashMap<&QualifiedName, HashMap<&str, Sequence>> = HashMap::new();
        for table in &catalog.tables {
            for column in &table.columns {
                let Some(numbering) = &column.numbering else { continue };
                let sequence = match &numbering.name {
                    Some(name) => Sequence { name: name.clone(), is_default: false },
                    None => choose(table, column, &mut taken),
                };
                by_table.entry(&table.name).or_default().insert(&column.name, sequence);
            }
        }
        Self { by_table }
    }

    /// The sequence of this column, where it numbers itself.
    pub(super) fn get(&self, table: &Table, column: &Column) -> Option<&Sequence> {
        self.by_table.get::<QualifiedName>(&table.name)?.get(column.name.as_str())
    }
}

fn choose(table: &Table, column: &Column, taken: &mut HashSet<QualifiedName>) -> Sequence {
    let named = |label: &str| {
        QualifiedName::new(&table.name.schema, object_name(&table.name.name, &column.name, label))
    };
    let mut name = named("seq");
    let mut number = 0_u32;
    while !taken.insert(name.clone()) {
        number += 1;
        name = named(&format!("seq{number}"));
    }
    Sequence { name, is_default: number == 0 }
}

/// `increment by 2 start with 10`, in words that `CREATE SEQUENCE` and identity columns take.
pub(super) fn options(options: &SequenceOptions) -> Vec<String> {
    let numbers = [
        ("increment by", options.increment),
        ("minvalue", options.min),
        ("maxvalue", options.max),
        ("start with", options.start),
        ("cache", options.cache),
    ];
    let said = numbers.into_iter().filter_map(|(word, number)| Some(format!("{word} {}", number?)));
    said.chain(options.is_cycle.then(|| "cycle".to_owned())).collect()
}

pub(super) fn create(sequence: &Standing) -> Vec<Step> {
    let object = object(sequence);
    let called = format!("sequence {}", sequence.name);
    let unlogged = if sequence.persistence == Persistence::Unlogged { "unlogged " } else { "" };
    let type_ = sequence.type_.iter().map(|type_| format!("as {}", type_.sql_name()));
    let parts: String = type_.chain(options(&sequence.options)).map(|part| format!(" {part}")).collect();
    let statement = format!("create {unlogged}{called}{parts}");
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    steps.extend(comment::on(&object, &called, sequence.comment.as_ref()));
    // One that goes with a table has its owner from there on.
    if sequence.owned_by.is_none() {
        steps.extend(access::owner(&sequence.access, &object, &called));
        steps.extend(access::privileges(&sequence.access, &object, &called));
    }
    steps
}

/// Lets it go with its table. Its owner has to be the table's before.
pub(super) fn give(sequence: &Standing) -> Vec<Step> {
    let Some((table, column)) = &sequence.owned_by else { return Vec::new() };
    let object = object(sequence);
    let called = format!("sequence {}", sequence.name);
    let mut steps: Vec<Step> = access::owner(&sequence.access, &object, &called).into_iter().collect();
    let statement = format!("alter {called} owned by {table}.{}", Identifier(column));
    steps.push(Step::new(Action::Alter, object.clone(), statement));
    steps.extend(access::privileges(&sequence.access, &object, &called));
    steps
}

/// Takes it from its table, which would take it along.
pub(super) fn take_back(sequence: &Standing) -> Option<Step> {
    sequence.owned_by.as_ref()?;
    let statement = format!("alter sequence {} owned by none", sequence.name);
    Some(Step::new(Action::Alter, object(sequence), statement))
}

pub(super) fn drop(sequence: &Standing) -> Step {
    Step::new(Action::Drop, object(sequence), format!("drop sequence {}", sequence.name))
}

fn object(sequence: &Standing) -> Object {
    Object::FreeSequence(sequence.name.clone())
}
