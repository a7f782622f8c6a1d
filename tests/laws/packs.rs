//! Sound packs of random shape, each with some sets of answers to it.
//!
//! A pack is drawn as plain numbers and made sound afterwards (a condition that nothing can meet is left out), rather
//! than drawn so that it is sound: this way proptest can shrink each number by itself, and what fails is small.

use std::fmt;

use proptest::{array, collection::vec, prelude::*, sample::Index};
use relasi::{
    content::{
        Kind, Model, Phrase, Role, Type,
        source::{Problem, files},
    },
    engine::{
        Answer::{self, Chosen, NotSure},
        Answers, Firmness, Verdict,
    },
};
use serde_json::{Map, Value, json};

/// Completions are counted one by one: no pack has more than this many.
const MOST_COMPLETIONS: usize = 800;

/// A question as drawn.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Whether its answers are evidence; otherwise they steer the plan.
    pub classifies: bool,
    /// The level for or against each role by option: 4 is decisive, 1 slight, below 0 against.
    pub options: Vec<[i8; 6]>,
    pub marks: Marks,
    pub when: Vec<Meant>,
}

/// What is said of changing an answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marks {
    pub lever: bool,
    pub near: bool,
    pub scale: bool,
}

/// A condition on the answer to an earlier question.
#[derive(Debug, Clone, PartialEq)]
pub struct Meant {
    pub question: usize,
    pub options: Vec<usize>,
    /// Whether the answer must be one of them, or must not.
    pub among: bool,
}

/// An action as drawn.
#[derive(Debug, Clone)]
pub struct Advised {
    pub part: usize,
    pub roles: Vec<Role>,
    pub when: Vec<Meant>,
}

/// A pack as drawn, before anything is known of its soundness.
#[derive(Clone)]
pub struct Sketch {
    pub questions: Vec<Asked>,
    pub actions: Vec<Advised>,
    /// Slight, moderate, strong, decisive.
    pub levels: [i16; 4],
    /// Between, also, clear.
    pub margins: [i16; 3],
    /// After, most.
    pub stop: [usize; 2],
    /// Two types that can be held together, the first one first, each with what shows that it is held.
    pub together: Option<[(Type, Vec<Meant>); 2]>,
    pub prior: [i16; 6],
    /// What is said of relationships that are all of these, where one brings more than this.
    pub mix: (Vec<Role>, i16),
    /// How many claims each source has.
    sources: Vec<usize>,
    /// Which claim is cited, in turn.
    cites: Vec<Index>,
}

/// A sound pack and some sets of answers to it, each in the order of answering.
#[derive(Clone)]
pub struct Drawn {
    pub sketch: Sketch,
    pub model: Model,
    pub sets: Vec<Vec<(usize, Answer)>>,
}

/// The options that count by question; `None` for "not sure" and for what has not been answered.
pub type Counting = Vec<Option<usize>>;

impl fmt::Debug for Sketch {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "model.json = {:#}", self.model_file())
    }
}

impl fmt::Debug for Drawn {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "{:?}", self.sketch)?;
        for set in &self.sets {
            let named: Vec<String> = set
                .iter()
                .map(|(question, answer)| match answer {
                    Chosen(option) => format!("{} = {}", question_id(*question), option_id(*option)),
                    NotSure => format!("{} = not_sure", question_id(*question)),
                })
                .collect();
            writeln!(to, "answers: {}", named.join(", "))?;
        }
        Ok(())
    }
}

fn question_id(question: usize) -> String {
    format!("q{question}")
}

fn option_id(option: usize) -> String {
    ["a", "b", "c", "d"][option].into()
}

fn action_id(action: usize) -> String {
    format!("do{action}")
}

/// Packs whose conditions may contradict each other.
pub fn sketches() -> impl Strategy<Value = Sketch> {
    (
        vec(asked(), 1..=6),
        vec(advised(), 0..=4),
        levels(),
        margins(),
        priors(),
        vec(1..4_usize, 1..4),
        vec(any::<Index>(), 7),
        ((prop::sample::subsequence(Role::ALL.to_vec(), 0..5), 1..=99_i16), (1..=3_usize, 0..=3_usize), pair()),
    )
        .prop_map(
            |(mut questions, actions, levels, margins, prior, sources, cites, (mix, (after, more), pair))| {
                keep_within(MOST_COMPLETIONS, &mut questions);
                let questions = resolved(questions);
                let actions = actions
                    .into_iter()
                    .map(|(part, roles, when)| Advised { part, roles, when: meant(&when, &questions, |_| true) })
                    .collect();
                let together = pair.and_then(|(roles, shown)| {
                    let held = shown.map(|when| meant(&when, &questions, |on| on.classifies));
                    let [first, second] = held;
                    let is_shown = !first.is_empty() && !second.is_empty();
                    is_shown.then(|| [(roles[0], first), (roles[1], second)])
                });
                let stop = [after, after + more];
                Sketch { questions, actions, levels, margins, stop, together, prior, mix, sources, cites }
            },
        )
}

/// Two different types, and for each what shows that it is held, before that is resolved.
type Pair = ([Type; 2], [Vec<(Index, u8, bool)>; 2]);

fn pair() -> impl Strategy<Value = Option<Pair>> {
    let shown = || vec((any::<Index>(), any::<u8>(), any::<bool>()), 1..3);
    let roles = Just(Type::ALL.to_vec()).prop_shuffle().prop_map(|types| [types[0], types[1]]);
    prop::option::weighted(0.7, (roles, [shown(), shown()]))
}

/// Sound packs, with sets of answers.
pub fn packs() -> impl Strategy<Value = Drawn> {
    let set = vec((any::<u8>(), any::<u8>()), 8);
    (sketches(), vec(set, 6)).prop_map(|(sketch, sets)| {
        let sketch = sketch.made_sound();
        let model = sketch.model().unwrap_or_else(|problems| panic!("{problems:#?}\n{sketch:?}"));
        let sets = sets.iter().map(|set| answers(&sketch.questions, set)).collect();
        Drawn { sketch, model, sets }
    })
}

/// A question before its conditions are resolved: whether it classifies, its options, and its marks.
type Draft = ((bool, Vec<[i8; 6]>, Marks), Vec<(Index, u8, bool)>);

fn conditions() -> impl Strategy<Value = Vec<(Index, u8, bool)>> {
    prop_oneof![2 => vec((any::<Index>(), any::<u8>(), any::<bool>()), 0..1), 1 => vec((any::<Index>(), any::<u8>(), any::<bool>()), 1..3)]
}

fn asked() -> impl Strategy<Value = Draft> {
    // Mostly silent: an option that speaks about every role is not what a pack looks like.
    let level = prop_oneof![4 => Just(0_i8), 1 => -4..=4_i8];
    // Most are levers, so that most ways are made of them.
    let marks = (0..6_u8, any::<bool>()).prop_map(|(of, scale)| Marks { lever: of > 1, near: of == 1, scale });
    ((prop::bool::weighted(0.85), vec(array::uniform6(level), 2..=4), marks), conditions())
}

fn advised() -> impl Strategy<Value = (usize, Vec<Role>, Vec<(Index, u8, bool)>)> {
    (0..4_usize, prop::sample::subsequence(Role::ALL.to_vec(), 0..3), conditions())
}

/// Each weaker than the next, and none above 30.
fn levels() -> impl Strategy<Value = [i16; 4]> {
    (1..=5_i16, 1..=5_i16, 1..=8_i16, 1..=12_i16).prop_map(|(slight, more, again, most)| {
        [slight, slight + more, slight + more + again, slight + more + again + most]
    })
}

fn margins() -> impl Strategy<Value = [i16; 3]> {
    let wide = prop_oneof![4 => 0..=8_i16, 1 => 0..=20_i16];
    (1..=12_i16, wide.clone(), wide)
        .prop_map(|(between, also, clear)| [between, between + also, between + also + clear])
}

fn priors() -> impl Strategy<Value = [i16; 6]> {
    array::uniform6(prop_oneof![4 => Just(0_i16), 2 => -4..=4_i16, 1 => -30..=30_i16])
}

/// Takes options from the questions that have most, until the pack is small enough to go through.
fn keep_within(most: usize, questions: &mut [Draft]) {
    while questions.iter().map(|((_, options, _), _)| options.len() + 1).product::<usize>() > most {
        let longest = questions.iter_mut().max_by_key(|((_, options, _), _)| options.len()).expect("a question");
        longest.0.1.pop();
    }
}

fn resolved(drafts: Vec<Draft>) -> Vec<Asked> {
    let mut questions: Vec<Asked> = Vec::new();
    for ((classifies, mut options, mut marks), when) in drafts {
        if !classifies {
            options.fill([0; 6]);
            marks = Marks::default();
        }
        // What steers the plan is asked last, so nothing that classifies may rest on it.
        let when = meant(&when, &questions, |before| before.classifies || !classifies);
        questions.push(Asked { classifies, options, marks, when });
    }
    questions
}

fn meant(drafts: &[(Index, u8, bool)], before: &[Asked], fits: impl Fn(&Asked) -> bool) -> Vec<Meant> {
    let fitting: Vec<usize> = (0..before.len()).filter(|&question| fits(&before[question])).collect();
    if fitting.is_empty() {
        return Vec::new();
    }
    drafts
        .iter()
        .map(|(on, mask, among)| {
            let question = *on.get(&fitting);
            let count = before[question].options.len();
            let mut options: Vec<usize> = (0..count).filter(|option| mask >> option & 1 == 1).collect();
            if options.is_empty() {
                options.push(usize::from(*mask) % count);
            }
            Meant { question, options, among: *among }
        })
        .collect()
}

fn answers(questions: &[Asked], drawn: &[(u8, u8)]) -> Vec<(usize, Answer)> {
    let mut given: Vec<(u8, usize, Answer)> = questions
        .iter()
        .zip(drawn)
        .enumerate()
        .filter_map(|(question, (asked, (place, answer)))| {
            let answer = usize::from(answer.checked_sub(90)?) % (asked.options.len() + 1);
            Some((*place, question, answer.checked_sub(1).map_or(NotSure, Chosen)))
        })
        .collect();
    given.sort_by_key(|(place, ..)| *place);
    given.into_iter().map(|(_, question, answer)| (question, answer)).collect()
}

/// Answers given in this order.
pub fn given(set: &[(usize, Answer)]) -> Answers {
    set.iter().fold(Answers::default(), |answers, (question, answer)| answers.with(*question, *answer))
}

/// Whether conditions hold, said once more and in other words than in the engine.
pub fn hold(when: &[Meant], counting: &[Option<usize>]) -> bool {
    when.iter().all(|meant| {
        let is_one = counting[meant.question].is_some_and(|option| meant.options.contains(&option));
        if meant.among { is_one } else { !is_one }
    })
}

impl Sketch {
    /// Which of these answers count.
    pub fn counting(&self, answer: impl Fn(usize) -> Option<usize>) -> Counting {
        let mut counting = vec![None; self.questions.len()];
        for (question, asked) in self.questions.iter().enumerate() {
            counting[question] = answer(question).filter(|_| hold(&asked.when, &counting));
        }
        counting
    }

    /// Every way to answer some of the questions, the others left out.
    fn ways(&self, some: &[usize]) -> Vec<Counting> {
        let mut ways = vec![vec![None; self.questions.len()]];
        for &question in some {
            let answered = ways.clone();
            for option in 0..self.questions[question].options.len() {
                ways.extend(answered.iter().cloned().map(|mut way| {
                    way[question] = Some(option);
                    way
                }));
            }
        }
        ways
    }

    /// Whether some answers meet these conditions, found by trying all.
    pub fn can_hold(&self, when: &[Meant]) -> bool {
        // What they rest on, and what that rests on: the other questions have no part in it.
        let mut roots: Vec<usize> = when.iter().map(|meant| meant.question).collect();
        let mut next = 0;
        while let Some(&question) = roots.get(next) {
            roots.extend(self.questions[question].when.iter().map(|meant| meant.question));
            next += 1;
        }
        roots.sort_unstable();
        roots.dedup();
        self.ways(&roots).into_iter().any(|way| hold(when, &self.counting(|question| way[question])))
    }

    /// Whether some answers meet the conditions of an action and have a verdict that names one of its roles.
    pub fn can_be_advised(&self, action: &Advised) -> bool {
        let all: Vec<usize> = (0..self.questions.len()).collect();
        self.ways(&all).into_iter().any(|way| {
            let counting = self.counting(|question| way[question]);
            hold(&action.when, &counting)
                && (action.roles.is_empty()
                    || named(&self.verdict(&counting)).iter().any(|role| action.roles.contains(role)))
        })
    }

    /// The conditions that show two types to be held together.
    pub fn shows_both(&self) -> Option<Vec<Meant>> {
        self.together.as_ref().map(|[(_, first), (_, second)]| [first.clone(), second.clone()].concat())
    }

    /// Whether two types are held together.
    pub fn are_both_held(&self, counting: &[Option<usize>]) -> bool {
        self.shows_both().is_some_and(|when| hold(&when, counting))
    }

    /// The same without the conditions and roles that nothing can meet.
    fn made_sound(mut self) -> Self {
        for question in 0..self.questions.len() {
            while !self.can_hold(&self.questions[question].when) {
                self.questions[question].when.pop();
            }
        }
        if self.shows_both().is_some_and(|when| !self.can_hold(&when)) {
            self.together = None;
        }
        for index in 0..self.actions.len() {
            while !self.can_hold(&self.actions[index].when) {
                self.actions[index].when.pop();
            }
            if !self.can_be_advised(&self.actions[index]) {
                self.actions[index].roles.clear();
            }
        }
        self
    }

    /// The decibans for each role that these answers add up to.
    pub fn tally(&self, counting: &[Option<usize>]) -> [i16; 6] {
        let chosen = counting.iter().zip(&self.questions).filter_map(|(option, asked)| Some(asked.options[(*option)?]));
        chosen.fold(self.prior, |sum, levels| std::array::from_fn(|role| sum[role] + self.decibans(levels[role])))
    }

    /// What an option says about each role, in decibans.
    pub fn evidence(&self, question: usize, option: usize) -> [i16; 6] {
        self.questions[question].options[option].map(|level| self.decibans(level))
    }

    fn decibans(&self, level: i8) -> i16 {
        match usize::from(level.unsigned_abs()) {
            0 => 0,
            place => self.levels[place - 1] * i16::from(level.signum()),
        }
    }

    /// How many bits the answer to a question is expected to tell about what the relationship is: client, consumer, or one
    /// of the kinds of customer. Types that are `both` held are one, by the stronger of them.
    pub fn information(&self, question: usize, tally: [i16; 6], both: bool) -> f64 {
        let pair = self.together.as_ref().filter(|_| both).map(|[(first, _), (second, _)]| [*first, *second]);
        let odds = |tally: [i16; 6]| {
            let mut types = [0, 1, 2].map(|of| Some(tally[of]));
            if let Some(pair) = pair {
                let stays = if pair.contains(&Type::Customer) { Type::Customer } else { pair[0] };
                let stronger = pair.iter().map(|of| tally[*of as usize]).max();
                for of in pair {
                    types[of as usize] = stronger.filter(|_| of == stays);
                }
            }
            let [client, customer, consumer] = types;
            let kind = |place: usize| customer.map(|customer| customer + tally[place]);
            [client, consumer, kind(3), kind(4), kind(5)]
                .map(|decibans| decibans.map_or(0.0, |decibans| 10_f64.powf(f64::from(decibans) / 10.0)))
        };
        let shares = |odds: [f64; 5]| odds.map(|one| one / odds.iter().sum::<f64>());
        let unknown = |shares: [f64; 5]| {
            shares.iter().filter(|share| **share > 0.0).map(|share| share * (1.0 / share).log2()).sum::<f64>()
        };
        let now = shares(odds(tally));
        let options: Vec<[i16; 6]> =
            (0..self.questions[question].options.len()).map(|option| self.evidence(question, option)).collect();
        let after: f64 = options
            .iter()
            .map(|option| {
                let of_all = |outcome: usize| options.iter().map(|option| odds(*option)[outcome]).sum::<f64>();
                let likely: f64 = (0..5)
                    .filter(|outcome| of_all(*outcome) > 0.0)
                    .map(|outcome| now[outcome] * odds(*option)[outcome] / of_all(outcome))
                    .sum();
                likely * unknown(shares(odds(std::array::from_fn(|role| tally[role] + option[role]))))
            })
            .sum();
        unknown(now) - after
    }

    /// The verdict as its documentation describes it.
    pub fn verdict(&self, counting: &[Option<usize>]) -> Verdict {
        let mut tally = self.tally(counting);
        let [between, also, clear] = self.margins;
        let mut order = Type::ALL.to_vec();
        let pair = self.together.as_ref().filter(|_| self.are_both_held(counting));
        if let Some([(first, _), (second, _)]) = pair {
            // Two that are both held stand as one, under the name of the first.
            tally[*first as usize] = tally[*first as usize].max(tally[*second as usize]);
            order.retain(|of| of != second);
        }
        order.sort_by_key(|of| std::cmp::Reverse(tally[*of as usize]));
        let behind = |place: usize| tally[order[0] as usize] - tally[order[place] as usize];
        let firmness = match behind(1) {
            lead if lead >= clear && lead >= between => Firmness::Clear,
            lead if lead >= between => Firmness::Leaning,
            _ => Firmness::Between,
        };
        let mut verdict = Verdict {
            leading: order[0],
            both: false,
            also: Some(order[1]).filter(|_| behind(1) < also),
            third: order.get(2).copied().filter(|_| behind(2) < between),
            kind: None,
            firmness,
        };
        if let Some([(first, _), (second, _)]) = pair.filter(|_| firmness != Firmness::Between)
            && verdict.leading == *first
        {
            verdict = Verdict { both: true, also: Some(*second), third: verdict.also, ..verdict };
        }
        if verdict.types().any(|of| of == Type::Customer) {
            let stands_out = |kind: &Kind| {
                (3..6).all(|rival| rival == 3 + *kind as usize || tally[3 + *kind as usize] > tally[rival])
            };
            verdict.kind = Kind::ALL.into_iter().find(stands_out);
        }
        verdict
    }

    /// What `check` makes of it.
    pub fn model(&self) -> Result<Model, Vec<Problem>> {
        let node = serde_json::from_value(self.model_file()).expect("any JSON is a node");
        files::model(&node).and_then(|file| Model::check(&file))
    }

    pub fn model_file(&self) -> Value {
        let claims = self.claims();
        let mut turn = 0;
        let mut cite = || {
            turn += 1;
            json!([self.cites[turn % self.cites.len()].get(&claims)])
        };
        let questions: Vec<Value> = self
            .questions
            .iter()
            .enumerate()
            .map(|(question, asked)| {
                let options: Vec<Value> = asked
                    .options
                    .iter()
                    .enumerate()
                    .map(|(option, levels)| {
                        if !asked.classifies {
                            return json!({ "id": option_id(option) });
                        }
                        let (speaks_for, against) = (spoken(levels, 1), spoken(levels, -1));
                        json!({ "id": option_id(option), "for": speaks_for, "against": against, "sources": cite() })
                    })
                    .collect();
                let purpose = if asked.classifies { "classify" } else { "advise" };
                let Marks { lever, near, scale } = asked.marks;
                json!({
                    "id": question_id(question), "purpose": purpose, "lever": lever, "near": near, "scale": scale,
                    "when": written(&asked.when), "options": options, "sources": cite(),
                })
            })
            .collect();
        let actions: Vec<Value> = self
            .actions
            .iter()
            .enumerate()
            .map(|(action, advised)| {
                let roles: Vec<&str> = advised.roles.iter().map(|role| role.id()).collect();
                let part = ["repair", "serve", "grow", "balance"][advised.part];
                json!({ "id": action_id(action), "part": part, "for": roles, "when": written(&advised.when), "effort": "day", "sources": cite() })
            })
            .collect();
        let sources: Vec<Value> = self
            .sources
            .iter()
            .enumerate()
            .map(|(source, count)| {
                let link = ["https://example.org/?a=b:c", "mailto:a@example.org", "here/there#x"][source % 3];
                json!({ "id": format!("s{source}"), "link": link, "claims": (0..*count).map(|claim| claim.to_string()).collect::<Vec<_>>() })
            })
            .collect();
        let prior: Map<String, Value> =
            Role::ALL.iter().zip(self.prior).map(|(role, decibans)| (role.id().into(), json!(decibans))).collect();
        let [slight, moderate, strong, decisive] = self.levels;
        let [between, also, clear] = self.margins;
        let [after, most] = self.stop;
        let mut file = json!({
            "languages": [{ "code": "en", "name": "English" }],
            "levels": { "decisive": decisive, "strong": strong, "moderate": moderate, "slight": slight },
            "margins": { "between": between, "also": also, "clear": clear },
            "stop": { "after": after, "most": most },
            "prior": prior,
            "sources": sources,
            "questions": questions,
            "actions": actions,
            "table": [{ "id": "row", "question": question_id(0), "sources": cite() }],
            "mix": [{
                "id": "mixed",
                "when": {
                    "only": self.mix.0.iter().map(|role| role.id()).collect::<Vec<_>>(),
                    "more_than": { "percent": self.mix.1 },
                },
                "actions": (0..self.actions.len()).map(action_id).collect::<Vec<_>>(),
                "sources": cite(),
            }],
        });
        if let Some([first, second]) = &self.together {
            let held = |(of, when): &(Type, Vec<Meant>)| json!({ "role": of.id(), "when": written(when) });
            file["together"] = json!({ "first": held(first), "second": held(second) });
        }
        file
    }

    fn claims(&self) -> Vec<String> {
        let numbered = self.sources.iter().enumerate();
        numbered.flat_map(|(source, count)| (0..*count).map(move |claim| format!("s{source}.{claim}"))).collect()
    }

    /// `en.json`: each sentence names what it stands for.
    pub fn text_file(&self) -> Value {
        let phrases: Map<String, Value> = Phrase::ALL
            .iter()
            .map(|phrase| {
                let words = std::iter::once(phrase.name().to_owned());
                let holes = phrase.holes().iter().map(|hole| format!("{{{hole}}}"));
                (phrase.name().into(), json!(words.chain(holes).collect::<Vec<_>>().join(" ")))
            })
            .collect();
        let roles: Map<String, Value> = Role::ALL
            .iter()
            .map(|role| (role.id().into(), json!({ "name": role.id(), "many": role.id(), "meaning": role.id() })))
            .collect();
        let questions: Map<String, Value> = self
            .questions
            .iter()
            .enumerate()
            .map(|(question, asked)| {
                let id = question_id(question);
                let options: Map<String, Value> = (0..asked.options.len())
                    .map(|option| {
                        let words = format!("{id} {}", option_id(option));
                        (option_id(option), json!({ "label": words, "reason": words }))
                    })
                    .collect();
                (id.clone(), json!({ "prompt": id, "help": id, "options": options }))
            })
            .collect();
        let actions: Map<String, Value> = (0..self.actions.len())
            .map(action_id)
            .map(|id| (id.clone(), json!({ "title": id, "text": id, "first": id, "measure": id })))
            .collect();
        let sources: Map<String, Value> = self
            .sources
            .iter()
            .enumerate()
            .map(|(source, count)| {
                let id = format!("s{source}");
                let claims: Map<String, Value> =
                    (0..*count).map(|claim| (claim.to_string(), json!(format!("{id}.{claim}")))).collect();
                (id.clone(), json!({ "title": id, "publisher": id, "claims": claims }))
            })
            .collect();
        let row = json!({ "label": "row", "client": "row", "customer": "row", "consumer": "row" });
        json!({
            "language": "en", "phrases": phrases, "roles": roles, "questions": questions, "actions": actions,
            "sources": sources, "table": { "row": row }, "mix": { "mixed": { "title": "mixed", "text": "mixed" } },
        })
    }
}

/// The levels on one side, by role. An option without any says so: it tells nothing.
fn spoken(levels: &[i8; 6], side: i8) -> Value {
    const NAMES: [&str; 5] = ["none", "slight", "moderate", "strong", "decisive"];
    let spoken: Map<String, Value> = Role::ALL
        .iter()
        .zip(levels)
        .filter(|(_, level)| level.signum() == side)
        .map(|(role, level)| (role.id().into(), json!(NAMES[usize::from(level.unsigned_abs())])))
        .collect();
    if *levels == [0; 6] && side == 1 { json!({ "customer": "none" }) } else { spoken.into() }
}

fn written(when: &[Meant]) -> Value {
    let written = when.iter().map(|meant| {
        let options: Vec<String> = meant.options.iter().copied().map(option_id).collect();
        let way = if meant.among { "is" } else { "not" };
        json!({ "question": question_id(meant.question), way: options })
    });
    written.collect()
}

/// The types and kinds that a verdict names, in the order in which the plan serves them: a kind of customer before
/// customers of any kind.
pub fn named(verdict: &Verdict) -> Vec<Role> {
    let mut named = Vec::new();
    for of in verdict.types() {
        if of == Type::Customer {
            named.extend(verdict.kind.map(Role::from));
        }
        named.push(of.into());
    }
    named
}
