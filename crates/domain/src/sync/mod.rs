//! The machine that brings entries to the hub and its decisions back: events in, effects out.
