#[derive(Debug, Clone, PartialEq)]
struct Settings {
    theme: String,
}

static SETTINGS: pg_orm::Column<(), pg_orm::types::JsonOf<Settings>> = pg_orm::Column::new(0);

fn write(settings: Settings) -> impl Sized {
    SETTINGS.set(settings)
}

fn main() {}
