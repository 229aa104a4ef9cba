//! The models that every peer's crate has: ten columns, two of them foreign keys to other models.

/// How many there are.
pub(crate) const MODELS: usize = 100;

/// How the models refer to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Twenty groups of five.
    Groups,
    /// All in one ring, so that each can be reached from each.
    Ring,
}

impl Shape {
    /// Both, in the order of the table.
    pub(crate) const ALL: [Self; 2] = [Self::Groups, Self::Ring];

    /// What the table and the folders call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Groups => "groups",
            Self::Ring => "ring",
        }
    }

    fn group(self) -> usize {
        match self {
            Self::Groups => 5,
            Self::Ring => MODELS,
        }
    }
}

/// One model: it refers to the next of its group, and to the one after that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Model {
    pub(crate) number: usize,
    pub(crate) first: usize,
    pub(crate) second: usize,
    /// The model whose `first` this one is.
    pub(crate) first_child: usize,
    /// The model whose `second` this one is.
    pub(crate) second_child: usize,
    /// Whether it has one column more: the edit.
    pub(crate) is_edited: bool,
}

/// A column, and what it is in each language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) rust: &'static str,
    /// As chrono and uuid are named by sea-orm's prelude.
    pub(crate) sea_orm: &'static str,
    pub(crate) diesel: &'static str,
    pub(crate) pgorm: &'static str,
    /// An expression of the Rust type.
    pub(crate) example: &'static str,
}

const COLUMNS: [Column; 11] = [
    column("id", "i64", "i64", "BigInt", "bigint @id @identity(by_default)", "1"),
    column("first_id", "i64", "i64", "BigInt", "bigint", "1"),
    column("second_id", "i64", "i64", "BigInt", "bigint", "1"),
    column("name", "String", "String", "Text", "text", "String::from(\"name\")"),
    column("note", "Option<String>", "Option<String>", "Nullable<Text>", "text?", "None"),
    column("token", "Uuid", "Uuid", "Uuid", "uuid", "Uuid::nil()"),
    column("score", "f64", "f64", "Double", "double precision", "0.5"),
    column("age", "i32", "i32", "Integer", "integer", "1"),
    column("active", "bool", "bool", "Bool", "boolean", "true"),
    column("created_at", "DateTime<Utc>", "DateTimeUtc", "Timestamptz", "timestamptz", "Default::default()"),
    column("added", "Option<String>", "Option<String>", "Nullable<Text>", "text?", "None"),
];

const fn column(
    name: &'static str,
    rust: &'static str,
    sea_orm: &'static str,
    diesel: &'static str,
    pgorm: &'static str,
    example: &'static str,
) -> Column {
    Column { name, rust, sea_orm, diesel, pgorm, example }
}

impl Column {
    /// Whether it holds NULL.
    pub(crate) fn is_nullable(&self) -> bool {
        self.pgorm.ends_with('?')
    }
}

impl Model {
    /// The columns in their order, the key first.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Column> + use<> {
        let is_edited = self.is_edited;
        COLUMNS.into_iter().filter(move |column| is_edited || column.name != "added")
    }
}

/// All models; with `is_edited`, the one in the middle has one column more.
pub(crate) fn models(shape: Shape, is_edited: bool) -> Vec<Model> {
    let group = shape.group();
    (0..MODELS)
        .map(|number| {
            let start = number - number % group;
            let neighbour = |distance: usize| start + (number - start + distance) % group;
            Model {
                number,
                first: neighbour(1),
                second: neighbour(2),
                first_child: neighbour(group - 1),
                second_child: neighbour(group - 2),
                is_edited: is_edited && number == MODELS / 2,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{MODELS, Shape, models};

    /// Follows `first` from model 0 until it comes back.
    fn circle(shape: Shape) -> usize {
        let models = models(shape, false);
        let mut at = models[0].first;
        let mut length = 1;
        while at != 0 {
            at = models[at].first;
            length += 1;
        }
        length
    }

    #[test]
    fn a_ring_holds_all_models_and_a_group_five() {
        assert_eq!(circle(Shape::Ring), MODELS);
        assert_eq!(circle(Shape::Groups), 5);
    }

    #[test]
    fn children_are_the_other_end_of_each_relation() {
        for shape in Shape::ALL {
            let models = models(shape, false);
            for model in &models {
                assert_eq!(models[model.first_child].first, model.number);
                assert_eq!(models[model.second_child].second, model.number);
            }
        }
    }

    #[test]
    fn the_edit_adds_one_column_to_one_model() {
        let columns = |is_edited| -> usize {
            models(Shape::Ring, is_edited).iter().map(|model| model.columns().count()).sum()
        };
        assert_eq!(columns(false), 10 * MODELS);
        assert_eq!(columns(true), 10 * MODELS + 1);
    }
}
