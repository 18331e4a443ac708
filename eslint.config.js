import { relative, sep } from 'node:path';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as components } from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';
import { brokenImportRule } from './tools/import-rules.ts';

/** Who may import whom, as tools/import-rules.ts says. */
const importRule = {
  create(context) {
    const file = relative(import.meta.dirname, context.filename)
      .split(sep)
      .join('/');
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const typesOnly = (node.importKind ?? node.exportKind) === 'type';
      const broken = brokenImportRule({ file, specifier, typesOnly });
      if (broken) context.report({ node: node.source, message: broken });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

export default defineConfig(
  globalIgnores(['dist/', '.data/', 'coverage/', 'widget/localization/fr.ts', '.output/']),
  ...typescript.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { waypost: { rules: { imports: importRule } } },
    rules: {
      'waypost/imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false, properties: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An empty interface that extends another names a kind: the event maps need it.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['widget/**/*.ts', 'extension/**/*.ts'],
    extends: [lit['flat/recommended'], components['flat/recommended']],
    settings: { wc: { elementBaseClasses: ['LitElement', 'WaypostElement'] } },
  },
  {
    files: ['widget/**/*.ts', 'api-client/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'browser', message: 'Elements and client know nothing of an extension.' },
        { name: 'chrome', message: 'Elements and client know nothing of an extension.' },
      ],
    },
  },
  {
    // These speak to a person at a terminal.
    files: ['tools/**', 'test/**', 'mock-server/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // The expectations of chai are expressions.
    files: ['**/*.browser.test.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-var': 'off' },
  },
);
