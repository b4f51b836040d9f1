const DAY = 86_400_000;
const LANGUAGE = globalThis.document?.documentElement.lang || 'en';

const clock = new Intl.DateTimeFormat(LANGUAGE, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'short' });
const longWeekday = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'long' });
const date = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short' });
const dateWithYear = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric' });
const longDate = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const exactly = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });

/** The time of day. */
export function time(iso) {
  return clock.format(new Date(iso));
}

/** As short as it can be: today the time, this week the weekday, else the date. */
export function when(iso, now = new Date()) {
  const then = new Date(iso);
  const days = daysBetween(then, now);
  if (days === 0) {
    return clock.format(then);
  }
  return days < 7 ? weekday.format(then) : shortDate(then, now);
}

/** The heading of a day. */
export function day(iso, now = new Date()) {
  const then = new Date(iso);
  const days = daysBetween(then, now);
  if (days < 2) {
    const word = relative.format(-days, 'day');
    return word[0].toLocaleUpperCase(LANGUAGE) + word.slice(1);
  }
  return days < 7 ? longWeekday.format(then) : longDate.format(then);
}

export function exact(iso) {
  return exactly.format(new Date(iso));
}

/** Whether two times are on one day, here. */
export function isSameDay(one, other) {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

function shortDate(then, now) {
  return (then.getFullYear() === now.getFullYear() ? date : dateWithYear).format(then);
}

function daysBetween(then, now) {
  return Math.round((startOf(now) - startOf(then)) / DAY);
}

function startOf(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}
