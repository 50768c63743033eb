//! photos
