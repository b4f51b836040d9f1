-- ${text} is text compared byte by byte: what is equal, and what comes first, must not hang on the locale of a server.
-- Times have the precision of the clock that makes them, milliseconds.

create table app_user (
    id            uuid                        primary key,
    username      varchar                     not null,
    name_key      ${text}                     not null,
    display_name  varchar                     not null,
    display_key   ${text}                     not null,
    email         varchar,
    active        boolean                     not null,
    staff         boolean                     not null,
    created       timestamp(3) with time zone not null,
    password_hash varchar                     not null,
    constraint app_user_name unique (name_key)
);

create table login (
    id         uuid                        primary key,
    user_id    uuid                        not null references app_user (id) on delete cascade,
    generation integer                     not null check (generation >= 0),
    created    timestamp(3) with time zone not null,
    expires    timestamp(3) with time zone not null,
    ended      timestamp(3) with time zone
);

create index login_of_user on login (user_id);

-- No index on last_activity: each message moves it, and an index on what moves makes PostgreSQL rewrite every index
-- entry of the room for each message. The lists that are ordered by it count all their rooms anyway.
create table room (
    id                 uuid                        primary key,
    kind               varchar(8)                  not null check (kind in ('GROUP', 'DIRECT', 'SELF')),
    room_key           varchar,
    title              varchar,
    title_key          ${text},
    description        varchar                     not null,
    is_public          boolean                     not null,
    members_can_invite boolean                     not null,
    members_can_pin    boolean                     not null,
    creator_id         uuid                        references app_user (id) on delete set null,
    created            timestamp(3) with time zone not null,
    modified           timestamp(3) with time zone not null,
    last_activity      timestamp(3) with time zone not null,
    version            bigint                      not null,
    message_seq        bigint                      not null,
    member_count       integer                     not null,
    constraint room_of_key unique (room_key),
    constraint room_counters check (message_seq >= 0 and version >= message_seq and member_count >= 0)
);

create index room_of_creator on room (creator_id);

-- A null user is the system member, of whom a room has one like of every other.
create table membership (
    id           uuid                        primary key,
    room_id      uuid                        not null references room (id) on delete cascade,
    user_id      uuid                        references app_user (id),
    role         varchar(8)                  not null check (role in ('MEMBER', 'ADMIN', 'OWNER')),
    standing     varchar(8)                  not null check (standing in ('ACTIVE', 'LEFT', 'BANNED')),
    muted        boolean                     not null,
    muted_until  timestamp(3) with time zone,
    joined_seq   bigint                      not null,
    received_seq bigint                      not null,
    seen_seq     bigint                      not null,
    joined       timestamp(3) with time zone not null,
    version      bigint                      not null,
    constraint membership_of_user unique nulls not distinct (room_id, user_id),
    constraint membership_mute check (muted or muted_until is null),
    constraint membership_watermarks
        check (joined_seq >= 0 and joined_seq <= seen_seq and seen_seq <= received_seq)
);

create index membership_by_user on membership (user_id, room_id);
create index membership_by_joining on membership (room_id, joined);
create index membership_by_version on membership (room_id, version);

-- Only ever read along its room, its thread or by its own id: an index in the order of all messages would let the
-- planner walk through a big table for a page of a quiet room.
create table message (
    id            uuid                        primary key,
    room_id       uuid                        not null references room (id) on delete cascade,
    seq           bigint                      not null,
    author_id     uuid                        not null references membership (id) on delete cascade,
    is_system     boolean                     not null,
    parent_id     uuid                        references message (id) on delete set null,
    body          varchar                     not null,
    created       timestamp(3) with time zone not null,
    edited        timestamp(3) with time zone,
    deleted       timestamp(3) with time zone,
    reply_count   integer                     not null check (reply_count >= 0),
    client_id     varchar,
    client_digest varchar(64),
    version       bigint                      not null,
    constraint message_in_order unique (room_id, seq),
    constraint message_sent_once unique (author_id, client_id),
    constraint message_counters check (seq >= 1 and version >= seq),
    constraint message_client check ((client_id is null) = (client_digest is null)),
    constraint message_tombstone check (deleted is null or body = '')
);

create index message_by_version on message (room_id, version);
create index message_by_thread on message (parent_id, seq);

create table message_edit (
    id         bigint                      generated by default as identity primary key,
    message_id uuid                        not null references message (id) on delete cascade,
    body       varchar                     not null,
    replaced   timestamp(3) with time zone not null
);

create index message_edit_of_message on message_edit (message_id, id);

-- Hangs on the membership alone, not on the room as well: whoever notes a step holds the lock of the membership, and
-- must not wait for a room that is being deleted by somebody who waits for the membership.
create table receipt_advance (
    member_id     uuid                        not null references membership (id) on delete cascade,
    received_from bigint                      not null,
    received_to   bigint                      not null,
    seen_from     bigint                      not null,
    seen_to       bigint                      not null,
    advanced      timestamp(3) with time zone not null,
    primary key (member_id, received_to, seen_to),
    constraint receipt_advance_forward check (received_from <= received_to and seen_from <= seen_to)
);

create index receipt_advance_of_sight on receipt_advance (member_id, seen_to);
