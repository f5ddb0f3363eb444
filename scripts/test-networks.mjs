// `npm run test:networks`: every variant of every network, as wide as it is, beside Keras and in training. Takes long.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setUp } from './test-setup.mjs'

const root = resolve(import.meta.dirname, '..')
/** Files of these folders, or all of them. */
const paths =
  process.argv.length > 2 ? process.argv.slice(2) : ['test/networks', 'test/source-exports', 'test/weights-files']
const { status } = spawnSync(
  join(root, 'node_modules/.bin/vitest'),
  ['run', ...paths, '--no-file-parallelism', '--test-timeout=600000'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...setUp(root), LAYERLOOM_EVERY_NETWORK: '1' } },
)
process.exitCode = status ?? 1
