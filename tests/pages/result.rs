//! The result: what it shows at a glance, and what can be tried out on it.

use relasi::{
    content::Type,
    engine::{Depth, Step, favours, step},
};
use serde_json::{Value, json};

use crate::{
    fixtures::{answers, named_case, pack, reseller},
    site::Site,
    visitor::{Machine, PHONE, Visitor, WIDE},
};

impl Visitor {
    /// Opens the demo page, which is given answers that lead to a result, and counts the results that it is told.
    async fn at_a_result(machine: Machine, site: &Site, answers: Value) -> Self {
        let visitor = Self::on(machine, site, "/").await;
        visitor.waits_for_a_question().await;
        visitor.is_given(answers).await;
        let count = "window.told = 0; document.addEventListener('relasi-result', () => window.told++)";
        visitor.script(count, vec![]).await;
        visitor
    }

    pub async fn is_given(&self, answers: Value) {
        self.script("document.querySelector('relasi-wizard').answers = arguments[0]", vec![answers]).await;
        self.waits_for_a_question().await;
        assert!(self.is_at_the_result().await, "{}", self.question().await);
    }

    async fn verdict(&self) -> String {
        self.texts(".verdict > :not(p)").await.concat()
    }

    pub async fn opens_everything(&self) {
        let open = "for (const one of document.querySelector('relasi-wizard').shadowRoot.querySelectorAll('details')) one.open = true";
        self.script(open, vec![]).await;
    }

    /// Where the point stands in the picture.
    async fn point(&self) -> Value {
        self.element("['cx', 'cy'].map(one => element.shadowRoot.querySelector('.fit .point').getAttribute(one))").await
    }

    /// Tries the first of what would change the verdict.
    async fn tries_a_change(&self) {
        self.script("WIDGET.shadowRoot.querySelector('details.changes').open = true", vec![]).await;
        self.clicks(".changes button").await;
        self.reads("What if").await;
    }
}

/// A retailer that subscribes to a vendor's software for its staff: nearer to a customer than other clients are.
fn vendor() -> Value {
    json!(named_case("CRM vendor").answers)
}

#[apply(browser_test)]
async fn a_what_if_changes_the_verdict_and_is_discarded_or_adopted() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, vendor()).await;
    let given = visitor.element("element.answers").await;
    let (mine, my_point) = (visitor.verdict().await, visitor.point().await);
    let my_plan = visitor.texts(".plan").await;

    visitor.tries_a_change().await;
    visitor.reads("You answered “").await;
    assert_ne!(visitor.verdict().await, mine);
    assert_ne!(visitor.texts(".plan").await, my_plan, "the plan is that of the trial");
    assert_eq!(visitor.texts(".changes [aria-pressed=true]").await.len(), 1);
    assert_eq!(visitor.element("element.shadowRoot.activeElement.className").await, "verdict", "it is read out");
    assert_eq!(visitor.element("element.answers").await, given, "nothing has been answered");

    visitor.presses("Back to my answers").await;
    visitor.reads("Your result").await;
    assert_eq!((visitor.verdict().await, visitor.point().await), (mine.clone(), my_point));
    assert!(visitor.texts(".what-if").await.is_empty());
    assert_eq!(visitor.element("element.answers").await, given);
    assert_eq!(visitor.script("return window.told", vec![]).await, 0, "a trial is no result");

    visitor.tries_a_change().await;
    let tried = visitor.verdict().await;
    visitor.presses("Make this my answer").await;
    visitor.waits_for_a_question().await;
    let kept = visitor.element("element.answers").await;
    assert_ne!(kept, given);
    assert_ne!(tried, mine);
    assert!(visitor.texts(".what-if").await.is_empty());
}

#[apply(browser_test)]
async fn the_point_moves_to_where_a_trial_would_put_it() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, vendor()).await;
    let (mine, line) =
        (visitor.point().await, "element.shadowRoot.querySelector('.fit polyline').getAttribute('points')");
    let course = visitor.element(line).await;
    visitor.tries_a_change().await;
    assert_ne!(visitor.point().await, mine);
    assert_eq!(visitor.element(line).await, course, "the line stays that of the given answers");
}

#[apply(browser_test)]
async fn a_choice_above_the_plan_rearranges_it_at_once_and_is_announced() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, reseller()).await;
    let (verdict, before) = (visitor.verdict().await, visitor.texts(".three summary").await);
    visitor.chooses("One is unhappy").await;
    visitor.waits_until("the steps are others", ".three summary", |steps| *steps != *before).await;
    assert_eq!(visitor.texts_of_all(".steering [role=status]").await, ["The steps have been rearranged."]);
    assert_eq!(visitor.texts(".steering label:has(:checked)").await, ["One is unhappy", "Keep it good"]);
    assert_eq!(visitor.element("element.answers.trouble").await, "one_unhappy");
    assert_eq!(visitor.verdict().await, verdict, "who they are stays as it is");
}

#[apply(browser_test)]
async fn an_answer_changed_in_the_list_leads_straight_back_to_the_result() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, reseller()).await;
    visitor.presses("Your answers, and how to change them").await;
    let listed = visitor.texts(".more .given li p").await;
    let place = listed.iter().position(|one| one.starts_with("Not sure")).expect("one answer was \"not sure\"");
    visitor.clicks(&format!(".more .given li:nth-child({}) button", place + 1)).await;
    visitor.reads("Changing an answer").await;
    assert_eq!(visitor.question().await, "How do they choose you?");
    visitor.chooses("They compare offers").await;
    visitor.presses("Continue").await;
    visitor.reads("Your result").await;
    assert_eq!(visitor.element("element.answers.decision").await, "compares");
    assert_eq!(visitor.script("return window.told", vec![]).await, 1, "the new result is told");
}

/// What somebody answers who is asked until the verdict is likely, and whose verdict is not proved by then.
fn likely() -> Value {
    let (model, case) = (pack("en").model, named_case("coffee stall"));
    let mut given = json!({});
    while let Step::Ask(question) = step(&model, &answers(&model, &given), Depth::Likely) {
        let id = &model.questions[question].id;
        given[id] = json!(case.answers[id]);
    }
    given
}

#[apply(browser_test)]
async fn one_press_asks_on_until_no_answer_could_change_it() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, likely()).await;
    let says = visitor.texts(".firmness").await.concat();
    assert!(says.contains("could still change who they are."), "{says}");
    let button = visitor.texts(".panel .chip").await.remove(0);
    let more = button.strip_prefix("Make sure (up to ").and_then(|rest| rest.strip_suffix(" more)"));
    let more: u64 = more.and_then(|more| more.parse().ok()).unwrap_or_else(|| panic!("{button:?}"));
    let given = visitor.element("Object.keys(element.answers).length").await.as_u64().expect("a number");
    visitor.presses(&button).await;
    visitor.reads(&format!("Question {} of at most {}", given + 1, given + more)).await;
    let mut asked = 0;
    while !visitor.is_at_the_result().await {
        asked += 1;
        assert!(asked <= more, "{button:?} was the promise");
        let first = visitor.options().await.remove(0);
        visitor.answers(&first, "Continue").await;
    }
    visitor.reads("No remaining question can change it.").await;
    let buttons = visitor.texts(".panel .chip").await;
    assert_eq!(buttons, ["Compare the three"], "there is nothing left to make sure of");
    assert_eq!(visitor.script("return window.told", vec![]).await, 1, "the new result is told");
}

#[apply(browser_test)]
async fn the_comparison_marks_what_each_answer_speaks_for_most() {
    let site = Site::shipped().await;
    let pack = pack("en");
    let (model, text) = (&pack.model, &pack.text);
    let answers = reseller();
    let visitor = Visitor::at_a_result(WIDE, &site, answers.clone()).await;
    visitor.presses("Compare the three").await;
    visitor.waits_until("it is open", ".compare[open] > summary", |open| open.len() == 1).await;
    visitor.holds("WIDGET.shadowRoot.activeElement?.matches('.compare > summary')").await;
    let cells = visitor.texts_of_all(".compare tbody td").await;
    let mut marks = 0;
    for (row, cells) in model.table.iter().zip(cells.chunks(3)) {
        let given = row.question.and_then(|question| {
            let about = &model.questions[question];
            Some((question, about.option(answers[&about.id].as_str()?)?))
        });
        for (of, cell) in Type::ALL.into_iter().zip(cells) {
            let expected = given
                .filter(|&(question, option)| favours(&model.questions[question].options[option].evidence, of))
                .map(|(question, option)| format!("Your answer: {}", text.questions[question].options[option].label));
            match expected {
                Some(mark) => assert!(cell.ends_with(&mark), "{}, {}: {cell:?}", row.id, of.id()),
                None => assert!(!cell.contains("Your answer"), "{}, {}: {cell:?}", row.id, of.id()),
            }
            marks += usize::from(cell.contains("Your answer"));
        }
    }
    assert!(marks >= 4, "{marks} cells are marked");
}

#[apply(browser_test)]
async fn the_picture_reads_as_a_sentence_and_as_a_table() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, reseller()).await;
    visitor.presses("How well each fits").await;
    let bars = visitor.texts(".fit .percent").await;
    let heard = visitor.hears().await;
    let (_, name) = heard
        .iter()
        .find(|(role, name)| role == "image" && name.starts_with("A triangle"))
        .unwrap_or_else(|| panic!("no picture among {heard:?}"));
    assert!(name.contains(&format!("customer {}", bars[0])), "{name:?} tells other shares than {bars:?}");
    visitor.presses("How each answer moved the point").await;
    let rows = visitor.texts(".steps tbody th").await;
    assert_eq!(rows.len(), 1 + reseller().as_object().expect("an object").len());
    assert_eq!(rows[0], "Before any answer");
    assert!(rows.iter().any(|row| row.starts_with("They sell it on or pass it on")), "{rows:?}");
    let cells = visitor.texts(".steps tbody td").await;
    assert_eq!(cells.chunks(3).next_back().expect("a row")[1], bars[0], "the last row is where the point stands");
}

/// Pairs of texts in the panel, the choices, the first steps, the picture, the bars and the reasons that lie on each other.
const OVERLAPS: &str = "
    const root = document.querySelector('relasi-wizard').shadowRoot, found = [];
    const shown = [...root.querySelectorAll('.panel p, .panel h3, .panel button, .steering .chip, .three summary, .corner, .picture > svg, .fit li > *, .reason p, .reason svg, .steps th, .steps td')]
        .map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width > 0 && box.height > 0);
    for (const [one, a] of shown) for (const [other, b] of shown) {
        if (one === other || one.contains(other) || other.contains(one)) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 0.5 && high > 0.5) found.push(one.textContent + ' / ' + other.textContent);
        if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0) found.push(one.textContent + ' does not fit');
    }
    return found;";

#[apply(browser_test)]
async fn no_label_lies_on_another_at_any_width_in_both_languages() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, reseller()).await;
    for (language, says) in [("Bahasa Indonesia", "Mengapa"), ("English", "Why")] {
        visitor.presses(language).await;
        visitor.reads(says).await;
        visitor.opens_everything().await;
        for width in [320, 360, 700, 1280] {
            visitor.resizes((width, 800)).await;
            assert_eq!(visitor.script(OVERLAPS, vec![]).await, json!([]), "{language}, {width} px");
        }
    }
}

impl Visitor {
    /// The actions with their boxes, of the plan or beyond it, folded away or not: title, and whether it is ticked.
    async fn boxes(&self, section: &str) -> Vec<(String, bool)> {
        let script = format!(
            "[...element.shadowRoot.querySelectorAll(':is({section}) .tick input')].map(one => [one.labels[0].textContent, one.checked])"
        );
        let found = self.element(&script).await;
        serde_json::from_value(found).expect("names and ticks")
    }
}

/// The whole plan: what to start with, and the rest of it.
const PLAN: &str = ".three, .ideas";

#[apply(browser_test)]
async fn ticks_survive_reload_and_language_switch_but_not_restart() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, reseller()).await;
    let boxes = visitor.boxes(PLAN).await;
    assert!(boxes.len() >= 5 && boxes.iter().all(|(name, ticked)| name.starts_with("Done: ") && !ticked), "{boxes:?}");
    let ticked = "[...element.shadowRoot.querySelectorAll(':is(.three, .ideas) .tick input')].map(one => one.checked)";
    let only = |places: &[usize]| json!((0..boxes.len()).map(|place| places.contains(&place)).collect::<Vec<_>>());

    visitor.clicks(".plan .action:nth-child(2) .tick").await;
    visitor.clicks(".plan .action:nth-child(3) .tick").await;
    visitor.waits_until("two are ticked", ".plan .done", |done| done.len() == 2).await;
    assert_eq!(visitor.element(ticked).await, only(&[1, 2]));
    visitor.reads("2 of 3 done").await;
    assert_eq!(visitor.texts(".three > .action > details[open]").await.len(), 3, "a tick folds nothing away");
    visitor.clicks(".plan .action:nth-child(3) .tick").await;
    visitor.waits_until("one is ticked", ".plan .done", |done| done.len() == 1).await;

    visitor.reloads().await;
    visitor.waits_until("one is ticked", ".plan .done", |done| done.len() == 1).await;
    assert_eq!(visitor.element(ticked).await, only(&[1]));
    visitor.presses("Bahasa Indonesia").await;
    visitor.reads("Selesai: ").await;
    assert_eq!(visitor.element(ticked).await, only(&[1]));

    visitor.presses("Mulai dari awal").await;
    visitor.is_given(reseller()).await;
    assert_eq!(visitor.element(ticked).await, only(&[]));
    visitor.reloads().await;
    visitor.waits_until("the plan is there", ".plan .tick", |ticks| ticks.len() == 3).await;
    assert_eq!(visitor.boxes(PLAN).await, boxes);
    assert_eq!(visitor.element(ticked).await, only(&[]));
}

#[apply(browser_test)]
async fn a_tick_tells_the_page_nothing() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, reseller()).await;
    let all = "window.heard = []; for (const name of ['ready', 'start', 'step', 'result', 'cta', 'error'])
        document.addEventListener(`relasi-${name}`, () => heard.push(name))";
    visitor.script(all, vec![]).await;
    visitor.clicks(".plan .tick").await;
    visitor.waits_until("one is ticked", ".plan .done", |done| done.len() == 1).await;
    assert_eq!(visitor.script("return heard", vec![]).await, json!([]));
    assert_eq!(visitor.element("element.shadowRoot.activeElement?.type").await, "checkbox", "the focus stays");
}

#[apply(browser_test)]
async fn advice_for_other_types_and_times_is_one_press_away() {
    let site = Site::shipped().await;
    let visitor = Visitor::at_a_result(PHONE, &site, reseller()).await;
    let table = [
        ("For clients", "Fits where you act in their name"),
        ("For consumers", "Fits where it reaches them through others"),
        ("Put right what is wrong", "Fits where one of them is unhappy now"),
        ("Grow from here", "Fits where they rarely come back"),
        ("Keep the balance", "Fits where you want to depend on them less"),
    ];
    visitor.presses("For other roles and situations").await;
    assert_eq!(visitor.texts(".beyond button").await, table.map(|(button, _)| button));
    assert!(visitor.boxes(".beyond").await.is_empty());
    for (button, fits) in table {
        visitor.presses(button).await;
        visitor.waits_until("it is open", ".beyond [aria-expanded=true]", |open| open == [button]).await;
        assert!(visitor.boxes(".beyond").await.len() >= 2, "{button}");
        visitor.opens_everything().await;
        let said = visitor.texts(".beyond").await.concat();
        assert!(said.contains(fits), "{button}: {said}");
    }
    visitor.presses("Keep the balance").await;
    visitor.waits_until("it is closed", ".beyond .action", <[std::string::String]>::is_empty).await;
}
