import { expect, test } from 'vitest'
import { readGpus } from './gpu.ts'

test.each([
  { csv: '', gpus: [] },
  { csv: 'No devices were found\n', gpus: [] },
  {
    csv: 'NVIDIA H100 80GB HBM3, 550.54.15, 81559\nNVIDIA GB10, 580.95.05, [N/A]\n',
    gpus: [
      { name: 'NVIDIA H100 80GB HBM3', driver: '550.54.15', memoryBytes: 81_559 * 2 ** 20 },
      { name: 'NVIDIA GB10', driver: '580.95.05', memoryBytes: 0 },
    ],
  },
])('nvidia-smi says $csv', ({ csv, gpus }) => {
  expect(readGpus(csv)).toEqual(gpus)
})
