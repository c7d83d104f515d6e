/** What can be asked of `tuneline`, as help lists it. */
export const commandNames = [
  'profile',
  'open',
  'hints',
  'verify',
  'tune',
  'compare',
  'check',
] as const;

export type CommandName = (typeof commandNames)[number];

export function isCommandName(word: string | undefined): word is CommandName {
  return commandNames.some(name => name === word);
}
