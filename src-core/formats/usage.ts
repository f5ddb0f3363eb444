import type { LoomDocument } from '../document/schema.ts'
import type { Analysis } from '../graph/analysis.ts'
import { kerasNames } from '../graph/keras-name.ts'
import { Augmentation } from '../training/augmentation.ts'
import { paddedSize } from '../training/data.ts'
import type { Plan } from '../training/plan.ts'

/** What the person who gets a model has to know to use it: what it wants to be given, and what its answers mean. */
export interface Usage {
  inputs: {
    name: string
    height: number
    width: number
    /** 1: grey; 3: red, green, blue. */
    channels: number
    /** The axes of a batch. */
    axes: 'batch, height, width, channels' | 'batch, channels, height, width'
    /** Grey is that of Rec. 601. */
    colours: 'red, green, blue' | 'grey = 0.299 red + 0.587 green + 0.114 blue' | 'any'
    /** How an image of another size is brought to `resizedTo`. */
    fit: Augmentation['fit']
    /** Where this is smaller than the input, the image is put in the middle of black, half a pixel too far up and left at most. */
    resizedTo: { height: number; width: number }
    /** As Pillow's `BILINEAR`: every pixel of the image has its share in a smaller one. */
    filter: 'bilinear, antialiased'
    /** Values, those of padding too, are brought from 0…255 to 0…1, then `(value − mean) / deviation`, a number a channel or one for all. */
    scale: number
    mean: number[]
    deviation: number[]
  }[]
  outputs: { name: string; values: number; activation: string }[]
  /** The classes in the order of an output's values; absent where they have no names. */
  labels?: readonly string[]
}

const grey = 'grey = 0.299 red + 0.587 green + 0.114 blue'

/** @param plan by which the network was trained */
export function usageOf(
  document: Pick<LoomDocument, 'nodes'>,
  { order, inputs, outputs, layers }: Analysis,
  plan: Plan,
  { labels, isChannelsFirst = false }: { labels?: readonly string[]; isChannelsFirst?: boolean } = {},
): Usage {
  const names = kerasNames(order)
  const { fit, mean, deviation } = Augmentation.parse(plan.augmentation ?? {})
  return {
    inputs: inputs.map((id) => {
      const [height, width, channels] = layers.get(id)!.shape!
      return {
        name: names.get(id)!,
        height: height!,
        width: width!,
        channels: channels!,
        colours: channels === 1 ? grey : channels === 3 ? 'red, green, blue' : 'any',
        axes: isChannelsFirst ? 'batch, channels, height, width' : 'batch, height, width, channels',
        fit,
        resizedTo: paddedSize(plan.data, layers.get(id)!.shape!) ?? { height: height!, width: width! },
        filter: 'bilinear, antialiased',
        scale: 1 / 255,
        mean,
        deviation,
      }
    }),
    outputs: outputs.map((id) => {
      const node = document.nodes[id]
      const activation = node?.type === 'layer' ? node.params.activation : undefined
      return {
        name: names.get(id)!,
        values: layers.get(id)!.shape!.at(-1)!,
        activation: typeof activation === 'string' ? activation : 'linear',
      }
    }),
    ...(labels && { labels }),
  }
}
