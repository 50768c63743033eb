//! The hub as phones and browsers meet it: a real server on a real file, through HTTP.

mod invitations;
mod main_job;
mod photos;
mod pull;
mod push;
mod restart;
mod support;
