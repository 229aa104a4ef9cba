//! Tables and composites from the parts that the queries answer.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Access, Attribute, Catalog, Composite, ForeignSource, IndexTarget, Policy, PolicyCommand, PolicyKind,
    ReplicaIdentity, RowSecurity, Rule, Statistics, StatisticsKind, Table, Trigger,
};

use super::columns::{self, NotNulls};
use super::context::{Context, data_type, options, qualified};
use super::expression::bare;
use super::indexes::{self, Found};
use super::raws;
use super::rows::{self, Rows};
use super::sequences::{Numberings, persistence};
use super::{IntrospectError, constraints, families, partitions, triggers, views};

pub(super) use super::columns::{compression, storage};

/// What belongs to tables and views, by their oids.
pub(super) struct Parts {
    pub(super) columns: HashMap<u32, Vec<rows::Column>>,
    pub(super) constraints: HashMap<u32, Vec<rows::Constraint>>,
    pub(super) indexes: HashMap<u32, Vec<Found>>,
    pub(super) statistics: HashMap<u32, Vec<Statistics>>,
    pub(super) triggers: HashMap<u32, Vec<Trigger>>,
    pub(super) rules: HashMap<u32, Vec<Rule>>,
    policies: HashMap<u32, Vec<Policy>>,
    parents: HashMap<u32, Vec<QualifiedName>>,
    partition_keys: HashMap<u32, Vec<rows::PartitionKey>>,
    numberings: Numberings,
}

fn grouped<T>(rows: Vec<T>, of: impl Fn(&T) -> u32) -> HashMap<u32, Vec<T>> {
    let mut groups: HashMap<u32, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(of(&row)).or_default().push(row);
    }
    groups
}

impl Parts {
    pub(super) fn of(
        rows: &mut Rows,
        context: &Context,
        numberings: Numberings,
    ) -> Result<Self, IntrospectError> {
        let mut statistics: HashMap<u32, Vec<Statistics>> = HashMap::new();
        for row in std::mem::take(&mut rows.statistics) {
            statistics.entry(row.relation).or_default().push(self::statistics(row, context));
        }
        let mut policies: HashMap<u32, Vec<Policy>> = HashMap::new();
        for row in std::mem::take(&mut rows.policies) {
            policies.entry(row.relation).or_default().push(policy(row, context));
        }
        let mut parents: HashMap<u32, Vec<QualifiedName>> = HashMap::new();
        for row in std::mem::take(&mut rows.parents) {
            parents.entry(row.child).or_default().push(QualifiedName::new(row.schema, row.name));
        }
        Ok(Self {
            columns: grouped(std::mem::take(&mut rows.columns), |row| row.relation),
            constraints: grouped(std::mem::take(&mut rows.constraints), |row| row.relation),
            indexes: grouped(indexes::assemble(rows, context), |found| found.relation),
            statistics,
            triggers: triggers::triggers(rows, context)?,
            rules: triggers::rules(rows, context)?,
            policies,
            parents,
            partition_keys: grouped(std::mem::take(&mut rows.partition_keys), |row| row.relation),
            numberings,
        })
    }

    pub(super) fn assemble(
        mut self,
        rows: &mut Rows,
        context: &Context,
        catalog: &mut Catalog,
    ) -> Result<(), IntrospectError> {
        for row in std::mem::take(&mut rows.relations) {
            match row.kind.as_str() {
                "c" if !self.columns.contains_key(&row.oid) => {
                    let name = QualifiedName::new(&row.schema, &row.name);
                    let type_ = (row.row_type, row.owner);
                    catalog.raws.push(raws::empty_type(&name, "as ()", type_, context));
                }
                "c" => catalog.composites.push(self.composite(row, context)?),
                "v" | "m" => catalog.views.push(views::view(row, &mut self, context)?),
                _ => catalog.tables.push(self.table(row, context)?),
            }
        }
        families::tidy(catalog);
        Ok(())
    }

    fn composite(&mut self, row: rows::Relation, context: &Context) -> Result<Composite, IntrospectError> {
        let attribute = |column: rows::Column| {
            Ok(Attribute {
                comment: context.comment(("pg_class", row.oid, column.number)),
                type_: data_type(&column.type_)?,
                collation: qualified(column.collation_schema, column.collation),
                name: column.name,
            })
        };
        let columns = self.columns.remove(&row.oid).unwrap_or_default();
        Ok(Composite {
            comment: context.comment(("pg_type", row.row_type, 0)),
            attributes: columns.into_iter().map(attribute).collect::<Result<_, IntrospectError>>()?,
            access: context.access("pg_type", row.row_type, row.owner, &[]),
            name: QualifiedName::new(row.schema, row.name),
        })
    }

    fn table(&mut self, row: rows::Relation, context: &Context) -> Result<Table, IntrospectError> {
        let oid = row.oid;
        let columns = self.columns.remove(&oid).unwrap_or_default();
        let indexes = self.indexes.remove(&oid).unwrap_or_default();
        let mut table = Table {
            name: QualifiedName::new(row.schema, row.name),
            comment: context.comment(("pg_class", oid, 0)),
            persistence: persistence(&row.persistence),
            foreign: row.server.map(|server| ForeignSource { server, options: options(row.foreign_options) }),
            of_type: qualified(row.of_schema, row.of_name),
            access_method: row.access_method,
            tablespace: row.tablespace,
            options: options(Some(row.options)),
            clustered_on: indexes.iter().find(|it| it.is_clustered).map(|it| it.index.name.clone()),
            replica_identity: replica_identity(&row.kind, &row.replica_identity, &indexes),
            row_security: row
                .has_row_security
                .then_some(RowSecurity { is_forced: row.has_forced_row_security }),
            is_row_security_forced: row.has_forced_row_security && !row.has_row_security,
            statistics: self.statistics.remove(&oid).unwrap_or_default(),
            policies: self.policies.remove(&oid).unwrap_or_default(),
            triggers: self.triggers.remove(&oid).unwrap_or_default(),
            rules: self.rules.remove(&oid).unwrap_or_default(),
            access: context.access("pg_class", oid, row.owner, &columns),
            ..Table::default()
        };
        if let Some(strategy) = row.strategy {
            let keys = self.partition_keys.remove(&oid).unwrap_or_default();
            table.partition_by = Some(partitions::partition_by(&strategy, keys));
        }
        let mut parents = self.parents.remove(&oid).unwrap_or_default();
        match row.bound {
            Some(bound) => {
                table.partition_of = Some(partitions::partition_of(&table.name, parents.pop(), &bound)?)
            }
            None => table.inherits = parents,
        }
        let mut not_nulls = NotNulls::default();
        let constraints = self.constraints.remove(&oid).unwrap_or_default();
        constraints::add(&mut table, constraints, &columns, &indexes, &mut not_nulls, context);
        table.indexes = indexes.into_iter().filter(|it| !it.is_constraints).map(|it| it.index).collect();
        table.columns = columns
            .into_iter()
            .map(|column| {
                let numbering = self.numberings.remove(&(oid, column.number));
                columns::column(column, &table.name, numbering, &mut not_nulls, context)
            })
            .collect::<Result<_, _>>()?;
        Ok(table)
    }
}

fn replica_identity(kind: &str, letter: &str, indexes: &[Found]) -> ReplicaIdentity {
    match letter {
        // Foreign tables have none, and can't be told any.
        _ if kind == "f" => ReplicaIdentity::Default,
        "f" => ReplicaIdentity::Full,
        "n" => ReplicaIdentity::Nothing,
        // Where the index is gone, nothing is left.
        "i" => indexes
            .iter()
            .find(|it| it.is_replica_identity)
            .map_or(ReplicaIdentity::Nothing, |it| ReplicaIdentity::Index(it.index.name.clone())),
        _ => ReplicaIdentity::Default,
    }
}

fn policy(row: rows::Policy, context: &Context) -> Policy {
    let mut roles: Vec<String> =
        row.roles.into_iter().filter(|role| *role != 0).map(|role| context.role(role)).collect();
    roles.sort();
    Policy {
        comment: context.comment(("pg_policy", row.oid, 0)),
        kind: if row.is_permissive { PolicyKind::Permissive } else { PolicyKind::Restrictive },
        command: match row.command.as_str() {
            "r" => PolicyCommand::Select,
            "a" => PolicyCommand::Insert,
            "w" => PolicyCommand::Update,
            "d" => PolicyCommand::Delete,
            _ => PolicyCommand::All,
        },
        roles,
        using: row.using.map(|sql| bare(&sql)),
        with_check: row.with_check.map(|sql| bare(&sql)),
        name: row.name,
    }
}

fn statistics(row: rows::Statistics, context: &Context) -> Statistics {
    let all =
        [("d", StatisticsKind::NDistinct), ("f", StatisticsKind::Dependencies), ("m", StatisticsKind::Mcv)];
    let kinds: Vec<StatisticsKind> = all
        .into_iter()
        .filter(|(letter, _)| row.kinds.iter().any(|kind| kind == letter))
        .map(|(_, it)| it)
        .collect();
    let columns = row.columns.into_iter().map(IndexTarget::Column);
    let expressions = row.expressions.unwrap_or_default().into_iter();
    Statistics {
        name: QualifiedName::new(row.schema, row.name),
        comment: context.comment(("pg_statistic_ext", row.oid, 0)),
        kinds: if kinds.len() == all.len() { Vec::new() } else { kinds },
        targets: columns.chain(expressions.map(|sql| IndexTarget::Expression(bare(&sql)))).collect(),
        target: row.target,
        access: Access { owner: context.owner(row.owner), ..Access::default() },
    }
}
