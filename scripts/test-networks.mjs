// `npm run test:networks`: every variant of every network in every format, small, read by other programs and in training.
// With `-- --wide` the networks are as wide as they are, which takes hours.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setUp } from './test-setup.mjs'

const root = resolve(import.meta.dirname, '..')
const words = process.argv.slice(2)
const wide = words.includes('--wide')
const files = words.filter((word) => word !== '--wide')
/** Where networks are gone through. */
const folders = ['networks', 'source-exports', 'weights-files', 'keras-import', 'onnx'].map((name) => `test/${name}`)
// Wide ones need the memory for themselves.
const pace = wide ? ['--no-file-parallelism'] : []
const { status } = spawnSync(
  join(root, 'node_modules/.bin/vitest'),
  ['run', ...(files.length > 0 ? files : folders), ...pace, '--test-timeout=600000'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...setUp(root),
      LAYERLOOM_EVERY_NETWORK: '1',
      ...(wide && { LAYERLOOM_WIDE_NETWORKS: '1' }),
    },
  },
)
process.exitCode = status ?? 1
