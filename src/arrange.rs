//! Lists in order, with one copy of the sort for all of them: each other copy would be 4 kB on every phone.

use std::cmp::Ordering;

/// A list that can be put in order. What compares as equal keeps its order.
pub trait Arrange<T> {
    /// Puts the list in the order that `compare` says.
    fn arrange(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Puts the list in the order of its keys.
    fn arrange_by<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.arrange(|one, other| key(one).cmp(&key(other)));
    }
}

impl<T> Arrange<T> for Vec<T> {
    fn arrange(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let order = order(self.len(), &mut |one, other| match (self.get(one), self.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        });
        let mut before: Vec<Option<T>> = self.drain(..).map(Some).collect();
        self.extend(order.into_iter().filter_map(|place| before.get_mut(place)?.take()));
    }
}

/// The places of a list's things, in order.
fn order(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..len).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::Arrange as _;

    #[test]
    fn what_is_equal_keeps_its_order() {
        let mut all = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
        all.arrange_by(|one| one.0);
        assert_eq!(all, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        all.arrange(|one, other| other.1.cmp(&one.1));
        assert_eq!(all.first(), Some(&(0, 'e')));
    }

    #[test]
    fn nothing_is_in_order() {
        let mut none: Vec<u8> = vec![];
        none.arrange_by(|one| *one);
        assert_eq!(none.len(), 0);
    }
}
