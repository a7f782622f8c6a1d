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
    /// The line below it: what it tells, about how many questions, that nothing leaves the page.
    Lede = "lede" ["n"];
    /// Where the visitor is.
    Progress = "progress" ["n", "left"];
    /// Where the visitor is, at the last question.
    ProgressLast = "progress_last" ["n"];
    /// Why there are more questions to go than before.
    ProgressMore = "progress_more" [];
    /// The answer that every question offers.
    NotSure = "not_sure" [];
    /// Button.
    Continue = "continue" [];
    /// Button.
    Back = "back" [];
}
