//! A few steps of the plan as a calendar file (iCalendar, RFC 5545): one a week, from Monday next week.

use super::link;
use crate::{
    content::{Model, Text},
    engine::{Answers, first_steps, plan},
};

/// The file: the actions that are ticked, as indices in [`Model::actions`], those of the plan first and in its order; where none
/// is, those to start with. Each is headed by the name of those who are meant, where it is not empty. `today` counts days from
/// 1 January 1970.
#[must_use]
pub fn calendar(model: &Model, text: &Text, answers: &Answers, ticked: &[usize], name: &str, today: u32) -> String {
    // That day was a Thursday.
    let mut monday = today + 7 - (today + 3) % 7;
    // Tells the steps for these people from those for others, and not which answers were given.
    let code = link::encode(model, answers);
    // An index that might panic would bring its message, and the 4 kB that it takes to write it.
    let whose = code.get(1..4).unwrap_or_default();
    let stamp = date(today);
    let mut file = folded("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Relasi//Relasi//EN\n");
    for action in spread(model, answers, ticked) {
        let (about, spoken) = (&model.actions[action], &text.actions[action]);
        let day = date(monday);
        let event = [
            "BEGIN:VEVENT\nUID:",
            &day,
            "-",
            &about.id,
            "-",
            whose,
            "@relasi\nDTSTAMP:",
            &stamp,
            "T000000Z\nDTSTART;VALUE=DATE:",
            &day,
            // Whoever has a first step to take that day can still be invited.
            "\nTRANSP:TRANSPARENT\nSUMMARY:",
            &escaped(name),
            if name.is_empty() { "" } else { ": " },
            &escaped(&spoken.title),
            "\nDESCRIPTION:",
            &escaped(&spoken.first),
            "\nEND:VEVENT\n",
        ];
        file.push_str(&folded(&event.concat()));
        monday += 7;
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

/// The actions to spread over the coming weeks: a plan is a choice, all of it at once would be a burden. What is ticked below a
/// path need not be in the plan.
fn spread(model: &Model, answers: &Answers, ticked: &[usize]) -> Vec<usize> {
    let advised = if ticked.is_empty() { first_steps(model, answers) } else { plan(model, answers) };
    let mut spread: Vec<usize> = advised.into_iter().map(|advice| advice.action).collect();
    if !ticked.is_empty() {
        spread.retain(|action| ticked.contains(action));
        let others: Vec<usize> = ticked.iter().copied().filter(|action| !spread.contains(action)).collect();
        spread.extend(others);
    }
    spread
}

/// Lines as the format has them: each folded where it would be longer than 75 bytes, never within a letter.
fn folded(lines: &str) -> String {
    let mut folded = String::new();
    let mut width = 0;
    for letter in lines.chars() {
        if letter == '\n' {
            folded.push('\r');
            width = 0;
        } else {
            width += letter.len_utf8();
        }
        if width > 75 {
            folded.push_str("\r\n ");
            width = 1 + letter.len_utf8();
        }
        folded.push(letter);
    }
    folded
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            // Nothing that would end a line on its own.
            '\r' => {}
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A day as `YYYYMMDD`. Counted in years that begin in March, so that the leap day is the last of its year.
fn date(today: u32) -> String {
    const DAYS_TO_MARCH_OF_YEAR_0: u32 = 719_468;
    let days = today + DAYS_TO_MARCH_OF_YEAR_0;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    ((era * 400 + year + next) * 10_000 + month * 100 + day).to_string()
}
