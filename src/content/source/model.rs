//! Checks `model.json`: every reference, weight and condition, and resolves ids to indices.

use super::{
    files::{ActionEntry, ConditionEntry, MixEntry, ModelFile, OptionEntry, QuestionEntry, RowEntry, SourceEntry},
    reach::is_met_by_some,
    record::Map,
    report::{Problem, Report},
    weights::weigh,
};
use crate::content::{
    model::{
        Action, Choice, Claim, ClaimIx, Condition, Evidence, Levels, MixAdvice, Model, MoreThan, Question, Row, Source,
    },
    terms::Purpose,
};

/// The most questions of a pack. Keeps every sum of weights inside its integer, and the search for a decision short.
const MOST_QUESTIONS: usize = 64;
/// The most options of a question: beyond that nobody reads them all.
const MOST_OPTIONS: usize = 8;

const MODEL: &str = "model.json";

impl Model {
    /// Checks `model.json`.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file.
    pub fn check(file: &ModelFile) -> Result<Self, Vec<Problem>> {
        let mut report = Report::of(MODEL);
        report.languages(file);
        report.weights(file.levels, file.margins, &file.prior);
        let stop = report.stop(&file.stop);
        let (sources, claims) = report.sources(&file.sources);
        let mut questions = Vec::new();
        report.unique("questions", file.questions.iter().map(|entry| entry.id.as_str()));
        if file.questions.is_empty() || file.questions.len() > MOST_QUESTIONS {
            report.add(
                &["questions"],
                format!("holds no question or more than {MOST_QUESTIONS}; the engine takes 1 to {MOST_QUESTIONS}"),
            );
        }
        for entry in &file.questions {
            let question = report.question(entry, file.levels, &questions, &claims);
            questions.push(question);
        }
        let together = file.together.as_ref().and_then(|entry| report.together(entry, &questions));
        report.unique("actions", file.actions.iter().map(|entry| entry.id.as_str()));
        let actions: Vec<Action> = file.actions.iter().map(|entry| report.action(entry, &questions, &claims)).collect();
        report.unique("table", file.table.iter().map(|entry| entry.id.as_str()));
        let table = file.table.iter().map(|entry| report.row(entry, &questions, &claims)).collect();
        report.unique("mix", file.mix.iter().map(|entry| entry.id.as_str()));
        let mix = file.mix.iter().map(|entry| report.mix(entry, &questions, &actions, &claims)).collect();
        report.unique("paths", file.paths.iter().map(|entry| entry.id.as_str()));
        let paths = file.paths.iter().map(|entry| report.path(entry, &questions, &claims)).collect();
        report.set_aside(&file.set_aside, &claims);
        let prior = file.prior.iter().fold(Evidence::default(), |sum, (role, decibans)| sum + weigh(*role, *decibans));
        let model = Self {
            prior,
            levels: file.levels,
            margins: file.margins,
            stop,
            together,
            questions,
            actions,
            table,
            mix,
            paths,
            sources,
            claims,
            languages: file.languages.iter().map(|entry| (entry.code.clone(), entry.name.clone())).collect(),
        };
        // Reachability is only worth saying of a pack whose references hold.
        if report.is_clean() {
            report.reachability(&model);
        }
        report.finish(Some(model))
    }
}

/// Whether an id has been seen before. Marks it as seen.
fn is_repeated<'a>(seen: &mut Vec<&'a str>, id: &'a str) -> bool {
    let repeated = seen.contains(&id);
    seen.push(id);
    repeated
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether a link may be offered to a visitor: http, https, mailto, or relative to the page.
fn is_safe_link(link: &str) -> bool {
    let scheme = link.split(['/', '?', '#']).next().unwrap_or(link).split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        None => !link.trim().is_empty() && !link.contains(|character: char| character.is_control()),
        Some(scheme) => ["http", "https", "mailto"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed)),
    }
}

impl Report<'_> {
    fn unique<'a>(&mut self, list: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = Vec::new();
        for id in ids {
            if !is_id(id) {
                self.add(&[list, id], "is not an id; use lower-case letters, digits and _");
            }
            if is_repeated(&mut seen, id) {
                self.add(&[list, id], "stands here twice; give one of them another id");
            }
        }
    }

    fn languages(&mut self, file: &ModelFile) {
        if file.languages.is_empty() {
            self.add(&["languages"], "is empty; name at least one language");
        }
        let mut seen = Vec::new();
        for entry in &file.languages {
            // The code becomes part of a file name and of a request.
            let plain = entry.code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            if entry.code.is_empty() || !plain {
                self.add(&["languages", &entry.code], "is not a language code; write it like `en` or `pt-BR`");
            }
            if is_repeated(&mut seen, &entry.code) {
                self.add(&["languages", &entry.code], "stands here twice; remove one");
            }
            if entry.name.trim().is_empty() {
                self.add(&["languages", &entry.code], "has no name; write what the language calls itself");
            }
        }
    }

    fn sources(&mut self, entries: &[SourceEntry]) -> (Vec<Source>, Vec<Claim>) {
        let (mut sources, mut claims) = (Vec::new(), Vec::<Claim>::new());
        let mut seen = Vec::new();
        for entry in entries {
            let path = ["sources", &entry.id];
            if entry.id.is_empty() || entry.id.contains('.') || is_repeated(&mut seen, &entry.id) {
                self.add(&path, "has an id that is empty, holds a dot or stands here twice; correct it");
            }
            if let Some(link) = entry.link.as_deref().filter(|link| !is_safe_link(link)) {
                self.add(
                    &[path[0], path[1], "link"],
                    format!("has a forbidden scheme: `{link}`; use http, https, mailto or a relative link"),
                );
            }
            for name in &entry.claims {
                let id = format!("{}.{name}", entry.id);
                if claims.iter().any(|claim| claim.id == id) {
                    self.add(&[path[0], path[1], "claims", name], "stands here twice; remove one");
                }
                claims.push(Claim { id, source: sources.len() });
            }
            sources.push(Source { id: entry.id.clone(), link: entry.link.clone(), lang: entry.lang.clone() });
        }
        (sources, claims)
    }

    pub(super) fn cited(&mut self, path: &[&str], cited: &[String], claims: &[Claim]) -> Vec<ClaimIx> {
        if cited.is_empty() {
            self.add(path, "names no source; cite at least one claim as `source.claim`");
        }
        cited
            .iter()
            .filter_map(|id| {
                let found = claims.iter().position(|claim| claim.id == *id);
                if found.is_none() {
                    self.add(path, format!("cites the unknown claim `{id}`; add it to `sources` or correct the id"));
                }
                found
            })
            .collect()
    }

    fn question(&mut self, entry: &QuestionEntry, levels: Levels, before: &[Question], claims: &[Claim]) -> Question {
        let path = ["questions", &entry.id];
        if !(2..=MOST_OPTIONS).contains(&entry.options.len()) {
            self.add(
                &[path[0], path[1], "options"],
                format!("has fewer than 2 or more than {MOST_OPTIONS} options; offer 2 to {MOST_OPTIONS}"),
            );
        }
        let mut seen = Vec::new();
        for option in &entry.options {
            let at = [path[0], path[1], "options", &option.id];
            if !is_id(&option.id) || option.id == Question::NOT_SURE {
                self.add(
                    &at,
                    "is not an id that an option can have; use lower-case letters, digits and _, not `not_sure`",
                );
            }
            if is_repeated(&mut seen, &option.id) {
                self.add(&at, "stands here twice; give one of them another id");
            }
        }
        let when = self.conditions(&[path[0], path[1], "when"], &entry.when, before);
        for steering in when.iter().map(|condition| &before[condition.question]) {
            // Asking would be done before that question is reached, and the verdict could change after it.
            if entry.purpose == Purpose::Classify && steering.purpose == Purpose::Advise {
                self.add(
                    &[path[0], path[1], "when"],
                    format!(
                        "rests on `{}`, which only steers the plan and is asked last; rest it on a question that \
                         classifies",
                        steering.id
                    ),
                );
            }
        }
        self.marks(entry);
        Question {
            id: entry.id.clone(),
            purpose: entry.purpose,
            lever: entry.lever,
            near: entry.near,
            scale: entry.scale,
            when,
            options: entry
                .options
                .iter()
                .map(|option| self.option(&path, entry.purpose, option, levels, claims))
                .collect(),
            claims: self.cited(&path, &entry.sources, claims),
        }
    }

    fn option(
        &mut self,
        path: &[&str; 2],
        purpose: Purpose,
        entry: &OptionEntry,
        levels: Levels,
        claims: &[Claim],
    ) -> Choice {
        let path = [path[0], path[1], "options", &entry.id];
        let mut evidence = Evidence::default();
        for (role, level) in entry.speaks_for.iter() {
            evidence = evidence + weigh(*role, levels.decibans(*level));
            if entry.against.get(role).is_some() {
                self.add(&path, format!("speaks for and against `{}`; keep one", role.id()));
            }
        }
        for (role, level) in entry.against.iter() {
            evidence = evidence + weigh(*role, -levels.decibans(*level));
        }
        let silent = entry.speaks_for.iter().chain(entry.against.iter()).next().is_none();
        match purpose {
            Purpose::Classify if silent => self.add(
                &path,
                "has no evidence; say whom it speaks for or against, or `\"for\": {\"customer\": \"none\"}` if it tells \
                 nothing",
            ),
            Purpose::Advise if !silent => {
                self.add(
                    &path,
                    "has evidence in a question that only steers the plan; remove it, or make the purpose `classify`",
                );
            }
            _ => {}
        }
        let claims =
            if silent && entry.sources.is_empty() { Vec::new() } else { self.cited(&path, &entry.sources, claims) };
        Choice { id: entry.id.clone(), evidence, claims }
    }

    /// The conditions at a path, on some of these questions.
    pub(super) fn conditions(
        &mut self,
        path: &[&str; 3],
        entries: &[ConditionEntry],
        before: &[Question],
    ) -> Vec<Condition> {
        entries
            .iter()
            .filter_map(|ConditionEntry { question: name, is, not }| {
                let Some(question) = before.iter().position(|question| question.id == *name) else {
                    self.add(
                        path,
                        format!(
                            "rests on `{name}`, which is not a question that stands before this one; correct the id or \
                             move the question up"
                        ),
                    );
                    return None;
                };
                if is.is_empty() == not.is_empty() {
                    self.add(
                        path,
                        format!("on `{name}` needs exactly one of `is` and `not`, with at least one option"),
                    );
                }
                let mut option = |id: &String| {
                    let option = before[question].option(id);
                    if option.is_none() {
                        self.add(path, format!("rests on the unknown answer `{id}` to `{name}`; correct the id"));
                    }
                    option
                };
                let options = is.iter().chain(not).filter_map(&mut option).collect();
                Some(Condition { question, options, among: not.is_empty() })
            })
            .collect()
    }

    fn action(&mut self, entry: &ActionEntry, questions: &[Question], claims: &[Claim]) -> Action {
        let path = ["actions", &entry.id];
        Action {
            id: entry.id.clone(),
            part: entry.part,
            advised_for: entry.advised_for.clone(),
            when: self.conditions(&[path[0], path[1], "when"], &entry.when, questions),
            effort: entry.effort,
            brings: self.brings(entry, questions),
            claims: self.cited(&path, &entry.sources, claims),
        }
    }

    fn row(&mut self, entry: &RowEntry, questions: &[Question], claims: &[Claim]) -> Row {
        let path = ["table", &entry.id];
        let question = entry.question.as_ref().and_then(|id| {
            let found = questions.iter().position(|question| question.id == *id);
            if found.is_none() {
                self.add(&path, format!("names the unknown question `{id}`; name one of this file, or none"));
            }
            found
        });
        Row { id: entry.id.clone(), question, claims: self.cited(&path, &entry.sources, claims) }
    }

    fn set_aside(&mut self, entries: &Map<String, String>, claims: &[Claim]) {
        for (claim, reason) in entries.iter() {
            if !claims.iter().any(|known| known.id == *claim) {
                self.add(&["set_aside", claim], "is a claim that no source has; correct the id");
            }
            if reason.trim().is_empty() {
                self.add(&["set_aside", claim], "has no reason; say why the claim is not used");
            }
        }
    }

    fn mix(&mut self, entry: &MixEntry, questions: &[Question], actions: &[Action], claims: &[Claim]) -> MixAdvice {
        let path = ["mix", &entry.id];
        let at = ["mix", &entry.id, "when"];
        let when = &entry.when;
        if when.only.is_empty() && when.some.is_empty() && when.every.is_empty() && when.more_than.is_none() {
            self.add(&at, "has no condition; write at least one of only, some, every, more_than");
        }
        if let Some(share) = when.more_than.as_ref().filter(|share| !(1..=99).contains(&share.percent)) {
            self.add(&at, format!("has a share of {} percent; write 1 to 99", share.percent));
        }
        let of = when.more_than.iter().map(|share| &share.of).filter(|of| !of.is_empty());
        if !when.some.iter().chain(of).all(|roles| is_met_by_some(roles, &when.only)) {
            self.add(&at, "can never hold: it needs somebody whom `only` rules out, or nobody at all");
        }
        MixAdvice {
            id: entry.id.clone(),
            only: when.only.clone(),
            some: when.some.clone(),
            every: self.conditions(&at, &when.every, questions),
            more_than: when.more_than.as_ref().map(|share| MoreThan { percent: share.percent, of: share.of.clone() }),
            actions: entry
                .actions
                .iter()
                .filter_map(|id| {
                    let found = actions.iter().position(|action| action.id == *id);
                    if found.is_none() {
                        self.add(&path, format!("names the unknown action `{id}`; name one of this file"));
                    }
                    found
                })
                .collect(),
            claims: self.cited(&path, &entry.sources, claims),
        }
    }
}
