//! Sorting for short lists.

/// Sorts by a key, the smallest first; equals keep their order.
///
/// By insertion: the sort of the standard library is made for long lists, and every visitor would download a copy of
/// four kilobytes for each use of it.
pub fn sort_by_key<T, K: PartialOrd>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        let mut index = end;
        while index > 0 && key(&list[index]) < key(&list[index - 1]) {
            list.swap(index, index - 1);
            index -= 1;
        }
    }
}
