//! What the parser reads is valid by the schema that editors check with.

use proptest::prelude::*;

use crate::support::draft::drafts;
use crate::support::form::{by_parser, by_schema};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_the_parser_reads_is_valid(draft in drafts()) {
        let text = draft.text();
        prop_assume!(by_parser(&text).is_empty());
        prop_assert_eq!(by_schema(&text), Vec::<String>::new());
    }
}
