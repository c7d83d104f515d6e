import validator from './node_modules/validator/index.js';

const values = [
  '',
  'a',
  'abc',
  'a@b.com',
  'A.B+c@Gmail.com',
  'http://a.b/c?d=e',
  '127.0.0.1',
  '::1',
  '10.0.0.0/8',
  '2020-02-29',
  '2020-02-30T00:00:00Z',
  '4111111111111111',
  '978-3-16-148410-0',
  'GB82 WEST 1234 5698 7654 32',
  '+4915112345678',
  '123',
  '1.5',
  '-0',
  '1e5',
  '#fff',
  'rgb(1,2,3)',
  'hsl(1,2%,3%)',
  '{"a":1}',
  'aGVsbG8=',
  'YWJj',
  'deadbeef',
  '0x1f',
  'true',
  '0',
  'é',
  '漢字',
  '<b>',
  ' x ',
  'DE',
  'deu',
  'en-US',
  'EUR',
  '12:34',
  '00:1B:44:11:3A:B7',
  'P@ssw0rd!',
  '550e8400-e29b-41d4-a716-446655440000',
  'data:,x',
  'magnet:?xt=urn:btih:c12fe1c06bba254a9dc9f519b335aa7c1367a88a',
  '12345',
  '12345678Z',
  'DEUTDEFF',
  '0-306-40615-2',
  'x'.repeat(70),
  '٠١٢',
  '1,000.00',
  '$1',
  '48.2,16.3',
];
const locales = [
  'de-DE',
  'en-US',
  'fr-FR',
  'ar',
  'any',
  'DE',
  'US',
  'GB',
  'sv-SE',
  'pt-BR',
  'it-IT',
  'ES',
  'FI',
  'zh-CN',
];
for (const [name, check] of Object.entries(validator)) {
  if (typeof check !== 'function') continue;
  const said = values.map(value => {
    try {
      const result = check(value);
      return typeof result === 'boolean' ? Number(result) : String(result);
    } catch (error) {
      return error.message;
    }
  });
  console.log(name, said.join(' '));
  for (const locale of locales)
    console.log(
      name,
      locale,
      values
        .map(value => {
          try {
            const result = check(value, locale);
            return typeof result === 'boolean' ? Number(result) : String(result);
          } catch (error) {
            return error.message;
          }
        })
        .join(' '),
    );
}
