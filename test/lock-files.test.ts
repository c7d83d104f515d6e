import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const files = [
  'package-lock.json',
  'test/editor/package-lock.json',
  'test/bench/package-lock.json',
  'test/fixtures/projects/package-lock.json',
  'test/fixtures/projects/test-runners/package-lock.json',
];

for (const file of files) {
  describe(file, () => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as {
      packages: Readonly<Record<string, LockedPackage>>;
    };

    // npm leaves out packages for other platforms when it cannot look them up, and `npm ci` then refuses the file.
    it('holds every package that another one asks for', () => {
      const missing = Object.entries(packages).flatMap(([place, one]) =>
        Object.keys({ ...one.dependencies, ...one.optionalDependencies })
          .filter(name => !isFound(place, name, packages))
          .map(name => `${name}, for ${place || 'the project'}`),
      );
      assert.deepEqual(missing, []);
    });

    it('names no registry to download from', () => {
      const named = Object.values(packages).filter(one => one.resolved !== undefined);
      assert.deepEqual(named, []);
    });
  });
}

/** As Node looks packages up: in the node_modules of the asking package, then of each folder above. */
function isFound(place: string, name: string, packages: object): boolean {
  const folders = place.split('/node_modules/');
  return folders
    .map((_, depth) => [...folders.slice(0, folders.length - depth), name].join('/node_modules/'))
    .concat(`node_modules/${name}`)
    .some(candidate => candidate in packages);
}
