import { lstat, readdir } from 'node:fs/promises'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Failure } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { findCompiler } from './addon.ts'
import type { Compiler } from './addon.ts'
import { runProgram } from './child.ts'
import { freeBytes } from './disk.ts'
import { megabytes } from './failures.ts'
import { findNvidia } from './gpu.ts'
import type { Nvidia } from './gpu.ts'
import { readMarker, tensorflowVersion } from './installed.ts'
import type { Source } from './installed.ts'
import { pipCommands } from './pip.ts'
import { probe } from './probe.ts'
import type { Runtime } from './runtime.ts'

/** What TensorFlow and devices there are, and why not more. Programs read it: names stay as they are. */
export interface DoctorReport {
  computer: { platform: string; release: string; arch: string; memoryBytes: number; node: string; electron?: string }
  tensorflow: TensorFlowReport
  /** The CPU, then every GPU; one entry of kind `gpu` says why there is none. */
  devices: DeviceReport[]
  /** What building TensorFlow's addon and asking for its wheel takes; null where there is none. */
  compiler: Compiler | null
  pip: { command: string; version: string } | null
  disk: { directory: string; freeBytes: number; usedBytes: number }
}

export type TensorFlowReport =
  /** Installed, and a convolution was computed with it just now. */
  | { state: 'works'; version: string; source: Source['kind']; from: Text; directory: string; startSeconds: number }
  | { state: 'broken'; version: string; source: Source['kind']; from: Text; directory: string; failure: Failure }
  /** `bytes` are to be fetched; 0 where a TensorFlow of Python's would be shared. */
  | { state: 'absent'; directory: string; bytes: number; message: Text }

export interface DeviceReport {
  kind: 'cpu' | 'gpu'
  /** Null where there is none. */
  name: string | null
  usable: boolean
  /** Why not. */
  reason?: Text
  cores?: number
  driver?: string
  memoryBytes?: number
}

/** Looks at everything that training needs, trying TensorFlow out in a process of its own. */
export async function describe(runtime: Runtime, env: NodeJS.ProcessEnv = process.env): Promise<DoctorReport> {
  const { report, seesGpu } = await examineTensorFlow(runtime, env)
  const [nvidia, compiler, pip] = await Promise.all([findNvidia(env), findCompiler(env), findPip(env)])
  const { directory } = runtime
  return {
    computer: {
      platform: platform(),
      release: release(),
      arch: arch(),
      memoryBytes: totalmem(),
      node: process.versions.node,
      ...(process.versions.electron ? { electron: process.versions.electron } : {}),
    },
    tensorflow: report,
    devices: [cpuDevice(report), ...gpuDevices(nvidia, report, seesGpu)],
    compiler: compiler ?? null,
    pip: pip ?? null,
    disk: { directory, freeBytes: await freeBytes(directory), usedBytes: await usedBytes(directory) },
  }
}

async function examineTensorFlow(runtime: Runtime, env: NodeJS.ProcessEnv) {
  const state = await runtime.check()
  if (state.phase !== 'ready') {
    const bytes = state.phase === 'absent' ? state.bytes : state.phase === 'paused' ? state.total - state.received : 0
    const report: TensorFlowReport = { state: 'absent', directory: runtime.directory, bytes, message: whyAbsent(bytes) }
    return { report, seesGpu: false }
  }
  const { version, directory } = state
  const source = (await readMarker(directory))?.source.kind ?? 'wheel'
  const tried = await probe(directory, { ...env, ...runtime.environment() })
  const facts = { version, source, from: state.source, directory }
  const report: TensorFlowReport = tried.ok
    ? { state: 'works', ...facts, startSeconds: tried.value.seconds }
    : { state: 'broken', ...facts, failure: tried.failure }
  return { report, seesGpu: tried.ok && tried.value.gpu }
}

const whyAbsent = (bytes: number): Text =>
  bytes === 0
    ? {
        en: 'It is not set up yet, but Python has it: the first training shares it, and nothing has to be fetched.',
        zh: '尚未安装，但 Python 环境中已有：首次训练时会直接共用，无需下载。',
      }
    : {
        en: `It is not here yet: the first training fetches ${megabytes(bytes)}.`,
        zh: `尚未下载：首次训练时将下载 ${megabytes(bytes)}。`,
      }

function cpuDevice(report: TensorFlowReport): DeviceReport {
  const processors = cpus()
  const usable = report.state === 'works'
  return {
    kind: 'cpu',
    name: processors[0]?.model.trim() ?? arch(),
    cores: processors.length,
    usable,
    ...(usable ? {} : { reason: { en: 'TensorFlow is not ready.', zh: 'TensorFlow 尚未就绪。' } }),
  }
}

function gpuDevices({ driver, gpus }: Nvidia, report: TensorFlowReport, seesGpu: boolean): DeviceReport[] {
  const reason = seesGpu ? undefined : whyNoGpu(driver, report)
  const found = gpus.map((gpu) => ({ kind: 'gpu' as const, ...gpu, usable: seesGpu, ...(reason ? { reason } : {}) }))
  if (found.length > 0) return found
  return [{ kind: 'gpu', name: null, usable: seesGpu, ...(reason ? { reason } : {}) }]
}

function whyNoGpu(driver: Nvidia['driver'], report: TensorFlowReport): Text {
  if (platform() === 'darwin')
    return { en: 'TensorFlow for C knows no GPU of a Mac.', zh: 'TensorFlow 的 C 语言库不支持 Mac 的 GPU。' }
  if (driver === 'none') return { en: 'No NVIDIA driver was found.', zh: '未找到 NVIDIA 驱动程序。' }
  if (report.state === 'absent') return { en: 'TensorFlow is not ready.', zh: 'TensorFlow 尚未就绪。' }
  if (report.source !== 'python')
    return {
      en: `This TensorFlow is built for the CPU alone. To use the GPU, install tensorflow[and-cuda]==${tensorflowVersion} with pip in a virtual environment, name its Python in LAYERLOOM_PYTHON, and delete ${report.directory}.`,
      zh: `当前的 TensorFlow 仅支持 CPU。若要使用 GPU，请在虚拟环境中用 pip 安装 tensorflow[and-cuda]==${tensorflowVersion}，将其 Python 路径写入环境变量 LAYERLOOM_PYTHON，并删除 ${report.directory}。`,
    }
  return {
    en: `Python’s TensorFlow sees no GPU: it is built for the CPU alone, or its CUDA libraries are missing (pip install "tensorflow[and-cuda]==${tensorflowVersion}").`,
    zh: `Python 中的 TensorFlow 未识别到 GPU：它可能仅支持 CPU，或缺少 CUDA 库（pip install "tensorflow[and-cuda]==${tensorflowVersion}"）。`,
  }
}

async function findPip(env: NodeJS.ProcessEnv): Promise<DoctorReport['pip'] | undefined> {
  for (const command of pipCommands(env)) {
    const { status, stdout } = await runProgram([...command, '--version'], { env, timeout: 10_000 })
    const version = /^pip (\S+)/.exec(stdout)?.[1]
    if (status === 0 && version) return { command: command.join(' '), version }
  }
  return undefined
}

/** Bytes of the files in a folder; what a link points to lies elsewhere. */
async function usedBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const found = await Promise.all(names.map((name) => lstat(join(folder, name)).catch(() => undefined)))
  return found.reduce((sum, file) => sum + (file?.isFile() ? file.size : 0), 0)
}
