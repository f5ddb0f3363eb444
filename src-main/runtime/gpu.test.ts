import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasCard, readGpus } from './gpu.ts'

const mebibyte = 2 ** 20

test.each([
  { csv: '', gpus: [] },
  { csv: 'No devices were found\n', gpus: [] },
  {
    csv: 'NVIDIA H100 80GB HBM3, 550.54.15, 81559, 81007, 9.0\nNVIDIA GB10, 580.95.05, [N/A], [N/A], 12.1\n',
    gpus: [
      {
        name: 'NVIDIA H100 80GB HBM3',
        driver: '550.54.15',
        memoryBytes: 81_559 * mebibyte,
        freeMemoryBytes: 81_007 * mebibyte,
        computeCapability: 9,
      },
      { name: 'NVIDIA GB10', driver: '580.95.05', memoryBytes: 0, computeCapability: 12.1 },
    ],
  },
  {
    csv: 'Tesla K80, 470.57.02, 11441, 11000\n',
    gpus: [
      {
        name: 'Tesla K80',
        driver: '470.57.02',
        memoryBytes: 11_441 * mebibyte,
        freeMemoryBytes: 11_000 * mebibyte,
      },
    ],
  },
])('nvidia-smi says $csv', ({ csv, gpus }) => {
  expect(readGpus(csv)).toEqual(gpus)
})

test.each([
  { devices: [], card: false },
  { devices: [['0x8086', '0x030000']], card: false },
  // The sound of a card is a device of its own.
  { devices: [['0x10de', '0x040300']], card: false },
  {
    devices: [
      ['0x8086', '0x060000'],
      ['0x10de', '0x030200'],
    ],
    card: true,
  },
])('PCI devices $devices', async ({ devices, card }) => {
  const folder = await mkdtemp(join(tmpdir(), 'layerloom-pci-'))
  for (const [index, [vendor, kind]] of devices.entries()) {
    await mkdir(join(folder, `0000:00:0${index}.0`))
    await writeFile(join(folder, `0000:00:0${index}.0`, 'vendor'), `${vendor}\n`)
    await writeFile(join(folder, `0000:00:0${index}.0`, 'class'), `${kind}\n`)
  }
  expect(await hasCard(folder)).toBe(card)
  await rm(folder, { recursive: true })
})

test('a system without such a list', async () => {
  expect(await hasCard('/nowhere')).toBeUndefined()
})
