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

-- What a person's own folders hold. All changes of one person's go one after the other, under the lock of their account.
create table category (
    id          uuid      primary key,
    owner_id    uuid      not null references app_user (id) on delete cascade,
    title       varchar   not null,
    title_key   ${text}   not null,
    description varchar   not null,
    constraint category_of_title unique (owner_id, title_key)
);

create index category_of_owner on category (owner_id, id);

create table category_room (
    category_id uuid not null references category (id) on delete cascade,
    room_id     uuid not null references room (id) on delete cascade,
    primary key (category_id, room_id)
);

create index category_room_of_room on category_room (room_id);

create table service_token (
    digest  varchar(64)                 primary key,
    service varchar                     not null,
    created timestamp(3) with time zone not null
);

create index service_token_of_service on service_token (service);
