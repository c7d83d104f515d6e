import { join } from 'node:path';

/** The checkout: npm runs every script from its root. */
export const root = process.cwd();

/** What the editor and its browser need on disk; ignored by git, safe to delete. */
export const cache = join(root, 'test', 'editor', '.cache');

/** Where failed page tests leave their screenshots and logs; ignored by git. */
export const evidence = join(root, 'out', 'evidence');

export const sampleWorkspace = join(root, 'test', 'workspace');
