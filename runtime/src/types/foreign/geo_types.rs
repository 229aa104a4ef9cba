//! Geometry of `geo-types`: `point` as `Point`, `lseg` as `Line`, `box` as `Rect`, `path` as `LineString`, `polygon` as `Polygon`.
//! What these don't tell apart is an error: closed paths, polygons that end where they begin, polygons with holes.

use geo_types::{Coord, Line, LineString, Point, Polygon, Rect};

use super::by_way_of;
use crate::types::{self, Box_, Lseg, OutOfRange, Path};

fn point(coord: Coord) -> types::Point {
    types::Point { x: coord.x, y: coord.y }
}

fn coord(point: types::Point) -> Coord {
    Coord { x: point.x, y: point.y }
}

impl From<types::Point> for Point {
    fn from(point: types::Point) -> Self {
        Self(coord(point))
    }
}

impl From<Point> for types::Point {
    fn from(it: Point) -> Self {
        point(it.0)
    }
}

impl From<Lseg> for Line {
    fn from(lseg: Lseg) -> Self {
        Self { start: coord(lseg.start), end: coord(lseg.end) }
    }
}

impl From<Line> for Lseg {
    fn from(line: Line) -> Self {
        Self { start: point(line.start), end: point(line.end) }
    }
}

/// An error where its corners are not the greater and the smaller ones: one is not a number.
impl TryFrom<Box_> for Rect {
    type Error = OutOfRange;

    fn try_from(it: Box_) -> Result<Self, OutOfRange> {
        let rect = Self::new(coord(it.lower_left), coord(it.upper_right));
        if Box_::from(rect) != it {
            return Err(OutOfRange::because(&it, "geo_types::Rect", "a coordinate is not a number"));
        }
        Ok(rect)
    }
}

impl From<Rect> for Box_ {
    fn from(rect: Rect) -> Self {
        Self { upper_right: point(rect.max()), lower_left: point(rect.min()) }
    }
}

impl TryFrom<Path> for LineString {
    type Error = OutOfRange;

    fn try_from(path: Path) -> Result<Self, OutOfRange> {
        if path.is_closed {
            return Err(OutOfRange::because(
                &path,
                "geo_types::LineString",
                "the path is closed, and a line is open",
            ));
        }
        Ok(Self(path.points.into_iter().map(coord).collect()))
    }
}

/// An open path, also where it ends where it begins.
impl From<LineString> for Path {
    fn from(line: LineString) -> Self {
        Self { is_closed: false, points: line.0.into_iter().map(point).collect() }
    }
}

impl TryFrom<types::Polygon> for Polygon {
    type Error = OutOfRange;

    fn try_from(polygon: types::Polygon) -> Result<Self, OutOfRange> {
        // Its ring is closed by its first point: there is no saying whether that came twice.
        let is_closed = matches!(*polygon.points, [first, .., last] if first == last);
        let ring = LineString(polygon.points.iter().copied().map(coord).collect());
        let it = Self::new(ring, Vec::new());
        if is_closed {
            let reason = "its first point comes again at its end, where a ring of geo-types always has it";
            return Err(OutOfRange::because(&polygon, "geo_types::Polygon", reason));
        }
        if types::Polygon::try_from(it.clone()).ok().as_ref() != Some(&polygon) {
            return Err(OutOfRange::because(&polygon, "geo_types::Polygon", "a coordinate is not a number"));
        }
        Ok(it)
    }
}

impl TryFrom<Polygon> for types::Polygon {
    type Error = OutOfRange;

    fn try_from(polygon: Polygon) -> Result<Self, OutOfRange> {
        let (ring, holes) = polygon.into_inner();
        let mut points: Vec<types::Point> = ring.0.into_iter().map(point).collect();
        if points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let polygon = Self { points };
        if !holes.is_empty() {
            return Err(OutOfRange::because(
                &polygon,
                "polygon",
                "it has holes, which PostgreSQL's polygons have not",
            ));
        }
        Ok(polygon)
    }
}

by_way_of!(
    Point => types::Point,
    Line => Lseg,
    Rect => Box_,
    LineString => Path,
    Polygon => types::Polygon,
);
