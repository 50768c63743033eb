//! What a rule says beside "applied": why it refused, or what it remarks. The codes are stable; the sentence for the
//! person stands in the catalogues of the app.

use std::fmt;

macro_rules! codes {
    ($(#[$head:meta])* $enum:ident { $($name:ident = $code:literal, $words:literal;)+ }) => {
        $(#[$head])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum { $(#[doc = $words] $name,)+ }

        impl $enum {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }

        impl fmt::Display for $enum {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(match self { $(Self::$name => $words,)+ })
            }
        }
    };
}

codes! {
    /// Why an entry has no effect, for good.
    Refused {
        NotYours = "right.not_yours", "the author may not do this here";
        TargetTaken = "target.taken", "a thing of this id exists already";
        TargetMismatch = "target.mismatch", "the target is not the id that zone, slot and person give";
        PersonTaken = "register.person_taken", "a person of this id is registered already";
        RegisterIncomplete = "register.incomplete", "the risks were not read, or too many children come along";
        CodeExpired = "register.code_expired", "no community has this code any more";
        CodeTaken = "community.code_taken", "another community has this code";
        OtherCommunity = "community.other", "the two belong to different communities";
        NotInTeam = "offer.not_in_team", "the person is not in the team that has the zone";
        SlotUnknown = "zone.slot_unknown", "the zone has no such slot";
        SlotsUnlawful = "zone.slots_unlawful", "a slot ends before it begins, or there are too many";
        InvitationUsed = "invitation.used", "the invitation was used already";
        InvitationExpired = "invitation.expired", "the invitation has expired";
        InvitationForAnother = "invitation.for_another", "the invitation is for another person";
        InvitationHoldsRight = "invitation.holds_right", "whoever leads, inspects or organises comes in otherwise";
        PersonLeft = "person.left", "the person has left the drive";
        TooManyChildren = "person.too_many_children", "more children than one person may bring along";
        SamePerson = "merge.same_person", "a person is not merged with herself";
        MergedAlready = "merge.merged_already", "one of the two was merged with somebody before";
        HoldsRight = "merge.holds_right", "the person to be merged away leads, inspects or organises";
        RollCallPeople = "roll_call.people", "a roll call names 1 to 100 people";
        TimesUnlawful = "attendance.times_unlawful", "going before coming, or far from the slot";
        NameMissing = "invitation.name_missing", "a new person needs a name";
        NoAfterPhoto = "spot.clean.no_after_photo", "no after-photo is recorded";
        NoPhoto = "spot.photo.none", "the entry carries no photo";
        OwnWork = "spot.inspect.own_work", "nobody judges her own work";
        AnotherInspector = "spot.another_inspector", "an objection goes to somebody else than who returned it";
        ObjectionEmpty = "spot.object.empty", "an objection has a photo or a word";
        NotAccepted = "claim.not_accepted", "the person has not said yes to this zone";
        CleaningUnknown = "spot.take_back.cleaning_unknown", "the spot has no such cleaning";
        SameSpot = "spot.take_back.same_spot", "the spot that was meant is the one that it was written down for";
        ChangedMeanwhile = "edit.changed_meanwhile", "somebody else has changed it meanwhile";
        ImportRows = "import.rows", "an import holds 1 to 100 rows";
        DaysUnlawful = "campaign.days_unlawful", "the last day is before the first, or too far from it";
        SpotMovedOn = "spot.moved_on", "somebody else was first: the spot is in another state";
    }
}

codes! {
    /// What is worth telling about an entry that holds.
    Remark {
        Late = "late", "recorded after the fact (补录)";
        SamePhone = "register.same_phone", "another person gave this number before (同号)";
        OldCode = "register.old_code", "the code was replaced since: still good, but its poster should come down";
        AlreadyAsked = "offer.already_asked", "the person was asked already";
        OfferWithdrawn = "answer.offer_withdrawn", "the leader had withdrawn the offer";
        ClaimedFirst = "claim.claimed_first", "somebody else was at it first";
        AddedEvidence = "spot.clean.added_evidence", "the spot was cleaned already: kept as added evidence";
        AnswersNoReturn = "spot.clean.answers_no_return", "done before the return was known: kept as evidence";
        KeptAsEvidence = "spot.clean.kept_as_evidence", "the spot does not wait for work: kept as evidence";
        SpotCancelled = "spot.clean.cancelled", "the spot was cancelled meanwhile: kept as evidence";
        TakenBackBefore = "spot.take_back.before", "the cleaning had been taken back before";
        JudgedBefore = "spot.take_back.judged", "an inspector has judged the work already: nothing is changed";
        MeantCancelled = "spot.take_back.meant_cancelled", "the spot that was meant was cancelled meanwhile: kept there as evidence";
        MeantSettled = "spot.take_back.meant_settled", "the spot that was meant does not wait for work: kept there as evidence";
        SpotMovedOn = "claim.moved_on", "the spot does not wait for work any more";
        ToldAstray = "attendance.told_astray", "the time told lies far from the slot: kept, not counted";
        OwnWordFirst = "profile.own_word_first", "the person herself has said otherwise meanwhile";
        Enough = "row.enough", "so much is kept of it already that this changes nothing";
        LeftBefore = "consent.left_before", "the person had left before";
        MergedBefore = "merge.merged_before", "the two were merged before";
        SameValue = "edit.same_value", "somebody else has set the same value before";
        TwoValues = "edit.two_values", "two people set different values: both stand on a card";
        NothingToWithdraw = "offer.nothing_to_withdraw", "nobody had been asked after all";
        NothingToChoose = "resolve.nothing_to_choose", "the two did not differ after all";
        SettledBefore = "resolve.settled_before", "somebody had chosen before";
        TakenDownBefore = "notice.taken_down_before", "the notice had been taken down before";
        ImportAllKnown = "import.all_known", "all rows were there before";
        ImportSomeKnown = "import.some_known", "some rows were there before";
        ImportTeamUnknown = "import.team_unknown", "a team of this name is not known: the zone has none";
        BytesArrived = "photo_lost.bytes_arrived", "the photo had arrived after all";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clients of the last 400 days hold these codes: a code is added, never changed or given a second meaning.
    #[test]
    fn codes_are_stable() {
        let codes: Vec<_> =
            Refused::ALL.iter().map(|it| it.code()).chain(Remark::ALL.iter().map(|it| it.code())).collect();
        insta::assert_json_snapshot!(codes);
    }
}
