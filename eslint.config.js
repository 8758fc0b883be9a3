import js from '@eslint/js';
import globals from 'globals';

export default [
  {ignores: ['dist/**', 'build/**', 'node_modules/**', '.venv/**']},
  js.configs.recommended,
  {
    files: ['extension/**/*.js'],
    languageOptions: {globals: {...globals.browser, ...globals.worker}},
  },
  {
    files: ['extension/door/browser.js'],
    languageOptions: {globals: globals.webextensions},
  },
  {
    files: ['tools/**/*.mjs', 'tests/**/*.mjs', 'bench/**/*.mjs'],
    languageOptions: {globals: globals.node},
  },
  {
    files: ['tests/**/*.js', 'bench/**/*.js'],
    languageOptions: {globals: {...globals.browser, ...globals.worker}},
  },
  {
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-unused-vars': ['error', {argsIgnorePattern: '^_', varsIgnorePattern: '^_'}],
      'prefer-const': 'error',
      complexity: ['error', 20],      // exceptions are named where they stand, with their reason
      eqeqeq: ['error', 'always'],
    },
  },
];
