import type * as tfjs from '@tensorflow/tfjs'
import type { TensorFlowBackend, TensorSpec } from './binding.ts'
import { fuse } from './fuse.ts'
import type { FusedRecording } from './fuse.ts'
import { NotRecordable, record } from './recorder.ts'
import { savedModel } from './saved-model.ts'
import { simplify } from './simplify.ts'

/**
 * A function of tensors as a graph that a session can run. It is recorded twice: where the two differ, something else
 * than tensors goes into it, which the graph would repeat for ever.
 *
 * @param options.run `time` is 1 or 2
 * @throws NotRecordable
 */
export function compile<Name extends string>(
  tf: typeof tfjs,
  backend: TensorFlowBackend,
  {
    run,
    ...options
  }: {
    name: string
    inputs: Record<Name, TensorSpec>
    run(inputs: Record<Name, tfjs.Tensor>, time: number): tfjs.Tensor[]
  },
): FusedRecording {
  const [first, second] = [1, 2].map((time) =>
    simplify(record(tf, backend, { ...options, run: (inputs) => run(inputs, time) })),
  )
  if (Buffer.compare(savedModel(first!.nodes), savedModel(second!.nodes)) !== 0) {
    throw new NotRecordable(
      'it is not the same every time: it draws random numbers in JavaScript, or remembers something outside its variables',
    )
  }
  return fuse(second!)
}
