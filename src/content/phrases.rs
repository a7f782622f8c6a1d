//! The frame's own words, by name: the one list that the language files are checked against and the components speak
//! from.

/// Declares [`Phrase`]: a variant, its name in the language files, and the `{placeholders}` that its sentence must hold.
macro_rules! phrases {
    ($($(#[$doc:meta])* $variant:ident = $name:literal [$($hole:literal),*];)*) => {
        /// A sentence or label of the frame.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Phrase {
            $($(#[$doc])* $variant,)*
        }

        impl Phrase {
            /// Every phrase, in the order of declaration: `Phrase::ALL[p as usize] == p`.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The key in the language files.
            #[must_use]
            pub fn name(self) -> &'static str {
                const NAMES: &[&str] = &[$($name,)*];
                NAMES[self as usize]
            }

            /// The placeholders that its sentence must hold, each once.
            #[must_use]
            pub fn holes(self) -> &'static [&'static str] {
                const HOLES: &[&[&str]] = &[$(&[$($hole),*],)*];
                HOLES[self as usize]
            }
        }
    };
}

phrases! {
    /// Heading of the widget.
    Title = "title" [];
    /// Label of the field for a name: whom the questions are about.
    WhoLabel = "who_label" [];
    /// Below it: what to think of, and that the name stays on the device.
    WhoHint = "who_hint" [];
    /// Where the visitor is, and how many questions there can be at most.
    ProgressMost = "progress_most" ["n", "most"];
    /// In place of the progress, where an answer is being changed.
    Revising = "revising" [];
    /// The answer that every question offers.
    NotSure = "not_sure" [];
    /// After several answers in a row that are "not sure": leads to the comparison.
    OfferCompare = "offer_compare" [];
    /// Continue was pressed with nothing chosen.
    Missing = "missing" [];
    /// Button.
    Continue = "continue" [];
    /// Button.
    Back = "back" [];
    /// What opens the claims behind a statement.
    Sources = "sources" [];
    /// Above the verdict.
    ResultFrom = "result_from" ["n"];
    /// The verdict: client.
    VerdictClient = "verdict_client" ["who"];
    /// The verdict: customer, of no kind in particular.
    VerdictCustomer = "verdict_customer" ["who"];
    /// The verdict: internal customer.
    VerdictInternal = "verdict_internal" ["who"];
    /// The verdict: intermediary customer.
    VerdictIntermediary = "verdict_intermediary" ["who"];
    /// The verdict: consumer.
    VerdictConsumer = "verdict_consumer" ["who"];
    /// The verdict: two roles that one party holds together.
    VerdictBoth = "verdict_both" ["one", "other"];
    /// Below it: when they are which.
    BothMeaning = "both_meaning" [];
    /// The verdict: between two.
    BetweenClientCustomer = "between_client_customer" ["client", "customer"];
    /// The verdict: between two.
    BetweenClientConsumer = "between_client_consumer" ["client", "consumer"];
    /// The verdict: between two.
    BetweenCustomerConsumer = "between_customer_consumer" ["customer", "consumer"];
    /// The verdict: between all three.
    BetweenAll = "between_all" ["client", "customer", "consumer"];
    /// How firm: clear.
    FirmClear = "firm_clear" [];
    /// How firm: leaning.
    FirmLeaning = "firm_leaning" ["who"];
    /// How firm: between types.
    FirmBetween = "firm_between" [];
    /// Nothing that is still to be asked could change the verdict.
    Decided = "decided" [];
    /// Some of the remaining questions could.
    Likely = "likely" ["n"];
    /// Only several of the remaining questions together could.
    LikelyTogether = "likely_together" [];
    /// Button: asks on until none could.
    MakeSure = "make_sure" ["n"];
    /// Heading of the bars.
    Fit = "fit" [];
    /// Below the bars.
    FitNote = "fit_note" [];
    /// A share.
    Percent = "percent" ["n"];
    /// The picture as a sentence: what it shows, and where the point stands.
    Picture = "picture" ["client", "customer", "consumer"];
    /// Below the picture: how to read it.
    PictureNote = "picture_note" [];
    /// What opens the shares after each answer.
    Course = "course" [];
    /// Where the point stood at first.
    CourseStart = "course_start" [];
    /// Heading of the reasons.
    Why = "why" [];
    /// Beside the heading of the reasons: how many speak for the verdict, and against it.
    WhyCount = "why_count" ["for", "against"];
    /// Heading of the answers that speak for the verdict.
    SpeaksFor = "speaks_for" [];
    /// Heading of those that speak against it.
    SpeaksAgainst = "speaks_against" [];
    /// In place of the reasons, where there is none.
    WhyNothing = "why_nothing" [];
    /// Heading of what would change the verdict.
    Changes = "changes" [];
    /// Heading of the changes that the owner can bring about.
    Levers = "levers" [];
    /// Heading of those that nobody can.
    Circumstances = "circumstances" [];
    /// Below it: what pressing one does.
    ChangesTry = "changes_try" [];
    /// Button: changed answers, and what these people would then be.
    ChangeIf = "change_if" ["reason", "who"];
    /// In place of the changes, where there is none.
    ChangesNone = "changes_none" [];
    /// Above a verdict that is only tried out: the changed answers.
    TrialIf = "trial_if" ["reason"];
    /// What was answered in their place.
    TrialGiven = "trial_given" ["answer"];
    /// Button: ends the trial.
    TrialBack = "trial_back" [];
    /// Button: the changed answers take the place of the given ones.
    TrialKeep = "trial_keep" [];
    /// Something that the visitor has said.
    Quoted = "quoted" ["words"];
    /// Joins two reasons.
    And = "and" ["one", "other"];
    /// Joins three reasons.
    AndThree = "and_three" ["one", "two", "three"];
    /// Joins two conditions of which one is enough.
    Or = "or" ["one", "other"];
    /// What customers are called where no kind of customer stands out, in a few words.
    NameCustomer = "name_customer" ["who"];
    /// What people who hold two roles at once are called, in a few words.
    NameBoth = "name_both" ["one", "other"];
    /// What people between two types are called, in a few words.
    NameBetween = "name_between" ["one", "other"];
    /// What people between all three types are called, in a few words.
    NameBetweenAll = "name_between_all" [];
    /// Heading of the questions that rearrange the plan.
    Steer = "steer" [];
    /// Opens the rest of those questions.
    SteerMore = "steer_more" [];
    /// Read out when the plan was rearranged.
    Steered = "steered" [];
    /// Heading of the first actions.
    Three = "three" [];
    /// How many of them are done.
    ThreeDone = "three_done" ["n", "all"];
    /// What opens the rest of the plan.
    MoreIdeas = "more_ideas" ["n"];
    /// Names the box beside an action.
    Done = "done" ["title"];
    /// Heading of what the plan leaves out.
    Beyond = "beyond" [];
    /// Below it: what pressing one does.
    BeyondNote = "beyond_note" [];
    /// Button: how to serve another type.
    BeyondType = "beyond_type" ["who"];
    /// Where an action fits that the plan leaves out.
    FitsIf = "fits_if" ["reason"];
    /// Where it does not.
    FitsUnless = "fits_unless" ["reason"];
    /// Heading of a part of the plan.
    PartRepair = "part_repair" [];
    /// Heading of a part of the plan.
    PartServe = "part_serve" [];
    /// Heading of a part of the plan.
    PartGrow = "part_grow" [];
    /// Heading of a part of the plan.
    PartBalance = "part_balance" [];
    /// Heading of the part for the buying, where they buy and use.
    PartBuying = "part_buying" [];
    /// Heading of the part for the using.
    PartUsing = "part_using" [];
    /// Before the first step of an action.
    First = "first" [];
    /// The answers that called for an action.
    Because = "because" ["reason"];
    /// The role that an action serves.
    BecauseRole = "because_role" ["who"];
    /// An action that serves everyone.
    BecauseAll = "because_all" [];
    /// Before how to tell that an action works.
    Measure = "measure" [];
    /// How much work an action is.
    EffortHour = "effort_hour" [];
    /// How much work an action is.
    EffortDay = "effort_day" [];
    /// How much work an action is.
    EffortWeek = "effort_week" [];
    /// What opens a text to copy.
    Ready = "ready" [];
    /// Button.
    Copy = "copy" [];
    /// After copying.
    Copied = "copied" [];
    /// Where the browser does not copy.
    CopyFailed = "copy_failed" [];
    /// Heading of the way to another role.
    Path = "path" [];
    /// A step on it.
    PathStep = "path_step" ["n"];
    /// No way leads there: the circumstance that would.
    PathNone = "path_none" ["reason"];
    /// No answers lead there.
    PathNowhere = "path_nowhere" [];
    /// Before what the other role brings.
    PathBrings = "path_brings" [];
    /// Before what it costs.
    PathCosts = "path_costs" [];
    /// Before when it is worth it.
    PathPays = "path_pays" [];
    /// Before when it is not.
    PathDoesNotPay = "path_does_not_pay" [];
    /// What opens the table.
    Compare = "compare" [];
    /// Link to it.
    CompareLink = "compare_link" [];
    /// In the cells of the table that an answer speaks for.
    YourAnswer = "your_answer" ["answer"];
    /// What opens the answers.
    Given = "given" [];
    /// Button beside an answer.
    Change = "change" [];
    /// Button.
    Restart = "restart" [];
    /// Button: opens the device's share sheet.
    ShareSheet = "share_sheet" [];
    /// Button: a link that carries the answers.
    Share = "share" [];
    /// Heading of the saved relationships.
    Relationships = "relationships" [];
    /// Button that leads to them.
    RelationshipsCount = "relationships_count" ["n"];
    /// What opens the fields below the result, and the button beside them.
    Save = "save" [];
    /// Above those fields: what for.
    SaveNote = "save_note" [];
    /// Label of a field.
    Name = "name" [];
    /// Label of a field.
    Revenue = "revenue" [];
    /// After saving one.
    Saved = "saved" ["what"];
    /// Saving was pressed without a name.
    NameMissing = "name_missing" [];
    /// After deleting one.
    Deleted = "deleted" ["what"];
    /// After deleting all.
    DeletedAll = "deleted_all" [];
    /// Button.
    Undo = "undo" [];
    /// Button beside a saved relationship.
    Open = "open" [];
    /// Button beside a saved relationship.
    Delete = "delete" [];
    /// Button.
    DeleteAll = "delete_all" [];
    /// Button.
    Another = "another" [];
    /// Before answers are left that are not saved.
    Unsaved = "unsaved" [];
    /// Button: goes on all the same.
    LeaveUnsaved = "leave_unsaved" [];
    /// The picture of all relationships as a sentence.
    MixPicture = "mix_picture" [];
    /// Heading of the bar of the mix.
    Mix = "mix" [];
    /// Below it: how the parts are reckoned.
    MixNote = "mix_note" [];
    /// The part of those that lie between the types.
    MixBetween = "mix_between" [];
    /// In place of the advice, where there is only one.
    MixFew = "mix_few" [];
    /// In place of the advice, where there is none.
    MixNone = "mix_none" [];
    /// Check box.
    KeepHere = "keep_here" [];
    /// Below it: what happens otherwise.
    KeepNote = "keep_note" [];
    /// In place of the check box, where the site keeps nothing.
    KeepNever = "keep_never" [];
    /// The browser did not store them.
    KeepFailed = "keep_failed" [];
    /// What the browser held cannot be read.
    KeepDamaged = "keep_damaged" [];
    /// Button.
    Export = "export" [];
    /// Button.
    Import = "import" [];
    /// After adding from a file.
    Added = "added" ["what"];
    /// Nothing was added from a file.
    ImportWrong = "import_wrong" ["what"];
    /// Nothing was added: more than fits.
    TooMuch = "too_much" ["n", "letters", "kilobytes"];
    /// Heading of the ways to keep the result.
    Take = "take" [];
    /// Button.
    TakeText = "take_text" [];
    /// Button.
    TakePrint = "take_print" [];
    /// What opens the files.
    TakeFiles = "take_files" [];
    /// A file: all of it as text. The ending of its name follows.
    FileReport = "file_report" [];
    /// A file: all of it as data.
    FileData = "file_data" [];
    /// A file: the triangle.
    FilePicture = "file_picture" [];
    /// A file: the first steps, a week each.
    FileCalendar = "file_calendar" [];
    /// A file has been handed to the browser.
    TakeSaved = "take_saved" ["name"];
    /// Where a page may not allow files or printing: nobody is told whether it does.
    TakeFailed = "take_failed" [];
    /// Names the language switcher.
    Language = "language" [];
    /// In the footer: what opens the account of what is kept.
    Private = "private" [];
    /// In it: what leaves the browser.
    PrivateSent = "private_sent" [];
    /// Where answers and ticks are: on the page alone.
    PrivatePage = "private_page" [];
    /// Where answers and ticks are: on the page, since the browser has refused to keep more.
    PrivateFull = "private_full" [];
    /// Where answers and ticks are: in the tab.
    PrivateTab = "private_tab" [];
    /// Where answers and ticks are: in the browser.
    PrivateBrowser = "private_browser" [];
    /// There is nothing yet to be kept.
    PrivateNothing = "private_nothing" [];
    /// Where saved relationships are: on the page alone.
    PrivateSavedPage = "private_saved_page" [];
    /// Where saved relationships are: in the browser.
    PrivateSavedBrowser = "private_saved_browser" [];
    /// What a link carries.
    PrivateLink = "private_link" [];
    /// Button.
    Erase = "erase" [];
    /// After it.
    Erased = "erased" [];
    /// Said by the page, before a pack is there: it is being loaded.
    Loading = "loading" [];
    /// Said by the page: loading takes long, or the connection has failed for now.
    Timeout = "timeout" [];
    /// Said by the page: it cannot be loaded.
    Failed = "failed" [];
    /// Said by the page: the link that has led here leads nowhere.
    LinkLost = "link_lost" [];
    /// Said by the page: a language does not load.
    LanguageLost = "language_lost" [];
    /// Said by the page: what shows the questions has failed again and again.
    Crashed = "crashed" [];
}
