/** What the suite in the extension host prints first: from here on the console is the suite's. */
export const firstWords = 'The suite in the extension host:';
