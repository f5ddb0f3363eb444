import { create } from 'zustand'
import type { RuntimeState } from '../../src-core/contract/contract.ts'
import { follow } from '../bridge/follow.ts'
import { main } from '../bridge/main.ts'

interface Runtime {
  state: RuntimeState
  /** TensorFlow has become ready while this window looked on: worth a short word. */
  becameReady: boolean
}

/** Where TensorFlow stands, as the main side tells it. */
export const useRuntime = create<Runtime>(() => ({ state: { phase: 'checking' }, becameReady: false }))

/** The same of the one with NVIDIA's libraries, which is only followed while somebody looks. */
export const useGpuRuntime = create<Runtime>(() => ({ state: { phase: 'checking' }, becameReady: false }))

export type Kit = 'cpu' | 'gpu'
const stores = { cpu: useRuntime, gpu: useGpuRuntime }

const onTheWay = new Set<RuntimeState['phase']>(['fetching', 'installing'])

export const followRuntime = (signal: AbortSignal, kit: Kit = 'cpu'): Promise<void> =>
  follow((signal) => main.runtime({ kit }, signal), {
    signal,
    onItem: (state) =>
      stores[kit].setState((before) => ({
        state,
        becameReady: state.phase === 'ready' && (before.becameReady || onTheWay.has(before.state.phase)),
      })),
  })

export const fetchRuntime = (kit: Kit = 'cpu') => void main.fetchRuntime({ kit })
export const pauseRuntime = (kit: Kit = 'cpu') => void main.pauseRuntime({ kit })
