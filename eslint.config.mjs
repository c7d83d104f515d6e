// What the compiler does not see: promises nobody waits for, types imported as values, dead code.
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      '**/*.{js,mjs,cjs}',
      'test/fixtures/',
      'test/workspace/',
      '**/.cache/',
      'test/bench/programs/',
      '**/node_modules/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
    },
  },
  // Preloads run inside the program and load what they need only when it is needed.
  { files: ['src/run/preload/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
