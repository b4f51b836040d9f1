-- Users of a host application: whom the host calls what, and when it said what they go by. They have no password here.
alter table app_user alter column password_hash drop not null;
alter table app_user add column external_id ${text};
alter table app_user add column told timestamp(3) with time zone;
alter table app_user add constraint app_user_external_id unique (external_id);
alter table app_user add constraint app_user_identity check (
    (password_hash is null) = (external_id is not null) and (external_id is null) = (told is null));
