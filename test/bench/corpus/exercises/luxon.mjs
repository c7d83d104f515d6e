import { DateTime, Duration, Interval, Settings } from './node_modules/luxon/src/luxon.js';

Settings.defaultZone = 'Europe/Berlin';
Settings.throwOnInvalid = false;
const units = [
  'year',
  'years',
  'quarter',
  'month',
  'months',
  'week',
  'weeks',
  'day',
  'days',
  'hour',
  'hours',
  'minute',
  'second',
  'millisecond',
  'weekday',
  'ordinal',
  'toString',
  'Year',
  'nonsense',
];
for (const text of [
  '2020-02-29T12:34:56.789',
  '1999-12-31',
  '2024-W05-3',
  '2023-200',
  '20200301T101112Z',
  'nonsense',
  '2021-03-28T02:30',
]) {
  const at = DateTime.fromISO(text, { locale: 'de' });
  console.log(
    text,
    at.toISO(),
    at.toRFC2822(),
    at.toFormat("yyyy LLLL dd EEEE HH:mm:ss.SSS ZZZZ 'o''clock' kkkk WW ooo"),
    at.toLocaleString(DateTime.DATETIME_HUGE),
  );
  for (const unit of units) {
    const tried = f => {
      try {
        return String(f());
      } catch (error) {
        return error.message;
      }
    };
    console.log(
      unit,
      tried(() => at.startOf(unit)),
      tried(() => at.endOf(unit)),
      tried(() => at.plus({ [unit]: 3 })),
      tried(() => at.get(unit)),
      tried(() => at.set({ [unit]: 2 })),
    );
    console.log(
      unit,
      tried(() => Duration.fromObject({ [unit]: 5 }).toHuman()),
      tried(() => at.diff(DateTime.fromISO('2000-01-01'), unit).toISO()),
    );
  }
}
for (const text of ['P1Y2M3DT4H5M6S', 'PT-5M', 'P3W', 'x'])
  console.log(
    String(Duration.fromISO(text)),
    Duration.fromISO(text).normalize().toFormat('y M d h m s'),
  );
for (const [text, format] of [
  ['12 May 1982', 'd LLLL yyyy'],
  ['03/04/05 6:07 pm', 'MM/dd/yy h:mm a'],
  ['x', 'yyyy'],
])
  console.log(DateTime.fromFormat(text, format).toISO());
console.log(Interval.fromISO('2020-01-01/P3M').splitBy({ weeks: 1 }).map(String).join());
