import type * as tfjs from '@tensorflow/tfjs'
import type { TensorEntry, TensorFlowBackend } from './binding.ts'

/** How a session is given the values of all its variables, and asked for them, as tensors of the addon's. */
interface Exchange {
  put(ids: number[]): void
  get(): number[]
}

/**
 * Variables whose values live in a session. To everybody else they are what they were: who reads one is given what the
 * session holds, copies made earlier keep their values, and what is assigned is there at the session's next run. So
 * nothing lies in memory twice.
 */
export interface LentVariables {
  /** Lets go of what was read, and brings what was assigned. */
  beforeRun(): void
  takeBack(): void
}

interface Lent {
  dataId: object
  entry: TensorEntry
}

export function lend(
  tf: typeof tfjs,
  backend: TensorFlowBackend,
  variables: readonly tfjs.Variable[],
  { put, get }: Exchange,
): LentVariables {
  const { binding, tensorMap } = backend
  const isThere = ({ dataId }: Lent) => tensorMap.has(dataId)
  /** What stands for each variable's values since they were lent. */
  let lent: Lent[] = []
  /** The values as they are now, where somebody asked for them. */
  let read: number[] | undefined

  function current(): number[] {
    if (read) return read
    read = get()
    // A variable that was assigned or disposed of has no use for them; later on, tfjs deletes them with the tensor.
    read.forEach((id, index) => {
      if (!isThere(lent[index]!)) binding.deleteTensor(id)
    })
    return read
  }

  function lendAll(): void {
    put(backend.getInputTensorIds(variables))
    lent = variables.map((variable, index) => {
      const { dataId } = variable
      const entry = tensorMap.get(dataId)
      binding.deleteTensor(entry.id)
      Object.defineProperty(entry, 'id', { configurable: true, enumerable: true, get: () => current()[index]! })
      return { dataId, entry }
    })
  }

  function forget(): void {
    read?.forEach((id, index) => {
      if (isThere(lent[index]!)) binding.deleteTensor(id)
    })
    read = undefined
  }

  /** Makes an entry's values its own. */
  function keep({ entry }: Lent, index: number): void {
    Object.defineProperty(entry, 'id', {
      configurable: true,
      enumerable: true,
      writable: true,
      value: current()[index],
    })
  }

  function takeBack(): void {
    current()
    lent.forEach((one, index) => {
      if (isThere(one)) keep(one, index)
    })
    lent = []
    read = undefined
  }

  lendAll()
  return {
    beforeRun() {
      const isShared = ({ dataId, entry }: Lent, index: number) =>
        variables[index]!.dataId !== dataId || entry.refCount > 1
      if (lent.some(isShared)) {
        takeBack()
        // A copy goes on with the values; the variable gets tensors of its own to stand for those to come.
        tf.tidy(() => {
          for (const variable of variables) {
            if (tensorMap.get(variable.dataId).refCount > 1) variable.assign(tf.mul(variable, 1))
          }
        })
        lendAll()
      }
      forget()
    },
    takeBack,
  }
}
