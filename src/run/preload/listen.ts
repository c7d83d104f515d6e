// In every thread of a server that is measured without a profiler: tells when it listens for the first time. Then nothing of it is left.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { monotonic } from '../monotonic';
import { type ListenTold, listenVariable } from '../verify/serving/serving';
import { listenedAtFirst } from './listening';

const folder = process.env[listenVariable];
if (folder !== undefined)
  listenedAtFirst(({ port, address }) => {
    const { user, system } = process.cpuUsage();
    const told: ListenTold = {
      now: monotonic(),
      pid: process.pid,
      cpu: user + system,
      port,
      address,
    };
    const file = join(folder, `${process.pid}-${threadId}`);
    try {
      writeFileSync(file, JSON.stringify(told));
    } catch {
      // the folder is gone when the comparison was cancelled; the program must not notice
    }
  });
