//! A table as a model: its columns, relations, keys, indexes, checks, privileges.

use pg_orm_ir::catalog::{
    Catalog, Check, Column, Grant, Identity, Index, IndexKey, IndexTarget, Key, Nulls, Privilege, Table,
};
use pg_orm_ir::default_names;
use pg_orm_ir::names::snake_case;

use super::given::GivenNames;
use super::names::TypeNames;
use super::relations::{Line, Members, Relations, field_list};
use super::{defaults, text, types};

/// What a table's model is written from.
pub(super) struct ModelPrinter<'p, 'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) types: &'p TypeNames<'c>,
    pub(super) given: &'p GivenNames<'c>,
    pub(super) table: &'c Table,
    pub(super) members: &'p Members<'c>,
    pub(super) relations: &'p Relations,
}

impl ModelPrinter<'_, '_> {
    /// The whole item.
    pub(super) fn print(&self) -> Option<String> {
        let table = self.table;
        let model = self.types.get(&table.name)?;
        let mut out = String::new();
        let comment = table.comment.as_deref().map(|comment| (comment, text::docs(comment, 0)));
        if let Some((_, Some(docs))) = &comment {
            out.push_str(docs);
        }
        out.push_str(&format!("model {model} {{\n"));
        let mut head = Vec::new();
        if table.name.schema != "public" {
            head.push(format!("@@schema({})", text::name(&table.name.schema)));
        }
        if snake_case(model) != table.name.name {
            head.push(format!("@@map({})", text::string(&table.name.name)));
        }
        if let Some((comment, None)) = comment {
            head.push(format!("@@comment({})", text::string(comment)));
        }
        let fields = table.columns.iter().filter_map(|column| self.field(column));
        let relations = self.relations.owned.iter().map(relation_line);
        let far = self.relations.far.iter().map(relation_line);
        let groups: [Vec<String>; 5] =
            [head, fields.collect(), relations.collect(), far.collect(), self.attributes()];
        let groups: Vec<String> = groups
            .iter()
            .filter(|group| !group.is_empty())
            .map(|group| group.iter().map(|line| indented(line)).collect())
            .collect();
        out.push_str(&groups.join("\n"));
        out.push_str("}\n");
        Some(out)
    }

    fn field(&self, column: &Column) -> Option<String> {
        let table = self.table;
        let field = self.members.fields.get(column.name.as_str())?;
        let is_key = |key: &&Key| key.columns.as_slice() == std::slice::from_ref(&column.name);
        let primary = table.primary_key.as_ref().filter(is_key);
        let mut line = String::new();
        let comment = column.comment.as_deref().map(|comment| (comment, text::docs(comment, 2)));
        if let Some((_, Some(docs))) = &comment {
            line.push_str(docs.strip_prefix("  ").unwrap_or(docs));
            line.push_str("  ");
        }
        let mark = types::mark(column.is_nullable, &column.type_, self.catalog);
        line.push_str(&format!("{field} {}{mark}", types::type_ref(&column.type_, self.types)));
        let mut attribute = |text: &str| {
            line.push(' ');
            line.push_str(text);
        };
        if let Some(key) = primary {
            attribute(&key_attribute("@id", &self.given.primary_key(table, key)));
        }
        match column.numbering.as_ref().map(|numbering| numbering.kind) {
            None => {}
            Some(Identity::Always) => attribute("@identity"),
            Some(Identity::ByDefault) => attribute("@identity(by_default)"),
            Some(Identity::Serial) => attribute("@serial"),
        }
        if let Some(default) = &column.default {
            attribute(&format!("@default({})", defaults::default(default, &column.type_, self.catalog)));
        }
        let single = table.unique.iter().filter(|key| is_key(key));
        for (i, key) in single.enumerate() {
            // A second one on the same column stands with the model's attributes.
            if i == 0 && is_plain(key) {
                attribute(&key_attribute("@unique", &self.unique_args(key)));
            }
        }
        if *field != column.name {
            attribute(&format!("@map({})", text::string(&column.name)));
        }
        if let Some((comment, None)) = comment {
            attribute(&format!("@comment({})", text::string(comment)));
        }
        Some(line)
    }

    fn unique_args(&self, key: &Key) -> Vec<String> {
        let mut args = Vec::new();
        if key.nulls_not_distinct {
            args.push("nulls: not_distinct".to_owned());
        }
        args.extend(self.given.unique(self.table, key));
        args
    }

    /// What stands behind the fields.
    fn attributes(&self) -> Vec<String> {
        let table = self.table;
        let mut lines = Vec::new();
        if let Some(key) = table.primary_key.as_ref().filter(|key| key.columns.len() > 1) {
            lines.extend(self.block_key("@@id", key, self.given.primary_key(table, key)));
        }
        let mut seen: Vec<&[String]> = Vec::new();
        for key in &table.unique {
            let is_on_field =
                key.columns.len() == 1 && is_plain(key) && !seen.contains(&key.columns.as_slice());
            seen.push(&key.columns);
            if !is_on_field {
                lines.extend(self.block_key("@@unique", key, self.unique_args(key)));
            }
        }
        lines.extend(table.indexes.iter().filter_map(|index| self.index(index)));
        lines.extend(table.checks.iter().map(|check| self.check(check)));
        if let Some(security) = table.row_security {
            lines.push(if security.is_forced { "@@rls(force)" } else { "@@rls" }.to_owned());
        }
        lines.extend(table.access.grants.iter().map(grant));
        lines
    }

    fn block_key(&self, attribute: &str, key: &Key, more: Vec<String>) -> Option<String> {
        let fields = key
            .columns
            .iter()
            .map(|column| self.members.fields.get(column.as_str()).map(String::as_str))
            .collect::<Option<Vec<_>>>()?;
        let mut args = vec![format!("[{}]", fields.join(", "))];
        args.extend(more);
        Some(format!("{attribute}({})", args.join(", ")))
    }

    fn index(&self, index: &Index) -> Option<String> {
        let keys: Vec<String> = index.keys.iter().map(|key| self.index_key(key)).collect::<Option<_>>()?;
        let mut args = vec![format!("[{}]", keys.join(", "))];
        if index.is_unique {
            args.push("unique: true".to_owned());
        }
        if index.method != "btree" {
            args.push(format!("using: {}", text::name(&index.method)));
        }
        if !index.include.is_empty() {
            let fields = field_list(self.members, &index.include)?;
            args.push(format!(
                "include: {}",
                if fields.starts_with('[') { fields } else { format!("[{fields}]") }
            ));
        }
        if let Some(predicate) = &index.predicate {
            args.push(format!("where: {}", text::sql(predicate, 2)));
        }
        if self.given.is_given(
            &self.table.name.schema,
            &index.name,
            &default_names::index(&self.table.name.name, index),
        ) {
            args.push(format!("name: {}", text::string(&index.name)));
        }
        Some(format!("@@index({})", args.join(", ")))
    }

    fn index_key(&self, key: &IndexKey) -> Option<String> {
        let mut options = Vec::new();
        if key.is_descending {
            options.push("desc".to_owned());
        }
        if let Some(nulls) = key.nulls {
            options.push(format!("nulls: {}", if nulls == Nulls::First { "first" } else { "last" }));
        }
        if let Some(class) = &key.operator_class {
            options.push(format!("ops: {}", text::name(&class.name)));
        }
        Some(match &key.target {
            IndexTarget::Column(column) => {
                let field = self.members.fields.get(column.as_str())?;
                if options.is_empty() { field.clone() } else { format!("{field}({})", options.join(", ")) }
            }
            IndexTarget::Expression(sql) => {
                options.insert(0, text::sql(sql, 2));
                format!("expr({})", options.join(", "))
            }
        })
    }

    fn check(&self, check: &Check) -> String {
        let name = default_names::check(self.table, check);
        let sql = text::sql(&check.expression, 2);
        match self.given.is_given(&self.table.name.schema, &check.name, &name) {
            true => format!("@@check({}, {sql})", text::string(&check.name)),
            false => format!("@@check({sql})"),
        }
    }
}

/// `@id(name: "..")`, or `@id` where nothing more is said.
fn key_attribute(attribute: &str, args: &[String]) -> String {
    if args.is_empty() { attribute.to_owned() } else { format!("{attribute}({})", args.join(", ")) }
}

/// Whether `@unique` on a field can say all of it.
fn is_plain(key: &Key) -> bool {
    key.include.is_empty() && !key.is_without_overlaps && key.comment.is_none() && key.options.is_empty()
}

fn grant(grant: &Grant) -> String {
    let list: Vec<&str> = if grant.privileges == Privilege::TABLE {
        vec!["all"]
    } else {
        grant.privileges.iter().map(|privilege| privilege.sql()).collect()
    };
    format!("@@grant({}, [{}])", text::name(&grant.role), list.join(", "))
}

fn relation_line(line: &Line) -> String {
    let attribute = line.attribute.as_ref().map_or_else(String::new, |attribute| format!(" {attribute}"));
    format!("{} {}{attribute}", line.name, line.type_)
}

fn indented(line: &str) -> String {
    format!("  {line}\n")
}
