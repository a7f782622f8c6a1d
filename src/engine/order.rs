//! Sorting for short lists.

/// Sorts by a key, the smallest first; equals keep their order.
///
/// By insertion: the sort of the standard library is made for long lists, and every visitor would download a copy of
/// four kilobytes for each place that uses it.
pub fn sort_by_key<T, K: PartialOrd>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        let mut place = end;
        while place > 0 && key(&list[place]) < key(&list[place - 1]) {
            list.swap(place, place - 1);
            place -= 1;
        }
    }
}
