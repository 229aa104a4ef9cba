//! Tables with their columns and constraints, and what follows them: partitions, comments, row security, privileges.

use pg_orm_ir::catalog::{Column, Key, NotNull, Persistence, ReplicaIdentity, Table};
use pg_orm_sql::Identifier;

use super::partition::{bound, partition_by};
use super::plan::{Inline, Piece, Relation};
use super::sequence::{Sequence, Sequences};
use super::{access, column, comment, constraint, expression, index, options, reference_name};
use crate::family::{Family, Shape};
use crate::script::{Action, Object, Step};

/// Columns line up behind names of at most this many characters.
const MAX_ALIGNED: usize = 32;

/// What a table is made with.
pub(super) struct Making<'m, 'a> {
    pub(super) table: &'a Table,
    pub(super) inline: &'m Inline<'a>,
    pub(super) sequences: &'m Sequences<'a>,
    pub(super) family: &'m Family<'a>,
}

/// How `ALTER` calls it.
pub(super) fn called(table: &Table) -> String {
    format!("{} {}", Relation::Table(table).word(), table.name)
}

pub(super) fn create(making: &Making<'_, '_>) -> Vec<Step> {
    let table = making.table;
    let shape = making.family.shape(table);
    let own: Vec<(&Column, Option<&Sequence>)> = table
        .columns
        .iter()
        .filter(|column| making.family.has_own_numbering(table, column))
        .map(|column| (column, making.sequences.get(table, column)))
        .collect();
    let mut steps = Vec::new();
    steps.extend(own.iter().filter_map(|(column, it)| column::sequence_before(table, column, *it)));
    steps.push(Step::new(Action::Create, object(table), create_sql(making, shape)));
    steps.extend(own.iter().flat_map(|(column, it)| column::sequence_after(table, column, *it)));
    steps.extend(differences(making, shape));
    let alter =
        |change: String| Step::new(Action::Alter, object(table), format!("alter {} {change}", called(table)));
    if shape == Shape::Attached
        && let Some(partition) = &table.partition_of
    {
        let parts = table.indexes.iter().filter(|index| making.family.comes_with_table(table, index));
        steps.extend(parts.flat_map(|index| index::create(Relation::Table(table), index)));
        let bound = bound(&partition.bound);
        let statement =
            format!("alter table {}\n  attach partition {} {bound}", partition.parent, table.name);
        steps.push(Step::new(Action::Alter, object(table), statement));
        // Before it is a partition, one that is its own could be taken for a part of its table's.
        let keys = own_keys(making, shape, false);
        steps.extend(keys.into_iter().map(|(name, line)| constraint::add(table, name, &line)));
    }
    if shape == Shape::Joined {
        steps.extend(table.inherits.iter().map(|parent| alter(format!("inherit {parent}"))));
    }
    let listed = table.columns.iter().filter(|column| shape.lists(column));
    steps.extend(listed.flat_map(|it| column::after(table, it)));
    steps.extend(comments(making));
    steps.extend(access::owner(&table.access, &object(table), &called(table)));
    match &table.replica_identity {
        ReplicaIdentity::Full => steps.push(alter("replica identity full".to_owned())),
        ReplicaIdentity::Nothing => steps.push(alter("replica identity nothing".to_owned())),
        ReplicaIdentity::Default | ReplicaIdentity::Index(_) => {}
    }
    if let Some(security) = table.row_security {
        steps.push(alter("enable row level security".to_owned()));
        steps.extend(security.is_forced.then(|| alter("force row level security".to_owned())));
    }
    if table.is_row_security_forced {
        steps.push(alter("force row level security".to_owned()));
    }
    steps.extend(access::privileges(&table.access, &object(table), &table.name.to_string()));
    steps.extend(own.iter().flat_map(|(column, it)| column::sequence_privileges(table, column, *it)));
    steps
}

pub(super) fn drop(table: &Table) -> Step {
    let word = Relation::Table(table).word();
    Step::new(Action::Drop, object(table), format!("drop {word} {}", table.name))
}

pub(super) fn object(table: &Table) -> Object {
    Object::Table(table.name.clone())
}

/// A column's default that waited.
pub(super) fn set_default(table: &Table, column: &Column) -> Option<Step> {
    let default = expression::default(column.default.as_ref()?, "  ");
    Some(alter_column(table, column, &format!("set default {default}")))
}

/// The way back.
pub(super) fn drop_default(table: &Table, column: &Column) -> Step {
    alter_column(table, column, "drop default")
}

fn alter_column(table: &Table, column: &Column, change: &str) -> Step {
    let object = Object::Column { table: table.name.clone(), name: column.name.clone() };
    let statement = format!("alter {} alter column {} {change}", called(table), Identifier(&column.name));
    Step::new(Action::Alter, object, statement)
}

/// The index by which it is sorted, and the one that tells its rows apart for replication.
pub(super) fn sort(table: &Table) -> Vec<Step> {
    let alter =
        |change: String| Step::new(Action::Alter, object(table), format!("alter {} {change}", called(table)));
    let sorted = table.clustered_on.iter().map(|index| alter(format!("cluster on {}", Identifier(index))));
    let identity = match &table.replica_identity {
        ReplicaIdentity::Index(index) => {
            Some(alter(format!("replica identity using index {}", Identifier(index))))
        }
        _ => None,
    };
    sorted.chain(identity).collect()
}

fn create_sql(making: &Making<'_, '_>, shape: Shape) -> String {
    let table = making.table;
    let foreign = if table.foreign.is_some() { "foreign " } else { "" };
    let unlogged = if table.persistence == Persistence::Unlogged { "unlogged " } else { "" };
    let mut sql = format!("create {unlogged}{foreign}table {}", table.name);
    let mut lines = column_lines(making, shape);
    lines.extend(constraint_lines(making, shape));
    match (shape, &table.of_type, &table.partition_of) {
        (Shape::Typed, Some(type_), _) => sql.push_str(&format!(" of {type_}")),
        (Shape::Partition, _, Some(partition)) => {
            sql.push_str(&format!(" partition of {}", partition.parent));
        }
        _ => {}
    }
    match shape {
        _ if !lines.is_empty() => sql.push_str(&format!(" (\n  {}\n)", lines.join(",\n  "))),
        Shape::Typed | Shape::Partition => {}
        Shape::Whole | Shape::Child | Shape::Attached | Shape::Joined => sql.push_str(" ()"),
    }
    if shape == Shape::Child {
        let parents: Vec<String> = table.inherits.iter().map(ToString::to_string).collect();
        sql.push_str(&format!(" inherits ({})", parents.join(", ")));
    }
    if let (Shape::Partition, Some(partition)) = (shape, &table.partition_of) {
        sql.push_str(&format!(" {}", bound(&partition.bound)));
    }
    if let Some(by) = &table.partition_by {
        sql.push_str(&format!(" {}", partition_by(by)));
    }
    if let Some(foreign) = &table.foreign {
        sql.push_str(&format!(" server {}", Identifier(&foreign.server)));
        sql.push_str(&options::foreign(&foreign.options));
    }
    sql.push_str(&reference_name("using", table.access_method.as_ref()));
    sql.push_str(&options::with(&table.options));
    sql.push_str(&reference_name("tablespace", table.tablespace.as_ref()));
    sql
}

fn column_lines(making: &Making<'_, '_>, shape: Shape) -> Vec<String> {
    let table = making.table;
    let listed: Vec<&Column> = table.columns.iter().filter(|column| shape.lists(column)).collect();
    if matches!(shape, Shape::Typed | Shape::Partition) {
        return listed.into_iter().filter_map(|column| options_line(making, shape, column)).collect();
    }
    let names: Vec<String> = listed.iter().map(|column| Identifier(&column.name).to_string()).collect();
    let width =
        names.iter().map(|name| name.chars().count()).filter(|w| *w <= MAX_ALIGNED).max().unwrap_or(0);
    let lines = listed.iter().zip(&names).map(|(column, name)| {
        let has_default = making.inline.has(Piece::Default(&column.name));
        let sequence = making.sequences.get(table, column);
        let handed = making.family.handed_not_null(table, column).filter(|_| shape == Shape::Attached);
        let column = &match handed {
            Some(name) => Column {
                not_null: Some(NotNull { name: Some(name), ..NotNull::default() }),
                ..(*column).clone()
            },
            None => (*column).clone(),
        };
        let sql = if column.numbering.is_none() || making.family.has_own_numbering(table, column) {
            column::whole(column, sequence, has_default)
        } else {
            // It is its parent's, which hands it down.
            let bare = Column { numbering: None, default: None, ..column.clone() };
            column::whole(&bare, None, false)
        };
        format!("{name:width$} {sql}")
    });
    lines.collect()
}

/// What a column says that its type or its parent does not.
fn options_line(making: &Making<'_, '_>, shape: Shape, column: &Column) -> Option<String> {
    let table = making.table;
    let handed = (shape == Shape::Partition).then(|| making.family.handed_down(table, column)).flatten();
    let mut sql = String::new();
    let is_handed_down = handed.as_ref().is_some_and(|handed| {
        handed.default == column.default
            && handed.generated == column.generated
            && !making.family.has_own_numbering(table, column)
    });
    if !is_handed_down {
        let has_default = making.inline.has(Piece::Default(&column.name));
        sql.push_str(&column::value(column, making.sequences.get(table, column), has_default));
    }
    if handed.is_none_or(|handed| handed.is_nullable) {
        sql.push_str(&column::not_null(column, false));
    }
    (!sql.is_empty()).then(|| format!("{}{sql}", Identifier(&column.name)))
}

/// The names and lines of a table's keys: those that are made with it, or those that follow it where it is attached. A
/// partition that is made as one gets its parts of its table's by itself.
fn own_keys<'a>(making: &Making<'_, 'a>, shape: Shape, is_inline: bool) -> Vec<(&'a str, String)> {
    let table = making.table;
    let is_said = |key: &&Key| {
        let is_part = making.family.key_comes_with_table(table, key);
        let is_attached = shape == Shape::Attached;
        !key.is_only && if is_inline { is_part == is_attached } else { is_attached && !is_part }
    };
    let primary = table.primary_key.iter().filter(is_said);
    let primary = primary.map(|key| (key.name.as_str(), constraint::primary_key(key)));
    let unique = table.unique.iter().filter(is_said);
    primary.chain(unique.map(|key| (key.name.as_str(), constraint::unique(key)))).collect()
}

fn constraint_lines<'a>(making: &Making<'_, 'a>, shape: Shape) -> Vec<String> {
    let table = making.table;
    let mut lines: Vec<String> = own_keys(making, shape, true).into_iter().map(|(_, line)| line).collect();
    let exclusions = table.exclusions.iter().filter(|it| match it.part_of {
        Some(_) => shape == Shape::Attached,
        None => making.inline.has(Piece::Exclusion(&it.name)),
    });
    lines.extend(exclusions.map(constraint::exclusion));
    if shape == Shape::Attached {
        lines.extend(making.family.handed_checks(table).map(constraint::check));
    }
    let checks = table.checks.iter().filter(|check| making.inline.has(Piece::Check(&check.name)));
    lines.extend(checks.map(constraint::check));
    let keys = table.foreign_keys.iter().filter(|key| making.inline.has(Piece::ForeignKey(&key.name)));
    lines.extend(keys.map(constraint::foreign_key));
    lines
}

/// What columns that a partition or a child has from its parents have otherwise than there.
fn differences(making: &Making<'_, '_>, shape: Shape) -> Vec<Step> {
    let table = making.table;
    let mut steps = Vec::new();
    if !matches!(shape, Shape::Partition | Shape::Child) {
        return steps;
    }
    for column in &table.columns {
        let Some(handed) = making.family.handed_down(table, column) else { continue };
        let has_own = making.family.has_own_numbering(table, column);
        let is_alone = shape == Shape::Child && column.is_inherited;
        if column.default.is_none() && handed.default.is_some() && column.generated.is_none() && !has_own {
            steps.push(drop_default(table, column));
        } else if is_alone
            && column.default != handed.default
            && making.inline.has(Piece::Default(&column.name))
        {
            steps.extend(set_default(table, column));
        }
        if is_alone && handed.is_nullable && !column.is_nullable {
            steps.push(alter_column(table, column, "set not null"));
        }
        if !column.foreign_options.is_empty() && (is_alone || shape == Shape::Partition) {
            let options = options::foreign(&column.foreign_options);
            steps.push(alter_column(table, column, options.trim_start()));
        }
    }
    steps
}

fn comments(making: &Making<'_, '_>) -> Vec<Step> {
    let table = making.table;
    let mut steps: Vec<Step> =
        comment::on(&object(table), &called(table), table.comment.as_ref()).into_iter().collect();
    steps.extend(table.columns.iter().flat_map(|it| column::comments(table, it)));
    let keys = table.primary_key.iter().chain(&table.unique).filter(|key| !key.is_only);
    let keys = keys.map(|key| (&key.name, &key.comment));
    let inline = making.inline;
    let exclusions = table
        .exclusions
        .iter()
        .filter(|it| it.part_of.is_some() || inline.has(Piece::Exclusion(&it.name)))
        .map(|it| (&it.name, &it.comment));
    let checks = table.checks.iter().filter(|it| inline.has(Piece::Check(&it.name)));
    let foreign = table.foreign_keys.iter().filter(|it| inline.has(Piece::ForeignKey(&it.name)));
    let constraints = keys
        .chain(exclusions)
        .chain(checks.map(|it| (&it.name, &it.comment)))
        .chain(foreign.map(|it| (&it.name, &it.comment)));
    steps.extend(constraints.filter_map(|(name, text)| constraint::comment(table, name, text.as_ref())));
    steps
}
