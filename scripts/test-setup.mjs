// What the tests need beyond npm: a Chromium, a font with Chinese, and one Python with TensorFlow to judge our numbers by.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The judges: Keras in the TensorFlow that the app itself fetches, so that its libraries are shared and not fetched
 * twice; ONNX's own checker and the runtime that most people load such files with.
 */
const judges = ['tensorflow-cpu==2.19.1', 'onnx==1.19.1', 'onnxruntime==1.32.0', 'pillow==13.0.0']
const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
const prints = (command, args) => spawnSync(command, args, { encoding: 'utf8' }).stdout ?? ''

function chromium() {
  const there = process.env.CHROMIUM ?? chromiumPaths.find(existsSync)
  const hasChinese = prints('fc-list', [':lang=zh']).length > 0
  if (there && hasChinese) return there
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium and a Chinese font with apt-get …')
    run('apt-get', ['update', '-qq'])
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-dejavu-core',
      'fonts-noto-cjk',
      'fontconfig',
    ])
  }
  const found = there ?? chromiumPaths.find(existsSync)
  if (!found) console.log('No Chromium found: end-to-end tests will fail. Install it, or name it in CHROMIUM.')
  return found
}

function python(root) {
  if (process.env.LAYERLOOM_PYTHON) return process.env.LAYERLOOM_PYTHON
  const venv = join(root, '.venv')
  const executable = join(venv, 'bin/python')
  const names = judges.map((judge) => judge.split('==')[0])
  const works = () =>
    existsSync(executable) &&
    run(executable, ['-c', `import importlib.metadata as m; [m.version(name) for name in ${JSON.stringify(names)}]`])
  if (!works()) {
    console.log(`Making .venv with ${judges.join(', ')} (about 280 MB to fetch, once) …`)
    if (!run('python3', ['-m', 'venv', venv]) || !run(executable, ['-m', 'pip', 'install', '-q', ...judges])) {
      console.log(
        'No Python with TensorFlow could be made: tests that compare with Keras or onnxruntime will be skipped.',
      )
      return undefined
    }
  }
  return executable
}

/** Brings what is missing and returns the environment that tells the tests where it is. */
export function setUp(root) {
  const found = {
    CHROMIUM: chromium(),
    LAYERLOOM_PYTHON: python(root),
    LAYERLOOM_CACHE: join(root, '.cache/layerloom'),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
