//! The three types side by side, and where the given answers stand among them.

use yew::{prelude::*, virtual_dom::Key};

use super::{
    sources::sources,
    view::View,
    words::{all, both, hue, interpolate, label, say, text_node},
};
use crate::{
    content::{ClaimIx, Phrase, Type},
    engine::{Answer, Verdict, favours},
};

/// The table, one press away; nothing where the pack has none. Narrow screens stack its cells, which costs a table its
/// semantics in some browsers: hence the roles, and a name in each cell.
pub fn compare(view: View, verdict: Option<&Verdict>) -> Html {
    let (model, text, answers) = (view.model(), view.text(), view.session.shown());
    if model.table.is_empty() {
        return Html::default();
    }
    let mut claims: Vec<ClaimIx> = Vec::new();
    for claim in model.table.iter().flat_map(|row| &row.claims) {
        if !claims.contains(claim) {
            claims.push(*claim);
        }
    }
    let column = |of: Type| {
        let named = if verdict.is_some_and(|verdict| verdict.types().any(|one| one == of)) { "named" } else { "" };
        html! { <th role="columnheader" scope="col" class={both(hue(of), named)}>{ text_node(&text.role(of).name) }</th> }
    };
    let row = |place: usize| {
        let spoken = &text.table[place];
        let given = model.table[place].question.and_then(|question| Some((question, answers.get(question)?)));
        let cell = |of: Type| {
            let yours = given.filter(|&(question, answer)| match answer {
                Answer::Chosen(option) => favours(&model.questions[question].options[option].evidence, of),
                Answer::NotSure => false,
            });
            let name = text.role(of).name.clone();
            html! {
                <td role="cell" class={both(hue(of), if yours.is_some() { "yours" } else { "" })} data-type={name}>
                    { text_node(&spoken.cells[of as usize]) }
                    if let Some((question, answer)) = yours {
                        <small>{ interpolate(text, Phrase::YourAnswer, &[("answer", label(text, question, answer))]) }</small>
                    }
                </td>
            }
        };
        html! {
            <tr role="row" key={Key::from(model.table[place].id.as_str())}>
                <th role="rowheader" scope="row">{ text_node(&spoken.label) }</th>
                { all(&mut Type::ALL.into_iter().map(cell)) }
            </tr>
        }
    };
    html! {
        <details class="compare" ref={view.nodes.comparison.clone()}>
            <summary>{ say(text, Phrase::Compare) }</summary>
            <table role="table" part="table">
                <thead role="rowgroup"><tr role="row"><td role="cell" />{ all(&mut Type::ALL.into_iter().map(column)) }</tr></thead>
                <tbody role="rowgroup">{ all(&mut (0..model.table.len()).map(row)) }</tbody>
            </table>
            { sources(view.pack, &claims) }
        </details>
    }
}
