import type { Step } from './icicle';

/** What a key means in the chart. */
export type Action =
  | { readonly kind: 'walk'; readonly step: Step }
  | { readonly kind: 'search' | 'open' | 'merge' | 'zoom-in' | 'clear' }
  | { readonly kind: 'zoom-out' | 'whole' }
  | { readonly kind: 'scale'; readonly factor: number }
  | { readonly kind: 'pan'; readonly by: number };

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const walks: Readonly<Record<string, Step>> = {
  ArrowUp: 'parent',
  ArrowDown: 'child',
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  Home: 'top',
  End: 'hottest',
};

/** What a key pressed on the boxes does; undefined leaves it to the browser and the editor. */
export function actionOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): Action | undefined {
  const isCommand = ctrlKey || metaKey;
  if (isCommand && key.toLowerCase() === 'f' && !altKey) return { kind: 'search' };
  if (isCommand || altKey) return undefined;
  if (shiftKey && key === 'ArrowLeft') return { kind: 'pan', by: -0.25 };
  if (shiftKey && key === 'ArrowRight') return { kind: 'pan', by: 0.25 };
  if (Object.hasOwn(walks, key)) return { kind: 'walk', step: walks[key] };
  switch (key) {
    case 'Enter':
      return { kind: 'zoom-in' };
    case ' ':
      return { kind: 'open' };
    case 'Backspace':
      return { kind: 'zoom-out' };
    case 'Escape':
      return { kind: 'clear' };
    case '/':
      return { kind: 'search' };
    case '0':
      return { kind: 'whole' };
    case '+':
    case '=':
      return { kind: 'scale', factor: 1.5 };
    case '-':
      return { kind: 'scale', factor: 1 / 1.5 };
    case 'm':
      return { kind: 'merge' };
    default:
      return undefined;
  }
}
