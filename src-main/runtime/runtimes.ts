import { gpuKit } from './kit.ts'
import { createRuntime } from './runtime.ts'
import type { Runtime, RuntimeOptions } from './runtime.ts'

/**
 * TensorFlow for the CPU, which the app needs, and the one for NVIDIA's GPUs with all its libraries, which a person asks
 * for. Training takes the second where it is there.
 */
export interface Runtimes extends Pick<Runtime, 'check' | 'environment'> {
  cpu: Runtime
  gpu: Runtime
  /** The one that training takes, by what is known now. */
  inUse(): Runtime
}

export function createRuntimes(options: Omit<RuntimeOptions, 'kit'>): Runtimes {
  const cpu = createRuntime(options)
  const gpu = createRuntime({ ...options, kit: gpuKit })
  const inUse = () => (gpu.state().phase === 'ready' ? gpu : cpu)
  return {
    cpu,
    gpu,
    inUse,
    async check() {
      const state = await gpu.check()
      return state.phase === 'ready' ? state : cpu.check()
    },
    // The CPU's own starts faster; where only the other is there, it computes on the CPU as well.
    environment: (device = 'auto') =>
      (device === 'cpu' && cpu.state().phase === 'ready' ? cpu : inUse()).environment(device),
  }
}
