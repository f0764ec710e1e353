// The scale of a clock: from the first event to the last day, a year the wider the more happens in it.

const EMPTY = 1; // width of a year without events, in those of one event

export class Scale {
  /** *days* are in order, as 2020-09-15; so is *end*, the last day of all. */
  constructor(days, end) {
    const first = Number((days[0] ?? end).slice(0, 4));
    const last = Number(end.slice(0, 4));
    const events = {};
    for (const day of days) events[day.slice(0, 4)] = (events[day.slice(0, 4)] ?? 0) + 1;
    this.years = [];
    let from = 0;
    for (let year = first; year <= last; year += 1) {
      const [begin, after] = [number(`${year}-01-01`), number(`${year + 1}-01-01`)];
      const upTo = year === last ? Math.max(number(end), begin + 1) : after;
      // the last year is as wide as the part of it that is told of
      const width = (EMPTY * (upTo - begin)) / (after - begin) + (events[year] ?? 0);
      this.years.push({ year, begin, end: upTo, from, to: from + width });
      from += width;
    }
    this.whole = from;
  }

  /** Where a day lies: 0 to 1. */
  at(day) {
    const found = number(day);
    const year = this.years.findLast(({ begin }) => begin <= found) ?? this.years[0];
    const within = Math.min(1, Math.max(0, (found - year.begin) / (year.end - year.begin)));
    return (year.from + within * (year.to - year.from)) / this.whole;
  }

  /** The day that lies there. */
  dayAt(share) {
    const place = Math.min(1, Math.max(0, share)) * this.whole;
    const year = this.years.find(({ to }) => place <= to) ?? this.years.at(-1);
    const within = (place - year.from) / (year.to - year.from);
    return iso(Math.floor(year.begin + within * (year.end - year.begin) + 1e-6));
  }
}

/** Days since 1970. */
export function number(day) {
  return Date.parse(`${day}T00:00Z`) / 86_400_000;
}

export function iso(days) {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day some years later, or the last of February where that year has no 29th. */
export function yearsLater(day, years) {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, "0");
  const moved = `${year}${day.slice(4)}`;
  return moved.endsWith("-02-29") && Number.isNaN(number(moved)) ? `${year}-02-28` : moved;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

/** A day in English: 15 September 2020. */
export function spoken(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}
