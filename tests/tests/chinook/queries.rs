//! The typed queries, each beside the SQL whose answer it must equal.

use pg_orm::types::chrono::NaiveDate;

use crate::db::{
    Album, Artist, Customer, Employee, Genre, Invoice, InvoiceLine, Playlist, Track, album, artist, customer,
    employee, genre, invoice, invoice_line, playlist, track,
};
use crate::sides::Sides;

/// Runs every pair; one that differs stops the test with both answers.
pub(crate) async fn compare_all(sides: &Sides) {
    one_row(sides).await;
    paging(sides).await;
    text_and_null_filters(sides).await;
    numbers_and_lists(sides).await;
    dates_and_decimals(sides).await;
    counts(sides).await;
    nulls_in_order(sides).await;
    filters_through_relations(sides).await;
    filters_through_many_to_many(sides).await;
    none_and_every(sides).await;
    three_levels_down(sides).await;
    three_levels_up(sides).await;
    a_chain_of_one_table(sides).await;
    many_to_many_with_a_limit(sides).await;
    a_limit_for_each_parent(sides).await;
    several_includes(sides).await;
    a_parent_that_may_be_missing(sides).await;
    a_page_of_parents_with_children(sides).await;
}

/// A value as PostgreSQL's text form prints it.
fn text(value: impl ToString) -> String {
    value.to_string()
}

fn maybe(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "∅".to_owned(), |value| value.to_string())
}

#[track_caller]
fn same(ours: Vec<Vec<String>>, theirs: Vec<Vec<String>>) {
    assert!(!theirs.is_empty(), "the question has an answer");
    assert_eq!(ours, theirs);
}

async fn one_row(sides: &Sides) {
    let found = Track::by_id(1).one(&sides.pool).await.unwrap();
    let ours = vec![
        text(found.id),
        found.name,
        maybe(found.album_id),
        text(found.media_type_id),
        maybe(found.genre_id),
        maybe(found.composer),
        text(found.milliseconds),
        maybe(found.bytes),
        text(found.unit_price),
    ];
    same(vec![ours], sides.sql("select * from track where track_id = 1").await);
    assert_eq!(Track::by_id(-1).get(&sides.pool).await.unwrap(), None);
}

async fn paging(sides: &Sides) {
    let mut ours = Vec::new();
    for page in 0.. {
        let rows = Track::query()
            .order_by((track::name.asc(), track::id.desc()))
            .limit(500)
            .offset(page * 500)
            .all(&sides.pool)
            .await
            .unwrap();
        if rows.is_empty() {
            break;
        }
        ours.extend(rows.into_iter().map(|row| vec![text(row.id), row.name]));
    }
    same(ours, sides.sql("select track_id, name from track order by name, track_id desc").await);
}

async fn text_and_null_filters(sides: &Sides) {
    let rows = Track::query()
        .filter(track::name.ilike("%love%").and(!track::composer.is_null()))
        .order_by(track::id.asc())
        .all(&sides.pool)
        .await
        .unwrap();
    let sql =
        "select track_id, composer from track where name ilike '%love%' and composer is not null order by 1";
    same(rows.into_iter().map(|row| vec![text(row.id), maybe(row.composer)]).collect(), sides.sql(sql).await);

    let rows = Track::query()
        .filter(track::name.contains_text("100%").or(track::name.starts_with("Não")))
        .order_by(track::id.asc())
        .all(&sides.pool)
        .await
        .unwrap();
    let sql = r"select track_id from track where name like '%100\%%' or name like 'Não%' order by 1";
    same(rows.into_iter().map(|row| vec![text(row.id)]).collect(), sides.sql(sql).await);
}

async fn numbers_and_lists(sides: &Sides) {
    let rows = Track::query()
        .filter(track::genre_id.in_([1, 3, 7]).and(track::milliseconds.between(200_000, 210_000)))
        .filter(track::media_type_id.ne(1).or(track::bytes.gt(7_000_000)))
        .order_by((track::milliseconds.desc(), track::id.asc()))
        .all(&sides.pool)
        .await
        .unwrap();
    let sql = "select track_id, milliseconds from track where genre_id in (1, 3, 7)
        and milliseconds between 200000 and 210000 and (media_type_id <> 1 or bytes > 7000000) order by 2 desc, 1";
    same(
        rows.into_iter().map(|row| vec![text(row.id), text(row.milliseconds)]).collect(),
        sides.sql(sql).await,
    );
}

async fn dates_and_decimals(sides: &Sides) {
    let start = NaiveDate::from_ymd_opt(2022, 3, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let end = NaiveDate::from_ymd_opt(2022, 7, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let five = "5.00".parse::<pg_orm::types::rust_decimal::Decimal>().unwrap();
    let rows = Invoice::query()
        .filter(invoice::invoice_date.ge(start).and(invoice::invoice_date.lt(end)))
        .filter(invoice::total.gt(five))
        .order_by((invoice::total.desc(), invoice::id.asc()))
        .all(&sides.pool)
        .await
        .unwrap();
    let sql = "select invoice_id, invoice_date, total from invoice where invoice_date >= '2022-03-01'
        and invoice_date < '2022-07-01' and total > 5.00 order by total desc, invoice_id";
    let ours =
        rows.into_iter().map(|row| vec![text(row.id), text(row.invoice_date), text(row.total)]).collect();
    same(ours, sides.sql(sql).await);
}

async fn counts(sides: &Sides) {
    let composed = Track::query().filter(track::composer.is_null()).count(&sides.pool).await.unwrap();
    same(vec![vec![text(composed)]], sides.sql("select count(*) from track where composer is null").await);
    let jazz = Genre::query().filter(genre::name.eq("Jazz"));
    assert!(jazz.exists(&sides.pool).await.unwrap());
    assert!(!Genre::query().filter(genre::name.eq("Polka")).exists(&sides.pool).await.unwrap());
}

async fn nulls_in_order(sides: &Sides) {
    let rows = Customer::query()
        .order_by((customer::company.desc().nulls_last(), customer::id.asc()))
        .limit(15)
        .all(&sides.pool)
        .await
        .unwrap();
    let sql =
        "select customer_id, company from customer order by company desc nulls last, customer_id limit 15";
    same(rows.into_iter().map(|row| vec![text(row.id), maybe(row.company)]).collect(), sides.sql(sql).await);
}

async fn filters_through_relations(sides: &Sides) {
    let rows = Artist::query()
        .filter(artist::albums.some(album::tracks.some(track::genre.is(genre::name.eq("Jazz")))))
        .order_by(artist::id.asc())
        .all(&sides.pool)
        .await
        .unwrap();
    let sql = "select distinct a.artist_id, a.name from artist a join album l using (artist_id)
        join track t using (album_id) join genre g on g.genre_id = t.genre_id where g.name = 'Jazz' order by 1";
    same(rows.into_iter().map(|row| vec![text(row.id), maybe(row.name)]).collect(), sides.sql(sql).await);

    let rows = InvoiceLine::query()
        .filter(invoice_line::invoice.is(invoice::customer.is(customer::country.eq("Brazil"))))
        .filter(invoice_line::track.is(track::composer.is_null()))
        .order_by(invoice_line::id.asc())
        .all(&sides.pool)
        .await
        .unwrap();
    let sql = "select l.invoice_line_id from invoice_line l join invoice i using (invoice_id)
        join customer c using (customer_id) join track t using (track_id)
        where c.country = 'Brazil' and t.composer is null order by 1";
    same(rows.into_iter().map(|row| vec![text(row.id)]).collect(), sides.sql(sql).await);
}

async fn filters_through_many_to_many(sides: &Sides) {
    let rows = Playlist::query()
        .filter(playlist::tracks.some(track::milliseconds.gt(2_000_000)))
        .order_by(playlist::id.asc())
        .all(&sides.pool)
        .await
        .unwrap();
    let sql = "select playlist_id, name from playlist p where exists (select from playlist_track pt
        join track t using (track_id) where pt.playlist_id = p.playlist_id and t.milliseconds > 2000000) order by 1";
    same(rows.into_iter().map(|row| vec![text(row.id), maybe(row.name)]).collect(), sides.sql(sql).await);
}

async fn none_and_every(sides: &Sides) {
    let twenty = "20".parse::<pg_orm::types::rust_decimal::Decimal>().unwrap();
    let one = "1".parse::<pg_orm::types::rust_decimal::Decimal>().unwrap();
    let rows = Customer::query()
        .filter(customer::invoices.none(invoice::total.gt(twenty)))
        .filter(customer::invoices.some(invoice::total.lt(one)))
        .order_by(customer::id.asc())
        .all(&sides.pool)
        .await
        .unwrap();
    let sql = "select customer_id from customer c where not exists (select from invoice i
        where i.customer_id = c.customer_id and total > 20) and exists (select from invoice i
        where i.customer_id = c.customer_id and total < 1) order by 1";
    same(rows.into_iter().map(|row| vec![text(row.id)]).collect(), sides.sql(sql).await);

    let rows = Album::query()
        .filter(album::tracks.every(track::composer.is_null()))
        .order_by(album::id.asc())
        .all(&sides.pool)
        .await
        .unwrap();
    let sql = "select album_id from album a where not exists (select from track t
        where t.album_id = a.album_id and composer is not null) order by 1";
    same(rows.into_iter().map(|row| vec![text(row.id)]).collect(), sides.sql(sql).await);
}

async fn three_levels_down(sides: &Sides) {
    let found = Artist::query()
        .order_by(artist::id.asc())
        .include(artist::albums.order_by(album::title.asc()).include(album::tracks.order_by(track::id.asc())))
        .all(&sides.pool)
        .await
        .unwrap();
    assert_eq!(
        text(found.len()),
        sides.sql("select count(*) from artist").await[0][0],
        "artists without albums too"
    );
    let mut ours = Vec::new();
    for (artist, albums) in &found {
        for (album, tracks) in albums {
            ours.extend(
                tracks.iter().map(|track| vec![text(artist.id), album.title.clone(), text(track.id)]),
            );
        }
    }
    let sql = "select a.artist_id, l.title, t.track_id from artist a join album l using (artist_id)
        join track t using (album_id) order by 1, 2, 3";
    same(ours, sides.sql(sql).await);
}

async fn three_levels_up(sides: &Sides) {
    let found = InvoiceLine::query()
        .filter(invoice_line::quantity.eq(1))
        .order_by(invoice_line::id.asc())
        .include(invoice_line::invoice.include(invoice::customer.include(customer::support_rep)))
        .all(&sides.pool)
        .await
        .unwrap();
    let ours = found
        .into_iter()
        .map(|(line, (_, (customer, representative)))| {
            vec![text(line.id), customer.email, maybe(representative.map(|one| one.last_name))]
        })
        .collect();
    let sql =
        "select l.invoice_line_id, c.email, e.last_name from invoice_line l join invoice i using (invoice_id)
        join customer c using (customer_id) left join employee e on e.employee_id = c.support_rep_id
        where l.quantity = 1 order by 1";
    same(ours, sides.sql(sql).await);
}

async fn a_chain_of_one_table(sides: &Sides) {
    let found = Employee::query()
        .filter(employee::reports_to.is_null())
        .include(
            employee::reports
                .order_by(employee::id.asc())
                .include(employee::reports.order_by(employee::id.asc()).include(employee::customers)),
        )
        .all(&sides.pool)
        .await
        .unwrap();
    let mut ours = Vec::new();
    for (boss, managers) in found {
        for (manager, people) in managers {
            for (person, customers) in people {
                ours.push(vec![text(boss.id), text(manager.id), text(person.id), text(customers.len())]);
            }
        }
    }
    let sql = "select b.employee_id, m.employee_id, p.employee_id, (select count(*) from customer c
        where c.support_rep_id = p.employee_id) from employee b join employee m on m.reports_to = b.employee_id
        join employee p on p.reports_to = m.employee_id where b.reports_to is null order by 1, 2, 3";
    same(ours, sides.sql(sql).await);
}

async fn many_to_many_with_a_limit(sides: &Sides) {
    let found = Playlist::query()
        .order_by(playlist::id.asc())
        .include(playlist::tracks.order_by((track::milliseconds.desc(), track::id.asc())).limit(3))
        .all(&sides.pool)
        .await
        .unwrap();
    let ours = found
        .iter()
        .flat_map(|(list, tracks)| tracks.iter().map(|track| vec![text(list.id), text(track.id)]))
        .collect();
    let sql = "select playlist_id, track_id from (select pt.playlist_id, t.track_id, t.milliseconds,
        row_number() over (partition by pt.playlist_id order by t.milliseconds desc, t.track_id) as place
        from playlist_track pt join track t using (track_id)) x where place <= 3 order by playlist_id, place";
    same(ours, sides.sql(sql).await);
}

async fn a_limit_for_each_parent(sides: &Sides) {
    let found = Customer::query()
        .filter(customer::country.eq("USA"))
        .order_by(customer::id.asc())
        .include(customer::invoices.order_by((invoice::total.desc(), invoice::id.asc())).limit(2))
        .all(&sides.pool)
        .await
        .unwrap();
    let ours = found
        .iter()
        .flat_map(|(person, invoices)| {
            invoices.iter().map(|invoice| vec![text(person.id), text(invoice.id), text(invoice.total)])
        })
        .collect();
    let sql = "select c.customer_id, i.invoice_id, i.total from customer c cross join lateral (select * from invoice
        where customer_id = c.customer_id order by total desc, invoice_id limit 2) i where c.country = 'USA'
        order by 1, i.total desc, 2";
    same(ours, sides.sql(sql).await);
}

async fn several_includes(sides: &Sides) {
    let found = Track::query()
        .filter(track::name.starts_with("A"))
        .order_by(track::id.asc())
        .include(track::media_type)
        .include(track::genre)
        .include(track::playlists.order_by(playlist::id.asc()))
        .all(&sides.pool)
        .await
        .unwrap();
    let ours = found
        .into_iter()
        .map(|(((track, media_type), genre), playlists)| {
            let lists: Vec<String> = playlists.iter().map(|list| text(list.id)).collect();
            vec![
                text(track.id),
                maybe(media_type.name),
                maybe(genre.and_then(|genre| genre.name)),
                lists.join(","),
            ]
        })
        .collect();
    let sql = "select t.track_id, m.name, g.name, coalesce((select string_agg(playlist_id::text, ',' order by playlist_id)
        from playlist_track pt where pt.track_id = t.track_id), '') from track t join media_type m using (media_type_id)
        left join genre g using (genre_id) where t.name like 'A%' order by 1";
    same(ours, sides.sql(sql).await);
}

async fn a_parent_that_may_be_missing(sides: &Sides) {
    let found = Employee::query()
        .order_by(employee::id.asc())
        .include(employee::manager)
        .all(&sides.pool)
        .await
        .unwrap();
    let ours = found
        .into_iter()
        .map(|(person, manager)| {
            vec![text(person.id), maybe(manager.map(|manager| manager.email.unwrap_or_default()))]
        })
        .collect();
    let sql = "select e.employee_id, m.email from employee e left join employee m on m.employee_id = e.reports_to order by 1";
    same(ours, sides.sql(sql).await);
}

/// The page's parents are chosen twice, once for themselves and once for their children: both must agree.
async fn a_page_of_parents_with_children(sides: &Sides) {
    let found = Album::query()
        .order_by(album::artist_id.asc())
        .limit(40)
        .offset(100)
        .include(album::tracks.order_by(track::id.asc()))
        .snapshot()
        .all(&sides.pool)
        .await
        .unwrap();
    let ours = found
        .iter()
        .flat_map(|(album, tracks)| tracks.iter().map(|track| vec![text(album.id), text(track.id)]))
        .collect();
    let sql = "select a.album_id, t.track_id from (select * from album order by artist_id, album_id limit 40 offset 100) a
        join track t using (album_id) order by a.artist_id, a.album_id, t.track_id";
    same(ours, sides.sql(sql).await);
}
