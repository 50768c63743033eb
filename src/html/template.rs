//! Reads a template. `crates/view/src/template.rs` writes it: a sign below U+0009 begins each piece.

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element begins, of HTML or of a drawing.
    Open { name: &'static str, drawing: bool },
    /// The element that is open says this.
    Attribute { name: &'static str, value: &'static str },
    /// The element that is open ends.
    Close,
    /// Words.
    Text(&'static str),
    /// The next hole holds a part of the page.
    Child,
    /// The next hole belongs to the element that is open.
    Part(Part, &'static str),
}

/// What of an element a hole holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Attribute,
    Property,
    Class,
    Style,
    Event,
    Ref,
}

/// The pieces of a template in their order.
pub(super) struct Pieces(pub(super) &'static str);

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let sign = *self.0.as_bytes().first()?;
        let rest = self.0.get(1..)?;
        let end = rest.bytes().position(|byte| byte < 9).unwrap_or(rest.len());
        let (words, after) = rest.split_at_checked(end)?;
        self.0 = after;
        Some(match sign {
            1 => Piece::Open { name: words, drawing: false },
            2 => Piece::Open { name: words, drawing: true },
            3 => {
                let (name, value) = words.split_once('=')?;
                Piece::Attribute { name, value }
            }
            4 => Piece::Close,
            5 => Piece::Text(words),
            6 => Piece::Child,
            _ => {
                let (kind, name) = words.split_at_checked(1)?;
                let part = match kind {
                    "a" => Part::Attribute,
                    "p" => Part::Property,
                    "c" => Part::Class,
                    "s" => Part::Style,
                    "o" => Part::Event,
                    _ => Part::Ref,
                };
                Piece::Part(part, name)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Piece, Pieces};
    use crate::html::{Hole, Html, view};

    #[track_caller]
    fn check(html: Html, holes: usize, expected: &[Piece]) {
        let Html::Made(made) = html else { panic!("an element is made of a template") };
        assert_eq!(Pieces(made.template).collect::<Vec<_>>(), expected);
        assert_eq!(made.holes.len(), holes);
    }

    #[test]
    fn what_is_fixed_stands_in_the_template() {
        let expected = [
            Piece::Open { name: "p", drawing: false },
            Piece::Attribute { name: "class", value: "a=b 迎春" },
            Piece::Attribute { name: "hidden", value: "" },
            Piece::Text("春"),
            Piece::Open { name: "b", drawing: false },
            Piece::Close,
            Piece::Close,
        ];
        check(view! { <p class="a=b 迎春" hidden>"春" <b></b></p> }, 0, &expected);
    }

    #[test]
    fn what_is_not_fixed_is_a_hole_in_the_order_of_the_markup() {
        let typed = |_: leptos::ev::Event| ();
        let html = view! {
            <svg class:on=|| true><g></g>{"a"}<rect width=String::from("1") on:click=move |_| () style:--at="2" prop:value=|| "3" on:input=typed></rect></svg>
        };
        let Html::Made(made) = &html else { panic!("an element is made of a template") };
        let kinds: Vec<_> = made
            .holes
            .iter()
            .map(|hole| match hole {
                Hole::Html(_) => 'h',
                Hole::Attr(_) => 'a',
                Hole::On(_) => 'o',
                Hole::Ref(_) => 'r',
            })
            .collect();
        assert_eq!(kinds, ['a', 'h', 'a', 'o', 'a', 'a', 'o']);
        let expected = [
            Piece::Open { name: "svg", drawing: true },
            Piece::Part(Part::Class, "on"),
            Piece::Open { name: "g", drawing: true },
            Piece::Close,
            Piece::Child,
            Piece::Open { name: "rect", drawing: true },
            Piece::Part(Part::Attribute, "width"),
            Piece::Part(Part::Event, "click"),
            Piece::Part(Part::Style, "--at"),
            Piece::Part(Part::Property, "value"),
            Piece::Part(Part::Event, "input"),
            Piece::Close,
            Piece::Close,
        ];
        check(html, 7, &expected);
    }
}
