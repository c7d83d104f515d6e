#!/usr/bin/env node
// The `tuneline` command. In a checkout it first builds dist/ when a source has changed, so that it never runs stale code.
import { existsSync } from 'node:fs';

const builder = new URL('../esbuild.mjs', import.meta.url);
if (existsSync(builder)) await (await import(builder)).ensureBuilt();
await import(new URL('../dist/cli.js', import.meta.url));
