//! What runs in Chromium alone. Every other test of `tests/pages` runs in every engine; `cargo xtask test` reads this list.

/// A module or a test, and why no other engine runs it.
pub const ONLY_IN_CHROMIUM: [(&str, &str); 21] = [
    // What the drivers of the others cannot do.
    ("access::", "changes colours, contrast and motion, which only Chromium's protocol can"),
    ("failures::language_comes_from_attribute_page_browser_or_is_english", "sets the language of the browser"),
    ("failures::without_scripts_the_page_still_explains_the_three_words", "switches scripts off"),
    ("faults::after_being_offline_it_goes_on_once_online", "cuts the network off"),
    ("faults::a_tab_that_slept_wakes_up_where_it_was", "puts a tab to sleep"),
    ("first::all_files_are_requested_at_once", "holds imports back, and other drivers then wait for the page"),
    ("first::nothing_changes_on_screen_when_the_wasm_takes_over", "reads the accessibility tree"),
    ("first::a_returning_visitor_does_not_see_the_first_question_again", "switches the cache off"),
    ("languages::", "needs motion switched off"),
    ("relationships::a_screen_reader_hears_picture_fields_and_owners_of_buttons", "reads the accessibility tree"),
    ("result::the_picture_reads_as_a_sentence_and_as_a_table", "reads the accessibility tree"),
    ("runs::a_screen_reader_hears_a_group_named_by_the_question", "reads the accessibility tree"),
    ("runs::enter_that_ends_a_composition_does_not_save", "composes text as an input method does"),
    ("speech::", "reads the accessibility tree"),
    ("take::", "prints, and lets pages save files without a question"),
    // What is the same in every engine.
    ("builder::", "the page of site owners: its code is of the kind that the other modules run everywhere"),
    ("package::", "runs Node and no browser"),
    ("recipes::", "what the guide says to paste: the embed itself runs everywhere"),
    ("runs::named_relationships_end_as_labelled_in_indonesian", "no engine treats one language unlike the other"),
    // What would take longer than all others together.
    ("embeds::", "a hundred pages around the widget: four minutes in each further engine"),
    ("frames::", "the iframe variant: a minute in each further engine"),
];
