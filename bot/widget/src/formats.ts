import { locale } from "./languages";

/** An ISO date as a day in the manner of a language; what is no date stays as it is. */
export function day(iso: string, language: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale(language), { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/** An ISO point in time, in the clock of the citizen. */
export function moment(iso: string, language: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale(language), { dateStyle: "long", timeStyle: "short" }).format(date);
}

export function days(count: number, language: string): string {
  return new Intl.NumberFormat(locale(language), { style: "unit", unit: "day", unitDisplay: "long" }).format(count);
}

export function euros(amount: number, language: string): string {
  return new Intl.NumberFormat(locale(language), { style: "currency", currency: "EUR" }).format(amount);
}

export function number(value: number, language: string): string {
  return new Intl.NumberFormat(locale(language)).format(value);
}
