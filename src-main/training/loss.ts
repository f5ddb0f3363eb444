import type * as tfjs from '@tensorflow/tfjs'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { kindOf } from '../../src-core/layers/registry.ts'

/** What the numbers that leave a network are: probabilities, or logits, whose softmax is the probabilities. */
export type Outputs = 'logits' | 'probabilities'

/** Keras's: what keeps the logarithm of a probability finite. */
const epsilon = 1e-7

/** Activations that Keras computes the loss in front of. */
const leftOut = ['softmax', 'sigmoid']
/** Activations whose values are probabilities. */
const probable = [...leftOut, 'hard_sigmoid']

/**
 * A network as it is trained. Where it ends in softmax or sigmoid, that is left out and the loss is computed from the
 * logits, as Keras does: a probability that is rounded to 0 has neither a logarithm nor a gradient. Where one lies
 * further back, behind layers that keep values between 0 and 1 (flatten, pooling), the outputs are probabilities.
 * Everything else is taken for logits.
 */
export function forTraining(document: LoomDocument, output: string): { document: LoomDocument; outputs: Outputs } {
  const last = lastActivation(document, analyze(document), output)
  if (!last || !probable.includes(last.activation)) return { document, outputs: 'logits' }
  const node = document.nodes[output]!
  if (last.id !== output || !leftOut.includes(last.activation) || node.type !== 'layer') {
    return { document, outputs: 'probabilities' }
  }
  const linear = { ...node, params: { ...node.params, activation: 'linear' } }
  return { document: { ...document, nodes: { ...document.nodes, [output]: linear } }, outputs: 'logits' }
}

/** The activation nearest to the output, seen through layers that only choose among their one input's values. */
function lastActivation(document: LoomDocument, analysis: Analysis, output: string) {
  for (let id = output; ;) {
    const node = document.nodes[id]!
    const kind = node.type === 'layer' ? kindOf(node.kind) : undefined
    if (node.type !== 'layer' || !kind) return undefined
    const params = kind.params.parse(node.params)
    if (typeof params.activation === 'string') return { id, activation: params.activation }
    const { inputs, inputShapes } = analysis.layers.get(id)!
    if (inputs.length !== 1 || kind.weights(params, inputShapes).length > 0) return undefined
    id = inputs[0]!
  }
}

/**
 * The mean over a batch of Keras's sparse categorical cross-entropy.
 *
 * @param values `[count, classes]`, what the network gives
 * @param labels `[count]`, the classes' numbers, int32
 */
export function crossEntropy(
  tf: typeof tfjs,
  outputs: Outputs,
  values: tfjs.Tensor2D,
  labels: tfjs.Tensor1D,
): tfjs.Scalar {
  // Keras normalizes clipped probabilities once more: it takes their logarithms for logits.
  const logits = outputs === 'logits' ? values : tf.log(tf.clipByValue(values, epsilon, 1 - epsilon))
  const chosen = tf.oneHot(labels, values.shape[1])
  return tf.neg(tf.mean(tf.sum(tf.mul(chosen, tf.logSoftmax(logits)), 1)))
}

/** How many of a batch are given the highest value at their own class. */
export function countCorrect(tf: typeof tfjs, values: tfjs.Tensor2D, labels: tfjs.Tensor1D): tfjs.Scalar {
  return tf.sum(tf.cast(tf.equal(tf.argMax(values, 1), labels), 'float32'))
}
