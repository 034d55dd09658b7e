/** A calendar date `YYYY-MM-DD`, without time or zone. */
export type LocalDate = string;

/** The calendar date that an instant (epoch milliseconds) falls on in an IANA time zone. */
export function localDate(time: number, timeZone: string): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(time)).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
