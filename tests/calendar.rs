//! The calendar that a visitor takes along, read by what others read it with.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::rc::Rc;

use icalendar::{Calendar, Component, DatePerhapsTime};
use relasi::{
    cases,
    content::{Model, Text},
    engine::{Answer, Answers, first_steps, plan},
    formats::ics,
};
use support::{root, shipped};

/// Sunday 22 November 2026, in days from 1 January 1970.
const TODAY: u32 = 20_779;

/// A pack in one language.
#[derive(Clone)]
struct Pack {
    model: Rc<Model>,
    text: Rc<Text>,
}

fn calendar(pack: &Pack, answers: &Answers, today: u32) -> String {
    ics::calendar(&pack.model, &pack.text, answers, &[], "", today)
}

/// The pack that ships, in each of its languages.
fn packs() -> Vec<Pack> {
    let pack = shipped();
    let model = Rc::new(pack.model);
    pack.texts.into_iter().map(|text| Pack { model: model.clone(), text: Rc::new(text) }).collect()
}

fn answers<'a>(pack: &Pack, given: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
    let mut answers = Answers::default();
    for (question, option) in given {
        let question = pack.model.question(question).expect("a question of the pack");
        let option = pack.model.questions[question].option(option);
        answers.give(question, option.map_or(Answer::NotSure, Answer::Chosen));
    }
    answers.applicable(&pack.model)
}

/// The answers of every labelled case, in every language.
fn everyone() -> impl Iterator<Item = (String, Pack, Answers)> {
    let cases = cases::read(&root().join("tests/cases")).expect("the cases can be read");
    packs().into_iter().flat_map(move |pack| {
        let of = |case: &cases::Case| {
            let given = case.answers.iter().map(|(question, option)| (question.as_str(), option.as_str()));
            (format!("{}, {}", case.name, pack.text.language), pack.clone(), answers(&pack, given))
        };
        cases.iter().map(of).collect::<Vec<_>>()
    })
}

fn reseller(pack: &Pack) -> Answers {
    let given = [("place", "outside"), ("onward", "sell_on"), ("payer", "pays_for_others"), ("decision", "not_sure")];
    answers(pack, given.into_iter().chain([("trouble", "one_unhappy"), ("goal", "keep")]))
}

fn days(file: &str) -> Vec<(String, String, String, String)> {
    let calendar: Calendar = file.parse().expect("a reader of iCalendar takes it");
    let day = |event: &icalendar::Event| match event.get_start() {
        Some(DatePerhapsTime::Date(day)) => day.format("%a %F").to_string(),
        other => panic!("not a whole day: {other:?}"),
    };
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    let events = calendar.components.iter().map(|one| one.as_event().expect("nothing but events"));
    let all = |event: &icalendar::Event| {
        assert!(event.get_timestamp().is_some(), "a time stamp is required");
        (word(event.get_uid()), day(event), word(event.get_summary()), word(event.get_description()))
    };
    events.map(all).collect()
}

#[test]
fn the_calendar_has_the_first_steps_on_a_monday_a_week_apart() {
    for (name, pack, answers) in everyone() {
        let file = calendar(&pack, &answers, TODAY);
        let days = days(&file);
        let steps = first_steps(&pack.model, &answers);
        assert!((2..=3).contains(&steps.len()), "{name}");
        assert_eq!(days.len(), steps.len(), "{name}");
        for ((_, _, title, first), advice) in days.iter().zip(&steps) {
            let spoken = &pack.text.actions[advice.action];
            assert_eq!((&**title, &**first), (&*spoken.title, &*spoken.first), "{name}");
        }
        assert!(days.iter().all(|(_, day, ..)| day.starts_with("Mon ")), "{name}");
        assert_eq!(days[0].1, "Mon 2026-11-23", "{name}");
        assert!(days.windows(2).all(|two| two[0].1 < two[1].1), "{name}");
        for line in file.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{name}: {line:?}");
        }
    }
}

#[test]
fn ticked_actions_replace_the_first_steps_in_the_order_of_the_plan() {
    let pack = &packs()[0];
    let answers = reseller(pack);
    let plan: Vec<usize> = plan(&pack.model, &answers).into_iter().map(|advice| advice.action).collect();
    let titles = |ticked: &[usize]| -> Vec<String> {
        let file = ics::calendar(&pack.model, &pack.text, &answers, ticked, "", TODAY);
        days(&file).into_iter().map(|(_, _, title, _)| title).collect()
    };
    let title = |action: usize| pack.text.actions[action].title.to_string();
    let (one, other) = (plan[0], plan[plan.len() - 1]);
    assert_eq!(titles(&[other, one]), [title(one), title(other)]);
    let foreign = (0..pack.model.actions.len()).find(|action| !plan.contains(action)).expect("one for others");
    assert_eq!(titles(&[foreign, one]), [title(one), title(foreign)], "a step of a path need not be in the plan");
}

#[test]
fn each_step_is_headed_by_the_name_of_those_who_are_meant() {
    let pack = &packs()[0];
    let file = ics::calendar(&pack.model, &pack.text, &reseller(pack), &[], "Shops, in town", TODAY);
    let named: Vec<String> = days(&file).into_iter().map(|(_, _, title, _)| title).collect();
    let plain = days(&calendar(pack, &reseller(pack), TODAY)).into_iter().map(|(_, _, title, _)| title);
    assert_eq!(named, plain.map(|title| format!("Shops, in town: {title}")).collect::<Vec<_>>());
}

#[test]
fn the_first_step_is_on_monday_next_week_across_years_and_leap_days() {
    let pack = &packs()[1];
    for (today, monday) in [
        (0, "Mon 1970-01-05"),
        (TODAY, "Mon 2026-11-23"),
        // A Monday is of this week.
        (TODAY + 1, "Mon 2026-11-30"),
        (TODAY + 39, "Mon 2027-01-04"),
        (19_776, "Mon 2024-02-26"),
        (19_781, "Mon 2024-03-04"),
        (19_782, "Mon 2024-03-04"),
        (47_540, "Mon 2100-03-01"),
    ] {
        assert_eq!(days(&calendar(pack, &reseller(pack), today))[0].1, monday, "{today}");
    }
}

#[test]
fn the_steps_for_others_stand_beside_these_and_the_same_steps_once() {
    let pack = &packs()[0];
    let ids = |answers: &Answers, today| -> Vec<String> {
        days(&calendar(pack, answers, today)).into_iter().map(|(id, ..)| id).collect()
    };
    let mine = ids(&reseller(pack), TODAY);
    let others = ids(&answers(pack, [("place", "inside"), ("service", "standard")]), TODAY);
    assert_eq!(mine, ids(&reseller(pack), TODAY), "loaded once more, they take the place of the same");
    assert!(mine.iter().all(|id| !others.contains(id)));
    let mut all = mine.clone();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), mine.len());
}

#[test]
fn punctuation_line_ends_and_multibyte_letters_arrive_unchanged() {
    let mut pack = packs().remove(1);
    let answers = reseller(&pack);
    let advised = first_steps(&pack.model, &answers)[0].action;
    let title = "Tanyakan: “apa, siapa; kapan?” \\ ".repeat(9) + "🙂é".repeat(40).as_str();
    let first = "Satu,\ndua;\n\ntiga\\n";
    let text = Rc::make_mut(&mut pack.text);
    (text.actions[advised].title, text.actions[advised].first) = (title.as_str().into(), first.into());
    let file = calendar(&pack, &answers, TODAY);
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    let (_, _, found, said) = days(&file).remove(0);
    assert_eq!((&*found, &*said), (&*title, first));
}
