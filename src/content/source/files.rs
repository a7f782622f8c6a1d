//! The pack exactly as it is written in its files: what an author edits, and what the JSON Schema describes. Its shape is
//! certain; its meaning is checked by [`Model::check`](crate::content::Model::check) and
//! [`Text::check`](crate::content::Text::check).

use super::{
    node::Node,
    record::{Map, Read, read_fields, record},
    report::{Problem, Report},
};
use crate::content::{
    model::{Levels, Margins},
    terms::{Bearing, Direction, Effort, Level, Part, Purpose, Role},
};

record! {
    /// `model.json`: what the pack knows, without a sentence of text.
    ModelFile {
        /// Where the editor finds the schema of this file. Not used by the product.
        schema: Option<String> = "$schema" default;
        /// The languages of the pack; each has a file `CODE.json`. The first one is the fallback.
        languages: Vec<LanguageEntry> = "languages";
        /// The weight of evidence behind each level, in decibans (1 to 30), strongest first.
        levels: Levels = "levels";
        /// What holds before any answer, in decibans for each type and kind; left out means 0.
        prior: Map<Role, i16> = "prior" default;
        /// How far apart the types must stand for each firmness, in decibans.
        margins: Margins = "margins";
        /// How many questions are asked where the visitor does not want the verdict proved.
        stop: StopEntry = "stop";
        /// The two types that one party can hold together, and how answers show that each of them is held.
        together: Option<TogetherEntry> = "together" default;
        /// The articles and surveys that the pack cites, and the claims that it takes from each.
        sources: Vec<SourceEntry> = "sources";
        /// The questions. A condition may only name a question that stands before its own.
        questions: Vec<QuestionEntry> = "questions";
        /// What the plan can advise, in the order in which it is advised.
        actions: Vec<ActionEntry> = "actions";
        /// The rows of the table that compares the three types.
        table: Vec<RowEntry> = "table" default;
        /// What is said of several relationships side by side, in the order in which it is said.
        mix: Vec<MixEntry> = "mix" default;
        /// What is said of a way to another role, in the order in which it is said.
        paths: Vec<PathEntry> = "paths" default;
        /// Claims that the pack deliberately does not use, each with the reason.
        set_aside: Map<String, String> = "set_aside" default;
    }
}

record! {
    /// One language of the pack.
    LanguageEntry {
        /// BCP 47 code, for example `en`. Names the file.
        code: String = "code";
        /// What the language calls itself, for example `English`.
        name: String = "name";
    }
}

read_fields! { Levels { decisive = "decisive"; strong = "strong"; moderate = "moderate"; slight = "slight"; } }

read_fields! { Margins { between = "between"; also = "also"; clear = "clear"; } }

record! {
    /// When asking stops where the visitor does not want the verdict proved. Both count questions that classify.
    StopEntry {
        /// After this many, as soon as no further answer could change by itself who they are. At least 1.
        after: i16 = "after";
        /// After this many in any case. At least `after`.
        most: i16 = "most";
    }
}

record! {
    /// Two types that one party can hold together, as whoever buys a thing and then uses it.
    TogetherEntry {
        /// The type that the verdict names first where both are held.
        first: HeldEntry = "first";
        /// The other one.
        second: HeldEntry = "second";
    }
}

record! {
    /// A type, and what shows that it is held.
    HeldEntry {
        /// A type, not a kind of customer.
        role: Role = "role";
        /// Held where all of these hold. They are on questions that classify.
        when: Vec<ConditionEntry> = "when";
    }
}

record! {
    /// An article or survey.
    SourceEntry {
        /// Short name; a claim is cited as `source.claim`.
        id: String = "id";
        /// Where it can be read: http, https, mailto, or relative to the page.
        link: Option<String> = "link" default;
        /// Language of its title, by its code, so that it is read out in that; left out where the title is translated.
        lang: Option<String> = "lang" default;
        /// The names of the claims taken from it.
        claims: Vec<String> = "claims";
    }
}

record! {
    /// A question as written. Its sentences stand in the language files under the same id.
    QuestionEntry {
        /// Lower-case letters, digits and `_`.
        id: String = "id";
        /// What the answers are for.
        purpose: Purpose = "purpose";
        /// Whether the owner can bring about another answer: how far it is shaped to them, what is agreed. Otherwise the
        /// answer is a circumstance. Only where the purpose is `classify`.
        lever: bool = "lever" default;
        /// Of a circumstance: whether it may well be otherwise, so that "if somebody else paid" is worth saying.
        near: bool = "near" default;
        /// Whether the options stand in order, each beside the next. A change to the next one is then the nearest.
        scale: bool = "scale" default;
        /// Asked only where all of these hold.
        when: Vec<ConditionEntry> = "when" default;
        /// Two to eight answers. "Not sure" is always offered beside them and is never written here.
        options: Vec<OptionEntry> = "options";
        /// The claims that say why this is worth asking, as `source.claim`.
        sources: Vec<String> = "sources";
    }
}

record! {
    /// A condition on the answer to an earlier question. Exactly one of `is` and `not` is given.
    ConditionEntry {
        /// The question.
        question: String = "question";
        /// Holds if the answer is one of these. Unanswered and "not sure" do not hold.
        is: Vec<String> = "is" default;
        /// Holds unless the answer is one of these. Unanswered and "not sure" hold.
        not: Vec<String> = "not" default;
    }
}

record! {
    /// An answer that a question offers.
    OptionEntry {
        /// Lower-case letters, digits and `_`; unique in its question.
        id: String = "id";
        /// Types and kinds that this answer speaks for.
        speaks_for: Map<Role, Level> = "for" default;
        /// Types and kinds that this answer speaks against.
        against: Map<Role, Level> = "against" default;
        /// The claims behind that, as `source.claim`.
        sources: Vec<String> = "sources" default;
    }
}

record! {
    /// Something to do. Its sentences stand in the language files under the same id.
    ActionEntry {
        /// Lower-case letters, digits and `_`.
        id: String = "id";
        /// The part of the plan.
        part: Part = "part";
        /// Advised only where the verdict names one of these types or kinds; empty: for every verdict.
        advised_for: Vec<Role> = "for" default;
        /// Advised only where all of these hold.
        when: Vec<ConditionEntry> = "when" default;
        /// How much work it is.
        effort: Effort = "effort";
        /// The answers that it helps to bring about, by `is`: shown with the steps of a way to another role.
        brings: Vec<ConditionEntry> = "brings" default;
        /// The claims behind it, as `source.claim`.
        sources: Vec<String> = "sources";
    }
}

record! {
    /// Advice on the mix of the relationships that a visitor has saved. Its sentences stand in the language files under the
    /// same id.
    MixEntry {
        /// Lower-case letters, digits and `_`.
        id: String = "id";
        /// Given only where all of this holds.
        when: MixConditions = "when";
        /// The actions that carry it out.
        actions: Vec<String> = "actions";
        /// The claims behind it, as `source.claim`.
        sources: Vec<String> = "sources";
    }
}

record! {
    /// Conditions on a mix; at least one is given. A relationship that lies between the types is of none.
    MixConditions {
        /// Every relationship is of one of these types or kinds.
        only: Vec<Role> = "only" default;
        /// For each list: some relationship is of one of the types or kinds in it.
        some: Vec<Vec<Role>> = "some" default;
        /// Every relationship meets at least one of these.
        every: Vec<ConditionEntry> = "every" default;
        /// One relationship brings more than a share of revenue.
        more_than: Option<ShareEntry> = "more_than" default;
    }
}

record! {
    /// What is said of a way to another role. Its sentence stands in the language files under the same id.
    PathEntry {
        /// Lower-case letters, digits and `_`.
        id: String = "id";
        /// Said of a way to one of these types or kinds.
        to: Vec<Role> = "to";
        /// What it says of it.
        says: Bearing = "says";
        /// Said only where all of these hold. What has not been answered is left to the visitor: "if ...".
        when: Vec<ConditionEntry> = "when" default;
        /// The claims behind it, as `source.claim`.
        sources: Vec<String> = "sources";
    }
}

record! {
    /// A share of revenue, as the visitor has entered it.
    ShareEntry {
        /// 1 to 99.
        percent: i16 = "percent";
        /// The relationship is of one of these types or kinds; empty: of any.
        of: Vec<Role> = "of" default;
    }
}

record! {
    /// A row of the comparison table.
    RowEntry {
        /// Lower-case letters, digits and `_`.
        id: String = "id";
        /// The question that asks about this row, if one does.
        question: Option<String> = "question" default;
        /// The claims behind its cells, as `source.claim`.
        sources: Vec<String> = "sources";
    }
}

record! {
    /// `en.json`, `id.json`, ...: every sentence that a visitor reads, by id.
    TextFile {
        /// Where the editor finds the schema of this file. Not used by the product.
        schema: Option<String> = "$schema" default;
        /// The code of the language, as in `model.json`.
        language: String = "language";
        /// Where its lines begin; left out means `ltr`.
        direction: Option<Direction> = "direction" default;
        /// The words of the frame around the questions, by the names in `src/content/phrases.rs`.
        phrases: Map<String, String> = "phrases";
        /// What each type and kind is called.
        roles: Map<Role, RoleText> = "roles";
        /// By the id of the question.
        questions: Map<String, QuestionText> = "questions";
        /// By the id of the action.
        actions: Map<String, ActionText> = "actions";
        /// By the id of the source.
        sources: Map<String, SourceText> = "sources";
        /// By the id of the row.
        table: Map<String, RowText> = "table" default;
        /// By the id of the advice on a mix.
        mix: Map<String, MixText> = "mix" default;
        /// One sentence each, by the id of what is said of a way to another role.
        paths: Map<String, String> = "paths" default;
    }
}

record! {
    /// What a type or kind is called, and what it means.
    RoleText {
        /// As a label: `Client`.
        name: String = "name";
        /// In a sentence, of many: `clients`.
        many: String = "many";
        /// One sentence: who that is.
        meaning: String = "meaning";
    }
}

record! {
    /// The sentences of a question.
    QuestionText {
        /// The question itself.
        prompt: String = "prompt";
        /// One or two sentences with an example.
        help: String = "help";
        /// By the id of the option.
        options: Map<String, OptionText> = "options";
    }
}

record! {
    /// The words of an option.
    OptionText {
        /// The answer, as the visitor would say it.
        label: String = "label";
        /// A short addition below it.
        note: Option<String> = "note" default;
        /// The answer as a reason, after "because": "they sell it on". No capital, no full stop.
        reason: String = "reason";
    }
}

record! {
    /// The sentences of an action.
    ActionText {
        /// What to do, in a few words.
        title: String = "title";
        /// What to do, in two to four sentences, with a concrete example.
        text: String = "text";
        /// The first step.
        first: String = "first";
        /// How to tell that it works.
        measure: String = "measure";
        /// Text to copy and use as it is. Either in every language or in none.
        ready: Option<String> = "ready" default;
    }
}

record! {
    /// What a source is called and what it claims.
    SourceText {
        /// The title of the article.
        title: String = "title";
        /// Who published it, or that it is not stated.
        publisher: String = "publisher";
        /// Each claim in a sentence of our own, by its name.
        claims: Map<String, String> = "claims";
    }
}

record! {
    /// A row of the comparison table.
    RowText {
        /// What is compared.
        label: String = "label";
        /// For a client.
        client: String = "client";
        /// For a customer.
        customer: String = "customer";
        /// For a consumer.
        consumer: String = "consumer";
    }
}

record! {
    /// The sentences of advice on a mix.
    MixText {
        /// What stands out in the mix, in a few words.
        title: String = "title";
        /// What that means, in two or three sentences.
        text: String = "text";
    }
}

/// Reads `model.json` from its parsed form.
///
/// # Errors
/// Every place whose shape is wrong.
pub fn model(node: &Node) -> Result<ModelFile, Vec<Problem>> {
    read("model.json", node)
}

/// Reads a language file from its parsed form. `name` is the file's own, as `en.json`.
///
/// # Errors
/// Every place whose shape is wrong.
pub fn text(name: &str, node: &Node) -> Result<TextFile, Vec<Problem>> {
    read(name, node)
}

fn read<T: Read>(name: &str, node: &Node) -> Result<T, Vec<Problem>> {
    let mut report = Report::of(name);
    let file = T::read(node, &mut report);
    report.finish(file)
}
