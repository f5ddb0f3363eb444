import type * as tfjs from '@tensorflow/tfjs'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Network } from './network.ts'
import { mainOf, valuesOf } from './step.ts'

/** Values of a part of a layer's output for one image. */
export interface Maps {
  height: number
  width: number
  channels: number
  /** `[height, width, channels]` */
  values: Float32Array
}

/**
 * What a layer gives for an image, after its own activation.
 *
 * @param image as the network takes it
 */
export async function layerOutput(network: Network, layerId: string, image: Float32Array): Promise<Result<Maps>> {
  const layer = mapLayer(network, layerId)
  if (!layer.ok) return layer
  const { tf } = network
  const given = tf.tidy(() => {
    const seen = watched(tf)
    instead(layer.value, seen.take, () => run(network, image))
    return seen.output()
  })
  return ok(await readMaps(given))
}

/**
 * Grad-CAM (Selvaraju et al. 2017): a layer's channels, each weighted by the mean over its places of the gradient of a
 * class's score, summed up; what speaks against the class is left out. The score is the logit where the network ends in
 * softmax or sigmoid.
 *
 * @param image as the network takes it
 * @returns one channel, as it comes out: neither scaled nor resized
 */
export async function gradCam(
  network: Network,
  { layer: layerId, label, image }: { layer: string; label: number; image: Float32Array },
): Promise<Result<Maps>> {
  const layer = mapLayer(network, layerId)
  if (!layer.ok) return layer
  if (label >= network.classes) return noSuchClass(label)
  const { tf } = network
  const heat = tf.tidy(() => {
    const seen = watched(tf)
    // The gradient by what is added to a layer's output is the gradient by the output.
    const score = (added: tfjs.Tensor) =>
      instead(
        layer.value,
        (output) => tf.add(seen.take(output), added),
        () => tf.sum(tf.slice(mainOf(network, run(network, image)), [0, label], [1, 1])),
      )
    const { shape } = layer.value.output as tfjs.SymbolicTensor
    const gradient = tf.grad(score)(tf.zeros([1, ...(shape as number[]).slice(1)])) as tfjs.Tensor4D
    const output = seen.output()
    const summed = tf.sum(tf.mul(output, tf.mean(gradient, [1, 2], true)), 3, true)
    output.dispose()
    return tf.relu(summed) as tfjs.Tensor4D
  })
  return ok(await readMaps(heat))
}

/** The values of the network's outputs. */
const run = ({ tf, model, inputShape }: Network, image: Float32Array) =>
  valuesOf(model.apply(tf.tensor(image, [1, ...inputShape]), { training: false }))

/** Remembers a tensor beyond the pass that makes it: tfjs frees every layer's output as soon as nobody waits for it. */
function watched(tf: typeof tfjs) {
  let seen: tfjs.Tensor4D | undefined
  return {
    take<T extends tfjs.Tensor>(output: T): T {
      seen = tf.keep(tf.clone(output)) as unknown as tfjs.Tensor4D
      return output
    },
    output: () => seen!,
  }
}

/** Does something while a layer gives what is made of its output. */
function instead<T>(layer: tfjs.layers.Layer, make: (output: tfjs.Tensor4D) => tfjs.Tensor, use: () => T): T {
  const own = Object.getOwnPropertyDescriptor(layer, 'call')
  const call = layer.call.bind(layer)
  layer.call = (inputs, options) => make([call(inputs, options)].flat()[0] as tfjs.Tensor4D)
  try {
    return use()
  } finally {
    if (own) Object.defineProperty(layer, 'call', own)
    else delete (layer as { call?: unknown }).call
  }
}

async function readMaps(given: tfjs.Tensor4D): Promise<Maps> {
  const [, height, width, channels] = given.shape
  const values = (await given.data()) as Float32Array
  given.dispose()
  return { height, width, channels, values }
}

function mapLayer({ layers }: Network, id: string): Result<tfjs.layers.Layer> {
  const layer = layers.get(id)
  if (!layer || Array.isArray(layer.output) || layer.output.shape.length !== 4) return noMaps(id)
  return ok(layer)
}

const noMaps = (id: string) =>
  fail(
    'no-maps',
    { en: `The network has no layer “${id}” that gives maps.`, zh: `网络中没有输出特征图的层“${id}”。` },
    { en: 'Choose another layer.', zh: '请选择其他层。' },
  )

const noSuchClass = (label: number) =>
  fail('no-such-class', { en: `The network has no class ${label}.`, zh: `网络没有类别 ${label}。` })
