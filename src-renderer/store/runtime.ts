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

const onTheWay = new Set<RuntimeState['phase']>(['fetching', 'installing'])

export const followRuntime = (signal: AbortSignal): Promise<void> =>
  follow((signal) => main.runtime({}, signal), {
    signal,
    onItem: (state) =>
      useRuntime.setState((before) => ({
        state,
        becameReady: state.phase === 'ready' && (before.becameReady || onTheWay.has(before.state.phase)),
      })),
  })

export const fetchRuntime = () => void main.fetchRuntime({})
export const pauseRuntime = () => void main.pauseRuntime({})
