//! From the first question to the plan, and back.

use relasi::{
    content::{Kind, Phrase, Type},
    engine::Depth,
};
use serde_json::json;
use thirtyfour::Key;

use crate::{
    fixtures::{FIRST, SECOND, label, named_case, named_cases, pack},
    site::Site,
    visitor::Visitor,
};

/// The first two by hand, the others as fast as the page can: what differs between them is what they answer.
async fn every_named_case_ends_as_labelled(language: &str) {
    let (pack, site) = (pack(language), Site::shipped().await);
    let visitor = Visitor::at_the_first_question(&site).await;
    if language != "en" {
        visitor.presses("Bahasa Indonesia").await;
        visitor.reads(&pack.text.questions[0].prompt).await;
    }
    let cases = named_cases();
    assert_eq!(cases.len(), 12);
    for (place, case) in cases.iter().enumerate() {
        let expected = case.run(&pack.model, Depth::Likely).expect("the answers are answers of the pack");
        if place < 2 {
            visitor.walks_to_the_result(case, &pack).await;
        } else {
            visitor.hurries_through(case, &pack).await;
        }
        visitor.steers_the_plan(case, &pack).await;
        let result = visitor.element("element.result").await;
        let found = &result["verdict"];
        let verdict = &expected.verdict;
        assert_eq!(
            (found["type"].as_str(), found["also"].as_str(), found["kind"].as_str(), found["firmness"].as_str()),
            (
                Some(verdict.leading.id()),
                verdict.also.map(Type::id),
                verdict.kind.map(Kind::id),
                Some(verdict.firmness.id())
            ),
            "{}",
            case.name
        );
        let actions = visitor.texts_of_all(".three summary, .ideas .action summary").await.concat();
        for id in &case.plan {
            let action = pack.model.actions.iter().position(|action| action.id == *id).expect("an action of the pack");
            assert!(
                result["plan"].as_array().is_some_and(|plan| plan.iter().any(|advice| advice["id"] == **id)),
                "{}: {id} is not in the plan",
                case.name
            );
            let title = &pack.text.actions[action].title;
            assert!(actions.contains(&**title), "{}: {title:?} is not on the page", case.name);
        }
        visitor.presses(&pack.text.say(Phrase::Restart)).await;
        visitor.reads(&pack.text.questions[0].prompt).await;
    }
}

#[apply(browser_test)]
async fn named_relationships_end_as_labelled_in_english() {
    every_named_case_ends_as_labelled("en").await;
}

#[apply(browser_test)]
async fn named_relationships_end_as_labelled_in_indonesian() {
    every_named_case_ends_as_labelled("id").await;
}

#[apply(browser_test)]
async fn the_first_screen_has_title_promise_question_and_private_note() {
    let (pack, site) = (pack("en"), Site::shipped().await);
    let visitor = Visitor::at_the_first_question(&site).await;
    assert_eq!(visitor.texts("h2").await, ["Client, customer or consumer?"]);
    assert_eq!(visitor.texts(".who > span").await, [&*pack.text.say(Phrase::WhoLabel)]);
    assert_eq!(visitor.texts("#who").await, [&*pack.text.say(Phrase::WhoHint)]);
    assert_eq!(visitor.question().await, FIRST);
    assert_eq!(visitor.options().await, ["Inside", "In a sister company or branch", "Outside", "Not sure"]);
    let folded = ["Sources", "Private: runs in your browser"];
    assert_eq!(visitor.texts("summary").await, folded);
    assert!(visitor.widget("[part~=back]").await.is_empty(), "there is nothing to go back to");
}

#[apply(browser_test)]
async fn a_screen_reader_hears_a_group_named_by_the_question() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    let heard = visitor.hears().await;
    let names = |role: &str| -> Vec<&str> {
        heard.iter().filter(|(heard, _)| heard == role).map(|(_, name)| name.as_str()).collect()
    };
    assert!(names("group").contains(&FIRST), "{:?}", names("group"));
    let radios = names("radio");
    assert_eq!(radios.len(), 4, "{radios:?}");
    assert!(radios[0].starts_with("Inside") && radios[3] == "Not sure", "{radios:?}");
    assert!(names("button").contains(&"Continue"));
}

#[apply(browser_test)]
async fn continue_without_a_choice_says_what_is_missing_and_stays() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    // Too low for the options and the button at once.
    visitor.resizes((390, 560)).await;
    let before = visitor.question().await;
    visitor.presses("Continue").await;
    visitor.reads("Not sure").await;
    assert_eq!(visitor.texts(".question [role=alert]").await, ["Choose an answer, or “Not sure”."]);
    let above = "
        const [message, pressed] = ['.missing', '.go'].map(one => WIDGET.shadowRoot.querySelector(one).getBoundingClientRect());
        return [message.bottom <= pressed.top, pressed.top - message.bottom < 40, message.top >= 0, pressed.bottom <= innerHeight]";
    let seen = visitor.script(above, vec![]).await;
    assert_eq!(seen, json!([true, true, true, true]), "it stands right above Continue, in view");
    assert_eq!(visitor.question().await, before);
    assert_eq!(visitor.element("element.shadowRoot.activeElement.type").await, "radio");
}

#[apply(browser_test)]
async fn after_a_step_the_focus_is_on_the_new_question() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.answers("Outside", "Continue").await;
    visitor.holds("WIDGET.shadowRoot.activeElement?.localName === 'legend'").await;
    visitor.reads("Question 2").await;
}

#[apply(browser_test)]
async fn a_double_click_on_continue_does_nothing_to_the_next_question() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.chooses("Outside").await;
    visitor
        .script("diary.presses = []; addEventListener('click', one => diary.presses.push(one.detail), true)", vec![])
        .await;
    visitor.clicks_twice(".go").await;
    visitor.reads(SECOND).await;
    visitor.holds("diary.presses.length >= 2").await;
    assert_eq!(visitor.script("return diary.presses", vec![]).await, json!([1, 2]), "a double click");
    assert_eq!(visitor.question().await, SECOND);
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
    assert_eq!(
        visitor.texts("label:has(:checked), [role=alert]:not(:empty)").await,
        [""; 0],
        "nothing is chosen or asked for"
    );
    visitor.answers("They sell it on or pass it on", "Continue").await;
    visitor.reads("Question 3").await;
}

#[apply(browser_test)]
async fn enter_that_ends_a_composition_does_not_save() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.hurries_through(&named_cases()[0], &pack("en")).await;
    visitor.presses("Save this relationship").await;
    visitor.clicks(".save [name=name]").await;
    let watch = "diary.entered = []; addEventListener('keydown', ({ key, isComposing }) => diary.entered.push([key, isComposing]), true)";
    visitor.script(watch, vec![]).await;
    let enter = json!({ "type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13 });
    let composed = json!({ "text": "\u{304b}", "selectionStart": 1, "selectionEnd": 1 });
    visitor.protocol("Input.imeSetComposition", composed).await;
    visitor.protocol("Input.dispatchKeyEvent", enter.clone()).await;
    visitor.protocol("Input.insertText", json!({ "text": "\u{304b}" })).await;
    visitor.holds("WIDGET.shadowRoot.querySelector('.save [name=name]').value === '\u{304b}'").await;
    assert!(visitor.widget(".relationships, .save [role=alert]").await.is_empty(), "the name is not finished yet");
    visitor.protocol("Input.dispatchKeyEvent", enter).await;
    visitor.holds("WIDGET.shadowRoot.querySelector('.relationships')").await;
    assert_eq!(visitor.script("return diary.entered", vec![]).await, json!([["Enter", true], ["Enter", false]]));
}

#[apply(browser_test)]
async fn back_offers_the_answer_that_was_given() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.answers("Outside", "Continue").await;
    visitor.answers("They sell it on or pass it on", "Continue").await;
    visitor.presses("Back").await;
    visitor.reads(SECOND).await;
    assert!(visitor.texts("label:has(:checked)").await[0].starts_with("They sell it on or pass it on"));
    visitor.presses("Back").await;
    visitor.reads(FIRST).await;
    assert_eq!(visitor.texts("label:has(:checked)").await[0].lines().next(), Some("Outside"));
    assert_eq!(visitor.element("element.answers").await, json!({}));
}

#[apply(browser_test)]
async fn switching_the_language_keeps_answers_and_choice() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.answers("Outside", "Continue").await;
    visitor.chooses("They sell it on or pass it on").await;
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("Lanjut").await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside" }));
    assert_eq!(visitor.texts("label:has(:checked)").await.len(), 1);
    visitor.presses("Lanjut").await;
    visitor.reads("Pertanyaan 3").await;
    assert_eq!(visitor.element("element.answers").await, json!({ "place": "outside", "onward": "sell_on" }));
    visitor.presses("English").await;
    visitor.reads("Question 3").await;
}

#[apply(browser_test)]
async fn answers_survive_a_reload_and_the_result_too() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.answers("Outside", "Continue").await;
    let question = visitor.question().await;
    visitor.reloads().await;
    assert_eq!(visitor.question().await, question);
    visitor.hurries_through(&named_cases()[0], &pack("en")).await;
    let verdict = visitor.texts(".verdict").await;
    visitor.reloads().await;
    assert_eq!(visitor.texts(".verdict").await, verdict);
}

#[apply(browser_test)]
async fn the_result_shows_verdict_fit_and_the_weightiest_reason_first() {
    let (pack, case, site) = (pack("en"), named_case("reseller"), Site::shipped().await);
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.hurries_through(&case, &pack).await;
    let result = visitor.element("element.result").await;
    assert_eq!(visitor.texts(".verdict").await, ["They are your intermediary customers."]);

    visitor.presses("How well each fits").await;
    let share = |of: &str| result["fit"][of].as_f64().expect("a share");
    let fit = ["Client", "Customer", "Consumer"].map(|name| (name, share(&name.to_lowercase())));
    let shown = visitor.texts(".fit li").await;
    let rows: Vec<Vec<&str>> = shown.iter().map(|row| row.split_whitespace().collect()).collect();
    let percents: Vec<u32> =
        rows.iter().map(|row| row[1].strip_suffix('%').and_then(|n| n.parse().ok()).expect("percent")).collect();
    assert_eq!(percents.iter().sum::<u32>(), 100, "{shown:?}");
    assert!(percents.is_sorted_by(|one, other| one >= other), "the best fit comes first: {shown:?}");
    for (row, percent) in rows.iter().zip(&percents) {
        let (name, share) = fit.into_iter().find(|(name, _)| *name == row[0]).expect("a type");
        // What would round to nothing is shown as 1 %, which the largest share pays for.
        let room = if *percent > 50 { 1.5 } else { 1.0 };
        assert!((f64::from(*percent) - share * 100.0).abs() <= room, "{name}: {percent}% is shown for {share}");
    }

    let because = result["because"].as_array().expect("a list of reasons");
    let weights: Vec<i64> = because.iter().filter_map(|one| one["weight"].as_i64()).map(i64::abs).collect();
    assert!(weights.len() == because.len() && weights.is_sorted_by(|one, other| one >= other), "{weights:?}");
    let speaks_for = because.iter().find(|one| one["weight"].as_i64() > Some(0)).expect("a reason for it");
    let question = pack.model.question(speaks_for["question"].as_str().expect("an id")).expect("a question");
    let option = pack.model.questions[question].option(speaks_for["option"].as_str().expect("an id"));
    let words = &pack.text.questions[question].options[option.expect("an option")];
    let sentence = visitor.texts(".because").await.concat();
    assert!(sentence.starts_with(&format!("Because {}", words.reason)), "{:?} weighs most: {sentence}", words.reason);
    visitor.clicks(".reasons summary").await;
    visitor
        .waits_until("the reasons are open", ".reason p", |reasons| {
            reasons.first().is_some_and(|first| first.starts_with(&*words.label))
        })
        .await;
}

#[apply(browser_test)]
async fn start_again_forgets_the_answers() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.hurries_through(&named_cases()[0], &pack("en")).await;
    visitor.presses("Start again").await;
    visitor.reads(FIRST).await;
    assert_eq!(visitor.element("[element.answers, element.result]").await, json!([{}, null]));
    assert!(visitor.texts("label:has(:checked)").await.is_empty());
}

#[apply(browser_test)]
async fn a_whole_run_by_keyboard_alone() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.writes("[name=who]", "Me").await;
    // From the name to the first radio: two down is the third, "Outside".
    visitor.types(&[Key::Tab, Key::Down, Key::Down]).await;
    assert_eq!(visitor.texts("label:has(:checked)").await[0].lines().next(), Some("Outside"));
    loop {
        let before = visitor.question().await;
        visitor.types(&[Key::Enter]).await;
        visitor.moves_on_from(&before).await;
        if visitor.is_at_the_result().await {
            break;
        }
        // From the heading of the new question to its radios; Space chooses the first.
        visitor.types(&[Key::Tab, Key::Space]).await;
    }
    assert!(visitor.element("element.result.verdict.type").await.is_string());
    assert_eq!(visitor.texts(".verdict .about").await, ["Me"], "whom they had in mind");
}

#[apply(browser_test)]
async fn nothing_is_requested_between_the_first_question_and_the_result() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    let before = site.asked();
    let counted = "return performance.getEntriesByType('resource').length";
    let resources = visitor.script(counted, vec![]).await;
    visitor.hurries_through(&named_cases()[1], &pack("en")).await;
    assert_eq!(site.asked(), before);
    assert_eq!(visitor.script(counted, vec![]).await, resources, "no request to anywhere else either");
    assert!(!before.contains(&"/content/id.pack".to_owned()), "only the language in use is loaded: {before:?}");
}

#[apply(browser_test)]
async fn question_reason_and_action_each_open_to_where_they_come_from() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.presses("Sources").await;
    visitor.reads("Mekari Qontak").await;
    visitor.hurries_through(&named_cases()[3], &pack("en")).await;
    visitor.clicks(".reasons summary").await;
    visitor.presses("Sources").await;
    visitor.waits_until("it is pressed", ".reasons [aria-pressed=true]", |pressed| pressed == ["Sources"]).await;
    for part in [".reasons", ".plan", ".ideas"] {
        let claims = visitor.texts_of_all(&format!("{part} .sources")).await;
        assert!(!claims.is_empty(), "{part} has no sources");
        assert!(claims.iter().all(|one| one.len() > 20), "{part}: {claims:?}");
    }
    visitor.presses("Sources").await;
    visitor.waits_until("they are gone", ".reasons .sources, .plan .sources", <[String]>::is_empty).await;
}

#[apply(browser_test)]
async fn the_three_types_stand_side_by_side_one_press_away() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    visitor.hurries_through(&named_cases()[0], &pack("en")).await;
    visitor.presses("Client, customer and consumer compared").await;
    let text = visitor.text().await;
    for row in &pack("en").text.table {
        assert!(text.contains(&*row.label) && row.cells.iter().all(|cell| text.contains(&**cell)), "{}", row.label);
    }
}

#[apply(browser_test)]
async fn the_bar_never_goes_back_and_the_most_that_is_asked_never_rises() {
    let (pack, case, site) = (pack("en"), named_case("CRM"), Site::shipped().await);
    let visitor = Visitor::at_the_first_question(&site).await;
    let (mut filled, mut most) = (0.0, u32::MAX);
    while !visitor.is_at_the_result().await {
        let bar = "Number.parseFloat(element.shadowRoot.querySelector('.progress rect').getAttribute('width'))";
        let now = visitor.element(bar).await.as_f64().expect("percent");
        let said = visitor.texts(".question .eyebrow").await.concat();
        let at_most: u32 = said.rsplit(' ').next().and_then(|most| most.parse().ok()).expect("a number at the end");
        assert!(now >= filled && at_most <= most, "{now} % after {filled} %; {said}, after at most {most}");
        (filled, most) = (now, at_most);
        let heading = visitor.question().await;
        visitor.chooses(&label(&pack, &heading, |question| case.answers.get(question).cloned())).await;
        visitor.presses("Continue").await;
        visitor.moves_on_from(&heading).await;
    }
    assert!(filled > 0.0, "the bar has moved");
}

#[apply(browser_test)]
async fn after_three_not_sure_in_a_row_the_comparison_is_offered() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_the_first_question(&site).await;
    for asked in 0..3 {
        assert!(visitor.texts(".compare").await.is_empty(), "after {asked}");
        let heading = visitor.question().await;
        visitor.answers("Not sure", "Continue").await;
        visitor.moves_on_from(&heading).await;
    }
    visitor.presses("Client, customer and consumer compared").await;
    visitor.waits_until("it is open", ".compare td", |cells| cells.iter().any(|cell| !cell.is_empty())).await;
}
