import { chain, layer } from '../src-core/graph/block.ts'
import type { BlockTree, ChainTree, LayerTree } from '../src-core/graph/block.ts'

/** What most networks have alike, so that it is called alike everywhere. */

export const imageInput = ({ inputSize, channels }: { inputSize: number; channels: number }): LayerTree =>
  layer('input', 'input', { shape: [inputSize, inputSize, channels] })

export const relu = (name: string): LayerTree => layer(name, 'activation', { activation: 'relu' })

/** A named part of a network as its paper's figure draws it; it opens folded. */
export const stage = (name: string, title: string, parts: BlockTree[]): ChainTree =>
  chain(name, parts, { title, folded: true })

/** Parts that stand one after the other with no block of their own around them. */
export const row = (parts: BlockTree[]): ChainTree => chain('', parts, { block: false })

export const softmaxDense = (classes: number): LayerTree =>
  layer('predictions', 'dense', { units: classes, activation: 'softmax' })

/** The mean of each channel, then one softmax layer. */
export const pooledClassifier = (classes: number): ChainTree =>
  stage('classifier', 'Classifier', [layer('pool', 'global-avg-pool-2d'), softmaxDense(classes)])

export const relu6 = (name: string): LayerTree => layer(name, 'activation', { activation: 'relu6' })

/** The zeros that keras.applications puts before a convolution of stride 2, so that its windows meet the last pixels. */
export const padForStride = (name: string, kernel: number, oddSize: boolean): LayerTree => {
  const after = Math.floor(kernel / 2)
  const pair = [oddSize ? after : after - 1, after]
  return layer(name, 'zero-padding-2d', { height: pair, width: pair })
}
