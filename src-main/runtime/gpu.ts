import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './child.ts'

export interface Gpu {
  name: string
  /** The NVIDIA driver's version. */
  driver: string
  /** 0 where it is shared with the processor. */
  memoryBytes: number
  freeMemoryBytes?: number
  /** CUDA's compute capability, e.g. 8.6; old drivers do not say it. */
  computeCapability?: number
}

/** What stands of NVIDIA's on this computer. */
export interface Nvidia {
  /** Whether the computer has a card of NVIDIA's, driver or not; undefined where that cannot be told. */
  card?: boolean
  driver: 'none' | 'present'
  /** As `nvidia-smi` lists them; empty where the driver has no such program or it fails. */
  gpus: Gpu[]
}

const fields = ['name', 'driver_version', 'memory.total', 'memory.free', 'compute_cap']

export async function findNvidia(env: NodeJS.ProcessEnv): Promise<Nvidia> {
  const [gpus, card] = await Promise.all([askNvidiaSmi(env), hasCard('/sys/bus/pci/devices')])
  const driver = gpus.length > 0 || existsSync('/proc/driver/nvidia/version') ? 'present' : 'none'
  return { driver, gpus, ...(card === undefined ? {} : { card }) }
}

/** Drivers before 510 do not know the compute capability and refuse the whole question. */
async function askNvidiaSmi(env: NodeJS.ProcessEnv): Promise<Gpu[]> {
  for (const asked of [fields, fields.slice(0, -1)]) {
    const query = ['nvidia-smi', `--query-gpu=${asked.join(',')}`, '--format=csv,noheader,nounits']
    const { status, stdout } = await runProgram(query, { env, timeout: 10_000 })
    if (status === 0) return readGpus(stdout)
  }
  return []
}

/** Lines such as `NVIDIA H100 80GB HBM3, 550.54.15, 81559, 81000, 9.0`; memory is in MiB, `[N/A]` where it is shared. */
export function readGpus(csv: string): Gpu[] {
  return csv
    .split('\n')
    .map((line) => line.split(',').map((field) => field.trim()))
    .filter(({ length }) => length >= fields.length - 1)
    .map(([name, driver, total, free, capability]) => ({
      name: name!,
      driver: driver!,
      memoryBytes: bytes(total!) ?? 0,
      ...(bytes(free!) === undefined ? {} : { freeMemoryBytes: bytes(free!) }),
      ...(Number(capability) ? { computeCapability: Number(capability) } : {}),
    }))
}

const bytes = (mebibytes: string) => (Number.isNaN(Number(mebibytes)) ? undefined : Number(mebibytes) * 2 ** 20)

/** NVIDIA's number among the makers of PCI devices, and the class of what draws or computes. */
const [maker, display] = ['0x10de', '0x03']

/** @param folder where Linux lists the PCI devices, one folder each */
export async function hasCard(folder: string): Promise<boolean | undefined> {
  const names = await readdir(folder).catch(() => undefined)
  if (!names) return undefined
  const read = (name: string, file: string) => readFile(join(folder, name, file), 'utf8').catch(() => '')
  const found = await Promise.all(
    names.map(
      async (name) => (await read(name, 'vendor')).trim() === maker && (await read(name, 'class')).startsWith(display),
    ),
  )
  return found.includes(true)
}
