import { isImage } from '../onnx.ts'
import type { OnnxForm } from '../onnx.ts'
import type { ChannelShuffleParams } from './channel-shuffle.ts'

/** The three nodes by which other programs know a shuffle; the channels are not moved to the end for it. */
export const channelShuffleInOnnx: OnnxForm<ChannelShuffleParams> = ({ groups }, layer) => {
  const input = layer.plain(layer.inputs[0]!)
  const { shape } = input
  if (groups === 1) return input
  const each = shape.at(-1)! / groups
  const room = shape.slice(0, -1)
  const [apart, turned, together] = isImage(shape)
    ? [
        [groups, each, ...room],
        [2, 1, 3, 4],
        [groups * each, ...room],
      ]
    : [[...room, groups, each], [...room.map((_, i) => i + 1), shape.length + 1, shape.length], shape]
  const split = layer.node('Reshape', [input, layer.integers('groups', [-1, ...apart!])])
  const dealt = layer.node('Transpose', [split], { perm: [0, ...turned!] })
  return layer.node('Reshape', [dealt, layer.integers('shape', [-1, ...together!])])
}
