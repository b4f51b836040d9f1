-- When a log-in was last refreshed: for a moment after that, its former refresh token is excused. And what is swept is found
-- by its end.
alter table login add column rotated timestamp(3) with time zone;

create index login_by_expiry on login (expires);
create index login_by_ending on login (ended);
create index invite_by_expiry on invite (expires);
