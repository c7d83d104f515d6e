#!/usr/bin/env node
// What runTests() starts instead of a desktop VS Code; the work is in stand-in.ts, built by `node esbuild.mjs --tests`.
import '../../out/test/editor/stand-in.js';
