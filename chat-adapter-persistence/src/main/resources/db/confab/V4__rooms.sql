-- Of secrets only the digests are kept.

create table invite (
    digest    varchar(64)                 primary key,
    room_id   uuid                        not null references room (id) on delete cascade,
    maker_id  uuid                        not null references membership (id) on delete cascade,
    created   timestamp(3) with time zone not null,
    expires   timestamp(3) with time zone not null
);

create index invite_of_room on invite (room_id);
create index invite_of_maker on invite (maker_id);
