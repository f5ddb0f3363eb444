import type { BlockKind } from './block.ts'
import { denseLayer, transition } from './densenet/blocks.ts'
import { mbconv } from './efficientnet/blocks.ts'
import { separable } from './mobilenet/blocks.ts'
import { inverted } from './mobilenet-v2/blocks.ts'
import { basic, bottleneck } from './resnet/blocks.ts'
import { preactivation } from './resnet-v2/blocks.ts'
import { aggregated } from './resnext/blocks.ts'
import { unit } from './shufflenet/blocks.ts'
import { fire } from './squeezenet/blocks.ts'
import { vggBlock } from './vgg/blocks.ts'
import { middle, reduction } from './xception/blocks.ts'

/** Every kind of block by its id, in the order in which the library shows them. */
export const blockKinds: Readonly<Record<string, BlockKind>> = Object.fromEntries(
  (
    [
      vggBlock,
      basic,
      bottleneck,
      preactivation,
      aggregated,
      fire,
      denseLayer,
      transition,
      reduction,
      middle,
      separable,
      unit,
      inverted,
      mbconv,
    ] as BlockKind[]
  ).map((kind) => [kind.id, kind]),
)
