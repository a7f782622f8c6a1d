//! What an author of content packs runs: the checks, the schemas, and the labelled cases.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, anyhow, bail};
use relasi::{
    cases::{self, Case, Outcome},
    content::{Model, Type, source::folder},
    engine::{Depth, Firmness, asking::decided},
};

/// Lists every problem of the pack in `folder`, a line each.
pub fn check(folder: &Path) -> Result<()> {
    match folder::read(folder) {
        Ok(pack) => {
            let languages: Vec<&str> = pack.texts.iter().map(|text| &*text.language).collect();
            println!(
                "{}: sound. {} questions, {} actions, {} claims; {}.",
                folder.display(),
                pack.model.questions.len(),
                pack.model.actions.len(),
                pack.model.claims.len(),
                languages.join(", "),
            );
            Ok(())
        }
        Err(problems) => {
            for problem in &problems {
                println!("{}", folder.join(problem.to_string()).display());
            }
            bail!("{} problems in {}", problems.len(), folder.display())
        }
    }
}

/// The pack in `folder`, every problem of which is in the error.
pub fn read(folder: &Path) -> Result<folder::Pack> {
    folder::read(folder).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(|problem| format!("\n  {problem}")).collect();
        anyhow!("the pack in {} has {} problems:{}", folder.display(), problems.len(), lines.concat())
    })
}

/// Writes `content/schema`, to which the files of the pack point with `$schema`.
pub fn write_schemas(root: &Path) -> Result<()> {
    for (name, schema) in [("model.json", folder::schema_of_model()), ("text.json", folder::schema_of_text())] {
        let path = Path::new("content/schema").join(name);
        fs::write(root.join(&path), serde_json::to_string_pretty(schema.as_value())? + "\n")?;
        println!("Wrote {}.", path.display());
    }
    Ok(())
}

/// Runs every case and prints the confusion matrix, the cases that differ from their label, and the questions asked.
pub fn cases(root: &Path) -> Result<()> {
    let pack = read(&root.join("content"))?;
    let cases = cases::read(&root.join("tests/cases")).map_err(|error| anyhow!(error))?;
    let run = |depth| -> Result<Vec<(&Case, Outcome)>> {
        cases.iter().map(|case| Ok((case, case.run(&pack.model, depth).map_err(|error| anyhow!(error))?))).collect()
    };
    let outcomes = run(Depth::Likely)?;
    let every = run(Depth::Every)?;

    print_matrix(&outcomes);
    print_accuracy(&outcomes);
    print_differing(&outcomes);
    for (depth, outcomes) in [("likely", &outcomes), ("decided", &run(Depth::Decided)?), ("every", &every)] {
        print_asked(depth, outcomes)?;
    }
    print_left_out(&pack.model, &outcomes, &every);
    print_between(&outcomes);
    print_each(&outcomes);
    Ok(())
}

fn print_matrix(outcomes: &[(&Case, Outcome)]) {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (case, outcome) in outcomes {
        let label = case.expect.leading.clone().unwrap_or_else(|| case.expect.accept.join(" or "));
        counts.entry(label).or_default()[outcome.verdict.leading as usize] += 1;
    }
    print!("{:<24}", "label \\ verdict leads");
    for of in Type::ALL {
        print!("{:>10}", of.id());
    }
    println!();
    for (label, row) in counts {
        print!("{label:<24}");
        for count in row {
            print!("{count:>10}");
        }
        println!();
    }
}

/// How often the labelled type leads, and how often it is at least named.
fn print_accuracy(outcomes: &[(&Case, Outcome)]) {
    println!("\n{:<12}{:>8}{:>8}{:>8}", "label", "cases", "leads", "named");
    for of in Type::ALL {
        let labelled: Vec<_> =
            outcomes.iter().filter(|(case, _)| case.expect.leading.as_deref() == Some(of.id())).collect();
        let leads = labelled.iter().filter(|(_, outcome)| outcome.verdict.leading == of).count();
        let named = labelled.iter().filter(|(_, outcome)| outcome.verdict.types().any(|named| named == of)).count();
        println!("{:<12}{:>8}{leads:>8}{named:>8}", of.id(), labelled.len());
    }
    let accepts = |case: &Case, of: Type| case.expect.accept.iter().any(|accepted| accepted == of.id());
    let disputed: Vec<_> = outcomes.iter().filter(|(case, _)| !case.expect.accept.is_empty()).collect();
    let leads = disputed.iter().filter(|(case, outcome)| accepts(case, outcome.verdict.leading)).count();
    let named =
        disputed.iter().filter(|(case, outcome)| outcome.verdict.types().any(|named| accepts(case, named))).count();
    println!("{:<12}{:>8}{leads:>8}{named:>8}", "disputed", disputed.len());
}

fn print_differing(outcomes: &[(&Case, Outcome)]) {
    let differing: Vec<_> = outcomes.iter().filter(|(_, outcome)| !outcome.differs.is_empty()).collect();
    println!("\n{} of {} cases differ from their label:", differing.len(), outcomes.len());
    for (case, outcome) in differing {
        let known = case.known.as_deref().unwrap_or("NOT KNOWN");
        println!("- {}: {}\n    label: {}\n    {known}", case.name, outcome.differs.join("; "), case.why);
    }
}

fn print_asked(depth: &str, outcomes: &[(&Case, Outcome)]) -> Result<()> {
    let mut asked: Vec<usize> = outcomes.iter().map(|(_, outcome)| outcome.answers.len()).collect();
    asked.sort_unstable();
    let at = |percent: usize| asked.get((asked.len() * percent / 100).min(asked.len() - 1)).copied();
    let (median, ninetieth) = at(50).zip(at(90)).context("there are no cases")?;
    let most = asked.last().context("there are no cases")?;
    let sum: usize = asked.iter().sum();
    let count = |is_right: fn(&Outcome) -> bool| outcomes.iter().filter(|(_, outcome)| is_right(outcome)).count();
    let (types, labels) = (count(|outcome| outcome.type_is_right), count(|outcome| outcome.differs.is_empty()));
    println!(
        "\nTo the depth `{depth}`: asked mean {}, median {median}, 90th percentile {ninetieth}, most {most}; of {} \
         cases {types} types and {labels} whole labels right.",
        hundredths(sum, asked.len()),
        outcomes.len()
    );
    Ok(())
}

/// What the questions that were not asked would have changed, answered as the case says.
fn print_left_out(model: &Model, likely: &[(&Case, Outcome)], every: &[(&Case, Outcome)]) {
    let differing = |differs: fn(&Outcome, &Outcome) -> bool| {
        likely.iter().zip(every).filter(|((_, one), (_, other))| differs(one, other)).count()
    };
    println!(
        "\nProved when asking ends: {}. All other questions would change the type of {}, and who they are of {}.",
        likely.iter().filter(|(_, outcome)| decided(model, &outcome.answers)).count(),
        differing(|one, other| one.verdict.leading != other.verdict.leading),
        differing(|one, other| !one.verdict.is_who(&other.verdict)),
    );
}

fn print_between(outcomes: &[(&Case, Outcome)]) {
    let both = outcomes.iter().filter(|(_, outcome)| outcome.verdict.both).count();
    let between: Vec<_> =
        outcomes.iter().filter(|(_, outcome)| outcome.verdict.firmness == Firmness::Between).collect();
    let disputed = between.iter().filter(|(case, _)| case.is_disputed()).count();
    println!("\nBoth roles: {both}. Between: {}, of which the label is disputed: {disputed}.", between.len());
}

fn print_each(outcomes: &[(&Case, Outcome)]) {
    println!("\nEach, with the questions asked:");
    for (case, outcome) in outcomes {
        let verdict = &outcome.verdict;
        let beside = if verdict.both { "and" } else { "also" };
        let also = verdict.also.map_or(String::new(), |also| format!(", {beside} {}", also.id()));
        let kind = verdict.kind.map_or(String::new(), |kind| format!(", {}", kind.id()));
        println!(
            "{:>3} asked  {}: {}{also}{kind}, {}",
            outcome.answers.len(),
            case.name,
            verdict.leading.id(),
            verdict.firmness.id()
        );
    }
}

/// A quotient with two decimals.
fn hundredths(part: usize, all: usize) -> String {
    let hundredths = (part * 100 + all / 2) / all;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
