/** What the preload of a first run is told, in the variable TUNELINE_LOOK. */
export interface LookSettings {
  /** Where it writes its reports. */
  readonly folder: string;
  readonly copy: string;
  readonly root: string;
}

/** What it has seen; paths are relative to the copy or the workspace. */
export type Seen =
  /** Ran, or was parsed at least. */
  | { readonly kind: 'script'; readonly url: string }
  /** Looked for in the copy, and there. */
  | { readonly kind: 'opened'; readonly path: string }
  /** Looked for in the copy, and only in the workspace. */
  | { readonly kind: 'missing'; readonly path: string }
  /** Looked for in the workspace itself. */
  | { readonly kind: 'of-workspace'; readonly path: string }
  | { readonly kind: 'input' };
