// How values are shown to a person. Pure: language from the words, instant from the platform's clock.
export {
  ago,
  dateTime,
  dayHeading,
  dayName,
  dayStart,
  daysSince,
  fromLocalInput,
  fullDateTime,
  localInput,
  longDate,
  relativeDay,
  sameDay,
  shortDate,
  shortDay,
  time,
} from "./dates";
export {
  laterDay,
  laterMonth,
  mondayOf,
  parseDay,
  parseMoment,
  parseTime,
  typedDay,
  typedMoment,
  typedTime,
} from "./days";
export { decimalNumber, integer, money, parseCents, percent, shortMoney, size } from "./numbers";
export { nationalPhone, phone } from "./phones";
export { capital, fold, initials } from "./text";
