//! Every set of answers has one verdict, that of its sum, and every outcome is some set's.

use std::collections::{BTreeMap, HashMap};

use super::{
    report::{Proof, grouped, in_words},
    subject::Engine,
    sums::{Picks, Sum, Weights, plus},
};
use crate::{
    content::{Kind, Type},
    engine::{Firmness, Verdict},
};

/// Sets that nothing can tell apart any more.
struct Group {
    sets: u128,
    /// The set found first and the set found last, which differ in what does not matter.
    members: [Picks; 2],
}

/// Proves it over every set in which each question that classifies is answered, "not sure" or left out, whether or not
/// its conditions hold. Those that steer the plan weigh nothing: the check of a pack refuses evidence there.
#[must_use]
pub fn prove(weights: &Weights, engine: &Engine) -> Proof {
    Proof::of(
        "Every complete or partial set of answers has exactly one verdict, the one of its added evidence; and every \
         type, second role, kind and firmness is the verdict of some set, as is holding both roles of the pair.",
        || {
            let groups = groups(weights);
            let mut reached: BTreeMap<String, u128> = expected(weights);
            for (sum, group) in &groups {
                let verdict = weights.verdict(*sum);
                for member in group.members {
                    let answers = weights.answers(member);
                    let found = (engine.verdict)(weights.model, &answers);
                    if found != verdict {
                        let words = in_words(weights.model, &answers);
                        return Err(format!("{words}: the evidence adds up to {verdict:?}, the engine says {found:?}"));
                    }
                }
                for outcome in outcomes(&verdict) {
                    *reached.entry(outcome).or_default() += group.sets;
                }
            }
            if let Some((outcome, _)) = reached.iter().find(|(_, sets)| **sets == 0) {
                return Err(format!("no set of answers has the {outcome}"));
            }
            let covered = groups.values().map(|group| group.sets).sum();
            let how = format!(
                "sets of answers, by dynamic programming over {} sums; the engine was asked about two sets of each",
                grouped(groups.len() as u128)
            );
            Ok((covered, how, reached.iter().map(|(name, sets)| format!("{name}: {} sets", grouped(*sets))).collect()))
        },
    )
}

/// The sets by their sum. Question by question in the order of the file, sets are put together that have the same sum so
/// far and the same answers to the questions that later ones rest on; what comes after cannot tell them apart.
fn groups(weights: &Weights) -> HashMap<Sum, Group> {
    let start = Group { sets: 1, members: [Picks::default(); 2] };
    let mut groups = HashMap::from([((weights.prior, Picks::default()), start)]);
    for question in weights.classifying() {
        let mut longer: HashMap<(Sum, Picks), Group> = HashMap::new();
        for ((sum, gates), group) in groups {
            let mut put = |sum: Sum, gates: Picks, times: usize, variant: Option<usize>| {
                let members = group.members.map(|member| match variant {
                    Some(variant) => member.with(question, variant),
                    None => member,
                });
                let into =
                    longer.entry((sum, weights.still_needed(gates, question))).or_insert(Group { sets: 0, members });
                into.sets += group.sets * times as u128;
                into.members[1] = members[1];
            };
            let applies = weights.applies(gates, question);
            put(sum, gates, 1, None);
            for (index, variant) in weights.questions[question].variants.iter().enumerate() {
                let times = variant.answers.len();
                if applies {
                    put(plus(sum, variant.sum), gates.with(question, index), times, Some(index));
                } else {
                    put(sum, gates, times, Some(index));
                }
            }
        }
        groups = longer;
    }
    groups.into_iter().map(|((sum, _), group)| (sum, group)).collect()
}

fn outcomes(verdict: &Verdict) -> impl Iterator<Item = String> {
    let second = verdict.also.map_or("second role: none".to_owned(), |also| format!("second role: {}", also.id()));
    let kind = verdict.kind.map(|kind| format!("kind: {}", kind.id()));
    let unnamed = (kind.is_none() && verdict.types().any(|of| of == Type::Customer)).then(|| "kind: tied".to_owned());
    let third =
        verdict.third.map(|_| if verdict.both { "both roles, and the third in view" } else { "between all three" });
    let both = verdict.both.then(|| "both roles".to_owned());
    [format!("type: {}", verdict.leading.id()), second, format!("firmness: {}", verdict.firmness.id())]
        .into_iter()
        .chain(kind)
        .chain(unnamed)
        .chain(third.map(str::to_owned))
        .chain(both)
}

/// Every outcome that must be reached.
fn expected(weights: &Weights) -> BTreeMap<String, u128> {
    let types =
        Type::ALL.into_iter().flat_map(|of| [format!("type: {}", of.id()), format!("second role: {}", of.id())]);
    let kinds = Kind::ALL.into_iter().map(|kind| format!("kind: {}", kind.id()));
    let firmness = [Firmness::Clear, Firmness::Leaning, Firmness::Between];
    let firmness = firmness.into_iter().map(|firmness| format!("firmness: {}", firmness.id()));
    let both = weights.model.together.iter().map(|_| "both roles".to_owned());
    types.chain(kinds).chain(firmness).chain(both).map(|outcome| (outcome, 0)).collect()
}
