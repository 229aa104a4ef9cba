//! Putting children under their parents, as hand-written code does it.

use std::collections::HashMap;

/// A user with posts, each with its comments.
pub(crate) type Thread<U, P, C> = (U, Vec<(P, Vec<C>)>);

/// The three row types' keys.
pub(crate) struct Keys<U, P, C> {
    pub(crate) user: fn(&U) -> i64,
    pub(crate) post: fn(&P) -> i64,
    pub(crate) author: fn(&P) -> i64,
    pub(crate) comment_post: fn(&C) -> i64,
}

/// Makes threads of three flat results, each in the order in which its rows came.
pub(crate) fn threads<U, P, C>(
    keys: &Keys<U, P, C>,
    users: Vec<U>,
    posts: Vec<P>,
    comments: Vec<C>,
) -> Vec<Thread<U, P, C>> {
    let mut by_post: HashMap<i64, Vec<C>> = HashMap::with_capacity(posts.len());
    for comment in comments {
        by_post.entry((keys.comment_post)(&comment)).or_default().push(comment);
    }
    let mut by_author: HashMap<i64, Vec<(P, Vec<C>)>> = HashMap::with_capacity(users.len());
    for post in posts {
        let comments = by_post.remove(&(keys.post)(&post)).unwrap_or_default();
        by_author.entry((keys.author)(&post)).or_default().push((post, comments));
    }
    users
        .into_iter()
        .map(|user| {
            let posts = by_author.remove(&(keys.user)(&user)).unwrap_or_default();
            (user, posts)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Keys, threads};

    #[test]
    fn children_come_under_their_parents_in_their_order() {
        let keys: Keys<i64, (i64, i64), (i64, &str)> = Keys {
            user: |user| *user,
            post: |post| post.0,
            author: |post| post.1,
            comment_post: |comment| comment.0,
        };
        let posts = vec![(10, 2), (11, 1), (12, 2)];
        let comments = vec![(12, "a"), (10, "b"), (12, "c")];
        let expected = vec![
            (1, vec![((11, 1), vec![])]),
            (2, vec![((10, 2), vec![(10, "b")]), ((12, 2), vec![(12, "a"), (12, "c")])]),
            (3, vec![]),
        ];
        assert_eq!(threads(&keys, vec![1, 2, 3], posts, comments), expected);
    }
}
