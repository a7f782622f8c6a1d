//! Where the answers stand among the three types: a ternary plot, and the same numbers as a table.
//!
//! The shares are distances from the sides: at a corner a type has everything, on the side across from it nothing. The
//! names at the corners are text beside the drawing, which keeps its size where the drawing shrinks.

use yew::prelude::*;

use super::{
    pack::Pack,
    view::View,
    words::{all, both, fold, hue, interpolate, label, number, say, share, text_node},
};
use crate::{
    content::{Phrase, QuestionIx, Type},
    engine::{Answer, Answers, Relationship, explain::percents, mix::parts, path::Stage, verdict},
};

/// Units of the drawing, from its upper left corner. Whole numbers, since writing out a float would cost 20 kB.
type Point = (usize, usize);

/// The corners, in the order of [`Type::ALL`]: an upright triangle with sides of 1000 units.
const CORNERS: [(u16, u16); 3] = [(40, 906), (540, 40), (1040, 906)];
/// The corners and room for the point around them.
const VIEW: &str = "0 0 1080 946";

/// Where these shares stand.
fn place(shares: [f64; 3]) -> Point {
    let along = |axis: fn((u16, u16)) -> u16| {
        let sum: f64 = CORNERS.into_iter().zip(shares).map(|(corner, share)| f64::from(axis(corner)) * share).sum();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between the corners")]
        let units = (sum + 0.5) as usize;
        units
    };
    (along(|(x, _)| x), along(|(_, y)| y))
}

/// The outline of the region in which a type leads both others by so many decibans: a kite, whose sides point at the
/// corners of the others, for on such a line the ratio of two shares stays the same.
fn region(of: Type, lead: i16) -> [Point; 4] {
    /// Decibans behind which a share no longer shows.
    const NOTHING: i16 = -300;
    [(NOTHING, NOTHING), (0, NOTHING), (0, 0), (NOTHING, 0)].map(|(next, last)| {
        let mut decibans = [lead; 3];
        decibans[(of as usize + 1) % 3] = next;
        decibans[(of as usize + 2) % 3] = last;
        place(verdict::shares(decibans))
    })
}

/// Where the answers led, one after the other: the shares before any, and after each.
fn trajectory(pack: &Pack, answers: &Answers) -> Vec<[f64; 3]> {
    let mut so_far = Answers::default();
    let mut trajectory = vec![verdict::fit(&pack.model, &so_far)];
    for (question, answer) in answers.iter() {
        so_far.give(question, answer);
        trajectory.push(verdict::fit(&pack.model, &so_far));
    }
    trajectory
}

/// The drawing: the regions of the verdict, the trajectory of the answers, and the point that they led to, or the one that a
/// what-if leads to.
pub fn ternary(view: View) -> Html {
    let View { pack, session, .. } = view;
    let text = view.text();
    let shares = verdict::fit(view.model(), session.shown());
    let trajectory: Vec<Point> = trajectory(pack, &session.answers).into_iter().map(place).collect();
    let dot = |&at: &Point| circle("dot", at, 8);
    let said = percents(shares);
    let share = |of: Type| (of.id(), share(text, said[of as usize]));
    let inside = html! {
        <>
            <polyline points={points(&trajectory)} />
            { all(&mut trajectory.iter().map(dot)) }
            { circle("point", place(shares), 24) }
        </>
    };
    triangle(pack, interpolate(text, Phrase::Picture, &Type::ALL.map(share)), inside)
}

/// The way that the steps of a path lead, from where the answers stand.
pub fn path_drawing(view: View, steps: &[Stage]) -> Html {
    let text = view.text();
    let now = verdict::fit(view.model(), &view.session.answers);
    let way: Vec<Point> = [now].into_iter().chain(steps.iter().map(|step| step.fit)).map(place).collect();
    let end = steps.last().map_or(now, |step| step.fit);
    let said = percents(end);
    let share = |of: Type| (of.id(), share(text, said[of as usize]));
    let inside = html! {
        <>
            <polyline points={points(&way)} />
            { all(&mut way.iter().map(|&at| circle("dot", at, 10))) }
            { all(&mut way.last().map(|&at| circle("point", at, 24)).into_iter()) }
        </>
    };
    triangle(view.pack, interpolate(text, Phrase::Picture, &Type::ALL.map(share)), inside)
}

/// Several relationships in one drawing: a disc for each, its area that of its part of the whole, and its number.
pub fn several(pack: &Pack, relationships: &[Relationship]) -> Html {
    /// The radius of the whole, and the least that can be seen.
    const RADII: (usize, usize) = (110, 12);
    let parts = parts(relationships);
    let total: usize = parts.iter().sum();
    let at: Vec<Point> = relationships.iter().map(|one| place(verdict::fit(&pack.model, &one.answers))).collect();
    let disc =
        |(&at, part): (&Point, &usize)| circle("disc", at, (RADII.0 * RADII.0 * part / total).isqrt().max(RADII.1));
    let label = |(one, (at, label)): (usize, (&Point, Point))| {
        let ((x, y), (to_x, to_y)) = (*at, label);
        html! {
            <>
                <polyline points={points(&[(x, y), label])} />
                <text aria-hidden="true" x={to_x.to_string()} y={(to_y + 15).to_string()}>{ number(one + 1) }</text>
            </>
        }
    };
    let inside = html! {
        <>
            { all(&mut at.iter().zip(&parts).map(disc)) }
            { all(&mut at.iter().zip(labels(&at)).enumerate().map(label)) }
        </>
    };
    triangle(pack, say(&pack.text, Phrase::MixPicture), inside)
}

/// Room for a number of two digits, in units of the drawing.
const LABEL: usize = 60;

/// Where the numbers of these points stand: each on its point, or where another number stands already, at the nearest place
/// that is free.
fn labels(points: &[Point]) -> Vec<Point> {
    let mut labels: Vec<Point> = Vec::new();
    for &(x, y) in points {
        let mut nearest = (usize::MAX, (x, y));
        for (right, down) in (-16..=16).flat_map(|right| (-16..=16).map(move |down: isize| (right, down))) {
            let step = |from: usize, steps: isize| from.checked_add_signed(steps * (LABEL / 2).cast_signed());
            let (Some(x), Some(y)) = (step(x, right), step(y, down)) else { continue };
            let distance = right.unsigned_abs().pow(2) + down.unsigned_abs().pow(2);
            let is_inside = (30..=1050).contains(&x) && (30..=916).contains(&y);
            let is_free = |other: &Point| other.0.abs_diff(x) >= LABEL || other.1.abs_diff(y) >= LABEL;
            if distance < nearest.0 && is_inside && labels.iter().all(is_free) {
                nearest = (distance, (x, y));
            }
        }
        labels.push(nearest.1);
    }
    labels
}

/// The corners with their names, and the regions of the verdict.
fn triangle(pack: &Pack, title: Html, inside: Html) -> Html {
    let (margins, text) = (pack.model.margins, &*pack.text);
    let kite = |(of, lead): (Type, i16)| html! { <polygon class={hue(of)} points={points(&region(of, lead))} /> };
    let regions = Type::ALL.into_iter().flat_map(|of| [(of, margins.between), (of, margins.clear)]);
    let name = |of: Type| html! { <b class={both("corner", hue(of))} aria-hidden="true">{ text_node(&text.role(of).name) }</b> };
    html! {
        <div class="picture">
            { all(&mut Type::ALL.into_iter().map(name)) }
            <svg viewBox={VIEW} role="img">
                <title>{ title }</title>
                <polygon points={points(&CORNERS.map(|(x, y)| (x.into(), y.into())))} />
                { all(&mut { regions.map(kite) }) }
                { inside }
            </svg>
        </div>
    }
}

fn circle(class: &'static str, (x, y): Point, radius: usize) -> Html {
    html! { <circle {class} cx={x.to_string()} cy={y.to_string()} r={radius.to_string()} /> }
}

/// As the attribute `points` has them.
fn points(points: &[Point]) -> String {
    let mut list = String::new();
    for (x, y) in points {
        list.extend([&x.to_string(), ",", &y.to_string(), " "]);
    }
    list
}

/// The trajectory of the answers in numbers, one press away. Narrow screens give each answer a line of its own above
/// its numbers, which costs a table its semantics in some browsers: hence the roles.
pub fn steps(view: View) -> Html {
    let (text, answers) = (view.text(), &view.session.answers);
    let column = |of: Type| {
        html! { <th role="columnheader" scope="col" class={hue(of)}>{ text_node(&text.role(of).name) }</th> }
    };
    let trajectory = trajectory(view.pack, answers);
    let row = |line: Html, shares: [f64; 3]| {
        let said = percents(shares);
        let cell = |of: Type| html! { <td role="cell">{ share(text, said[of as usize]) }</td> };
        html! {
            <tr role="row">
                <th role="rowheader" scope="row">{ line }</th>
                { all(&mut Type::ALL.into_iter().map(cell)) }
            </tr>
        }
    };
    let after = |((question, answer), shares): ((QuestionIx, Answer), &[f64; 3])| {
        let line = html! {
            <>
                { label(text, question, answer) }
                <small>{ text_node(&text.questions[question].prompt) }</small>
            </>
        };
        row(line, *shares)
    };
    let table = html! {
        <table role="table">
            <thead role="rowgroup"><tr role="row"><td role="cell" />{ all(&mut Type::ALL.into_iter().map(column)) }</tr></thead>
            <tbody role="rowgroup">
                { row(say(text, Phrase::CourseStart), trajectory[0]) }
                { all(&mut answers.iter().zip(&trajectory[1..]).map(after)) }
            </tbody>
        </table>
    };
    fold("steps", say(text, Phrase::Course), table)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn who_has_everything_stands_at_its_corner_and_equal_shares_in_the_middle() {
        let table = [
            ([1.0, 0.0, 0.0], (40, 906)),
            ([0.0, 1.0, 0.0], (540, 40)),
            ([0.0, 0.0, 1.0], (1040, 906)),
            ([0.5, 0.5, 0.0], (290, 473)),
            ([1.0 / 3.0; 3], (540, 617)),
        ];
        for (shares, expected) in table {
            assert_eq!(place(shares), expected, "{shares:?}");
        }
    }

    /// Whether a point lies within an outline that has no dents, whichever way round it is given.
    fn holds(outline: &[Point], (x, y): Point) -> bool {
        // Each corner of the outline is rounded to a whole unit, and so is the point.
        const ROUNDING: i64 = 1000;
        let whole = |units: usize| i64::try_from(units).expect("a coordinate is small");
        let turns = |(&(ax, ay), &(bx, by)): (&Point, &Point)| {
            (whole(bx) - whole(ax)) * (whole(y) - whole(ay)) - (whole(by) - whole(ay)) * (whole(x) - whole(ax))
        };
        let next = outline.iter().cycle().skip(1);
        let turns: Vec<i64> = outline.iter().zip(next).map(turns).collect();
        turns.iter().all(|turn| *turn >= -ROUNDING) || turns.iter().all(|turn| *turn <= ROUNDING)
    }

    #[test]
    fn the_region_of_a_type_holds_exactly_the_cases_that_it_leads() {
        for lead in [5, 10] {
            for of in Type::ALL {
                let outline = region(of, lead);
                let all = || (-24..=24).step_by(3);
                for decibans in all().flat_map(|one| all().map(move |other| [one, other, 0])) {
                    let behind = Type::ALL.map(|rival| decibans[of as usize] - decibans[rival as usize]);
                    let leads = Type::ALL.into_iter().filter(|rival| *rival != of).map(|rival| behind[rival as usize]);
                    let by = leads.min().expect("there are two rivals");
                    let at = place(verdict::shares(decibans));
                    assert_eq!(holds(&outline, at), by >= lead, "{of:?} leads by {by} of {lead}: {decibans:?}");
                }
            }
        }
    }

    #[test]
    fn as_many_numbers_as_there_can_be_find_room_wherever_they_crowd() {
        for shares in [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.3, 0.4, 0.3]] {
            let labels = labels(&[place(shares); crate::formats::saved::MOST]);
            assert_eq!(labels[0], place(shares), "the first stands on its point");
            for (count, one) in labels.iter().enumerate() {
                assert!((30..=1050).contains(&one.0) && (30..=916).contains(&one.1), "{one:?} is cut off");
                for other in &labels[..count] {
                    assert!(
                        one.0.abs_diff(other.0) >= LABEL || one.1.abs_diff(other.1) >= LABEL,
                        "{one:?} on {other:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_number_stays_on_its_point_where_nothing_stands() {
        let apart = [(100, 100), (200, 100), (100, 300)];
        assert_eq!(labels(&apart), apart);
    }
}
