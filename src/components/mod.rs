//! The visual kit: what two screens share. A component lays out what it is given; it decides nothing and holds no words of
//! its own. What is read comes first among the props, then what is called. The sheet of `x.rs` is `style/x.css`.

pub mod button;
pub mod cut;
pub mod dock;
pub mod field;
pub mod flower;
pub mod head;
pub mod icons;
pub mod pill;
pub mod tick;
