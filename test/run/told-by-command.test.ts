import assert from 'node:assert/strict';
import { toldByCommand } from '../../src/run/verify/serving/told-by-command';

const wrk = `Running 30s test @ http://127.0.0.1:8080/index.html
  12 threads and 400 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   635.91us    0.89ms  12.92ms   93.69%
    Req/Sec    56.20k     8.07k   62.00k    86.54%
  Latency Distribution
     50%  250.00us
     75%  491.00us
     90%  700.00us
     99%    5.80ms
  22464657 requests in 30.00s, 17.76GB read
Requests/sec: 748868.53
Transfer/sec:    606.33MB
`;
const hey = `Summary:
  Total:	0.5120 secs
  Requests/sec:	390.6250

Latency distribution:
  50% in 0.0048 secs
  99% in 0.0143 secs

Status code distribution:
  [200]	180 responses
  [503]	20 responses
`;
const ab = `Complete requests:      1000
Failed requests:        0
Requests per second:    2444.28 [#/sec] (mean)
Percentage of the requests served within a certain time (ms)
  50%      3
  99%      9
`;
const k6 = `     http_req_duration..............: avg=117.55ms min=117.4ms
     http_reqs......................: 1234   41.133/s
`;
const autocannon = JSON.stringify({
  requests: { average: 9000, total: 90_010 },
  latency: { average: 0.5, p50: 1, p99: 3 },
  duration: 10,
  errors: 0,
  '5xx': 3,
});

describe('what a load command tells', () => {
  it('of latencies in whole milliseconds is never zero, of which no ratio can be made', () => {
    const quick = JSON.stringify({
      requests: { total: 90_010 },
      latency: { p50: 0, p99: 1 },
      duration: 10,
    });
    const { p50, p99 } = toldByCommand(quick, 2e6)?.figures ?? {};
    assert.deepEqual([p50, p99], [500, 1000]);
    const byAb = toldByCommand(ab.replace('50%      3', '50%      0'), 2e6)?.figures;
    assert.equal(byAb?.p50, 500);
  });

  it('is understood of wrk, hey, ab, k6 and autocannon', () => {
    const figures = (text: string) => toldByCommand(text, 2e6)?.figures;
    assert.deepEqual(figures(wrk), {
      requests: 22464657,
      perSecond: 748868.53,
      p50: 250,
      p99: 5800,
    });
    assert.deepEqual(figures(hey), {
      requests: 781.25,
      perSecond: 390.625,
      p50: 4800,
      p99: 14_300,
    });
    assert.deepEqual(figures(ab), { requests: 1000, perSecond: 2444.28, p50: 3000, p99: 9000 });
    assert.deepEqual(figures(k6), { requests: 1234, perSecond: 41.133 });
    assert.deepEqual(figures(`some words\n${autocannon}\n`), {
      requests: 90_010,
      perSecond: 9001,
      p50: 1000,
      p99: 3000,
    });
  });

  it('has the answers that were no success', () => {
    const bad = (text: string) => toldByCommand(text, 1e6)?.bad;
    assert.deepEqual(bad(hey), ['20 × 503']);
    assert.deepEqual(bad(autocannon), ['3 × 5xx']);
    assert.deepEqual(bad(`${wrk}  Non-2xx or 3xx responses: 7\n`), [
      '7 × Non-2xx or 3xx responses',
    ]);
    const noAnswer = '  Socket errors: connect 0, read 0, write 0, timeout 12\n';
    assert.deepEqual(bad(`${wrk}${noAnswer}`), ['12 × Socket errors']);
    const failed = '     http_req_failed................: 100.00% ✓ 1234      ✗ 0\n';
    assert.deepEqual(bad(`${k6}${failed}`), ['1234 × http_req_failed']);
    const fine = '     http_req_failed................: 0.00%   0 out of 1234\n';
    assert.deepEqual(bad(`${k6}${fine}`), []);
    assert.deepEqual(bad(ab), []);
  });

  it('is nothing where it says nothing that is known', () => {
    assert.equal(toldByCommand('done: 40 requests\n{"requests": 40}\n', 1e6), undefined);
  });
});
