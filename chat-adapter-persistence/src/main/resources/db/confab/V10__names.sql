-- What each user name can be taken for: nobody gets a name that looks like another. Accounts from before that look the
-- same keep their names; of these only the oldest is here. Filled by the next step, which is written in Java.
create table name_look (
    look    ${text} primary key,
    user_id uuid    not null references app_user (id) on delete cascade
);

create index name_look_of_user on name_look (user_id);

-- The spelling by which an account still signs in that the next step has to rename.
alter table app_user add column former_name ${text};
alter table app_user add constraint app_user_former_name unique (former_name);

-- Digests of the host's tokens that a user goes by, with a space between any two.
alter table app_user add column told_tokens varchar;
