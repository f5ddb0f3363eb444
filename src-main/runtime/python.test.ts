import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cudaFolders, findPythonTensorFlow, isDistribution } from './python.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerloom-python-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

test.each([
  ['tensorflow-2.19.1.dist-info', true],
  ['tensorflow_cpu-2.19.1.dist-info', true],
  ['tensorflow-2.19.10.dist-info', false],
  ['tensorflow_io_gcs_filesystem-2.19.1.dist-info', false],
  ['tensorflow-2.19.1', false],
])('%s is version 2.19.1 of TensorFlow: %s', (name, answer) => {
  expect(isDistribution(name, '2.19.1')).toBe(answer)
})

/** A virtual environment with what pip leaves of TensorFlow, as far as it is looked at. */
async function makeEnvironment(
  name: string,
  options: { version?: string; framework?: string; headers?: boolean },
): Promise<string> {
  const packages = join(root, name, 'lib/python3.12/site-packages')
  const { version = '2.19.1', framework = 'x', headers = true } = options
  await mkdir(join(packages, 'tensorflow', ...(headers ? ['include/tensorflow/c'] : [])), { recursive: true })
  await mkdir(join(packages, `tensorflow_cpu-${version}.dist-info`))
  await writeFile(join(packages, 'tensorflow/libtensorflow_cc.so.2'), 'x')
  await writeFile(join(packages, 'tensorflow/libtensorflow_framework.so.2'), framework)
  return packages
}

/** No Python is on this path: only folders are looked into. */
const env = { PATH: '' }

test('the Python that is named comes before virtual environments, and those in their order', async () => {
  const inFolder = await makeEnvironment('project/.venv', {})
  const active = await makeEnvironment('active', {})
  const named = await makeEnvironment('named', {})
  const find = async (more: NodeJS.ProcessEnv) =>
    (await findPythonTensorFlow('2.19.1', { ...env, ...more }, [root, join(root, 'project')]))?.packages
  expect(await find({})).toBe(inFolder)
  expect(await find({ VIRTUAL_ENV: join(root, 'active') })).toBe(active)
  expect(await find({ VIRTUAL_ENV: join(root, 'active'), LAYERLOOM_PYTHON: join(root, 'named/bin/python') })).toBe(
    named,
  )
})

test.each([
  { name: 'another version', options: { version: '2.20.0' } },
  { name: 'a library that is empty', options: { framework: '' } },
  { name: 'no headers', options: { headers: false } },
])('$name is passed over', async ({ options }) => {
  await makeEnvironment('.venv', options)
  expect(await findPythonTensorFlow('2.19.1', env, [root])).toBeUndefined()
})

test('the CUDA libraries beside it are found', async () => {
  await mkdir(join(root, 'nvidia/cudnn/lib'), { recursive: true })
  await mkdir(join(root, 'nvidia/cublas/lib'), { recursive: true })
  await mkdir(join(root, 'nvidia/cuda_nvcc/bin'), { recursive: true })
  expect((await cudaFolders(root)).sort()).toEqual([join(root, 'nvidia/cublas/lib'), join(root, 'nvidia/cudnn/lib')])
  expect(await cudaFolders(join(root, 'nowhere'))).toEqual([])
})
