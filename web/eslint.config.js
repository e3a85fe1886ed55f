import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const here = (path) => fileURLToPath(new globalThis.URL(path, import.meta.url));
const features = readdirSync(here('./src/features'));

// Who may import whom: app/ sees all; a feature sees ui/, lib/ and itself; ui/ sees lib/; lib/ sees nobody.
const zones = [
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: './src/features',
    except: [`./${feature}`],
    message: 'Features meet in app/ only: what two of them need belongs into ui/ or lib/, or is passed in by app/.',
  })),
  { target: './src/features', from: './src/app', message: 'A feature knows nothing of the app around it.' },
  { target: './src/ui', from: ['./src/app', './src/features'], message: 'ui/ knows no entity.' },
  { target: './src/lib', from: ['./src/app', './src/features', './src/ui'], message: 'lib/ stands below everything.' },
];

export default tseslint.config(
  { ignores: ['src/lib/schema.d.ts', 'build/start.js'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: here('.') } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // The router redirects and reports "not found" by throwing what is no Error.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'import-x': importX, 'react-hooks': reactHooks },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.css'], alias: { '@': [here('./src')] } }),
      ],
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'import-x/no-restricted-paths': ['error', { basePath: here('.'), zones }],
      'import-x/no-cycle': 'error',
      'max-lines': ['error', 400],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@tabler/icons-react',
              message: 'Import one icon, so that only it is loaded: @tabler/icons-react/dist/esm/icons/IconName.mjs.',
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
);
