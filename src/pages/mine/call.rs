//! Whom she can call: her leader, else her village, else the office. Nobody calls herself.

use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::grant::Role;
use yingchun_domain::id::CommunityId;
use yingchun_domain::person::Contact;
use yingchun_domain::team::Team;
use yingchun_domain::text::DutyPhone;
use yingchun_domain::zone::Zone;

use super::{Call, Mine, Who};

impl Mine<'_> {
    /// Whom to call about a zone, or about anything: her leader, her village, the office.
    pub fn call(&self, zone: Option<&Zone>) -> Option<Call> {
        let person = self.person();
        let team = zone.and_then(|zone| zone.team).or(person.and_then(|person| person.team));
        let team = team.and_then(|id| self.set.get::<Team>(id.uuid()).known());
        // Whoever leads there would call herself.
        let hers = |role, team: &Team| matches!(role, Role::Leader { team: led } if led == team.id);
        let of_others =
            team.filter(|team| !self.set.roles_of(self.me, self.now).any(|role| hers(role, team)));
        let duty = of_others.and_then(|team| team.duty_phone.as_ref()).map(DutyPhone::as_str);
        if let Some(number) = duty.filter(|number| !self.is_own(number)) {
            return Some(Call { who: Who::Leader, number: number.to_owned() });
        }
        let community = zone.map(|zone| zone.community).or(person.and_then(|person| person.community));
        let named = self.village(community).or_else(|| self.office());
        named.map(|(name, number)| Call { who: Who::Named(name), number })
    }

    /// Whether a number rings in her own hand: who led the team may still stand there with her number.
    fn is_own(&self, number: &str) -> bool {
        let contact = self.set.get::<Contact>(self.me.uuid()).known();
        contact.and_then(|contact| contact.phone.as_ref()).is_some_and(|own| own.digits() == number)
    }

    /// Whom an official calls, by name: the office, else the committee of her village.
    pub fn call_office(&self) -> Option<(String, Call)> {
        let community = self.person().and_then(|person| person.community);
        let (name, number) = self.office().or_else(|| self.village(community))?;
        Some((name.clone(), Call { who: Who::Named(name), number }))
    }

    fn village(&self, community: Option<CommunityId>) -> Option<(String, String)> {
        let community = self.set.get::<Community>(community?.uuid()).known()?;
        Some((community.committee.to_string(), community.duty_phone.as_ref()?.as_str().to_owned()))
    }

    fn office(&self) -> Option<(String, String)> {
        self.set.each::<Campaign>().find_map(|campaign| {
            Some((campaign.host.to_string(), campaign.duty_phone.as_ref()?.as_str().to_owned()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, World, at, id};
    use yingchun_domain::edit::Versions;

    fn number(digits: &str) -> Option<DutyPhone> {
        DutyPhone::try_from(digits.to_owned()).ok()
    }

    fn called(world: &World, me: u128) -> Option<Call> {
        world.seen_by(me, at(8, 0)).call(None)
    }

    fn team(duty_phone: Option<DutyPhone>) -> Team {
        let name = "青年突击队".try_into().unwrap();
        Team { id: id(21), community: id(20), name, duty_phone, versions: Versions::default() }
    }

    fn host() -> Campaign {
        Campaign {
            id: id(30),
            name: "清洁家园迎新春".try_into().unwrap(),
            host: "柳溪街道办事处".try_into().unwrap(),
            filing: None,
            duty_phone: number("0571-8801"),
            feedback: None,
            starts: at(0, 0).day(),
            ends: at(0, 0).day(),
            sessions: vec![],
            versions: Versions::default(),
        }
    }

    #[test]
    fn where_neither_team_nor_village_has_a_number_the_hosts_answers() {
        assert_eq!(called(&World::new(), MEMBER), None);
        let of_host =
            Call { who: Who::Named("柳溪街道办事处".to_owned()), number: "0571-8801".to_owned() };
        let world = World::new().with(host());
        assert_eq!(called(&world, MEMBER), Some(of_host));
        let of_leader = Call { who: Who::Leader, number: "13800002047".to_owned() };
        assert_eq!(called(&world.with(team(number("13800002047"))), MEMBER), Some(of_leader));
    }

    #[test]
    fn nobody_calls_herself_even_where_she_leads_no_more() {
        let own = Contact {
            person: id(MEMBER),
            phone: "13800002047".try_into().ok(),
            emergency: None,
            same_as: vec![],
            note: None,
        };
        let world = World::new().with(host()).with(team(number("13800002047"))).with(own);
        for me in [LEADER, MEMBER] {
            assert!(called(&world, me).is_some_and(|call| call.number == "0571-8801"));
        }
    }
}
