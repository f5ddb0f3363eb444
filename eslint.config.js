import js from '@eslint/js'
import boundaries from 'eslint-plugin-boundaries'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** A room may import itself and the rooms named here; the arrows are those of docs/architecture.md. */
const arrows = {
  core: [],
  templates: ['core'],
  main: ['core', 'templates'],
  renderer: ['core', 'templates'],
  test: ['core', 'templates', 'main', 'renderer'],
}

const nodeModules = ['node:*', 'fs', 'path', 'electron', 'child_process']
const only = (paths, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ group: paths, message, allowTypeImports: true }] }],
})

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', '.venv/', '.cache/', 'test-results/', 'test/reference/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['{src-core,templates,src-main,src-renderer,test}/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [
        { type: 'core', pattern: 'src-core' },
        { type: 'templates', pattern: 'templates' },
        { type: 'main', pattern: 'src-main' },
        { type: 'renderer', pattern: 'src-renderer' },
        { type: 'test', pattern: 'test' },
      ],
      'import/resolver': {
        typescript: {
          project: ['src-*/tsconfig.json', 'templates/tsconfig.json', 'test/tsconfig.json'],
          noWarnOnMultipleProjects: true,
        },
      },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            ...Object.entries(arrows).map(([from, to]) => ({
              from: { element: { type: from } },
              allow: { to: { element: { types: { anyOf: [from, ...to] } } } },
            })),
            // A test of one file stands beside it and may use what the tests share.
            {
              from: { file: { path: '**/*.test.{ts,tsx}' } },
              allow: { to: { element: { type: ['test', 'templates', 'core'] } } },
            },
          ],
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src-core/**/*.ts', 'templates/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      ...only(
        [...nodeModules, 'react*', '@tensorflow/*', '@xyflow/*'],
        'The core and the templates are pure: no Node, DOM, React, Electron or tfjs beyond types.',
      ),
      'no-restricted-globals': ['error', 'process', 'window', 'document', 'Buffer', 'setImmediate'],
    },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      ...only([...nodeModules, '@tensorflow/*'], 'The window reaches the machine only through the contract.'),
    },
  },
  {
    files: ['**/*.{js,mjs}', 'scripts/**', 'bin/**'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
      },
    },
  },
)
