// The thread that reads what a counting run has left: V8's files are large, and whoever asks must not be blocked.
import { parentPort, workerData } from 'node:worker_threads';
import { type CountsAsked, readCounts } from './read-counts';

parentPort?.postMessage(readCounts(workerData as CountsAsked)); // as countingRun sends it
