//! What other schema languages call an attribute, and what it is here.

/// What to write for an argument of another language.
pub(super) fn argument(sigil: &str, attribute: &str, name: &str) -> Option<&'static str> {
    let folded: String = name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect();
    let help = match (sigil, attribute, folded.as_str()) {
        ("@@", "index", "type" | "method" | "algorithm") => "an index's method is `using: gin`",
        ("@@", "index", "condition" | "filter" | "predicate" | "if") => {
            "an index of some rows has `where: `sql``"
        }
        ("@@", "index" | "unique" | "id", "fields" | "columns" | "on") => {
            "the fields come first, as a list: `[a, b]`"
        }
        ("@@", "index", "sort" | "order") => "an order stands behind its field: `[email(desc)]`",
        ("@@" | "@", "index" | "unique" | "id", "map") => "the name in the database is `name: \"..\"`",
        ("@", "relation", "map") => "the foreign key's name in the database is `constraint: \"..\"`",
        ("@", "relation", "name") => {
            "the relation's name comes first, in quotes: `@relation(\"author\", author_id)`"
        }
        ("@", "relation", "field" | "column" | "key" | "foreignkey" | "fk") => {
            "its fields come first and have no name: @relation(author_id, references: [id])"
        }
        _ => return None,
    };
    Some(help)
}

/// What to write for a line of SQL or of another tool that reads like a field.
pub(crate) fn line(field: &str, type_: &str) -> Option<&'static str> {
    let first = type_.split(' ').next().unwrap_or_default().to_uppercase();
    let help = match (field.to_lowercase().as_str(), first.as_str()) {
        ("primary", "KEY") => {
            "a primary key of several fields is `@@id([a, b])`; of one, `@id` behind its type"
        }
        ("foreign", "KEY") => RELATION,
        ("unique", "KEY" | "INDEX") => "a unique key of several fields is `@@unique([a, b])`",
        ("constraint", _) if field == "CONSTRAINT" => {
            "a constraint is an attribute of the block: `@@unique([a], name: \"..\")`, `@@check(\"..\", `sql`)`"
        }
        ("has_many", _) => "the other side of a relation is a list: `posts Post[]`",
        ("has_one", _) => "the other side of a relation is one row that may be absent: `profile Profile?`",
        ("belongs_to", _) => RELATION,
        ("has_and_belongs_to_many", _) => "many to many goes through a model: `tags Tag[] @through(PostTag)`",
        _ => return None,
    };
    Some(help)
}

/// What to write for an attribute of another language; `known` are the attributes of the place.
pub(super) fn attribute(sigil: &str, name: &str, known: &[&str]) -> Option<String> {
    let folded: String = name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect();
    if sigil == "@@" {
        let (meant, help) = match folded.as_str() {
            "primary" | "primarykey" | "pk" | "key" => ("id", "a primary key of the block is `@@id([a, b])`"),
            "table" | "tablename" | "dbname" => ("map", "the name in the database is `@@map(\"name\")`"),
            "uniqueindex" | "uniquekey" | "uniq" => ("unique", "a unique key is `@@unique([a, b])`"),
            "fulltext" | "gin" | "gist" => ("index", "an index has its method: `@@index([a], using: gin)`"),
            "mixin" | "use" | "uses" | "extends" | "inherits" | "embed" => {
                ("include", "a mixin is included by `@@include(Mixin)`")
            }
            "rowlevelsecurity" | "security" => ("rls", "row-level security is `@@rls`, or `@@rls(force)`"),
            _ => return None,
        };
        return known.contains(&meant).then(|| help.to_owned());
    }
    if known.contains(&"relation") {
        let help = match folded.as_str() {
            "foreignkey" | "fk" | "references" | "reference" | "relationship" | "relations" | "rel"
            | "belongsto" | "join" | "joincolumn" => RELATION,
            "hasmany" | "hasone" | "inverse" | "backref" => {
                "the other side of a relation needs no attribute: `posts Post[]`"
            }
            "ondelete" | "onupdate" => "actions are arguments: `@relation(author_id, on_delete: cascade)`",
            _ => return None,
        };
        return Some(help.to_owned());
    }
    if !known.contains(&"default") {
        return None;
    }
    let help = match folded.as_str() {
        "primary" | "primarykey" | "pk" | "key" => "a primary key is `@id`",
        "autoincrement" | "increment" | "generatedalways" | "bigserial" | "sequence" => {
            "a column that numbers itself is `bigint @identity`"
        }
        "foreignkey" | "fk" | "references" | "reference" | "relationship" | "relations" | "rel"
        | "belongsto" | "join" | "joincolumn" => RELATION,
        "nullable" | "null" | "optional" => "a column that may be null has `?` behind its type: `text?`",
        "notnull" | "required" | "nonnull" => {
            "a column is never null unless its type ends in `?`: remove this"
        }
        "length" | "len" | "maxlength" | "size" => "a length belongs to the type: `varchar(80)`",
        "precision" | "scale" => "a precision belongs to the type: `numeric(12, 2)`",
        "db" | "type" | "dbtype" | "columntype" => {
            "the type itself is PostgreSQL's: `varchar(80)`, `timestamptz`, `jsonb`"
        }
        "updatedat" | "onupdate" | "autoupdate" | "autonow" => {
            "a column that updates set is `timestamptz @default(now()) @updated`"
        }
        "createdat" | "autonowadd" | "created" => "the time of an insert is `timestamptz @default(now())`",
        "uniq" | "uniquekey" | "uniqueindex" => "a unique column is `@unique`",
        "column" | "name" | "columnname" | "dbname" => {
            "the column's name in the database is `@map(\"name\")`"
        }
        "ignore" => "there is none here: each column of a table is a field of its model",
        "defaultvalue" | "value" => "a default is `@default(value)`",
        "uuid" => "a uuid by itself is `uuid @default(gen_random_uuid())`",
        "doc" | "description" | "docs" => {
            "a doc comment, `/// text`, is documentation and the column's comment"
        }
        "enum" => "an enum is a type: `enum State { draft, live }`, and `state State`",
        "array" | "list" => "a list has `[]` behind its type: `text[]`",
        _ => return None,
    };
    Some(help.to_owned())
}

pub(super) const RELATION: &str = "a foreign key is a relation beside its column: `author_id bigint`, and `author User @relation(author_id)`";
