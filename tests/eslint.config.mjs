// What an editor and CI say about the extension and the tests. Layout is not its business.
import js from '@eslint/js';
import globals from 'globals';

const rules = {
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'no-eval': 'error',
    'no-implied-eval': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    'no-empty': ['error', { allowEmptyCatch: true }],
    'no-control-regex': 'off', // bytes that nobody sees are what some expressions are about
};

const ours = { offswitch: 'writable', domAccessibilityApi: 'readonly' };

export default [
    { ignores: ['**/node_modules/', '**/vendor/', 'build/'] },
    js.configs.recommended,
    { rules },
    { files: ['extension-stub/**/*.js'], languageOptions: { globals: { ...globals.browser, ...globals.webextensions } } },
    // Content scripts are no modules: the one name they share is a var, which a second injection finds again.
    { files: ['extension-stub/content/*.js'], languageOptions: { sourceType: 'script', globals: ours }, rules: { 'no-var': 'off', 'no-redeclare': 'off' } },
    { files: ['tests/**/*.{js,mjs}'], languageOptions: { globals: { ...globals.node, ...globals.browser, ...globals.webextensions, ...ours } } },
];
