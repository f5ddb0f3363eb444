import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addonVersion, readInstallation, writeMarker } from './installed.ts'
import { addonPath } from './load.ts'

let folder: string
const library = 'libtensorflow_cc.so.2'
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-installed-'))
  for (const path of [dirname(addonPath), 'deps/lib', 'python']) await mkdir(join(folder, path), { recursive: true })
  await writeFile(join(folder, addonPath), 'addon')
  await writeFile(join(folder, 'python', library), 'a large library')
  await symlink(join(folder, 'python', library), join(folder, 'deps/lib', library))
  const source = { kind: 'python' as const, packages: join(folder, 'python') }
  await writeMarker(folder, { version: '2.19.1', source, libraries: [library] })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('an installation is whole as its marker says', async () => {
  expect(await readInstallation(folder)).toEqual({
    format: 1,
    version: '2.19.1',
    addon: addonVersion(),
    source: { kind: 'python', packages: join(folder, 'python') },
    files: { [addonPath]: 5, [join('deps', 'lib', library)]: 15 },
  })
})

test.each<[string, () => Promise<unknown>]>([
  ['its addon is gone', () => rm(join(folder, addonPath))],
  ['its addon was cut short', () => writeFile(join(folder, addonPath), 'add')],
  [
    'Python’s library was replaced',
    () => writeFile(join(folder, 'python', library), 'a newer library of another length'),
  ],
  ['Python was deleted', () => rm(join(folder, 'python'), { recursive: true })],
  ['its marker is gone', () => rm(join(folder, 'installed.json'))],
  ['its marker was cut short', () => writeFile(join(folder, 'installed.json'), '{"format": 1,')],
  ['a later Layerloom wrote it', () => writeFile(join(folder, 'installed.json'), '{"format": 2}')],
])('it is none when %s', async (_, damage) => {
  await damage()
  expect(await readInstallation(folder)).toBeUndefined()
})
