-- Devices, what is to be pushed to them, and of what members want to be told.
alter table membership add column push_level varchar(8) default 'ALL' not null
    check (push_level in ('ALL', 'MENTIONS', 'NOTHING'));

-- Tokens may be longer than what an index takes, so they are unique by their digest.
create table device (
    id           uuid                        primary key,
    owner_id     uuid                        not null references app_user (id) on delete cascade,
    type         varchar(8)                  not null check (type in ('ANDROID', 'IOS', 'WEB', 'WEBHOOK', 'EMAIL')),
    token        varchar                     not null,
    token_digest varchar(64)                 not null,
    name         varchar,
    installation varchar,
    registered   timestamp(3) with time zone not null,
    renewed      timestamp(3) with time zone not null,
    trouble      varchar,
    troubled     timestamp(3) with time zone,
    mailed       timestamp(3) with time zone,
    constraint device_of_token unique (token_digest),
    constraint device_trouble check ((trouble is null) = (troubled is null))
);

create index device_of_owner on device (owner_id);
create index device_by_renewal on device (renewed);

-- One row for a message, however many are to be told; then one for each group of devices that are left over. A row that
-- is being worked on is due when that should be over. What a row names may be gone: nothing else needs to look here when
-- a room or a device goes, and a message costs no more than its row.
create table pending_push (
    id         uuid                        primary key,
    message_id uuid                        not null,
    only_ids   varchar,
    after_id   uuid,
    tries      integer                     not null check (tries >= 0),
    noted      timestamp(3) with time zone not null,
    due        timestamp(3) with time zone not null
);

create index pending_push_by_time on pending_push (due, id);
