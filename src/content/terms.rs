//! The closed sets of words that the files, the checked model and the interface share.

/// Declares an enum whose variants are words in files, events and results.
macro_rules! terms {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "authoring", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$doc])* #[cfg_attr(feature = "authoring", schemars(rename = $word))] $variant,)*
        }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it in files, events and results.
            #[must_use]
            pub fn id(self) -> &'static str {
                const WORDS: &[&str] = &[$($word),*];
                WORDS[self as usize]
            }
        }
    };
}

terms! {
    /// Where the lines of a language begin.
    Direction {
        /// From left to right.
        LeftToRight = "ltr";
        /// From right to left.
        RightToLeft = "rtl";
    }
}

terms! {
    /// Whom evidence speaks about: the three types, and the three kinds of customer.
    Role {
        /// Someone you act for.
        Client = "client";
        /// Someone who buys from you.
        Customer = "customer";
        /// Someone who uses what you make.
        Consumer = "consumer";
        /// A customer inside your own organisation.
        Internal = "internal";
        /// A customer outside it.
        External = "external";
        /// A customer who passes it on.
        Intermediary = "intermediary";
    }
}

terms! {
    /// How much an answer tells, in words; [`Levels`] turns them into decibans.
    Level {
        /// Settles the matter unless several other answers contradict it.
        Decisive = "decisive";
        /// One other strong answer can balance it.
        Strong = "strong";
        /// Tips a case that is otherwise open.
        Moderate = "moderate";
        /// Counts only beside others.
        Slight = "slight";
        /// Asked and answered, and tells nothing: said on purpose, so that it is not taken for an omission.
        None = "none";
    }
}

terms! {
    /// What the answers to a question are for.
    Purpose {
        /// They are evidence for the verdict.
        Classify = "classify";
        /// They steer the plan. Offered beside it, and never asked before it.
        Advise = "advise";
    }
}

terms! {
    /// Which part of the plan an action belongs to, in the order in which the plan shows them.
    Part {
        /// Mend what is in trouble now.
        Repair = "repair";
        /// Serve this kind of relationship well.
        Serve = "serve";
        /// Turn it into more.
        Grow = "grow";
        /// Keep it in proportion to the other relationships.
        Balance = "balance";
    }
}

terms! {
    /// How much work an action takes until its first result.
    Effort {
        /// About an hour.
        Hour = "hour";
        /// About a day.
        Day = "day";
        /// A week or more.
        Week = "week";
    }
}

terms! {
    /// What is said of a way to another role.
    Bearing {
        /// What is gained there.
        Brings = "brings";
        /// What it costs.
        Costs = "costs";
        /// Where it is worth going.
        Pays = "pays";
        /// Where it is not.
        DoesNotPay = "does_not_pay";
    }
}
