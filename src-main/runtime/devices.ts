import { arch, cpus, platform } from 'node:os'
import type { DeviceReport, GpuObstacle } from '../../src-core/contract/device.ts'
import type { Text } from '../../src-core/text.ts'
import type { Gpu, Nvidia } from './gpu.ts'
import { tensorflowVersion } from './installed.ts'
import type { Source } from './installed.ts'

/** What of TensorFlow decides which devices it can use. */
export interface TensorFlowFacts {
  /** Where it comes from; undefined where there is none, or none that works. */
  source?: Source['kind']
  seesGpu: boolean
  /** What it said about GPUs while it was loaded. */
  said?: string
}

/** The oldest driver for CUDA 12, by NVIDIA's table of compatibility within a major version. */
const oldestDriver = '525.60.13'
/** The oldest cards that TensorFlow's wheels have code for. */
const oldestCapability = 6
/** Bytes below which hardly any network can be trained. */
const littleMemory = 500e6

/** The CPU, then every GPU; one entry of kind `gpu` says why there is none. */
export function reportDevices(nvidia: Nvidia, tensorflow: TensorFlowFacts): DeviceReport[] {
  return [cpu(tensorflow), ...gpus(nvidia, tensorflow)]
}

function cpu({ source }: TensorFlowFacts): DeviceReport {
  const processors = cpus()
  return {
    kind: 'cpu',
    name: processors[0]?.model.trim() ?? arch(),
    cores: processors.length,
    usable: source !== undefined,
    ...(source === undefined ? { reason: notReady } : {}),
  }
}

function gpus(nvidia: Nvidia, tensorflow: TensorFlowFacts): DeviceReport[] {
  if (nvidia.gpus.length === 0) {
    const blocked = tensorflow.seesGpu ? {} : obstacle(whyNone(nvidia, tensorflow))
    return [{ kind: 'gpu', name: null, usable: tensorflow.seesGpu, ...blocked }]
  }
  return nvidia.gpus.map((gpu) => {
    const why = whyNot(gpu, tensorflow)
    if (why) return { kind: 'gpu', ...gpu, usable: false, ...obstacle(why) }
    return { kind: 'gpu', ...gpu, usable: true, ...(isFull(gpu) ? { reason: full(gpu) } : {}) }
  })
}

type Why = [GpuObstacle, Text]

const obstacle = ([name, reason]: Why) => ({ obstacle: name, reason })

/** Why no GPU is known: the driver's own program lists none. */
function whyNone({ card, driver }: Nvidia, tensorflow: TensorFlowFacts): Why {
  if (platform() === 'darwin')
    return [
      'system',
      { en: 'TensorFlow for C knows no GPU of a Mac.', zh: 'TensorFlow 的 C 语言库不支持 Mac 的 GPU。' },
    ]
  if (driver === 'present') return whyNotSeen(tensorflow)
  if (card === false)
    return [
      'no-card',
      {
        en: 'This computer has no NVIDIA card, and TensorFlow computes on no other.',
        zh: '本机没有 NVIDIA 显卡，而 TensorFlow 只支持 NVIDIA 显卡。',
      },
    ]
  return [
    'no-driver',
    card
      ? {
          en: `There is an NVIDIA card, but not its driver: install version ${oldestDriver} or later.`,
          zh: `本机有 NVIDIA 显卡，但未安装驱动程序：请安装 ${oldestDriver} 或更高版本。`,
        }
      : { en: 'No NVIDIA driver was found.', zh: '未找到 NVIDIA 驱动程序。' },
  ]
}

function whyNot({ computeCapability, driver }: Gpu, tensorflow: TensorFlowFacts): Why | undefined {
  if (computeCapability !== undefined && computeCapability < oldestCapability)
    return [
      'old-card',
      {
        en: `Its compute capability is ${computeCapability.toFixed(1)}; TensorFlow ${tensorflowVersion} needs ${oldestCapability.toFixed(1)} or more.`,
        zh: `其计算能力为 ${computeCapability.toFixed(1)}，TensorFlow ${tensorflowVersion} 至少需要 ${oldestCapability.toFixed(1)}。`,
      },
    ]
  if (isOlder(driver, oldestDriver))
    return [
      'old-driver',
      {
        en: `Its driver is ${driver}; CUDA 12 needs ${oldestDriver} or later. Update the driver.`,
        zh: `其驱动程序版本为 ${driver}，CUDA 12 需要 ${oldestDriver} 或更高版本，请更新驱动程序。`,
      },
    ]
  return tensorflow.seesGpu ? undefined : whyNotSeen(tensorflow)
}

/** The driver is in order, and TensorFlow uses no GPU. */
function whyNotSeen({ source, said }: TensorFlowFacts): Why {
  switch (source) {
    case undefined:
      return ['no-tensorflow', notReady]
    case 'wheel':
    case 'official':
      return [
        'no-libraries',
        {
          en: 'The TensorFlow that is here computes on the CPU alone.',
          zh: '当前的 TensorFlow 仅支持 CPU。',
        },
      ]
    case 'python':
      return [
        'no-libraries',
        {
          en: 'Python’s TensorFlow, which is shared, sees no GPU: it is built for the CPU alone, or its CUDA libraries are missing.',
          zh: '共用的 Python 版 TensorFlow 未识别到 GPU：它可能仅支持 CPU，或缺少 CUDA 库。',
        },
      ]
    case 'gpu-wheels': {
      const words = said ? { en: `It says: “${said}”.`, zh: `它的提示：“${said}”。` } : { en: '', zh: '' }
      return [
        'not-seen',
        {
          en: `The GPU libraries are there, but TensorFlow does not use the GPU. ${words.en} Restarting the computer helps after a driver update.`,
          zh: `GPU 运行库已就绪，但 TensorFlow 未使用 GPU。${words.zh}若刚更新过驱动程序，请重启计算机。`,
        },
      ]
    }
  }
}

const isFull = ({ freeMemoryBytes }: Gpu) => freeMemoryBytes !== undefined && freeMemoryBytes < littleMemory

function full({ freeMemoryBytes, memoryBytes }: Gpu): Text {
  const [free, all] = [freeMemoryBytes!, memoryBytes].map((bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`)
  return {
    en: `Only ${free} of its ${all} are free: another program uses the rest, and training may run out of memory.`,
    zh: `其 ${all} 显存仅剩 ${free}：其余被其他程序占用，训练可能会显存不足。`,
  }
}

const notReady: Text = { en: 'TensorFlow is not ready.', zh: 'TensorFlow 尚未就绪。' }

/** Whether one dotted version comes before another. */
export function isOlder(version: string, than: string): boolean {
  const [own, other] = [version, than].map((text) => text.split('.').map(Number))
  for (const [index, part] of other!.entries()) {
    const difference = (own![index] ?? 0) - part
    if (difference !== 0) return difference < 0
  }
  return false
}
