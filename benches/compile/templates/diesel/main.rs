#![allow(dead_code)]

mod schema;
{{modules}}

fn run() -> Result<usize, Box<dyn std::error::Error>> {
    let mut client = <diesel::PgConnection as diesel::Connection>::establish("postgres://localhost")?;
    let client = &mut client;
    let mut count = 0;
    {{exercise_in_place}}
    Ok(count)
}

fn main() {
    println!("{:?}", run());
}
