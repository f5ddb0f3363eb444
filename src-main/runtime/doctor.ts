import { lstat, readdir } from 'node:fs/promises'
import { arch, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { DeviceReport } from '../../src-core/contract/device.ts'
import type { Failure } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { findCompiler } from './addon.ts'
import type { Compiler } from './addon.ts'
import { runProgram } from './child.ts'
import { reportDevices } from './devices.ts'
import type { TensorFlowFacts } from './devices.ts'
import { freeBytes } from './disk.ts'
import { megabytes } from './failures.ts'
import { findNvidia } from './gpu.ts'
import { readMarker } from './installed.ts'
import type { Source } from './installed.ts'
import { pipCommands } from './pip.ts'
import { probe } from './probe.ts'
import type { Runtimes } from './runtimes.ts'

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

/** Looks at everything that training needs, trying TensorFlow out in a process of its own. */
export async function describe(runtimes: Runtimes, env: NodeJS.ProcessEnv = process.env): Promise<DoctorReport> {
  const { report, facts } = await examineTensorFlow(runtimes, env)
  const [nvidia, compiler, pip] = await Promise.all([findNvidia(env), findCompiler(env), findPip(env)])
  const { directory } = runtimes.inUse()
  const used = await Promise.all([runtimes.cpu, runtimes.gpu].map((runtime) => usedBytes(runtime.directory)))
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
    devices: reportDevices(nvidia, facts),
    compiler: compiler ?? null,
    pip: pip ?? null,
    disk: { directory, freeBytes: await freeBytes(directory), usedBytes: used[0]! + used[1]! },
  }
}

async function examineTensorFlow(
  runtimes: Runtimes,
  env: NodeJS.ProcessEnv,
): Promise<{ report: TensorFlowReport; facts: TensorFlowFacts }> {
  const state = await runtimes.check()
  if (state.phase !== 'ready') {
    const bytes = state.phase === 'absent' ? state.bytes : state.phase === 'paused' ? state.total - state.received : 0
    const report: TensorFlowReport = {
      state: 'absent',
      directory: runtimes.cpu.directory,
      bytes,
      message: whyAbsent(bytes),
    }
    return { report, facts: { seesGpu: false } }
  }
  const { version, directory } = state
  const source = (await readMarker(directory))?.source.kind ?? 'wheel'
  const tried = await probe(directory, { ...env, ...runtimes.environment() })
  const known = { version, source, from: state.source, directory }
  if (!tried.ok) {
    const report: TensorFlowReport = { state: 'broken', ...known, failure: tried.failure }
    return { report, facts: { seesGpu: false } }
  }
  const { gpu: seesGpu, said, seconds } = tried.value
  const report: TensorFlowReport = { state: 'works', ...known, startSeconds: seconds }
  return { report, facts: { source, seesGpu, ...(said ? { said } : {}) } }
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
