#![allow(dead_code)]

{{db}}
{{modules}}

async fn run() -> Result<usize, pg_orm::Error> {
    let client = &pg_orm::Pool::connect("postgres://localhost").await?;
    let mut count = 0;
    {{exercise}}
    Ok(count)
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    println!("{:?}", runtime.block_on(run()));
}
