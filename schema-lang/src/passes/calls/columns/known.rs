//! What a schema says of the names in a statement: tables with their columns, types, functions.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::model::{Function, ResultType, Results};
use pg_orm_ir::types::{ArrayShape, BaseType, BuiltIn, DataType};

use super::super::super::Context;
use super::super::super::models::{ModelDraft, Slot};
use super::super::super::views::ViewDraft;

/// The tables, types and functions of a schema.
#[derive(Debug, Default)]
pub(in super::super) struct Known {
    tables: Vec<Table>,
    domains: Vec<(QualifiedName, DataType)>,
    enums: Vec<QualifiedName>,
    types: Vec<QualifiedName>,
    functions: Vec<Function>,
}

/// A table or a view.
#[derive(Debug)]
pub(super) struct Table {
    name: QualifiedName,
    /// In order; `None` where one of them is a diagnostic already.
    pub(super) columns: Option<Vec<(String, ResultType)>>,
}

impl Known {
    pub(in super::super) fn of(cx: &Context<'_>, models: &[ModelDraft<'_>], views: &[ViewDraft<'_>]) -> Self {
        let models = models.iter().chain(views.iter().map(|view| &view.model));
        let tables = models.map(|model| {
            let is_broken = model.members.values().any(|(slot, _)| matches!(slot, Slot::Broken));
            let columns = model.ir.fields.iter().map(|field| {
                let (type_, shape, is_nullable) = (field.type_.clone(), field.shape, field.is_nullable);
                (field.column.clone(), ResultType { type_, shape, is_nullable })
            });
            Table { name: model.ir.table.clone(), columns: (!is_broken).then(|| columns.collect()) }
        });
        let domains: Vec<_> =
            cx.domains.iter().map(|it| (it.ir.type_name.clone(), it.ir.base.clone())).collect();
        let enums: Vec<_> = cx.enums.iter().map(|it| it.ir.type_name.clone()).collect();
        let composites = cx.composites.iter().map(|it| it.ir.type_name.clone());
        let types = domains.iter().map(|(name, _)| name.clone());
        Self {
            tables: tables.collect(),
            types: types.chain(enums.iter().cloned()).chain(composites).collect(),
            domains,
            enums,
            functions: cx.functions.clone(),
        }
    }

    /// The one table that a name is that of.
    pub(super) fn table(&self, schema: Option<&str>, name: &str) -> Option<&Table> {
        let mut found = self.tables.iter().filter(|table| {
            table.name.name == name && schema.is_none_or(|schema| table.name.schema == schema)
        });
        found.next().filter(|_| found.next().is_none())
    }

    /// The one function that a name is that of.
    pub(super) fn function(&self, schema: Option<&str>, name: &str) -> Option<&Function> {
        let mut found = self.functions.iter().filter(|function| {
            function.name.name == name && schema.is_none_or(|schema| function.name.schema == schema)
        });
        found.next().filter(|_| found.next().is_none())
    }

    /// What values of a type are made of.
    pub(super) fn underlying(&self, type_: &DataType) -> DataType {
        let mut type_ = type_.clone();
        for _ in 0..=self.domains.len() {
            let BaseType::Declared(name) = &type_.base else { break };
            match self.domains.iter().find(|(domain, _)| domain == name && !type_.is_array) {
                Some((_, base)) => type_ = base.clone(),
                None => break,
            }
        }
        type_
    }

    pub(super) fn is_enum(&self, type_: &DataType) -> bool {
        !type_.is_array && matches!(&type_.base, BaseType::Declared(name) if self.enums.contains(name))
    }

    /// Whether PostgreSQL sends values of both as one type.
    pub(super) fn is_same(&self, a: &DataType, b: &DataType) -> bool {
        let bare = |type_: &DataType| {
            let mut type_ = self.underlying(type_);
            type_.modifiers.clear();
            // What these hold is one type in Rust, too.
            if let BaseType::BuiltIn(BuiltIn::VarChar | BuiltIn::Char | BuiltIn::Name) = type_.base {
                type_.base = BaseType::BuiltIn(BuiltIn::Text);
            }
            type_
        };
        bare(a) == bare(b)
    }

    /// The type of a cast, as written: `bigint`, `numeric(10, 2)`, `app.state[]`.
    pub(super) fn type_of(&self, written: &str) -> Option<DataType> {
        let written = written.trim();
        if let Some(item) = written.strip_suffix("[]") {
            let item = self.type_of(item)?;
            return (!item.is_array).then(|| item.into_array());
        }
        let name: String = match (written.find('('), written.rfind(')')) {
            (Some(open), Some(close)) if open < close => {
                format!("{}{}", written.get(..open)?, written.get(close + 1..)?)
            }
            _ => written.to_owned(),
        };
        let name = name.trim();
        let plain = name.strip_prefix("pg_catalog.").unwrap_or(name);
        if let Some(type_) = BuiltIn::from_name(plain) {
            return Some(DataType::built_in(type_));
        }
        let (schema, name) = match name.split_once('.') {
            Some((schema, name)) => (Some(super::scope::unquoted(schema)), super::scope::unquoted(name)),
            None => (None, super::scope::unquoted(name)),
        };
        let mut found = self
            .types
            .iter()
            .filter(|it| it.name == name && schema.as_ref().is_none_or(|schema| it.schema == *schema));
        found.next().filter(|_| found.next().is_none()).map(|name| DataType::declared(name.clone()))
    }
}

/// A value of a built-in type.
pub(super) fn built_in(type_: BuiltIn, is_nullable: bool) -> ResultType {
    ResultType { type_: DataType::built_in(type_), shape: ArrayShape::default(), is_nullable }
}

/// What a function of one value answers.
pub(super) fn answered(function: &Function) -> Option<ResultType> {
    match &function.results {
        Results::Value(type_) if !function.is_set => Some(type_.clone()),
        _ => None,
    }
}
