//! Every row of the original, read with SQL and written with typed inserts.

use tokio_postgres::Row;

use crate::db::{
    Album, Artist, Customer, Employee, Genre, Invoice, InvoiceLine, MediaType, Playlist, PlaylistTrack,
    Track, album, artist, customer, employee, genre, invoice, invoice_line, media_type, playlist,
    playlist_track, track,
};
use crate::sides::Sides;

/// Copies the tables in the order of their foreign keys, each with one `insert_many`.
pub(crate) async fn copy_everything(sides: &Sides) {
    let pool = &sides.pool;
    let mut rows = 0;
    rows += Artist::insert_many(read(sides, "artist").await.iter().map(new_artist)).exec(pool).await.unwrap();
    rows += Album::insert_many(read(sides, "album").await.iter().map(new_album)).exec(pool).await.unwrap();
    rows += Genre::insert_many(read(sides, "genre").await.iter().map(new_genre)).exec(pool).await.unwrap();
    rows += MediaType::insert_many(read(sides, "media_type").await.iter().map(new_media_type))
        .exec(pool)
        .await
        .unwrap();
    rows += Track::insert_many(read(sides, "track").await.iter().map(new_track)).exec(pool).await.unwrap();
    rows += Playlist::insert_many(read(sides, "playlist").await.iter().map(new_playlist))
        .exec(pool)
        .await
        .unwrap();
    let playlist_tracks = read(sides, "playlist_track").await;
    rows +=
        PlaylistTrack::insert_many(playlist_tracks.iter().map(new_playlist_track)).exec(pool).await.unwrap();
    rows += Employee::insert_many(read(sides, "employee").await.iter().map(new_employee))
        .exec(pool)
        .await
        .unwrap();
    rows += Customer::insert_many(read(sides, "customer").await.iter().map(new_customer))
        .exec(pool)
        .await
        .unwrap();
    rows +=
        Invoice::insert_many(read(sides, "invoice").await.iter().map(new_invoice)).exec(pool).await.unwrap();
    let lines = read(sides, "invoice_line").await;
    rows += InvoiceLine::insert_many(lines.iter().map(new_invoice_line)).exec(pool).await.unwrap();
    assert_eq!(rows, 15_607, "every row of Chinook 1.4.5 was written");
}

async fn read(sides: &Sides, table: &str) -> Vec<Row> {
    sides.original.query(&format!("select * from {table} order by 1"), &[]).await.unwrap()
}

fn new_artist(row: &Row) -> artist::Insert {
    Artist::insert(artist::New { id: row.get("artist_id") }).name(row.get::<_, Option<String>>("name"))
}

fn new_album(row: &Row) -> album::New {
    album::New { id: row.get("album_id"), title: row.get("title"), artist_id: row.get("artist_id") }
}

fn new_genre(row: &Row) -> genre::Insert {
    Genre::insert(genre::New { id: row.get("genre_id") }).name(row.get::<_, Option<String>>("name"))
}

fn new_media_type(row: &Row) -> media_type::Insert {
    MediaType::insert(media_type::New { id: row.get("media_type_id") })
        .name(row.get::<_, Option<String>>("name"))
}

fn new_track(row: &Row) -> track::Insert {
    Track::insert(track::New {
        id: row.get("track_id"),
        name: row.get("name"),
        media_type_id: row.get("media_type_id"),
        milliseconds: row.get("milliseconds"),
        unit_price: row.get("unit_price"),
    })
    .album_id(row.get::<_, Option<i32>>("album_id"))
    .genre_id(row.get::<_, Option<i32>>("genre_id"))
    .composer(row.get::<_, Option<String>>("composer"))
    .bytes(row.get::<_, Option<i32>>("bytes"))
}

fn new_playlist(row: &Row) -> playlist::Insert {
    Playlist::insert(playlist::New { id: row.get("playlist_id") }).name(row.get::<_, Option<String>>("name"))
}

fn new_playlist_track(row: &Row) -> playlist_track::New {
    playlist_track::New { playlist_id: row.get("playlist_id"), track_id: row.get("track_id") }
}

fn new_employee(row: &Row) -> employee::Insert {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    Employee::insert(employee::New {
        id: row.get("employee_id"),
        last_name: row.get("last_name"),
        first_name: row.get("first_name"),
    })
    .title(text("title"))
    .reports_to(row.get::<_, Option<i32>>("reports_to"))
    .birth_date(row.get::<_, Option<pg_orm::types::chrono::NaiveDateTime>>("birth_date"))
    .hire_date(row.get::<_, Option<pg_orm::types::chrono::NaiveDateTime>>("hire_date"))
    .address(text("address"))
    .city(text("city"))
    .state(text("state"))
    .country(text("country"))
    .postal_code(text("postal_code"))
    .phone(text("phone"))
    .fax(text("fax"))
    .email(text("email"))
}

fn new_customer(row: &Row) -> customer::Insert {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    Customer::insert(customer::New {
        id: row.get("customer_id"),
        first_name: row.get("first_name"),
        last_name: row.get("last_name"),
        email: row.get("email"),
    })
    .company(text("company"))
    .address(text("address"))
    .city(text("city"))
    .state(text("state"))
    .country(text("country"))
    .postal_code(text("postal_code"))
    .phone(text("phone"))
    .fax(text("fax"))
    .support_rep_id(row.get::<_, Option<i32>>("support_rep_id"))
}

fn new_invoice(row: &Row) -> invoice::Insert {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    Invoice::insert(invoice::New {
        id: row.get("invoice_id"),
        customer_id: row.get("customer_id"),
        invoice_date: row.get("invoice_date"),
        total: row.get("total"),
    })
    .billing_address(text("billing_address"))
    .billing_city(text("billing_city"))
    .billing_state(text("billing_state"))
    .billing_country(text("billing_country"))
    .billing_postal_code(text("billing_postal_code"))
}

fn new_invoice_line(row: &Row) -> invoice_line::New {
    invoice_line::New {
        id: row.get("invoice_line_id"),
        invoice_id: row.get("invoice_id"),
        track_id: row.get("track_id"),
        unit_price: row.get("unit_price"),
        quantity: row.get("quantity"),
    }
}
