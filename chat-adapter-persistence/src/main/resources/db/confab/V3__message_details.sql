-- What hangs on messages and rooms: pins, images, reactions. The counts are kept beside the rows they count, so that a
-- page of messages asks for reactions and images only where there are any.

alter table message add column pinned         timestamp(3) with time zone;
alter table message add column reaction_count integer default 0 not null;
alter table message add column image_count    integer default 0 not null;

alter table message add constraint message_tallies check (reaction_count >= 0 and image_count >= 0);
alter table message drop constraint message_tombstone;
alter table message add constraint message_tombstone
    check (deleted is null or (body = '' and pinned is null and reaction_count = 0 and image_count = 0));

alter table room add column pinned_count integer default 0 not null;
alter table room add column image_id     uuid;

alter table room add constraint room_pins check (pinned_count >= 0);
