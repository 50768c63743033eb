-- Whoever begged off is found among the spots that hold her name, so that it goes when she leaves.
insert or ignore into lookup (campaign, name, key, id)
select campaign, 'spots_of_person', json_extract(body, '$.begged.by'), id
from entity
where kind = 'spot' and json_extract(body, '$.begged.by') is not null;
