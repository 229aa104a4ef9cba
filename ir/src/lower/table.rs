//! Tables from models.

use std::collections::HashMap;

use super::default_names::{index_part, part_of};
use super::expression::only_column;
use super::names::{NameKind, NamesInUse};
use super::sql_text::{Place, lower_sql};
use super::{LowerError, literal};
use crate::QualifiedName;
use crate::catalog::{
    Access, Check, Column, Exclusion, ExclusionElement, ForeignKey, Grant, Identity, Index, IndexKey,
    IndexTarget, Key, Numbering, Policy, Privilege, Statistics, Table,
};
use crate::model::{self, DefaultValue, Model, Schema};
use crate::names::column_part;

/// The models of a schema by their names.
pub(super) type Models<'a> = HashMap<&'a str, &'a Model>;

/// The models of `schema`, and the partitions that have no model's name.
pub(super) fn models(schema: &Schema) -> Models<'_> {
    let mut models: Models<'_> = schema.models.iter().map(|model| (model.name.as_str(), model)).collect();
    let mut open: Vec<&Model> = schema.models.iter().collect();
    while let Some(model) = open.pop() {
        for partition in &model.partitions {
            models.entry(&partition.model.name).or_insert(&partition.model);
            open.push(&partition.model);
        }
    }
    models
}

/// The table that `model` makes.
pub(super) fn lower(
    schema: &Schema,
    models: &Models<'_>,
    model: &Model,
    names: &mut NamesInUse,
) -> Result<Table, LowerError> {
    let lowering = Lowering { schema, models, model };
    Ok(Table {
        name: model.table.clone(),
        comment: model.comment.clone(),
        columns: model.fields.iter().map(|field| lowering.column(field)).collect::<Result<_, _>>()?,
        primary_key: model.primary_key.as_ref().map(|key| lowering.primary_key(key, names)).transpose()?,
        unique: model.unique_keys.iter().map(|key| lowering.unique(key, names)).collect::<Result<_, _>>()?,
        foreign_keys: model
            .foreign_keys
            .iter()
            .map(|key| lowering.foreign_key(key, names))
            .collect::<Result<_, _>>()?,
        checks: model.checks.iter().map(|check| lowering.check(check, names)).collect::<Result<_, _>>()?,
        indexes: model.indexes.iter().map(|index| lowering.index(index, names)).collect::<Result<_, _>>()?,
        row_security: model.row_security,
        is_row_security_forced: model.is_row_security_forced,
        access_method: model.access_method.clone(),
        of_type: model.of_type.clone(),
        clustered_on: model.clustered_on.clone(),
        policies: model.policies.iter().map(|policy| lowering.policy(policy)).collect::<Result<_, _>>()?,
        exclusions: model
            .exclusions
            .iter()
            .map(|exclusion| lowering.exclusion(exclusion, names))
            .collect::<Result<_, _>>()?,
        statistics: model
            .statistics
            .iter()
            .map(|statistics| lowering.statistics(statistics, names))
            .collect::<Result<_, _>>()?,
        inherits: model.inherits.clone(),
        foreign: model.foreign.clone(),
        partition_by: model.partition_by.clone(),
        persistence: model.persistence,
        tablespace: model.tablespace.clone(),
        replica_identity: model.replica_identity.clone(),
        options: model.options.clone(),
        triggers: model.triggers.clone(),
        rules: model.rules.clone(),
        access: Access {
            owner: model.owner.clone(),
            grants: model.grants.clone(),
            revoked: model.revoked.clone(),
        },
        ..Table::default()
    })
}

struct Lowering<'a> {
    schema: &'a Schema,
    models: &'a Models<'a>,
    model: &'a Model,
}

impl Lowering<'_> {
    fn column(&self, field: &model::Field) -> Result<Column, LowerError> {
        let default = match &field.default {
            None => None,
            Some(DefaultValue::Literal(value)) => Some(literal::lower(value, &field.type_)),
            Some(DefaultValue::Sql(sql)) => Some(lower_sql(&self.schema.sessions, sql, Place::Table)?),
        };
        Ok(Column {
            name: field.column.clone(),
            comment: field.comment.clone(),
            type_: field.type_.clone(),
            is_nullable: field.is_nullable || field.lacks_not_null,
            default,
            numbering: field.identity.map(|kind| self.numbering(kind, &field.numbering)),
            generated: field.generated.clone(),
            collation: field.collation.clone(),
            storage: field.storage,
            compression: field.compression,
            statistics: field.statistics,
            options: field.options.clone(),
            not_null: field.not_null.clone(),
            foreign_options: field.foreign_options.clone(),
            is_inherited: field.is_inherited,
        })
    }

    fn numbering(&self, kind: Identity, own: &model::OwnSequence) -> Numbering {
        Numbering {
            kind,
            name: own.name.clone(),
            comment: own.comment.clone(),
            options: own.options.clone(),
            persistence: own.persistence.filter(|it| *it != self.model.persistence),
            access: own.access.clone().unwrap_or_else(|| self.sequence_access(kind)),
        }
    }

    /// Who may insert also gets the sequence that a serial column draws from; an identity column needs no such
    /// privilege.
    fn sequence_access(&self, kind: Identity) -> Access {
        let is_writer = |grant: &&Grant| grant.privileges.contains(&Privilege::Insert);
        let usage = |grant: &Grant| Grant {
            role: grant.role.clone(),
            privileges: vec![Privilege::Usage],
            ..Grant::default()
        };
        let grants = match kind {
            Identity::Serial => self.model.grants.iter().filter(is_writer).map(usage).collect(),
            Identity::Always | Identity::ByDefault => Vec::new(),
        };
        Access { grants, ..Access::default() }
    }

    fn primary_key(&self, key: &model::Key, names: &mut NamesInUse) -> Result<Key, LowerError> {
        Ok(Key {
            columns: columns(self.model, &key.fields)?,
            name: names.choose_primary(key.name.as_ref(), &self.model.table),
            ..self.key(key)?
        })
    }

    fn unique(&self, key: &model::Key, names: &mut NamesInUse) -> Result<Key, LowerError> {
        let columns = columns(self.model, &key.fields)?;
        let part = column_part(columns.iter().map(String::as_str));
        Ok(Key {
            name: names.choose(NameKind::Key, key.name.as_ref(), &self.model.table, &part),
            columns,
            nulls_not_distinct: key.nulls_not_distinct,
            ..self.key(key)?
        })
    }

    /// What primary and unique keys have in common.
    fn key(&self, key: &model::Key) -> Result<Key, LowerError> {
        Ok(Key {
            comment: key.comment.clone(),
            include: columns(self.model, &key.include)?,
            deferrable: key.deferrable,
            options: key.options.clone(),
            tablespace: key.tablespace.clone(),
            is_only: key.is_only,
            is_without_overlaps: key.is_without_overlaps,
            part_of: key.part_of.clone(),
            ..Key::default()
        })
    }

    fn foreign_key(&self, key: &model::ForeignKey, names: &mut NamesInUse) -> Result<ForeignKey, LowerError> {
        let target = self.models.get(key.target.as_str()).ok_or_else(|| LowerError::UnknownModel {
            model: self.model.name.clone(),
            target: key.target.clone(),
        })?;
        let own = columns(self.model, &key.fields)?;
        let part = column_part(own.iter().map(String::as_str));
        Ok(ForeignKey {
            name: names.choose(NameKind::Constraint, key.name.as_ref(), &self.model.table, &part),
            columns: own,
            target: target.table.clone(),
            references: columns(target, &key.references)?,
            on_delete: key.on_delete,
            on_update: key.on_update,
            deferrable: key.deferrable,
            comment: key.comment.clone(),
            is_match_full: key.is_match_full,
            on_delete_columns: columns(self.model, &key.on_delete_fields)?,
            enforcement: key.enforcement,
            has_period: key.has_period,
        })
    }

    fn check(&self, check: &model::Check, names: &mut NamesInUse) -> Result<Check, LowerError> {
        if let Some(field) = &check.field {
            column(self.model, field)?;
        }
        let expression = lower_sql(&self.schema.sessions, &check.expression, Place::Table)?;
        // PostgreSQL goes by what the expression reads, not by where it was written.
        let columns: Vec<&str> = self.model.fields.iter().map(|field| field.column.as_str()).collect();
        let part = only_column(&expression, &columns).unwrap_or_default();
        let name = names.choose_check(check.name.as_ref(), &self.model.table, part);
        Ok(Check {
            name,
            expression,
            is_no_inherit: check.is_no_inherit,
            enforcement: check.enforcement,
            comment: check.comment.clone(),
        })
    }

    fn index(&self, index: &model::Index, names: &mut NamesInUse) -> Result<Index, LowerError> {
        let keys = index.keys.iter().map(|key| self.index_key(key)).collect::<Result<Vec<_>, _>>()?;
        let include = columns(self.model, &index.include)?;
        let lowered = Index {
            comment: index.comment.clone(),
            is_unique: index.is_unique,
            method: index.method.clone(),
            keys,
            include,
            predicate: self.sql(index.predicate.as_ref(), Place::Table)?,
            nulls_not_distinct: index.nulls_not_distinct,
            options: index.options.clone(),
            tablespace: index.tablespace.clone(),
            is_only: index.is_only,
            part_of: index.part_of.clone(),
            ..Index::default()
        };
        let part = index_part(&lowered);
        let name = names.choose(NameKind::Index, index.name.as_ref(), &self.model.table, &part);
        Ok(Index { name, ..lowered })
    }

    fn exclusion(
        &self,
        exclusion: &model::Exclusion,
        names: &mut NamesInUse,
    ) -> Result<Exclusion, LowerError> {
        let elements = exclusion.elements.iter().map(|(key, operator)| {
            Ok(ExclusionElement { key: self.index_key(key)?, operator: operator.clone() })
        });
        let elements = elements.collect::<Result<Vec<_>, LowerError>>()?;
        let part = part_of(elements.iter().map(|element| &element.key.target));
        Ok(Exclusion {
            name: names.choose_exclusion(exclusion.name.as_ref(), &self.model.table, &part),
            method: exclusion.method.clone(),
            elements,
            predicate: self.sql(exclusion.predicate.as_ref(), Place::Table)?,
            deferrable: exclusion.deferrable,
            comment: exclusion.comment.clone(),
            include: columns(self.model, &exclusion.include)?,
            options: exclusion.options.clone(),
            tablespace: exclusion.tablespace.clone(),
            part_of: exclusion.part_of.clone(),
        })
    }

    fn statistics(
        &self,
        statistics: &model::Statistics,
        names: &mut NamesInUse,
    ) -> Result<Statistics, LowerError> {
        let targets = statistics.targets.iter().map(|target| self.target(target));
        let targets = targets.collect::<Result<Vec<_>, _>>()?;
        let part = part_of(&targets);
        let name = names.choose_statistics(statistics.name.as_ref(), &self.model.table, &part);
        Ok(Statistics {
            name: QualifiedName::new(statistics.schema.as_ref().unwrap_or(&self.model.table.schema), name),
            comment: statistics.comment.clone(),
            access: Access { owner: statistics.owner.clone(), ..Access::default() },
            kinds: statistics.kinds.clone(),
            targets,
            target: statistics.target,
        })
    }

    fn target(&self, target: &model::IndexTarget) -> Result<IndexTarget, LowerError> {
        Ok(match target {
            model::IndexTarget::Field(field) => IndexTarget::Column(column(self.model, field)?),
            model::IndexTarget::Expression(sql) => {
                IndexTarget::Expression(lower_sql(&self.schema.sessions, sql, Place::Table)?)
            }
        })
    }

    fn index_key(&self, key: &model::IndexKey) -> Result<IndexKey, LowerError> {
        Ok(IndexKey {
            target: self.target(&key.target)?,
            operator_class: key.operator_class.as_deref().map(operator_class),
            is_descending: key.is_descending,
            nulls: key.nulls,
            collation: key.collation.clone(),
            operator_class_options: key.operator_class_options.clone(),
            statistics: key.statistics,
        })
    }

    fn policy(&self, policy: &model::Policy) -> Result<Policy, LowerError> {
        Ok(Policy {
            name: policy.name.clone(),
            comment: policy.comment.clone(),
            kind: policy.kind,
            command: policy.command,
            roles: policy.roles.clone(),
            using: self.sql(policy.using.as_ref(), Place::Policy)?,
            with_check: self.sql(policy.with_check.as_ref(), Place::Policy)?,
        })
    }

    fn sql(&self, sql: Option<&model::SqlText>, place: Place) -> Result<Option<String>, LowerError> {
        sql.map(|sql| lower_sql(&self.schema.sessions, sql, place)).transpose()
    }
}

/// `schema.class`; a class without a schema is found on the search path.
fn operator_class(written: &str) -> QualifiedName {
    written
        .split_once('.')
        .map_or_else(|| QualifiedName::new("", written), |(schema, name)| QualifiedName::new(schema, name))
}

fn column(model: &Model, field: &str) -> Result<String, LowerError> {
    model
        .field(field)
        .map(|field| field.column.clone())
        .ok_or_else(|| LowerError::UnknownField { model: model.name.clone(), field: field.to_owned() })
}

fn columns(model: &Model, fields: &[String]) -> Result<Vec<String>, LowerError> {
    fields.iter().map(|field| column(model, field)).collect()
}
