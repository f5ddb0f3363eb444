import { existsSync } from 'node:fs'
import { runProgram } from './child.ts'

export interface Gpu {
  name: string
  /** The NVIDIA driver's version. */
  driver: string
  memoryBytes: number
}

/** What stands of NVIDIA's on this computer. */
export interface Nvidia {
  driver: 'none' | 'present'
  /** As `nvidia-smi` lists them; empty where the driver has no such program or it fails. */
  gpus: Gpu[]
}

export async function findNvidia(env: NodeJS.ProcessEnv): Promise<Nvidia> {
  const query = ['nvidia-smi', '--query-gpu=name,driver_version,memory.total', '--format=csv,noheader,nounits']
  const { status, stdout } = await runProgram(query, { env, timeout: 10_000 })
  const gpus = status === 0 ? readGpus(stdout) : []
  return { driver: gpus.length > 0 || existsSync('/proc/driver/nvidia/version') ? 'present' : 'none', gpus }
}

/** Lines such as `NVIDIA H100 80GB HBM3, 550.54.15, 81559`; memory is in MiB, `[N/A]` where it is shared. */
export function readGpus(csv: string): Gpu[] {
  return csv
    .split('\n')
    .map((line) => line.split(',').map((field) => field.trim()))
    .filter((fields) => fields.length === 3)
    .map(([name, driver, mebibytes]) => ({
      name: name!,
      driver: driver!,
      memoryBytes: (Number(mebibytes) || 0) * 2 ** 20,
    }))
}
