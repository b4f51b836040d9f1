-- Reactions, and what a search goes by. How many reactions a message has stands with the message.

create table reaction (
    id         uuid                        primary key,
    message_id uuid                        not null references message (id) on delete cascade,
    member_id  uuid                        not null references membership (id) on delete cascade,
    content    ${text}                     not null,
    given      timestamp(3) with time zone not null,
    constraint reaction_given_once unique (message_id, member_id, content)
);

create index reaction_of_member on reaction (member_id);

-- The different words of the body, with a space between any two; null for none. The words of the messages from before
-- are filled in by the next step, which is written in Java as the words are.
alter table message add column words varchar;

alter table message add constraint message_words check (words is null or deleted is null);

-- Only on PostgreSQL; on H2 a search walks through its room. The room stands among the words, so that a word that is
-- common in other rooms costs nothing. The time of creation follows the order of the table closely enough for ranges of
-- pages, which cost nearly nothing to keep.
${postgresql} create index message_by_words on message using gin (string_to_array(words || ' ' || cast(room_id as text), ' ')) where words is not null;
${postgresql} create index message_by_time on message using brin (created);
${postgresql} create index message_pinned on message (room_id, seq) where pinned is not null;
${postgresql} create index message_with_images on message (room_id, seq) where image_count > 0;
