//! The visual kit: what two screens share. A component lays out what it is given; it decides nothing and holds no words of
//! its own. What is read comes first among the props, then what is called. The sheet of `x.rs` is `style/x.css`.

pub mod badge;
pub mod bars;
pub mod button;
pub mod chip;
pub mod copy;
pub mod crash;
pub mod cut;
pub mod dock;
pub mod empty;
pub mod facts;
pub mod field;
pub mod flower;
pub mod focus;
pub mod fold;
pub mod foot;
pub mod head;
pub mod icons;
pub mod keys;
pub mod leaf;
pub mod live;
pub mod more;
pub mod next_keys;
pub mod note;
pub mod pager;
pub mod pair;
pub mod panel;
pub mod passphrase_field;
pub mod pick;
pub mod pill;
pub mod plain_http;
pub mod qr;
pub mod rail;
pub mod row;
pub mod safety;
pub mod seal;
pub mod select;
pub mod setting;
pub mod sheet;
pub mod skeleton;
pub mod slots;
pub mod spot_card;
pub mod stamp;
pub mod step;
pub mod steps;
pub mod strip;
pub mod tabs;
pub mod thumb;
pub mod tick;
pub mod tile;
pub mod undo;
pub mod when_field;

#[cfg(test)]
mod contrast;
