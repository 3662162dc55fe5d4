import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'clients/typescript/src/', 'node_modules/', 'data/', 'test/fixtures/', '**/*.mjs', '**/*.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Table rows and option bags are plain data whose types happen to be classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': [
        'error',
        {
          allow: [
            { from: 'file', name: 'StudyRow' },
            { from: 'file', name: 'EntryRow' },
            { from: 'file', name: 'DrugRow' },
          ],
        },
      ],
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['warn', 10],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Use common/http-client.ts.' }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'axios', message: 'Only common/http-client.ts speaks HTTP.' },
            { name: '@nestjs/common', importNames: ['forwardRef'], message: 'A cycle is a design fault: move things.' },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config/ reads the environment.' },
      ],
    },
  },
  // Templates are read like the page they make: long, and without branches.
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['warn', { max: 90, skipBlankLines: true, skipComments: true }] },
  },

  // Runs in browsers, where `fetch` is the only way to ask.
  { files: ['widget/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/common/http-client.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/config/**'], rules: { 'no-restricted-properties': 'off' } },
  // Catalogues are data: as long as there are messages.
  { files: ['src/words/{en,es,fr,de,pt,vi,zh-Hans,ja,ko,ar}.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.spec.{ts,tsx}', '**/*-spec.ts', 'test/**', 'scripts/**', 'bench/**'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      complexity: 'off',
      'no-restricted-properties': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
