const language = navigator.language;
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const short = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const precise = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });
const number = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "5 minutes ago"; after a week the date. */
export function ago(date: Date, now = Date.now()): string {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const past = Math.abs(seconds);
  if (past < 45) return relative.format(0, "second");
  if (past < HOUR) return relative.format(Math.round(seconds / MINUTE), "minute");
  if (past < DAY) return relative.format(Math.round(seconds / HOUR), "hour");
  if (past < 7 * DAY) return relative.format(Math.round(seconds / DAY), "day");
  return day(date);
}

/** "Today, 14:05", for where the moment itself matters; before yesterday the date. */
export function moment(date: Date, now = new Date()): string {
  const days = Math.round((midnight(date) - midnight(now)) / (DAY * 1000));
  const name = Math.abs(days) < 2 ? relative.format(days, "day") : day(date);
  return `${name.charAt(0).toLocaleUpperCase(language)}${name.slice(1)}, ${timeOfDay(date)}`;
}

function midnight(date: Date): number {
  return new Date(date).setHours(0, 0, 0, 0);
}

export function day(date: Date): string {
  return short.format(date);
}

export function exact(date: Date): string {
  return precise.format(date);
}

export function timeOfDay(date: Date): string {
  return clock.format(date);
}

export function amount(value: number): string {
  return number.format(value);
}
