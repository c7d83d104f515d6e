// What node loads into its own thread for hooks, before 22.15.
import { createFiles } from './files';
import { asyncHooks } from './hooks';

export const { resolve, load } = asyncHooks(createFiles());
