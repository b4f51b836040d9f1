-- What is known about images; their files lie on a disk. A discarded image is as good as gone, but for its files, which
-- are deleted after the transaction that discarded it: so its row stays until then, and outlives its message and room.

create table image (
    id           uuid                        primary key,
    uploader_id  uuid                        not null references app_user (id),
    room_id      uuid                        references room (id) on delete set null,
    message_id   uuid                        references message (id) on delete set null,
    place        integer                     not null,
    name         varchar                     not null,
    format       varchar(8)                  not null check (format in ('PNG', 'JPEG', 'GIF', 'WEBP')),
    thumbnail    varchar(8)                  not null check (thumbnail in ('PNG', 'JPEG', 'GIF', 'WEBP')),
    width        integer                     not null,
    height       integer                     not null,
    size         bigint                      not null,
    created      timestamp(3) with time zone not null,
    discarded    boolean                     not null,
    constraint image_measures check (width > 0 and height > 0 and size > 0 and place >= 0)
);

create index image_of_uploader on image (uploader_id, created, id);
create index image_of_room on image (room_id, created);
create index image_on_message on image (message_id, place);
create index image_discarded on image (discarded);
