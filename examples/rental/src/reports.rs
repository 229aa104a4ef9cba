//! Reading: what a company wants to know, each answer in one round trip.

use pg_orm::Error;
use pg_orm::types::chrono::NaiveDate;

use crate::Desk;
use crate::db::{
    Booking, BookingLine, BookingState, Customer, Inspection, Payment, Product, Staff, Unit, UnitState,
    booking, booking_line, customer, inspection, product, queries, staff, unit,
};

/// The bookings that touch a day, newest first, each with who booked and what: three levels, two branches.
///
/// # Errors
/// The database's.
pub async fn on_day(
    desk: &Desk,
    day: NaiveDate,
) -> Result<Vec<((Booking, Customer), Vec<(BookingLine, Unit)>)>, Error> {
    Booking::query()
        .filter(booking::starts_on.le(day).and(booking::ends_on.ge(day)))
        .filter(booking::state.ne(BookingState::Cancelled))
        .order_by((booking::starts_on.desc(), booking::id.asc()))
        .include(booking::customer)
        .include(booking::lines.order_by(booking_line::unit_id.asc()).include(booking_line::unit))
        .all(desk)
        .await
}

/// What stands in repair, with the last two looks at each and who took them.
///
/// # Errors
/// The database's.
pub async fn in_repair(desk: &Desk) -> Result<Vec<(Unit, Vec<(Inspection, Staff)>)>, Error> {
    Unit::query()
        .filter(unit::state.eq(UnitState::InRepair))
        .order_by(unit::serial.asc())
        .include(unit::inspections.order_by(inspection::at.desc()).limit(2).include(inspection::inspector))
        .all(desk)
        .await
}

/// Who has picked something up and paid nothing yet.
///
/// # Errors
/// The database's.
pub async fn debtors(desk: &Desk) -> Result<Vec<Customer>, Error> {
    let unpaid = booking::state.eq(BookingState::PickedUp).and(booking::payments.is_empty());
    Customer::query().filter(customer::bookings.some(unpaid)).order_by(customer::name.asc()).all(desk).await
}

/// A customer's page: the licence where there is one, and every booking with its payments.
///
/// # Errors
/// [`Error::is_not_found`] when the company has no such customer, whatever other companies have.
pub async fn customer_page(
    desk: &Desk,
    customer_id: i64,
) -> Result<((Customer, Option<crate::db::Licence>), Vec<(Booking, Vec<Payment>)>), Error> {
    Customer::query()
        .filter(customer::id.eq(customer_id))
        .include(customer::licence)
        .include(customer::bookings.order_by(booking::starts_on.desc()).include(booking::payments))
        .one(desk)
        .await
}

/// One page of the price list, with labels.
///
/// # Errors
/// The database's.
pub async fn price_list(desk: &Desk, page: u64) -> Result<Vec<(Product, Vec<crate::db::Label>)>, Error> {
    Product::query()
        .order_by((product::day_rate.asc(), product::id.asc()))
        .limit(20)
        .offset(page * 20)
        .include(product::labels)
        .all(desk)
        .await
}

/// What each product was booked for from one day to another, the most often booked first: SQL of the schema, whose columns are typed.
///
/// # Errors
/// The database's.
pub async fn demand(
    desk: &Desk,
    since: NaiveDate,
    until: Option<NaiveDate>,
) -> Result<Vec<queries::DemandRow>, Error> {
    queries::demand(since).until(until).all(desk).await
}

/// The people of a depot who lead others, with those others.
///
/// # Errors
/// The database's.
pub async fn leaders(desk: &Desk, depot_id: i64) -> Result<Vec<(Staff, Vec<Staff>)>, Error> {
    Staff::query()
        .filter(staff::depot_id.eq(depot_id).and(staff::reports.exist()))
        .order_by(staff::name.asc())
        .include(staff::reports.order_by(staff::name.asc()))
        .all(desk)
        .await
}
