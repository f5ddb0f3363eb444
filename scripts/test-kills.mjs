// `npm run test:kills`: kills the trainer, the main side and both at twenty moments of a run, see test/training/kills.test.ts.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const { status } = spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', 'test/training/kills.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { LAYERLOOM_KILLS: '20', ...process.env },
})
process.exitCode = status ?? 1
