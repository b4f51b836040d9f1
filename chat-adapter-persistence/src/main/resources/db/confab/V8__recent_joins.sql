-- Who has joined lately, whatever room it is: what a node looks up in case nobody has told it.
create index membership_by_time on membership (joined);
