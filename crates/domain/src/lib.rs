//! Rules and sync of Yingchun.
