import type * as tfjs from '@tensorflow/tfjs'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { Plan } from '../../src-core/training/plan.ts'

/** One of the places where a network is trained to say the class. */
export interface Output {
  /** The layer's node id. */
  id: string
  /** What its numbers are; the softmax of logits is the probabilities. */
  values: 'logits' | 'probabilities'
  /** Its answer is the network's. The others are auxiliary heads, which only bring gradients to layers far from it. */
  isMain: boolean
}

/** What a plan makes of the loss: the same at every step of a run. */
export interface Objective {
  /** The share of each label that is spread evenly over all classes. */
  labelSmoothing: number
  /** How much an auxiliary head counts, where the main output counts 1. */
  auxiliaryWeight: number
  /** How much an example counts in training, by class. All the same where absent. */
  classWeights?: readonly number[]
}

/** @param examples how many there are of each class to train on, where the plan weighs classes by it */
export function objectiveOf(
  { labelSmoothing, auxiliaryWeight, classWeights }: Pick<Plan, 'labelSmoothing' | 'auxiliaryWeight' | 'classWeights'>,
  examples: readonly number[] = [],
): Objective {
  return {
    labelSmoothing,
    auxiliaryWeight,
    ...(classWeights === 'balanced' && { classWeights: balanced(examples) }),
  }
}

/** The cross-entropy as it is, but for auxiliary heads. */
export const plainObjective = objectiveOf(Plan.parse({}))

/** Weights by which every class counts as much as any other, 1 on the mean over the examples; as scikit-learn has it. */
function balanced(examples: readonly number[]): number[] {
  const all = examples.reduce((sum, count) => sum + count, 0)
  const present = examples.filter((count) => count > 0).length
  return examples.map((count) => (count === 0 ? 0 : all / (present * count)))
}

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
 * Everything else is taken for logits. Outputs are in the order of the analysis, as they are the model's.
 */
export function forTraining(document: LoomDocument): { document: LoomDocument; outputs: Output[] } {
  const analysis = analyze(document)
  const nodes = { ...document.nodes }
  const outputs = analysis.outputs.map((id): Output => {
    const isMain = id === analysis.mainOutput
    const last = lastActivation(document, analysis, id)
    if (!last || !probable.includes(last.activation)) return { id, values: 'logits', isMain }
    const node = document.nodes[id]!
    if (last.id !== id || !leftOut.includes(last.activation) || node.type !== 'layer') {
      return { id, values: 'probabilities', isMain }
    }
    nodes[id] = { ...node, params: { ...node.params, activation: 'linear' } }
    return { id, values: 'logits', isMain }
  })
  return { document: { ...document, nodes }, outputs }
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
 * The mean over a batch of Keras's categorical cross-entropy, summed over the outputs by their weights. As in Keras,
 * what classes weigh does not change what it is divided by. Tensor operations alone, the same at every step.
 *
 * @param values what the network gives at each output, `[count, classes]`
 * @param labels `[count]`, the classes' numbers, int32
 */
export function crossEntropy(
  tf: typeof tfjs,
  { outputs, labels, objective }: { outputs: readonly Output[]; labels: tfjs.Tensor1D; objective: Objective },
  values: readonly tfjs.Tensor2D[],
): tfjs.Scalar {
  const classes = values[0]!.shape[1]
  const chosen = tf.cast(tf.oneHot(labels, classes), 'float32')
  const { labelSmoothing, auxiliaryWeight, classWeights } = objective
  const wanted = labelSmoothing === 0 ? chosen : tf.add(tf.mul(chosen, 1 - labelSmoothing), labelSmoothing / classes)
  const weights = classWeights && tf.sum(tf.mul(chosen, tf.tensor1d([...classWeights])), 1)
  const losses = outputs.map((output, place) => {
    const each = tf.neg(tf.sum(tf.mul(wanted, tf.logSoftmax(logitsOf(tf, output, values[place]!))), 1))
    const mean = tf.mean(weights ? tf.mul(each, weights) : each)
    return output.isMain ? mean : tf.mul(mean, auxiliaryWeight)
  })
  return losses.reduce((sum, loss) => tf.add(sum, loss)) as tfjs.Scalar
}

/** Keras normalizes clipped probabilities once more: it takes their logarithms for logits. */
const logitsOf = (tf: typeof tfjs, output: Output, values: tfjs.Tensor2D) =>
  output.values === 'logits' ? values : tf.log(tf.clipByValue(values, epsilon, 1 - epsilon))

/** How many of a batch are given the highest value at their own class. */
export function countCorrect(tf: typeof tfjs, values: tfjs.Tensor2D, labels: tfjs.Tensor1D): tfjs.Scalar {
  return tf.sum(tf.cast(tf.equal(tf.argMax(values, 1), labels), 'float32'))
}
