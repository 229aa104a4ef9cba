//! An item of `key = value` entries on its way to text, and the values that many kinds share.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Access, Grant, Privilege};

use super::text;

/// The schema of names that say none.
pub(super) const PUBLIC: &str = "public";

/// An item: what stands before its block, and the block's entries in order.
pub(super) struct EntryItem {
    docs: String,
    head: String,
    entries: Vec<String>,
}

impl EntryItem {
    /// An item that has no schema: `role app_user`.
    pub(super) fn new(keyword: &str, name: &str) -> Self {
        Self { docs: String::new(), head: format!("{keyword} {}", item_name(name)), entries: Vec::new() }
    }

    /// An item that is its keyword alone.
    pub(super) fn nameless(keyword: &str) -> Self {
        Self { docs: String::new(), head: keyword.to_owned(), entries: Vec::new() }
    }

    /// An item in a schema, `public` unless it says another: `sequence app.number`.
    pub(super) fn named(keyword: &str, name: &QualifiedName) -> Self {
        Self::beside(keyword, name, PUBLIC)
    }

    /// The same for one that is in `schema` unless it says another.
    pub(super) fn beside(keyword: &str, name: &QualifiedName, schema: &str) -> Self {
        let head = format!("{keyword} {}", item_name_beside(name, schema));
        let mut item = Self { docs: String::new(), head, entries: Vec::new() };
        item.maybe("schema", lacking_schema(name, schema));
        item
    }

    /// Adds to what stands before the block.
    pub(super) fn behind_name(&mut self, text: &str) {
        self.head.push_str(text);
    }

    /// The comment: doc lines, or an entry where these can't say it.
    pub(super) fn comment(&mut self, comment: Option<&str>) {
        let Some(comment) = comment else { return };
        match text::docs(comment, 0) {
            Some(docs) => self.docs = docs,
            None => self.entry("comment", &text::string(comment)),
        }
    }

    pub(super) fn entry(&mut self, key: &str, value: &str) {
        self.entries.push(format!("  {key} = {value}\n"));
    }

    /// An entry where there is something to say.
    pub(super) fn maybe(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.entry(key, &value);
        }
    }

    /// `key = true`, where it is.
    pub(super) fn flag(&mut self, key: &str, is: bool) {
        if is {
            self.entry(key, "true");
        }
    }

    /// `key = [a, b]`, where there is any.
    pub(super) fn list(&mut self, key: &str, elements: &[String]) {
        if !elements.is_empty() {
            self.entry(key, &list(elements));
        }
    }

    /// `key = { a: b }`, where there is any.
    pub(super) fn options(&mut self, key: &str, options: &[(String, String)]) {
        if !options.is_empty() {
            self.entry(key, &option_map(options));
        }
    }

    /// The owner.
    pub(super) fn owner(&mut self, access: &Access) {
        self.maybe("owner", access.owner.as_deref().map(text::name));
    }

    /// The owner and the privileges; `known` are those that such an object has.
    pub(super) fn access(&mut self, access: &Access, known: &[Privilege]) {
        self.owner(access);
        self.grants("grant", access.grants.iter().filter(|grant| !grant.is_grantable), known);
        self.grants("grant_with_option", access.grants.iter().filter(|grant| grant.is_grantable), known);
        self.grants("revoke", &access.revoked, known);
    }

    fn grants<'g>(&mut self, key: &str, grants: impl IntoIterator<Item = &'g Grant>, known: &[Privilege]) {
        self.maybe(key, grant_map(grants, known));
    }

    /// The item's text; without a block where it has no entries.
    pub(super) fn print(self) -> String {
        let Self { docs, head, entries } = self;
        if entries.is_empty() {
            return format!("{docs}{head}\n");
        }
        format!("{docs}{head} {{\n{}}}\n", entries.concat())
    }
}

/// An item's own name: a word, or a string.
fn item_name(name: &str) -> String {
    if is_item_word(name) { name.to_owned() } else { text::string(name) }
}

/// The name of an item that is in `schema` unless it says another: `number`, `app.number`, `"my number"`.
pub(super) fn item_name_beside(name: &QualifiedName, schema: &str) -> String {
    let is_dotted = name.schema != schema && is_item_word(&name.schema) && text::is_word(&name.name);
    if is_dotted { format!("{}.{}", name.schema, name.name) } else { item_name(&name.name) }
}

/// The schema that an item's name does not say, and that has to be said.
pub(super) fn lacking_schema(name: &QualifiedName, schema: &str) -> Option<String> {
    let is_said = is_item_word(&name.schema) && text::is_word(&name.name);
    (name.schema != schema && !is_said).then(|| text::name(&name.schema))
}

/// Whether a name can stand behind a keyword without quotes.
fn is_item_word(name: &str) -> bool {
    text::is_word(name) && !matches!(name, "on" | "of" | "in")
}

/// `[a, b]`.
pub(super) fn list(elements: &[String]) -> String {
    format!("[{}]", elements.join(", "))
}

/// One of them by itself, several as a list.
pub(super) fn one_or_list(elements: &[String]) -> String {
    match elements {
        [element] => element.clone(),
        elements => list(elements),
    }
}

/// A name of the database where one without a schema is found in `schema`.
pub(super) fn object(name: &QualifiedName, schema: &str) -> String {
    if name.schema == schema {
        return text::name(&name.name);
    }
    match text::is_word(&name.schema) && text::is_word(&name.name) {
        true => format!("{}.{}", name.schema, name.name),
        false => format!("[{}, {}]", text::string(&name.schema), text::string(&name.name)),
    }
}

/// A collation: one of the schema, or one of PostgreSQL's.
pub(super) fn collation(name: &QualifiedName) -> String {
    match name.schema.as_str() {
        PUBLIC | "pg_catalog" => text::name(&name.name),
        _ => object(name, PUBLIC),
    }
}

/// An option's value as PostgreSQL keeps it: a number, a word or a string.
pub(super) fn option(value: &str) -> String {
    let is_bare = matches!(value, "true" | "false") || text::is_word(value) || text::is_number(value);
    if is_bare { value.to_owned() } else { text::string(value) }
}

/// `{ m: 16 }`.
pub(super) fn option_map(options: &[(String, String)]) -> String {
    let pairs = options.iter().map(|(key, value)| format!("{}: {}", text::name(key), option(value)));
    map(pairs.collect())
}

/// `{ a: b, c: d }` of its pairs.
pub(super) fn map(pairs: Vec<String>) -> String {
    if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
}

/// Privileges as a list, or `all`.
pub(super) fn privileges(privileges: &[Privilege], known: &[Privilege]) -> String {
    if !known.is_empty() && privileges == known {
        return "all".to_owned();
    }
    list(&privileges.iter().map(|privilege| privilege.sql().to_owned()).collect::<Vec<_>>())
}

/// `{ app_user: [select] }`, each role once; `None` where there is nothing to say.
pub(super) fn grant_map<'g>(
    grants: impl IntoIterator<Item = &'g Grant>,
    known: &[Privilege],
) -> Option<String> {
    let mut by_role: Vec<(&str, Vec<Privilege>)> = Vec::new();
    for grant in grants {
        match by_role.iter_mut().find(|(role, _)| *role == grant.role) {
            Some((_, privileges)) => privileges.extend(&grant.privileges),
            None => by_role.push((&grant.role, grant.privileges.clone())),
        }
    }
    let pairs: Vec<String> = by_role
        .into_iter()
        .map(|(role, mut given)| {
            given.sort_unstable();
            given.dedup();
            format!("{}: {}", text::name(role), privileges(&given, known))
        })
        .collect();
    (!pairs.is_empty()).then(|| map(pairs))
}

/// Settings: a value is SQL as it stands behind `TO`, of which words, numbers and strings need no backticks.
pub(super) fn settings(settings: &[(String, String)]) -> Option<String> {
    let pair = |(name, sql): &(String, String)| format!("{}: {}", text::name(name), setting(sql));
    (!settings.is_empty()).then(|| map(settings.iter().map(pair).collect()))
}

fn setting(sql: &str) -> String {
    let elements: Option<Vec<String>> = sql.split(", ").map(setting_word).collect();
    match elements {
        Some(elements) => one_or_list(&elements),
        None => text::literal(sql).map_or_else(|| text::sql(sql, 2), |value| text::string(&value)),
    }
}

/// One element, where the language writes it so that it becomes the same SQL again.
fn setting_word(sql: &str) -> Option<String> {
    let is_name = text::is_word(sql) && pg_orm_sql::Identifier(sql).to_string() == sql;
    if matches!(sql, "true" | "false") || is_name || text::is_number(sql) {
        return Some(sql.to_owned());
    }
    text::literal(sql).map(|value| text::string(&value))
}
