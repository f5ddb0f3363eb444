import { join } from 'node:path'
import { libraryFolder, tensorflowVersion } from './installed.ts'
import type { Source } from './installed.ts'
import type { Wheel } from './pip.ts'
import { wheelLibraries } from './python.ts'

/** What is fetched together from Python's package index to have TensorFlow for one kind of device. */
export interface Kit {
  /** The folder of everything of it in the cache. */
  folder: string
  source: Extract<Source['kind'], 'wheel' | 'gpu-wheels'>
  /** TensorFlow's own first. */
  wheels: readonly Wheel[]
  /** Bytes of what is unpacked, and some more. */
  unpackedBytes: number
  /** Whether a Python's TensorFlow, or the official libraries, would do as well. */
  hasOtherWays: boolean
}

/** TensorFlow's wheel for Python 3.12 and the CPU, of which the libraries alone are taken. */
export const cpuKit: Kit = {
  folder: 'tensorflow',
  source: 'wheel',
  wheels: [
    {
      project: 'tensorflow-cpu',
      version: tensorflowVersion,
      platform: 'manylinux_2_17_x86_64',
      bytes: 251_917_833,
      sha256: '2cb4b20fa86b04c166db1616fd466d09ec850cc3b47607cf12225469e750c476',
    },
  ],
  unpackedBytes: 760_000_000,
  hasOtherWays: true,
}

const nvidia = (project: string, version: string, bytes: number, sha256: string): Wheel => ({
  project: `nvidia-${project}-cu12`,
  version,
  platform: 'manylinux2014_x86_64',
  bytes,
  sha256,
})

/**
 * TensorFlow for NVIDIA's GPUs, and the CUDA 12.5 and cuDNN 9.3 that the wheel's extra `and-cuda` names, so that only the
 * driver has to be there. Left out is `nvidia-cuda-nvcc-cu12`, an assembler for XLA, which is not used.
 */
export const gpuKit: Kit = {
  folder: 'tensorflow-gpu',
  source: 'gpu-wheels',
  wheels: [
    {
      project: 'tensorflow',
      version: tensorflowVersion,
      platform: 'manylinux_2_17_x86_64',
      bytes: 645_010_075,
      sha256: '35a6950f3fee0ad2d1668241d31684676f2e6eceb613cbeef960ea22014ef8fb',
    },
    nvidia('cublas', '12.5.3.2', 363_313_169, 'ca070ad70e9fa6654084575d01bd001f30cc4665e33d4bb9fc8e0f321caa034b'),
    nvidia('cuda-cupti', '12.5.82', 13_811_507, 'bde77a5feb66752ec61db2adfe47f56b941842825b4c7e2068aff27c9d107953'),
    nvidia('cuda-nvrtc', '12.5.82', 24_873_108, '3dbd97b0104b4bfbc3c4f8c79cd2496307c89c43c29a9f83125f1d76296ff3fd'),
    nvidia('cuda-runtime', '12.5.82', 895_707, '3e79a060e126df40fd3a068f3f787eb000fa51b251ec6cd97d09579632687115'),
    nvidia('cudnn', '9.3.0.75', 577_163_502, '9ad9c6929ebb5295eb4a1728024666d1c88283373e265a0c5c883e6f9d5cd76d'),
    nvidia('cufft', '11.2.3.61', 192_524_114, '9a6e8df162585750f61983a638104a48c756aa13f9f48e19ab079b38e3c828b8'),
    nvidia('curand', '10.3.6.82', 56_309_107, '2823fb27de4e44dbb22394a6adf53aa6e1b013aca0f8c22867d1cfae58405536'),
    nvidia('cusolver', '11.6.3.83', 130_341_232, '93cfafacde4428b71778eeb092ec615a02a3d05404da1bcf91c53e3fa1bce42b'),
    nvidia('cusparse', '12.5.1.3', 217_558_979, '016df8e993c437e8301e62739f01775cba988fd5253cd4c64173f8e8d2f8e752'),
    nvidia('nccl', '2.23.4', 198_954_603, 'b097258d9aab2fa9f686e33c6fe40ae57b27df60cedbd15d139701bb5509e0c1'),
    nvidia('nvjitlink', '12.5.82', 21_298_879, 'f9b37bc5c8cf7509665cb6ada5aaa0ce65618f2332b7d3e78e9790511f111212'),
  ],
  unpackedBytes: 4_600_000_000,
  hasOtherWays: false,
}

/** Bytes to be fetched. */
export const bytesOf = (wheels: readonly Wheel[]): number => wheels.reduce((sum, { bytes }) => sum + bytes, 0)

/**
 * Which files of a wheel are wanted, and where in the folder: TensorFlow's two libraries, the headers that the addon
 * includes, and NVIDIA's libraries.
 */
export function placeOf(name: string): string | undefined {
  const library = wheelLibraries.find((wanted) => name === `tensorflow/${wanted}`)
  if (library) return join(libraryFolder, library)
  if (/^nvidia\/\w+\/lib\/lib[^/]+\.so[^/]*$/.test(name)) return name
  const header = /^tensorflow\/include\/(.+\.h)$/.exec(name)?.[1]
  return header && /^tensorflow\/c\/|^xla\/tsl\/c\/|\/platform\/ctstring/.test(header)
    ? join('deps', 'include', header)
    : undefined
}
