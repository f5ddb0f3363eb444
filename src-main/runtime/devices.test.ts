import { expect, test } from 'vitest'
import type { DeviceReport } from '../../src-core/contract/device.ts'
import { isOlder, reportDevices } from './devices.ts'
import type { TensorFlowFacts } from './devices.ts'
import type { Gpu, Nvidia } from './gpu.ts'
import { aboutGpus } from './probe.ts'

const gpu: Gpu = {
  name: 'NVIDIA GeForce RTX 3060',
  driver: '550.54.15',
  memoryBytes: 12 * 2 ** 30,
  freeMemoryBytes: 11 * 2 ** 30,
  computeCapability: 8.6,
}
const nvidia = (...gpus: Gpu[]): Nvidia => ({
  card: gpus.length > 0,
  driver: gpus.length > 0 ? 'present' : 'none',
  gpus,
})
const cpuOnly: TensorFlowFacts = { source: 'wheel', seesGpu: false }
const withLibraries: TensorFlowFacts = { source: 'gpu-wheels', seesGpu: true }

test.skipIf(process.platform === 'darwin').each<{
  name: string
  nvidia: Nvidia
  tensorflow: TensorFlowFacts
  expected: Partial<DeviceReport>
  words?: RegExp
}>([
  { name: 'used', nvidia: nvidia(gpu), tensorflow: withLibraries, expected: { usable: true, computeCapability: 8.6 } },
  {
    name: 'used, but nearly full',
    nvidia: nvidia({ ...gpu, freeMemoryBytes: 2 ** 28 }),
    tensorflow: withLibraries,
    expected: { usable: true },
    words: /Only 0\.3 GiB of its 12\.0 GiB are free/,
  },
  {
    name: 'libraries to be fetched',
    nvidia: nvidia(gpu),
    tensorflow: cpuOnly,
    expected: { usable: false, obstacle: 'no-libraries' },
    words: /computes on the CPU alone/,
  },
  {
    name: 'Python’s TensorFlow without CUDA',
    nvidia: nvidia(gpu),
    tensorflow: { source: 'python', seesGpu: false },
    expected: { usable: false, obstacle: 'no-libraries' },
    words: /Python’s TensorFlow/,
  },
  {
    name: 'too old a card, which no libraries would help',
    nvidia: nvidia({ ...gpu, name: 'Tesla K80', computeCapability: 3.7 }),
    tensorflow: cpuOnly,
    expected: { usable: false, obstacle: 'old-card' },
    words: /is 3\.7; TensorFlow 2\.19\.1 needs 6\.0/,
  },
  {
    name: 'too old a driver',
    nvidia: nvidia({ ...gpu, driver: '470.57.02' }),
    tensorflow: cpuOnly,
    expected: { usable: false, obstacle: 'old-driver' },
    words: /470\.57\.02; CUDA 12 needs 525\.60\.13/,
  },
  {
    name: 'all there and yet not used',
    nvidia: nvidia(gpu),
    tensorflow: { source: 'gpu-wheels', seesGpu: false, said: 'Cannot dlopen some GPU libraries.' },
    expected: { usable: false, obstacle: 'not-seen' },
    words: /“Cannot dlopen some GPU libraries\.”/,
  },
  {
    name: 'no TensorFlow yet',
    nvidia: nvidia(gpu),
    tensorflow: { seesGpu: false },
    expected: { usable: false, obstacle: 'no-tensorflow' },
  },
  { name: 'no card', nvidia: nvidia(), tensorflow: cpuOnly, expected: { name: null, obstacle: 'no-card' } },
  {
    name: 'a card without a driver',
    nvidia: { card: true, driver: 'none', gpus: [] },
    tensorflow: cpuOnly,
    expected: { name: null, obstacle: 'no-driver' },
    words: /install version 525/,
  },
])('a GPU: $name', ({ nvidia, tensorflow, expected, words }) => {
  const [cpu, found] = reportDevices(nvidia, tensorflow)
  expect(cpu).toMatchObject({ kind: 'cpu', usable: tensorflow.source !== undefined })
  expect(found).toMatchObject({ kind: 'gpu', ...expected })
  if (words) expect(found!.reason?.en).toMatch(words)
  else if (expected.usable) expect(found).not.toHaveProperty('reason')
})

test.each([
  ['525.60.13', '525.60.13', false],
  ['525.60.12', '525.60.13', true],
  ['525.105.17', '525.60.13', false],
  ['470.57', '525.60.13', true],
  ['580', '525.60.13', false],
])('driver %s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older)
})

test('what TensorFlow says about GPUs, of all that it says', () => {
  const log = `2026-01-01 00:00:00.100000: I tensorflow/core/util/port.cc:153] oneDNN custom operations are on.
2026-01-01 00:00:00.200000: W tensorflow/core/common_runtime/gpu/gpu_device.cc:2341] Cannot dlopen some GPU libraries. Please make sure the missing libraries mentioned above are installed properly.
Skipping registering GPU devices...`
  expect(aboutGpus(log)).toMatch(/^Cannot dlopen some GPU libraries\./)
  expect(aboutGpus('')).toBeUndefined()
})
