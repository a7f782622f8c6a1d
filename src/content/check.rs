//! From a pack as written to a pack that cannot be wrong, or to the list of everything that is wrong with it.
//!
//! The browser runs the same checks as `cargo xtask check-content`, so that a broken pack is named on the page that
//! embeds it. That is why messages are joined from pieces: formatting machinery is paid for by every visitor.

use super::{
    ActionWords, ChoiceWords, MixWords, Phrase, Problem, QuestionWords, RoleWords, RowWords, SourceWords, Str, Text,
    files::{
        ActionEntry, ConditionEntry, Direction, Levels, Margins, MixEntry, ModelFile, OptionEntry, Purpose,
        QuestionEntry, Role, SourceEntry, TextFile,
    },
    model::{
        Action, Choice, ChoiceIx, Claim, ClaimIx, Condition, Evidence, MixAdvice, Model, MoreThan, Question, Row,
        Source,
    },
    node::Map,
    report::Report,
};

/// The id that stands for "not sure" in answers; no option may be called so.
pub const NOT_SURE: &str = "not_sure";

/// A weight is at least 1 and at most this many decibans: odds of a thousand to one, more than any answer can tell.
pub const MOST_DECIBANS: i16 = 30;
/// No pack has more questions. Keeps every sum of weights far inside its integer, and the search for a decision short.
pub const MOST_QUESTIONS: usize = 64;
/// No question has more options: beyond that nobody reads them all.
pub const MOST_OPTIONS: usize = 8;

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
        let (sources, claims) = report.sources(&file.sources);
        let mut questions = Vec::new();
        report.unique("questions", file.questions.iter().map(|entry| entry.id.as_str()));
        if file.questions.is_empty() || file.questions.len() > MOST_QUESTIONS {
            report.add(&["questions"], &["holds no question or more than 64; the engine takes 1 to 64"]);
        }
        for entry in &file.questions {
            let question = report.question(entry, file.levels, &questions, &claims);
            questions.push(question);
        }
        report.unique("actions", file.actions.iter().map(|entry| entry.id.as_str()));
        let actions: Vec<Action> = file.actions.iter().map(|entry| report.action(entry, &questions, &claims)).collect();
        report.unique("table", file.table.iter().map(|entry| entry.id.as_str()));
        let table = file
            .table
            .iter()
            .map(|entry| {
                let path = ["table", &entry.id];
                let question = entry.question.as_ref().and_then(|id| {
                    let found = questions.iter().position(|question| question.id == *id);
                    if found.is_none() {
                        report.add(&path, &["names the unknown question `", id, "`; name one of this file, or none"]);
                    }
                    found
                });
                Row { id: entry.id.clone(), question, claims: report.cited(&path, &entry.sources, &claims) }
            })
            .collect();
        report.unique("mix", file.mix.iter().map(|entry| entry.id.as_str()));
        let mix = file.mix.iter().map(|entry| report.mix(entry, &questions, &actions, &claims)).collect();
        for (claim, reason) in file.set_aside.iter() {
            if !claims.iter().any(|known| known.id == *claim) {
                report.add(&["set_aside", claim], &["is a claim that no source has; correct the id"]);
            }
            if reason.trim().is_empty() {
                report.add(&["set_aside", claim], &["has no reason; say why the claim is not used"]);
            }
        }
        let prior = file.prior.iter().fold(Evidence::default(), |sum, (role, decibans)| sum + weigh(*role, *decibans));
        let model = Self {
            prior,
            levels: file.levels,
            margins: file.margins,
            questions,
            actions,
            table,
            mix,
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

fn weigh(role: Role, decibans: i16) -> Evidence {
    let mut evidence = Evidence::default();
    let place = role as usize;
    match place {
        0..3 => evidence.types[place] = decibans,
        _ => evidence.kinds[place - 3] = decibans,
    }
    evidence
}

/// Whether an id has been seen before; from now on it has.
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
                self.add(&[list, id], &["is not an id; use lower-case letters, digits and _"]);
            }
            if is_repeated(&mut seen, id) {
                self.add(&[list, id], &["stands here twice; give one of them another id"]);
            }
        }
    }

    fn languages(&mut self, file: &ModelFile) {
        if file.languages.is_empty() {
            self.add(&["languages"], &["is empty; name at least one language"]);
        }
        let mut seen = Vec::new();
        for entry in &file.languages {
            // The code becomes part of a file name and of a request.
            let plain = entry.code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            if entry.code.is_empty() || !plain {
                self.add(&["languages", &entry.code], &["is not a language code; write it like `en` or `pt-BR`"]);
            }
            if is_repeated(&mut seen, &entry.code) {
                self.add(&["languages", &entry.code], &["stands here twice; remove one"]);
            }
            if entry.name.trim().is_empty() {
                self.add(&["languages", &entry.code], &["has no name; write what the language calls itself"]);
            }
        }
    }

    fn weights(&mut self, levels: Levels, margins: Margins, prior: &Map<Role, i16>) {
        let steps = [
            ("decisive", levels.decisive),
            ("strong", levels.strong),
            ("moderate", levels.moderate),
            ("slight", levels.slight),
        ];
        for (name, decibans) in steps {
            if !(1..=MOST_DECIBANS).contains(&decibans) {
                self.add(&["levels", name], &["is out of range; write 1 to 30 decibans"]);
            }
        }
        if steps.windows(2).any(|pair| pair[0].1 <= pair[1].1) {
            self.add(&["levels"], &["do not fall from decisive to slight; each must be smaller than the one before"]);
        }
        if !(1 <= margins.between && margins.between <= margins.also && margins.also <= margins.clear) {
            self.add(&["margins"], &["do not rise; write 1 <= between <= also <= clear"]);
        }
        if margins.clear > 2 * MOST_DECIBANS {
            self.add(&["margins", "clear"], &["is out of range; write at most 60 decibans"]);
        }
        for (role, decibans) in prior.iter() {
            if !(-MOST_DECIBANS..=MOST_DECIBANS).contains(decibans) {
                self.add(&["prior", role.id()], &["is out of range; write -30 to 30 decibans"]);
            }
        }
    }

    fn sources(&mut self, entries: &[SourceEntry]) -> (Vec<Source>, Vec<Claim>) {
        let (mut sources, mut claims) = (Vec::new(), Vec::<Claim>::new());
        let mut seen = Vec::new();
        for entry in entries {
            let path = ["sources", &entry.id];
            if entry.id.is_empty() || entry.id.contains('.') || is_repeated(&mut seen, &entry.id) {
                self.add(&path, &["has an id that is empty, holds a dot or stands here twice; correct it"]);
            }
            if let Some(link) = entry.link.as_deref().filter(|link| !is_safe_link(link)) {
                self.add(
                    &[path[0], path[1], "link"],
                    &["has a forbidden scheme: `", link, "`; use http, https, mailto or a relative link"],
                );
            }
            for name in &entry.claims {
                let id = [&entry.id, ".", name].concat();
                if claims.iter().any(|claim| claim.id == id) {
                    self.add(&[path[0], path[1], "claims", name], &["stands here twice; remove one"]);
                }
                claims.push(Claim { id, source: sources.len() });
            }
            sources.push(Source { id: entry.id.clone(), link: entry.link.clone(), lang: entry.lang.clone() });
        }
        (sources, claims)
    }

    fn cited(&mut self, path: &[&str], cited: &[String], claims: &[Claim]) -> Vec<ClaimIx> {
        if cited.is_empty() {
            self.add(path, &["names no source; cite at least one claim as `source.claim`"]);
        }
        cited
            .iter()
            .filter_map(|id| {
                let found = claims.iter().position(|claim| claim.id == *id);
                if found.is_none() {
                    self.add(path, &["cites the unknown claim `", id, "`; add it to `sources` or correct the id"]);
                }
                found
            })
            .collect()
    }

    fn question(&mut self, entry: &QuestionEntry, levels: Levels, before: &[Question], claims: &[Claim]) -> Question {
        let path = ["questions", &entry.id];
        if !(2..=MOST_OPTIONS).contains(&entry.options.len()) {
            self.add(&[path[0], path[1], "options"], &["has fewer than 2 or more than 8 options; offer 2 to 8"]);
        }
        let mut seen = Vec::new();
        for option in &entry.options {
            let place = [path[0], path[1], "options", &option.id];
            if !is_id(&option.id) || option.id == NOT_SURE {
                self.add(
                    &place,
                    &["is not an id that an option can have; use lower-case letters, digits and _, not `not_sure`"],
                );
            }
            if is_repeated(&mut seen, &option.id) {
                self.add(&place, &["stands here twice; give one of them another id"]);
            }
        }
        let when = self.conditions(&path, &entry.when, before);
        for steering in when.iter().map(|condition| &before[condition.question]) {
            // Asking would be done before that question is reached, and the verdict could change after it.
            if entry.purpose == Purpose::Classify && steering.purpose == Purpose::Advise {
                self.add(
                    &[path[0], path[1], "when"],
                    &[
                        "rests on `",
                        &steering.id,
                        "`, which only steers the plan and is asked last; rest it on a question that classifies",
                    ],
                );
            }
        }
        Question {
            id: entry.id.clone(),
            purpose: entry.purpose,
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
                self.add(&path, &["speaks for and against `", role.id(), "`; keep one"]);
            }
        }
        for (role, level) in entry.against.iter() {
            evidence = evidence + weigh(*role, -levels.decibans(*level));
        }
        let silent = entry.speaks_for.iter().chain(entry.against.iter()).next().is_none();
        match purpose {
            Purpose::Classify if silent => self.add(&path, &[
                "has no evidence; say whom it speaks for or against, or `\"for\": {\"customer\": \"none\"}` if it tells nothing",
            ]),
            Purpose::Advise if !silent => {
                self.add(&path, &["has evidence in a question that only steers the plan; remove it, or make the purpose `classify`"]);
            }
            _ => {}
        }
        let claims =
            if silent && entry.sources.is_empty() { Vec::new() } else { self.cited(&path, &entry.sources, claims) };
        Choice { id: entry.id.clone(), evidence, claims }
    }

    fn conditions(&mut self, path: &[&str], entries: &[ConditionEntry], before: &[Question]) -> Vec<Condition> {
        let path = [path, &["when"]].concat();
        entries
            .iter()
            .filter_map(|entry| {
                let Some(question) = before.iter().position(|question| question.id == entry.question) else {
                    self.add(&path, &[
                        "rests on `",
                        &entry.question,
                        "`, which is not a question that stands before this one; correct the id or move the question up",
                    ]);
                    return None;
                };
                if entry.is.is_empty() == entry.not.is_empty() {
                    self.add(&path, &["on `", &entry.question, "` needs exactly one of `is` and `not`, with at least one option"]);
                }
                let options = entry
                    .is
                    .iter()
                    .chain(&entry.not)
                    .filter_map(|id| {
                        let option = before[question].option(id);
                        if option.is_none() {
                            self.add(&path, &["rests on the unknown answer `", id, "` to `", &entry.question, "`; correct the id"]);
                        }
                        option
                    })
                    .collect();
                Some(Condition { question, options, among: entry.not.is_empty() })
            })
            .collect()
    }

    fn action(&mut self, entry: &ActionEntry, questions: &[Question], claims: &[Claim]) -> Action {
        let path = ["actions", &entry.id];
        Action {
            id: entry.id.clone(),
            part: entry.part,
            advised_for: entry.advised_for.clone(),
            when: self.conditions(&path, &entry.when, questions),
            effort: entry.effort,
            claims: self.cited(&path, &entry.sources, claims),
        }
    }

    fn mix(&mut self, entry: &MixEntry, questions: &[Question], actions: &[Action], claims: &[Claim]) -> MixAdvice {
        let path = ["mix", &entry.id];
        let place = ["mix", &entry.id, "when"];
        let when = &entry.when;
        if when.only.is_empty() && when.some.is_empty() && when.every.is_empty() && when.more_than.is_none() {
            self.add(&place, &["has no condition; write at least one of only, some, every, more_than"]);
        }
        if let Some(share) = when.more_than.as_ref().filter(|share| !(1..=99).contains(&share.percent)) {
            let percent = share.percent.to_string();
            self.add(&place, &["has a share of ", &percent, " percent; write 1 to 99"]);
        }
        let of = when.more_than.iter().map(|share| &share.of).filter(|of| !of.is_empty());
        if !when.some.iter().chain(of).all(|roles| is_met_by_some(roles, &when.only)) {
            self.add(&place, &["can never hold: it needs somebody whom `only` rules out, or nobody at all"]);
        }
        MixAdvice {
            id: entry.id.clone(),
            only: when.only.clone(),
            some: when.some.clone(),
            every: self.conditions(&path, &when.every, questions),
            more_than: when.more_than.as_ref().map(|share| MoreThan { percent: share.percent, of: share.of.clone() }),
            actions: entry
                .actions
                .iter()
                .filter_map(|id| {
                    let found = actions.iter().position(|action| action.id == *id);
                    if found.is_none() {
                        self.add(&path, &["names the unknown action `", id, "`; name one of this file"]);
                    }
                    found
                })
                .collect(),
            claims: self.cited(&path, &entry.sources, claims),
        }
    }

    fn reachability(&mut self, model: &Model) {
        for advice in &model.mix {
            let is_open = |condition| Scope::of(model, std::slice::from_ref(condition)).is_some();
            if !advice.every.is_empty() && !advice.every.iter().any(is_open) {
                self.add(
                    &["mix", &advice.id, "when"],
                    &["can never hold, so this is never said; loosen or remove a condition"],
                );
            }
        }
        for question in &model.questions {
            if Scope::of(model, &question.when).is_none() {
                self.add(
                    &["questions", &question.id, "when"],
                    &["can never hold, so this is never asked; loosen or remove a condition"],
                );
            }
        }
        for action in &model.actions {
            let Some(scope) = Scope::of(model, &action.when) else {
                self.add(
                    &["actions", &action.id, "when"],
                    &["can never hold, so this is never advised; loosen or remove a condition"],
                );
                continue;
            };
            let roles = &action.advised_for;
            if !roles.is_empty() && !roles.iter().any(|role| scope.can_name(model, *role)) {
                self.add(&["actions", &action.id, "for"], &[
                    "names nobody that a verdict can name under these conditions, so this is never advised; change `for` or `when`",
                ]);
            }
        }
    }
}

/// Whether a relationship of one of these types or kinds may also be of one of those; of any where there are none of those.
/// Every kind is one of customer.
fn is_met_by_some(roles: &[Role], only: &[Role]) -> bool {
    let is_customer = |role| matches!(role, Role::Customer | Role::Internal | Role::External | Role::Intermediary);
    let agree = |one: Role, other: Role| {
        one == other || (is_customer(one) && is_customer(other) && (one == Role::Customer || other == Role::Customer))
    };
    roles.iter().any(|&one| only.is_empty() || only.iter().any(|&other| agree(one, other)))
}

/// The answers that a list of conditions leaves open, at the index of each question.
struct Scope(Vec<Open>);

#[derive(Clone)]
struct Open {
    options: Vec<ChoiceIx>,
    /// Whether the question may also stay unanswered.
    unanswered: bool,
}

impl Scope {
    /// `None` where the conditions contradict each other. Exact: an answer that need not be given may always be left out,
    /// so only the required ones bring their own conditions with them.
    fn of(model: &Model, conditions: &[Condition]) -> Option<Self> {
        let mut scope = Self(
            model
                .questions
                .iter()
                .map(|question| Open { options: (0..question.options.len()).collect(), unanswered: true })
                .collect(),
        );
        let mut pending: Vec<&Condition> = conditions.iter().collect();
        while let Some(condition) = pending.pop() {
            let open = &mut scope.0[condition.question];
            open.options.retain(|option| condition.options.contains(option) == condition.among);
            if condition.among {
                if open.unanswered {
                    pending.extend(&model.questions[condition.question].when);
                }
                open.unanswered = false;
            }
            if open.options.is_empty() && !open.unanswered {
                return None;
            }
        }
        Some(scope)
    }

    /// Whether a verdict within the scope may name the role. Each rival is bounded on its own, so `false` is certain.
    fn can_name(&self, model: &Model, role: Role) -> bool {
        let most = |difference: &dyn Fn(&Evidence) -> i16| {
            self.0.iter().enumerate().fold(difference(&model.prior), |sum, (question, open)| {
                let best = open
                    .options
                    .iter()
                    .map(|&option| difference(&model.questions[question].options[option].evidence))
                    .max();
                sum + if open.unanswered { best.unwrap_or(0).max(0) } else { best.unwrap_or(0) }
            })
        };
        let place = role as usize;
        if place < 3 {
            (0..3).all(|rival| {
                rival == place
                    || most(&|evidence: &Evidence| evidence.types[place] - evidence.types[rival]) > -model.margins.also
            })
        } else {
            self.can_name(model, Role::Customer)
                && (3..6).all(|rival| {
                    rival == place
                        || most(&|evidence: &Evidence| evidence.kinds[place - 3] - evidence.kinds[rival - 3]) > 0
                })
        }
    }
}

impl Text {
    /// Checks a language file against its model. `name` is the file's own, as `en.json`.
    ///
    /// # Errors
    /// Every sentence that is missing, surplus or empty, and every placeholder that is missing or unknown.
    pub fn check(file: &TextFile, model: &Model, name: &str) -> Result<Self, Vec<Problem>> {
        let mut report = Report::of(name);
        if model.languages.iter().all(|(code, _)| *code != file.language) {
            report.add(
                &["language"],
                &["is `", &file.language, "`, which `languages` in model.json does not list; add it there"],
            );
        } else if name.strip_suffix(".json") != Some(&file.language) {
            report.add(&["language"], &["is `", &file.language, "`, which is not the name of this file; correct it"]);
        }
        let phrases = report
            .aligned(&["phrases"], &file.phrases, Phrase::ALL.iter().map(|phrase| phrase.name()))
            .into_iter()
            .map(|(name, sentence)| report.sentence(&["phrases", name], sentence))
            .collect();
        report.placeholders(&file.phrases);
        let roles = Role::ALL
            .iter()
            .filter_map(|role| {
                let path = ["roles", role.id()];
                let Some(words) = file.roles.get(role) else {
                    report.add(&path, &["is missing; add it"]);
                    return None;
                };
                Some(RoleWords {
                    name: report.sentence(&path, &words.name),
                    many: report.sentence(&path, &words.many),
                    meaning: report.sentence(&path, &words.meaning),
                })
            })
            .collect();
        let questions = report.questions(file, model);
        let actions = report
            .aligned(&["actions"], &file.actions, model.actions.iter().map(|action| action.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["actions", id];
                ActionWords {
                    title: report.sentence(&path, &words.title),
                    text: report.sentence(&path, &words.text),
                    first: report.sentence(&path, &words.first),
                    measure: report.sentence(&path, &words.measure),
                    ready: words.ready.as_deref().map(|ready| report.sentence(&path, ready)),
                }
            })
            .collect();
        let mut claims = vec![Str::from(""); model.claims.len()];
        let sources = report
            .aligned(&["sources"], &file.sources, model.sources.iter().map(|source| source.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["sources", id, "claims"];
                let own = |claim: &Claim| Some(claim.id.strip_prefix(id)?.strip_prefix('.')?.to_owned());
                let (places, names): (Vec<ClaimIx>, Vec<String>) =
                    model.claims.iter().enumerate().filter_map(|(place, claim)| Some((place, own(claim)?))).unzip();
                let found = report.aligned(&path, &words.claims, names.iter().map(String::as_str));
                for (name, sentence) in found {
                    if let Some(index) = names.iter().position(|known| known == name) {
                        claims[places[index]] = report.sentence(&[path[0], path[1], path[2], name], sentence);
                    }
                }
                SourceWords {
                    title: report.sentence(&path[..2], &words.title),
                    publisher: report.sentence(&path[..2], &words.publisher),
                }
            })
            .collect();
        let table = report
            .aligned(&["table"], &file.table, model.table.iter().map(|row| row.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["table", id];
                RowWords {
                    label: report.sentence(&path, &words.label),
                    cells: [&words.client, &words.customer, &words.consumer].map(|cell| report.sentence(&path, cell)),
                }
            })
            .collect();
        let mix = report
            .aligned(&["mix"], &file.mix, model.mix.iter().map(|advice| advice.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["mix", id];
                MixWords { title: report.sentence(&path, &words.title), text: report.sentence(&path, &words.text) }
            })
            .collect();
        let language = file.language.as_str().into();
        let direction = file.direction.unwrap_or(Direction::LeftToRight);
        report.finish(Some(Self {
            language,
            direction,
            phrases,
            roles,
            questions,
            actions,
            sources,
            claims,
            table,
            mix,
        }))
    }
}

impl Report<'_> {
    fn questions(&mut self, file: &TextFile, model: &Model) -> Vec<QuestionWords> {
        self.aligned(&["questions"], &file.questions, model.questions.iter().map(|question| question.id.as_str()))
            .into_iter()
            .map(|(id, words)| {
                let path = ["questions", id, "options"];
                let ids: &[Choice] = model.question(id).map_or(&[], |question| &model.questions[question].options);
                let options = self
                    .aligned(&path, &words.options, ids.iter().map(|option| option.id.as_str()))
                    .into_iter()
                    .map(|(option, words)| {
                        let path = [path[0], path[1], path[2], option];
                        ChoiceWords {
                            label: self.sentence(&path, &words.label),
                            note: words.note.as_deref().map(|note| self.sentence(&path, note)),
                            reason: self.sentence(&path, &words.reason),
                        }
                    })
                    .collect();
                QuestionWords {
                    prompt: self.sentence(&path[..2], &words.prompt),
                    help: self.sentence(&path[..2], &words.help),
                    options,
                }
            })
            .collect()
    }

    /// The entries in the order of `ids`. Reports ids without an entry, and entries without an id.
    fn aligned<'t, T>(
        &mut self,
        path: &[&str],
        entries: &'t Map<String, T>,
        ids: impl Iterator<Item = &'t str>,
    ) -> Vec<(&'t str, &'t T)> {
        let ids: Vec<&str> = ids.collect();
        for surplus in entries.iter().map(|(key, _)| key).filter(|key| !ids.contains(&key.as_str())) {
            self.add(&[path, &[surplus]].concat(), &["belongs to nothing; correct the id or remove it"]);
        }
        ids.into_iter()
            .filter_map(|id| {
                let found = entries.get(id);
                if found.is_none() {
                    self.add(&[path, &[id]].concat(), &["is missing; add it"]);
                }
                Some((id, found?))
            })
            .collect()
    }

    fn sentence(&mut self, path: &[&str], sentence: &str) -> Str {
        if sentence.trim().is_empty() {
            self.add(path, &["holds an empty sentence; write it"]);
        }
        sentence.into()
    }

    fn placeholders(&mut self, phrases: &Map<String, String>) {
        for phrase in Phrase::ALL {
            let Some(sentence) = phrases.get(phrase.name()) else { continue };
            let path = ["phrases", phrase.name()];
            let found: Vec<&str> =
                sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(hole, _)| hole)).collect();
            for hole in phrase.holes() {
                if !found.contains(hole) {
                    self.add(&path, &["lacks the placeholder {", hole, "}; put it where the value belongs"]);
                }
            }
            for hole in found {
                if !phrase.holes().contains(&hole) {
                    self.add(&path, &["holds the unknown placeholder {", hole, "}; remove it"]);
                }
            }
        }
    }
}

/// What the languages of a pack must agree on among themselves: an action has text to copy in all of them or in none.
#[must_use]
pub fn disagreements(files: &[(&str, &TextFile)]) -> Vec<Problem> {
    let Some(((first, base), others)) = files.split_first() else { return Vec::new() };
    let mut problems = Vec::new();
    for (name, file) in others {
        let mut report = Report::of(name);
        for (id, words) in base.actions.iter() {
            let other = file.actions.get(id);
            if other.is_some_and(|other| other.ready.is_some() != words.ready.is_some()) {
                report.add(
                    &["actions", id, "ready"],
                    &["stands in only one of this file and ", first, "; write it in both or in none"],
                );
            }
        }
        problems.extend(report.finish(None::<()>).err().unwrap_or_default());
    }
    problems
}
