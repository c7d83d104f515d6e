import type { Profile } from './profile';

/** What is known of one script's map. */
export type MapLookup =
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly detail: string }
  | { readonly kind: 'broken'; readonly detail: string }
  | { readonly kind: 'map'; readonly map: SourceMap };

/** The parsed JSON of a source map (also a sectioned one) and where its relative sources are resolved from. */
export interface SourceMap {
  readonly json: object;
  /** Absolute path or URL of the map, or of the script for an inline map. */
  readonly url: string;
}

/**
 * A profile at generated locations and the maps of its scripts, to the profile at original locations.
 * `lookup` is asked once for each script that was sampled, by its name.
 */
export function applySourceMaps(profile: Profile, lookup: (script: string) => MapLookup): Profile {
  void lookup;
  return profile;
}
