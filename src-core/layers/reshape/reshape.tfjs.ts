import type { BuildLayer } from '../tfjs.ts'
import type { ReshapeParams } from './reshape.ts'

export const buildReshape: BuildLayer<ReshapeParams> = ({ tf, name }, { targetShape }) => {
  const layer = tf.layers.reshape({ name, targetShape: [...targetShape] })
  // tfjs would leave an open axis open until there is a batch; the layers after it need to know it sooner.
  const build = layer.build.bind(layer)
  layer.build = (input) => {
    const size = (input as number[]).slice(1).reduce((product, axis) => product * axis, 1)
    const known = targetShape.filter((axis) => axis !== -1).reduce((product, axis) => product * axis, 1)
    Object.assign(layer, { targetShape: targetShape.map((axis) => (axis === -1 ? size / known : axis)) })
    build(input)
  }
  return layer
}
