/** The trainer's process: started by the main side with one order, see `messages.ts`. */
import { ok } from '../../src-core/result.ts'
import { describeDevice, loadTensorFlow } from '../runtime/load.ts'
import { findParent } from './parent.ts'
import { serveTrainer } from './serve.ts'

serveTrainer(findParent(), async () => {
  const tf = await loadTensorFlow()
  if (!tf.ok) return tf
  const device = await describeDevice(tf.value)
  if (!device.ok) return device
  // tfjs's types do not name what tfjs-node's backend knows.
  const { binding } = tf.value.backend() as unknown as { binding: { TF_Version: string } }
  return ok({ tf: tf.value, version: `TensorFlow ${binding.TF_Version}`, device: device.value })
})
