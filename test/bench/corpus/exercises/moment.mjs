import moment from './node_modules/moment/src/moment.js';

const at = moment.utc('2013-02-08 09:30:26.123');
for (const format of [
  'LLLL',
  'YYYY-MM-DDTHH:mm:ss.SSSZ',
  'dddd Do MMMM, w wo W gg E e DDDo Q',
  '[x] h:mm A',
  'X x',
])
  console.log(at.format(format));
for (const unit of ['year', 'quarter', 'month', 'week', 'isoWeek', 'day', 'hour', 'nonsense'])
  console.log(
    unit,
    at.clone().startOf(unit).format(),
    at.clone().endOf(unit).format(),
    at.clone().add(5, unit).format(),
    at.diff(moment.utc('2000-01-01'), unit, true),
  );
const days = ['2013-01-01', '2010-05-05', '2020-01-01'].map(day => moment.utc(day));
console.log(
  moment.max(...days).format(),
  moment.min(...days).format(),
  moment.min(days).format(),
  moment.max().isValid(),
  moment.min([]).isValid(),
);
console.log(
  moment.max(moment.invalid(), days[0]).isValid(),
  typeof moment.now(),
  Math.abs(moment.now() - Date.now()) < 5000,
);
for (const [text, format] of [
  ['12-25-1995', 'MM-DD-YYYY'],
  ['2010 13', 'YYYY MM'],
  ['at 5 pm', '[at] h a'],
  ['24/12/2019 09:15:00', 'DD MM YYYY hh:mm:ss'],
])
  console.log(moment.utc(text, format, true).format(), moment.utc(text, format).format());
for (const n of [1, 44, 45, 89, 90, 3000, 90000, 1e6, 3e7])
  console.log(
    moment.duration(n, 'seconds').humanize(true),
    moment.duration(n, 'seconds').toISOString(),
  );
