import * as sha2 from './node_modules/@noble/hashes/src/sha2.ts';
import * as sha3 from './node_modules/@noble/hashes/src/sha3.ts';
import * as more from './node_modules/@noble/hashes/src/sha3-addons.ts';
import * as blake1 from './node_modules/@noble/hashes/src/blake1.ts';
import * as blake2 from './node_modules/@noble/hashes/src/blake2.ts';
import { blake3 } from './node_modules/@noble/hashes/src/blake3.ts';
import * as legacy from './node_modules/@noble/hashes/src/legacy.ts';
import { scrypt } from './node_modules/@noble/hashes/src/scrypt.ts';
import { argon2id } from './node_modules/@noble/hashes/src/argon2.ts';
import { hmac } from './node_modules/@noble/hashes/src/hmac.ts';
import { bytesToHex } from './node_modules/@noble/hashes/src/utils.ts';

for (const module of [sha2, sha3, more, blake1, blake2, legacy, { blake3 }])
  for (const [name, hash] of Object.entries(module)) {
    if (typeof hash !== 'function' || hash.outputLen === undefined || hash.create === undefined)
      continue;
    for (const text of ['', 'abc', 'x'.repeat(63), 'y'.repeat(200), 'z'.repeat(1025)])
      try {
        console.log(name, bytesToHex(hash(text)), bytesToHex(hmac(hash, 'key', text)));
      } catch (error) {
        console.log(name, error.message);
      }
  }
console.log(
  bytesToHex(scrypt('a', 'b', { N: 16, r: 2, p: 1, dkLen: 32 })),
  bytesToHex(argon2id('password', 'some salt', { t: 1, m: 64, p: 2 })),
);
