import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeOf } from './kit.ts'
import { unzip } from './unzip.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-unzip-'))
  path = join(folder, 'a.whl')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test.each([
  ['tensorflow/libtensorflow_cc.so.2', 'deps/lib/libtensorflow_cc.so.2'],
  ['tensorflow/libtensorflow_framework.so.2', 'deps/lib/libtensorflow_framework.so.2'],
  ['tensorflow/include/tensorflow/c/eager/c_api.h', 'deps/include/tensorflow/c/eager/c_api.h'],
  ['tensorflow/include/xla/tsl/c/tsl_status.h', 'deps/include/xla/tsl/c/tsl_status.h'],
  [
    'tensorflow/include/tensorflow/core/platform/ctstring_internal.h',
    'deps/include/tensorflow/core/platform/ctstring_internal.h',
  ],
  ['tensorflow/include/tensorflow/core/graph/graph.h', undefined],
  ['tensorflow/include/tensorflow/compiler/mlir/lite/core/c/tflite_types.h', undefined],
  ['tensorflow/python/_pywrap_tensorflow_internal.so', undefined],
  ['tensorflow/lite/libtensorflow_cc.so.2', undefined],
])('of the wheel, %s goes to %s', (name, place) => {
  expect(placeOf(name)).toBe(place)
})

test('only what is wanted is unpacked', async () => {
  await writeFile(path, zipSync({ 'a/b.txt': Buffer.from('b'), 'a/c.txt': Buffer.from('c'), 'a/': new Uint8Array() }))
  await unzip(path, folder, (name) => (name === 'a/b.txt' ? 'deep/er/b' : undefined))
  expect((await readdir(folder)).sort()).toEqual(['a.whl', 'deep'])
  expect(await readFile(join(folder, 'deep/er/b'), 'utf8')).toBe('b')
})

test.each([
  ['a name that leaves the folder', () => zipSync({ '../outside': Buffer.from('x') }), /invalid relative path/],
  ['something that is no zip', () => Buffer.from('<html>Please log in</html>'), /end of central directory/i],
  ['a zip that was cut short', () => zipSync({ a: Buffer.alloc(1000, 'xyz') }).subarray(0, 80), /central directory/i],
])('%s is refused', async (_, make, reason) => {
  await writeFile(path, make())
  await expect(unzip(path, folder, (name) => name)).rejects.toThrow(reason)
  expect(existsSync(join(folder, '..', 'outside'))).toBe(false)
})
